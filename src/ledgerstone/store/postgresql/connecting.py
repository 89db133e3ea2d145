"""How a case in PostgreSQL is connected to, what is refused, and what its errors mean."""

import re
from typing import Any

import psycopg
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import conninfo_to_dict

from ledgerstone import settings
from ledgerstone.errors import (
    AppendOnly,
    BadSetting,
    ChangedSettings,
    DamagedDatabase,
    DatabaseGone,
    DiskFull,
    LedgerstoneError,
    NoRight,
    ReadOnlyCase,
    StoreBusy,
    StoreError,
    UnsafeDatabase,
)
from ledgerstone.store.engine import Engine

OF_ROOM = "_room"  # behind a case's schema: that of its review room
_SCHEMA = re.compile(rf"case_[0-9a-f]{{16}}(?:{OF_ROOM})?")  # what goes into SQL and options as it is
_BUSY = {"55P03", "57014", "40P01", "40001"}  # lock_not_available, query_canceled, deadlock, serialization_failure
_GONE = {"57P01", "57P02", "57P03", "57P05", "25P03"}  # shut down, crashed, starting up, idle for too long
_DAMAGED = {"XX001", "XX002"}  # data_corrupted, index_corrupted
_DISK_FULL = "53100"
_NO_RIGHT = "42501"
_READ_ONLY = "25006"
# A dead network is noticed in half a minute, not in the two hours of the system's own patience.
_ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4, "tcp_user_timeout": 30_000}


class PostgreSQL:
    """A schema of a PostgreSQL database.

    Args:
        conninfo: a connection string or URL of libpq; what it leaves out comes from the places that libpq looks at.
        schema: the name of the case's schema.
        read_only: refuse every change.

    Raises:
        BadSetting: the connection string cannot be read.
    """

    def __init__(self, conninfo: str, schema: str, *, read_only: bool = False) -> None:
        if not _SCHEMA.fullmatch(schema):
            raise ChangedSettings(
                f"case.toml names the schema {schema!r}, which the program never makes.",
                do="Put back the file from a copy of the case.",
            )
        self._given = _parameters(conninfo)
        self._schema = schema
        self._read_only = read_only

    def parameters(self, *, patience: float) -> dict[str, Any]:
        """Return what psycopg connects with.

        The search path ends with the temporary schema, so that no temporary table can stand in for one of the case. A
        commit is on the disk when it is acknowledged, whatever the server's own setting.
        """
        settings_ = {
            "search_path": f"{self._schema},pg_temp",
            "synchronous_commit": "on",
            "lock_timeout": f"{max(1, round(patience * 1000))}ms",
            "default_transaction_isolation": "read\\ committed",
            "default_transaction_read_only": "on" if self._read_only else "off",
        }
        ours = " ".join(f"-c {name}={value}" for name, value in settings_.items())
        return {
            **_ALIVE,
            "connect_timeout": max(2, round(patience)),
            "application_name": "ledgerstone",
            **self._given,
            "options": f"{self._given.get('options', '')} {ours}".strip(),
        }

    def configuration(self, *, patience: float) -> dict[str, Any]:
        """Return what Django needs to connect."""
        options = self.parameters(patience=patience)
        return {"ENGINE": "django.db.backends.postgresql", "NAME": options.pop("dbname", None), "OPTIONS": options}

    def check(self, connection: BaseDatabaseWrapper) -> None:
        """Refuse a schema that is not there, and a role that could change what is kept.

        Raises:
            ChangedSettings: the database has no such schema.
            UnsafeDatabase: the role owns a table or may change one.
        """
        with connection.cursor() as cursor:
            cursor.execute(_RIGHTS, [self._schema])
            tables = cursor.fetchall()
            cursor.execute("SELECT current_user")
            (role,) = cursor.fetchone() or ("",)
        if not tables:
            raise ChangedSettings(
                f"The database has no tables in the schema {self._schema} that case.toml names.",
                do=f"See that {settings.DATABASE} names the database in which the case was made.",
            )
        for table, owns, changes in tables:
            if owns or changes:
                what = "owns" if owns else "may change"
                raise UnsafeDatabase(
                    f"The role {role!r} {what} the table {table}: it could undo what protects the records.",
                    do=f"Let {settings.DATABASE} name a role that may only read and add, as docs/team.md says.",
                )

    def wait_for_writers(self, connection: BaseDatabaseWrapper) -> None:
        """Take the case's lock, which the end of the transaction gives back."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [self._schema])

    def close(self, connection: BaseDatabaseWrapper) -> None:
        """Close the connection."""
        connection.close()

    def erase(self, connection: BaseDatabaseWrapper) -> bool:
        """Write the table into new files, as only its owner can; docs/forgetting.md says what else a server keeps."""
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (FULL, ANALYZE) record")
        return True

    def coded(self, error: DatabaseError) -> LedgerstoneError:
        """Return the error that tells what PostgreSQL said."""
        cause = error.__cause__
        return coded(cause) if isinstance(cause, psycopg.Error) else StoreError(f"The database said no: {error}.")


# Each table of the case: does this role own it (a superuser owns all), may it change what is there?
_RIGHTS = """
SELECT c.relname, pg_has_role(c.relowner, 'USAGE'),
  (has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')) AND c.relname <> 'finding_aid'
  OR has_table_privilege(c.oid, 'TRUNCATE') OR has_table_privilege(c.oid, 'TRIGGER')
FROM pg_catalog.pg_class c WHERE c.relkind = 'r' AND c.relnamespace = to_regnamespace(%s) ORDER BY c.relname
"""


def opened(schema: str, *, patience: float, read_only: bool) -> Engine:
    """Return the connection to a case's schema.

    Raises:
        BadSetting: the environment names no database.
        ChangedSettings: the database has no such schema.
        DatabaseGone: the server cannot be reached.
        UnsafeDatabase: the role must not be used.
    """
    engine = Engine(PostgreSQL(team().database, schema, read_only=read_only), patience=patience)
    try:
        engine.check()
    except BaseException:
        engine.close()
        raise
    return engine


def team() -> settings.Team:
    """Return the team's database.

    Raises:
        BadSetting: the environment names none.
    """
    found = settings.team()
    if found is None:
        raise BadSetting(
            f"The records of this case are in PostgreSQL, and {settings.DATABASE} is not set.",
            do=f"Set {settings.DATABASE} to a connection string, as docs/team.md says.",
        )
    return found


def coded(error: psycopg.Error) -> LedgerstoneError:
    """Return the error that tells what PostgreSQL said."""
    state, said = error.sqlstate or "", _said(error)
    if "append-only" in said:
        return AppendOnly(f"The database refused a change: {said}.", do="A correction is a new record.")
    if state in _BUSY:
        return StoreBusy("Another process writes to the case.", do="Wait until it is done, then try again.")
    if state in _DAMAGED:
        return DamagedDatabase(f"PostgreSQL cannot read the case: {said}.", do="Put the database back from a backup.")
    if state == _DISK_FULL:
        return DiskFull(
            f"The disk of the database is full: {said}.",
            do="Nothing of the transaction was kept. Make room, and try again.",
        )
    if state == _NO_RIGHT:
        return NoRight(f"The role may not do this: {said}.", do="Look at its rights, as docs/team.md says.")
    if state == _READ_ONLY:
        return ReadOnlyCase(f"The database may only be read: {said}.", do="Ask for the right to write.")
    if state in _GONE or state.startswith("08") or (isinstance(error, psycopg.OperationalError) and not state):
        return DatabaseGone(
            f"The database cannot be reached: {said}.",
            do="What was acknowledged is kept. See that the server runs, then run the command again.",
        )
    return StoreError(f"PostgreSQL said no: {said}.", do="Nothing of the transaction was kept.")


def _said(error: psycopg.Error) -> str:
    text = error.diag.message_primary or str(error)
    return " ".join(text.split()).rstrip(".")


def _parameters(conninfo: str) -> dict[str, Any]:
    try:
        return dict(conninfo_to_dict(conninfo))
    except psycopg.Error as error:
        raise BadSetting(  # without the text: it can hold a password
            f"{settings.DATABASE} or {settings.OWNER} is no connection string.",
            do="Write it like: host=db.example dbname=ledgerstone user=ledgerstone",
        ) from error
