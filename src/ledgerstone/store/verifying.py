"""Reads everything again and names the first thing that is wrong.

It reads the database with SQLite alone and recomputes each digest from the bytes found, so that nothing which wrote
the case vouches for it. The order of the checks is the order of the steps below: what a later step relies on was
checked by an earlier one.

    1  the folder holds what a case holds, and nothing else
    2  case.toml is as the program writes it
    3  SQLite's own checks of the database
    4  its tables and triggers are those of this version
    5  each record has the text that its id names, in canonical form
    6  the chain: each entry follows the one before, and commits to the records that are there
    7  case.toml has the settings of the newest entry
    8  each original has the bytes that its name promises, and each original that a record names is there
    9  the database file is, byte for byte, the one that was closed
"""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ledgerstone.errors import (
    ChangedRow,
    ChangedSchema,
    ChangedSettings,
    CustodyError,
    DamagedDatabase,
    MissingOriginal,
    ReadOnlyCase,
    StrangeFile,
)
from ledgerstone.settings import PATIENCE
from ledgerstone.store import chain, folder, tables
from ledgerstone.store.engine import Engine
from ledgerstone.store.folder import CaseFile
from ledgerstone.store.presence import Presence
from ledgerstone.store.vault import Vault

PROVES = (
    "Each original has the bytes that were captured; each record has the text that its id names; the chain commits to "
    "every one of them in order; the tables refuse changes; the settings are those that the chain names."
)
PROVES_NOT = (
    "It does not prove that nobody rewrote the whole case, chain and all: who holds the folder could. Against that, "
    "keep the head of the chain elsewhere, signed or timestamped, and compare. Nor does it prove that what a source "
    "says is true."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found whole: numbers, the head of the chain, and notes on what was left out."""

    originals: int
    records: int
    entries: int
    head: str
    notes: tuple[str, ...] = ()


def verify(path: Path, *, patience: float = PATIENCE) -> Verified:
    """Read a whole case again; nobody else may have it open meanwhile.

    Raises:
        CustodyError: the first thing that is wrong.
        NotACase, NewerCase: the folder cannot be read.
        StoreBusy: somebody has the case open.
    """
    folder.require_case(path)
    presence = Presence(path)
    try:
        presence.enter_alone(patience=patience)
        return _verify(path)
    finally:
        presence.leave()


def _verify(path: Path) -> Verified:
    notes: list[str] = []
    _check_folder(path)  # 1
    content = folder.read_case_file(path)  # 2
    _check_unfinished(path, content, notes)
    with _database(path, content) as database:
        _check_database(database)  # 3
        _check_schema(database)  # 4
        records = tables.check_records(database)  # 5
        entries = tables.check_chain(database)  # 6
        _check_settings(content, entries[-1])  # 7
        originals = _check_originals(path, database, notes, at_rest=bool(content.at_rest))  # 8
    _check_seal(path, content, notes)  # 9
    return Verified(
        originals=originals, records=records, entries=len(entries), head=entries[-1].head, notes=tuple(notes)
    )


def _check_folder(path: Path) -> None:
    known = {folder.SETTINGS, folder.DATABASE, folder.VAULT, *folder.BESIDE}
    for item in sorted(path.iterdir()):
        mode = item.lstat().st_mode
        right = stat.S_ISDIR(mode) if item.name == folder.VAULT else stat.S_ISREG(mode)
        if not right or (item.name not in known and not item.name.startswith(folder.UNFINISHED)):
            raise _strange(item.name)
    if not (path / folder.VAULT).is_dir():
        raise MissingOriginal("The folder vault/ is not there.", do="Put it back from a copy of the case.")


def _check_unfinished(path: Path, content: CaseFile, notes: list[str]) -> None:
    """What a hard stop can leave: in a case at rest only the beginning of a case.toml that was to say "open"."""
    opening = replace(content, at_rest="").render().encode()
    for item in sorted(path.glob(f"{folder.UNFINISHED}*")):
        if content.at_rest and not opening.startswith(item.read_bytes()):
            raise _strange(item.name)
        notes.append(f"{item.name} is left of a command that was stopped hard; the next one takes it away.")


@contextmanager
def _database(path: Path, content: CaseFile) -> Iterator[sqlite3.Connection]:
    file = path / folder.DATABASE
    beside = [name for name in folder.BESIDE if (path / name).exists()]
    if content.at_rest and beside:
        raise _strange(beside[0])
    if beside and not folder.writable(path):
        raise ReadOnlyCase(f"{path} may only be read, and was not closed.", do="Copy it, and verify the copy.")
    how = "mode=rw" if beside else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as database:
            database.text_factory = bytes
            yield database
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the second: a damaged name in SQLite's own message
        raise DamagedDatabase(f"SQLite cannot read {folder.DATABASE}: {error}.", do="Go back to a copy.") from error


def _check_database(database: sqlite3.Connection) -> None:
    (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if found != b"ok":
        raise DamagedDatabase(
            f"SQLite's integrity check of {folder.DATABASE} says: {found.decode(errors='replace')}",
            do="Go back to a copy.",
        )
    if (row := database.execute("PRAGMA foreign_key_check").fetchone()) is not None:
        raise ChangedRow(f"A row of {row[0].decode()} names a row that is not there.", do="Go back to a copy.")


def _check_schema(database: sqlite3.Connection) -> None:
    engine = Engine(None, patience=0)
    try:
        engine.migrate()
        wanted = engine.schema()
    finally:
        engine.close()
    query = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"
    found = sorted(tuple(part.decode(errors="replace") for part in row) for row in database.execute(query))
    for name in sorted({row[1] for row in {*wanted} ^ {*found}}):
        raise ChangedSchema(
            f"The definition of {name!r} in {folder.DATABASE} is not the one that this version makes.",
            do="Somebody changed the tables or the triggers: go back to a copy.",
        )


def _check_settings(content: CaseFile, last: chain.Entry) -> None:
    if content.settings.digest != last.settings:
        raise ChangedSettings(
            f"{folder.SETTINGS} does not hold the settings that entry {last.seq} of the chain names.",
            do="Put back the file from a copy of the case.",
        )


def _check_originals(path: Path, database: sqlite3.Connection, notes: list[str], *, at_rest: bool) -> int:
    vault, known = Vault(path / folder.VAULT), dict(tables.originals(database))
    for sha256, size in known.items():
        if vault.check(sha256) != size:
            raise ChangedRow(f"The original {sha256} has another size than its record says.", do="Go back to a copy.")
    for sha256, kind in tables.named_originals(database):
        if sha256 not in known:
            raise MissingOriginal(f"A {kind} names the original {sha256}, of which there is no record.")
    for item in vault.paths():
        _check_file_of_vault(item, vault, known, notes, at_rest=at_rest)
    return len(known)


def _check_file_of_vault(item: Path, vault: Vault, known: dict[str, int], notes: list[str], *, at_rest: bool) -> None:
    name = f"{folder.VAULT}/{item.relative_to(vault.folder)}"
    if item.name.startswith(folder.UNFINISHED) and not at_rest:
        notes.append(f"{name} is left of an `add` that was stopped; nothing in it was acknowledged.")
    elif item != vault.path(item.name) or not stat.S_ISREG(item.lstat().st_mode):
        raise _strange(name)
    elif item.name not in known:
        vault.check(item.name)
        notes.append(
            f"{name} is whole, but no record names it: an `add` was stopped before it was acknowledged, or the "
            "database is older than the vault. Add the file again to take it in."
        )


def _check_seal(path: Path, content: CaseFile, notes: list[str]) -> None:
    if not content.at_rest:
        notes.append(
            f"The case was not closed (a command was stopped hard), so bytes of {folder.DATABASE} that hold no record "
            "are not checked. `ledgerstone run` closes it."
        )
    elif folder.digest_of_file(path / folder.DATABASE) != content.at_rest:
        raise DamagedDatabase(
            f"{folder.DATABASE} holds every record whole, but is not, byte for byte, the file that was closed.",
            do="Somebody opened it with another tool, or the disk fails: compare with a copy.",
        )


def _strange(name: str) -> CustodyError:
    return StrangeFile(
        f"{name!r} is nothing that the program puts there.", do="Look at it, and take it out of the case."
    )
