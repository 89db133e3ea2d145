"""A case in SQLite: one file in the case folder, or one in memory."""

import sqlite3
from pathlib import Path
from typing import Any

from django.db import DatabaseError, IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper

from ledgerstone.errors import AppendOnly, DamagedDatabase, DiskFull, LedgerstoneError, NoRight, StoreBusy, StoreError

_PRAGMAS = "PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_RIGHT = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}
_PRIMARY = 0xFF  # an extended result code holds the primary one in its lowest byte


class SQLite:
    """A SQLite database.

    Args:
        path: the database file; it is made when it is not there. None is a database in memory.
        read_only: read the file as it is; nothing beside it is read, made or locked.
    """

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only

    def configuration(self, *, patience: float) -> dict[str, Any]:
        """Return what Django needs to connect. Each transaction takes the right to write at its beginning."""
        options: dict[str, Any] = {"timeout": patience, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS}
        if self._path is None:
            name = ":memory:"
        elif self._read_only:
            name = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        else:
            name = f"{self._path.absolute().as_uri()}?mode=rwc"
            options["init_command"] = f"PRAGMA journal_mode=WAL; {_PRAGMAS}"
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}

    def check(self, connection: BaseDatabaseWrapper) -> None:
        """Nothing to refuse: the file is the case's own, and is connected to when it is first asked."""

    def wait_for_writers(self, connection: BaseDatabaseWrapper) -> None:
        """Nothing to wait for: an IMMEDIATE transaction has waited already."""

    def close(self, connection: BaseDatabaseWrapper) -> None:
        """Close the connection; the last one to a file writes what SQLite kept beside it into the file."""
        connection.close()
        if self._path is None and connection.connection is not None:  # Django keeps a database in memory open
            connection.connection.close()

    def erase(self, connection: BaseDatabaseWrapper) -> bool:
        """Write the file anew, and cut off what SQLite keeps beside it, where old bytes still are.

        What is written anew is held in memory meanwhile, and not in a file of the system's folder for such.
        """
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA temp_store=MEMORY")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_) = cursor.fetchone() or (1,)
        return not busy

    def coded(self, error: DatabaseError) -> LedgerstoneError:
        """Return the error that tells what SQLite said."""
        if isinstance(error, IntegrityError) and "append-only" in str(error):
            return AppendOnly(f"The database refused a change: {error}.", do="A correction is a new record.")
        return coded(error.__cause__ or error, self._path)


def coded(error: BaseException, path: Path | None) -> LedgerstoneError:
    """Return the error that tells what SQLite said of a file."""
    number = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if number in _BUSY:
        return StoreBusy(f"Another process writes to {path}.", do="Wait until it is done, then try again.")
    if number in _DAMAGED:
        return DamagedDatabase(f"SQLite cannot read {path}: {error}.", do="Put it back from a copy.")
    if number == sqlite3.SQLITE_FULL:
        return DiskFull(
            f"The disk of {path} is full.",
            do="Nothing of the transaction was kept. Make room, and try again.",
        )
    if number in _NO_RIGHT:
        return NoRight(f"SQLite may not read or write {path}: {error}.", do="Ask for the right to, or copy the case.")
    return StoreError(f"SQLite said no to {path}: {error}.", do="Nothing of the transaction was kept.")


SCHEMA = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"  # all that a database defines
