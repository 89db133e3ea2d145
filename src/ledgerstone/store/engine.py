"""Django, set up once a process, and one connection a case.

Each open case has a thread of its own, and its connection lives on that thread alone. So two cases can be open at
once, a case works where an event loop runs (Django refuses to reach a database from a thread with one), and Ctrl-C in
the main thread never cuts a transaction in two.
"""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import TypeVar

import django
from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from ledgerstone.errors import AppendOnly, BadSetting, DamagedDatabase, LedgerstoneError, StoreBusy, StoreError
from ledgerstone.settings import SOLO

if not settings.configured:
    settings.configure(**SOLO)
    django.setup()
elif "ledgerstone.store" not in settings.INSTALLED_APPS:
    raise BadSetting("Django is set up without the store.", do="Add 'ledgerstone.store' to INSTALLED_APPS.")

_T = TypeVar("_T")
_NUMBERS = count(1)
_PRAGMAS = "PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PRIMARY = 0xFF  # an extended result code holds the primary one in its lowest byte


class Engine:
    """One connection to one SQLite database, on a thread of its own.

    Args:
        path: the database file; it is made when it is not there. None is a database in memory.
        patience: seconds to wait for another process.
        read_only: read the file as it is; nothing beside it is read, made or locked.
    """

    def __init__(self, path: Path | None, *, patience: float, read_only: bool = False) -> None:
        self.alias = f"case-{next(_NUMBERS)}"
        self._path = path
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self.alias)
        self._thread = self._worker.submit(threading.get_ident).result()
        connections.settings[self.alias] = _settings(path, patience=patience, read_only=read_only)

    def do(self, work: Callable[[], _T]) -> _T:
        """Do some work on the thread of this connection, and wait for it. Work may do more work.

        Raises:
            StoreBusy: another process held the database for too long.
            AppendOnly: a change of what is there was refused.
            DamagedDatabase: SQLite cannot read the file.
            StoreError: SQLite or the disk said no, for another reason.
        """
        try:
            return work() if threading.get_ident() == self._thread else self._worker.submit(work).result()
        except DatabaseError as error:
            raise self._coded(error) from error

    def migrate(self) -> None:
        """Make the tables and triggers."""

        def work() -> None:
            executor = MigrationExecutor(connections[self.alias])
            executor.migrate(executor.loader.graph.leaf_nodes())

        self.do(work)

    def schema(self) -> list[tuple[str, str, str, str]]:
        """Return type, name, table and SQL of all that the database defines, sorted."""
        return self.do(lambda: self._rows("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"))

    def close(self) -> None:
        """Close the connection; the last one to a file writes what SQLite kept beside it into the file."""
        try:
            self.do(self._close)
        finally:
            self._worker.shutdown()
            connections.settings.pop(self.alias, None)

    def _rows(self, query: str) -> list[tuple[str, str, str, str]]:
        with connections[self.alias].cursor() as cursor:
            cursor.execute(query)
            return sorted((str(a), str(b), str(c), str(d)) for a, b, c, d in cursor.fetchall())

    def _close(self) -> None:
        connections[self.alias].close()
        if self._path is None:  # Django keeps a database in memory open on purpose
            connection = connections[self.alias].connection
            if connection is not None:
                connection.close()
        del connections[self.alias]

    def _coded(self, error: DatabaseError) -> LedgerstoneError:
        cause = error.__cause__
        number = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY
        if isinstance(error, IntegrityError) and "append-only" in str(error):
            return AppendOnly(f"The database refused a change: {error}.", do="A correction is a new record.")
        if isinstance(error, OperationalError) and number in _BUSY:
            return StoreBusy(f"Another process writes to {self._path}.", do="Wait until it is done, then try again.")
        if number in _DAMAGED:
            return DamagedDatabase(f"SQLite cannot read {self._path}: {error}.", do="Put it back from a copy.")
        return StoreError(f"SQLite said no to {self._path}: {error}.", do="Nothing of the transaction was kept.")


def _settings(path: Path | None, *, patience: float, read_only: bool) -> dict[str, object]:
    options: dict[str, object] = {"timeout": patience, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS}
    if path is None:
        name = ":memory:"
    elif read_only:
        name = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    else:
        name = f"{path.absolute().as_uri()}?mode=rwc"
        options["init_command"] = f"PRAGMA journal_mode=WAL; {_PRAGMAS}"
    given = {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}
    return dict(connections.configure_settings({"default": {}, "case": given})["case"])
