"""A case's SQLite file read by SQLite alone, for verifying: the texts as bytes, so that damage shows."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from ledgerstone.errors import ChangedSchema, ChangedSettings, DamagedDatabase, ReadOnlyCase, StoreBusy
from ledgerstone.store import folder
from ledgerstone.store.engine import Engine
from ledgerstone.store.evidence import Row
from ledgerstone.store.folder import CaseFile
from ledgerstone.store.sqlite.connecting import SCHEMA, SQLite, coded


class SQLiteEvidence:
    """The file, open for reading."""

    not_covered = ""

    def __init__(self, path: Path, content: CaseFile, database: sqlite3.Connection, *, in_use: bool = False) -> None:
        self._path = path
        self._in_use = in_use
        self._content = content
        self._database = database

    def execute(self, query: str) -> Iterator[Row]:
        """Yield the rows that a query finds, texts as bytes."""
        return iter(self._database.execute(query))

    def check(self) -> None:
        """Let SQLite check the file.

        Raises:
            DamagedDatabase: it found something.
        """
        (found,) = self._database.execute("PRAGMA integrity_check(1)").fetchone()
        if found != b"ok":
            raise DamagedDatabase(
                f"SQLite's integrity check of {folder.DATABASE} says: {found.decode(errors='replace')}",
                do="Go back to a copy.",
            )

    def check_schema(self) -> None:
        """Compare tables and triggers with those that the migrations make, up to the format of the case.

        Raises:
            ChangedSchema: the first that differs.
        """
        wanted = _wanted(self._format())
        found = [tuple(bytes.decode(part, errors="replace") for part in row) for row in self._database.execute(SCHEMA)]
        for name in sorted({row[1] for row in wanted ^ {*found}}):
            raise ChangedSchema(
                f"The definition of {name!r} in {folder.DATABASE} is not the one that this version makes.",
                do="Somebody changed the tables or the triggers: go back to a copy.",
            )

    def _format(self) -> int:
        """The format of the tables: that of the settings, or a newer one where an upgrade was stopped."""
        (found,) = self._database.execute("PRAGMA user_version").fetchone()
        stated = self._content.settings.format
        if not 1 <= found <= folder.FORMAT:
            return stated  # tables that no version made: they will not be the ones that are wanted
        if found != stated and (self._content.at_rest or not stated < found <= folder.FORMAT):
            raise ChangedSettings(
                f"{folder.SETTINGS} says format {stated}, and {folder.DATABASE} says {found}.",
                do="Somebody changed one of them: go back to a copy.",
            )
        return int(found)

    def check_rest(self) -> Iterator[str]:
        """Compare the file with the seal, and yield what cannot be covered.

        Raises:
            DamagedDatabase: it is not the file that was closed.
        """
        if self._in_use:
            yield (
                f"The case is in use, so bytes of {folder.DATABASE} that hold no record are not checked. `ledgerstone "
                "verify` checks them when nobody has the case open."
            )
        elif not self._content.at_rest:
            yield (
                f"The case was not closed (a command was stopped hard), so bytes of {folder.DATABASE} that hold no "
                "record are not checked. `ledgerstone run` closes it."
            )
        elif folder.digest_of_file(self._path / folder.DATABASE) != self._content.at_rest:
            raise DamagedDatabase(
                f"{folder.DATABASE} holds every record whole, but is not, byte for byte, the file that was closed.",
                do="Somebody opened it with another tool, or the disk fails: compare with a copy.",
            )


@cache
def _wanted(format_: int) -> frozenset[Row]:
    engine = Engine(SQLite(None), patience=0)
    try:
        engine.migrate(to=format_)
        return frozenset(engine.rows(SCHEMA))
    finally:
        engine.close()


@contextmanager
def opened(path: Path, content: CaseFile, *, in_use: bool = False) -> Iterator[SQLiteEvidence]:
    """Open the file of a case that nobody else has open, or as it is at one moment while others have it open.

    Raises:
        StrangeFile: something lies beside a file at rest.
        ReadOnlyCase: it was not closed, and may not be written.
        DamagedDatabase: SQLite cannot read it.
        StoreBusy: another process holds it.
    """
    file = path / folder.DATABASE
    beside = folder.unwritten(path)
    if content.at_rest and beside:
        raise folder.strange(beside[0])
    if beside and not folder.writable(path):
        raise ReadOnlyCase(f"{path} may only be read, and was not closed.", do="Copy it, and verify the copy.")
    how = "mode=rw" if beside or in_use else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as database:
            database.text_factory = bytes
            database.execute("PRAGMA trusted_schema=OFF")  # the file may be somebody else's
            if in_use:  # one moment of it, whatever is written meanwhile (https://www.sqlite.org/isolation.html)
                database.execute("PRAGMA query_only=ON")
                database.execute("BEGIN")
            yield SQLiteEvidence(path, content, database, in_use=in_use)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if isinstance(busy := coded(error, file), StoreBusy):
            raise busy from error
        # A UnicodeDecodeError is a damaged name in SQLite's own message.
        raise DamagedDatabase(f"SQLite cannot read {folder.DATABASE}: {error}.", do="Go back to a copy.") from error
