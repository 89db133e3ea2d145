"""Where the records of a case are: in a file of its folder, or in a schema of the team's PostgreSQL.

What a team needs is an extra (``ledgerstone[team]``), so it is loaded only where a case is there.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

from ledgerstone import settings
from ledgerstone.errors import MissingResource
from ledgerstone.store import folder
from ledgerstone.store.engine import Engine
from ledgerstone.store.evidence import Evidence
from ledgerstone.store.folder import CaseFile
from ledgerstone.store.index import purging
from ledgerstone.store.sqlite import evidence as of_file
from ledgerstone.store.sqlite.connecting import SQLite


def engine(path: Path, content: CaseFile, *, patience: float, read_only: bool) -> Engine:
    """Return the connection to the records of a case.

    Raises:
        BadSetting: they are in PostgreSQL, and the environment names none.
        DatabaseGone, UnsafeDatabase: it cannot be reached, or must not be used.
    """
    if not content.schema:
        return Engine(SQLite(path / folder.DATABASE, read_only=read_only), patience=patience)
    opened: Engine = _team("connecting").opened(content.schema, patience=patience, read_only=read_only)
    return opened


def owner(path: Path, content: CaseFile, *, patience: float) -> Engine:
    """Return a connection that may change tables and, under a tombstone, delete records.

    Raises:
        BadSetting: the records are in PostgreSQL, and the environment names no owner of the tables.
        DatabaseGone: it cannot be reached.
    """
    if not content.schema:
        return Engine(SQLite(path / folder.DATABASE), patience=patience)
    opened: Engine = _team("making").owner(content.schema, patience=patience)
    return opened


def empty_index(path: Path, content: CaseFile, *, patience: float) -> None:
    """Empty the index of the case's room, where there is one: it is made anew from the records that are left.

    Raises:
        StoreBusy: somebody has the room open.
        BadSetting, DatabaseGone: as for :func:`engine`.
    """
    if content.schema:
        purging.empty(_team("rooms").of(content.schema), patience=patience)
    elif (path / folder.ROOM).exists():
        purging.empty(SQLite(path / folder.ROOM), patience=patience)


def evidence(path: Path, content: CaseFile, *, in_use: bool = False) -> AbstractContextManager[Evidence]:
    """Open the records of a case for verifying, as they are at one moment; ``in_use``: others have the case open.

    Raises:
        CustodyError: they cannot be read.
        BadSetting, DatabaseGone, UnsafeDatabase: as for :func:`engine`.
    """
    if not content.schema:
        return of_file.opened(path, content, in_use=in_use)
    opened: AbstractContextManager[Evidence] = _team("evidence").opened(content.schema)
    return opened


@contextmanager
def made(path: Path, *, patience: float) -> Iterator[str]:
    """Make the place for the records of a new case, and yield its schema, "" where it is a file.

    What was made is taken away again where the body of the ``with`` statement fails.
    """
    team = settings.team()
    if team is None:
        database = Engine(SQLite(path / folder.DATABASE), patience=patience)
        try:
            database.migrate()
        finally:
            database.close()
        yield ""
        return
    making = _team("making")
    schema: str = making.make(team, patience=patience)
    try:
        yield schema
    except BaseException:
        making.drop(team, schema, patience=patience)
        raise


def _team(module: str) -> ModuleType:
    try:
        return import_module(f"ledgerstone.store.postgresql.{module}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "psycopg":
            raise
        raise MissingResource(
            "A case in PostgreSQL needs psycopg, which is not installed.", do="pip install 'ledgerstone[team]'"
        ) from error
