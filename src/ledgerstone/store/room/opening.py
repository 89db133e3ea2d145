"""Where the database of a case's room lies; it is made and brought up to date when the room is opened.

Beside a case in SQLite it is a file, readable by its owner alone. Beside a case in PostgreSQL it is a schema, named as
that of the case with ``_room`` behind. The owner of the case's tables makes that schema once; the tables in it belong
to the working role, because nothing in it is evidence.
"""

import os
from importlib import import_module
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from ledgerstone.errors import NoRight
from ledgerstone.settings import PATIENCE
from ledgerstone.store import folder
from ledgerstone.store.engine import Database
from ledgerstone.store.sqlite.connecting import SQLite

# Rows that are taken away are overwritten, as in the case. A crash of the machine may lose the last work in hand.
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON"
_ELSEWHERE = "store"  # the app whose tables hold records, in the case's own database


def open_room(case: Path, *, patience: float = PATIENCE) -> None:
    """Make the room's database Django's default one, and bring its tables up to date.

    Raises:
        NotACase: the folder is no case.
        NoRight: the file cannot be made, or the owner is needed to make the schema.
        DatabaseGone: the server cannot be reached.
    """
    schema = folder.read_case_file(case).schema
    database = _in_postgresql(schema, patience=patience) if schema else _in_file(case)
    found = {**database.configuration(patience=patience), "CONN_MAX_AGE": None}
    if not schema:
        found["OPTIONS"] = {**found["OPTIONS"], "init_command": _PRAGMAS}
    given = {DEFAULT_DB_ALIAS: found}
    close_room()
    connections.settings[DEFAULT_DB_ALIAS] = dict(connections.configure_settings(given)[DEFAULT_DB_ALIAS])
    _migrate()


def close_room() -> None:
    """Let go of the database, in this thread."""
    if hasattr(connections[DEFAULT_DB_ALIAS], "close"):
        connections[DEFAULT_DB_ALIAS].close()
    del connections[DEFAULT_DB_ALIAS]


def _migrate() -> None:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    targets = [node for node in executor.loader.graph.leaf_nodes() if node[0] != _ELSEWHERE]
    if executor.migration_plan(targets):
        executor.migrate(targets)


def _in_file(case: Path) -> Database:
    path = case / folder.ROOM
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise NoRight(
            f"{path} cannot be written ({error.strerror}).", do="The room needs a case that you may write."
        ) from error
    return SQLite(path)


def _in_postgresql(schema: str, *, patience: float) -> Database:
    made: Database = import_module("ledgerstone.store.postgresql.rooms").room(schema, patience=patience)
    return made
