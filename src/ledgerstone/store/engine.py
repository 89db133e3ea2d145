"""Django, set up once a process, and one connection a case.

Each open case has a thread of its own, and its connection lives on that thread alone. So two cases can be open at
once, a case works where an event loop runs (Django refuses to reach a database from a thread with one), and Ctrl-C in
the main thread never cuts a transaction in two.

What differs between SQLite and PostgreSQL is said by a :class:`Database`, in ``connecting.py`` of either's folder.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any, Protocol, TypeVar

import django
from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from ledgerstone.errors import BadSetting, DatabaseGone, LedgerstoneError
from ledgerstone.settings import DJANGO

if not settings.configured:
    settings.configure(**DJANGO)
    django.setup()
elif "ledgerstone.store" not in settings.INSTALLED_APPS:
    raise BadSetting("Django is set up without the store.", do="Add 'ledgerstone.store' to INSTALLED_APPS.")

_T = TypeVar("_T")
_NUMBERS = count(1)
_STORE = "store"  # the label of the app whose tables a case has


class Database(Protocol):
    """Where the records of a case are, and what differs between the databases that can hold them."""

    def configuration(self, *, patience: float) -> dict[str, Any]:
        """Return what Django needs to connect; ``patience`` is seconds to wait for another process."""

    def check(self, connection: BaseDatabaseWrapper) -> None:
        """Refuse a database on which what is kept would not be safe, before anything is read of it."""

    def wait_for_writers(self, connection: BaseDatabaseWrapper) -> None:
        """Called first in each transaction that writes: from here on nobody else writes."""

    def close(self, connection: BaseDatabaseWrapper) -> None:
        """Close the connection."""

    def erase(self, connection: BaseDatabaseWrapper) -> bool:
        """Write the database anew without the bytes of what was deleted; return whether nobody was in the way."""

    def coded(self, error: DatabaseError) -> LedgerstoneError:
        """Return the error that tells what the database said."""


class Engine:
    """One connection to one database, on a thread of its own.

    Args:
        database: where the records are.
        patience: seconds to wait for another process.
    """

    def __init__(self, database: Database, *, patience: float) -> None:
        self.alias = f"case-{next(_NUMBERS)}"
        self.database = database
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self.alias)
        self._thread = self._worker.submit(threading.get_ident).result()
        given = {"default": {}, "case": database.configuration(patience=patience)}
        connections.settings[self.alias] = dict(connections.configure_settings(given)["case"])

    def do(self, work: Callable[[], _T]) -> _T:
        """Do some work on the thread of this connection, and wait for it. Work may do more work.

        Raises:
            StoreBusy: another process held the database for too long.
            AppendOnly: a change of what is there was refused.
            DamagedDatabase: the database cannot read what it holds.
            DatabaseGone: the server cannot be reached.
            StoreError: the database or the disk said no, for another reason.
        """
        try:
            return self._there(work)
        except DatabaseError as error:
            coded = self.database.coded(error)
            if isinstance(coded, DatabaseGone):  # the next piece of work connects anew
                self._there(self._disconnect)
            raise coded from error

    def write(self, work: Callable[[], _T]) -> _T:
        """Do some work in one transaction, while nobody else writes.

        Raises:
            as :meth:`do`; nothing of the transaction is kept then.
        """

        def alone() -> _T:
            with transaction.atomic(using=self.alias, durable=True):
                self.database.wait_for_writers(connections[self.alias])
                return work()

        return self.do(alone)

    def check(self) -> None:
        """Connect, and refuse a database on which what is kept would not be safe."""
        self.do(lambda: self.database.check(connections[self.alias]))

    def erase(self) -> bool:
        """Write the database anew without the bytes of what was deleted; return whether nobody was in the way."""
        return self.do(lambda: self.database.erase(connections[self.alias]))

    def migrate(self, *, to: int | None = None) -> None:
        """Make the tables and triggers, those of this version or of an older case format."""

        def work() -> None:
            executor = MigrationExecutor(connections[self.alias])
            nodes = executor.loader.graph.leaf_nodes(_STORE)  # other apps have their tables elsewhere
            if to is not None:
                nodes = [(app, name) for app, name in executor.loader.graph.nodes if name.startswith(f"{to:04}_")]
                nodes = [node for node in nodes if node[0] == _STORE]
            executor.migrate(nodes)

        self.do(work)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query of ours finds."""

        def work() -> list[tuple[Any, ...]]:
            with connections[self.alias].cursor() as cursor:
                cursor.execute(query)
                return [tuple(row) for row in cursor.fetchall()]

        return self.do(work)

    def close(self) -> None:
        """Close the connection, and end its thread."""
        try:
            self.do(self._close)
        finally:
            self._worker.shutdown()
            connections.settings.pop(self.alias, None)

    def _there(self, work: Callable[[], _T]) -> _T:
        return work() if threading.get_ident() == self._thread else self._worker.submit(work).result()

    def _disconnect(self) -> None:
        connections[self.alias].close()

    def _close(self) -> None:
        self.database.close(connections[self.alias])
        del connections[self.alias]
