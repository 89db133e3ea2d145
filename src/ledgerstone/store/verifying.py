"""Reads everything again and names the first thing that is wrong.

It reads the database with SQLite or PostgreSQL alone (``evidence.py``) and recomputes each digest from the bytes found,
so that nothing which wrote the case vouches for it. The order of the checks is the order of the steps below: what a
later step relies on was checked by an earlier one.

    1  the folder holds what a case holds, and nothing else
    2  case.toml is as the program writes it
    3  its tables and triggers are those of this version, or of the older one that made it
    4  the database's own checks of itself; they compute what its tables say, so these come first
    5  each row that another names is there; each record has the text that its id names, in canonical form
    6  the chain: each entry follows the one before, and commits to the records that are there, or to a tombstone's
    7  case.toml has the settings of the newest entry
    8  each original has the bytes that its name promises, and each original that a record names is there
    9  the database file is, byte for byte, the one that was closed (SQLite)
"""

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from ledgerstone.errors import ChangedRow, ChangedSettings, MissingOriginal
from ledgerstone.proving import Stamped
from ledgerstone.settings import PATIENCE
from ledgerstone.store import chain, folder, placing, tables
from ledgerstone.store.evidence import Evidence
from ledgerstone.store.folder import FORMAT, CaseFile
from ledgerstone.store.presence import Presence
from ledgerstone.store.vault import Vault

_SKEW = timedelta(seconds=1)  # machines of a team differ by less

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
    """What was found whole: numbers, the head of the chain, notes on what was left out, and what it does not prove.

    ``heads`` are those of all entries in their order, ``stamped`` the proofs of time; ``proving`` says what they prove.
    """

    originals: int
    records: int
    entries: int
    expunged: int
    head: str
    notes: tuple[str, ...] = ()
    proves_not: str = PROVES_NOT
    heads: tuple[str, ...] = ()
    stamped: tuple[Stamped, ...] = ()


def verify(path: Path, *, patience: float = PATIENCE, in_use: bool = False) -> Verified:
    """Read a whole case again. Nobody else may have it open meanwhile, unless PostgreSQL gives a snapshot of it.

    Args:
        path: the case.
        patience: seconds to wait for another process.
        in_use: others have it open and may write: what it holds at one moment is verified, and the seal on the database
            file, which is made when it is closed, is not.

    Raises:
        CustodyError: the first thing that is wrong.
        NotACase, NewerCase: the folder cannot be read.
        StoreBusy: somebody has the case open.
    """
    folder.require_case(path)
    presence = Presence(path)
    try:
        if in_use or folder.read_case_file(path).schema:
            presence.enter(patience=patience)
        else:
            presence.enter_alone(patience=patience)
        return _verify(path, in_use=in_use)
    finally:
        presence.leave()


def _verify(path: Path, *, in_use: bool) -> Verified:
    notes: list[str] = []
    _check_folder(path)  # 1
    content = folder.read_case_file(path)  # 2
    if in_use:
        content = replace(content, at_rest="")  # whoever has it open may write to it at any moment
    _check_beside(path, content)
    _check_unfinished(path, content, notes)
    with placing.evidence(path, content, in_use=in_use) as database:
        database.check_schema()  # 3
        database.check()  # 4
        tables.check_references(database)
        records = tables.check_records(database)  # 5
        entries = tables.check_chain(database)  # 6
        notes += _clock_notes(entries)
        expunged = tables.check_places(database)
        _check_settings(content, entries[-1])  # 7
        originals = _check_originals(path, database, notes, at_rest=bool(content.at_rest))  # 8
        stamped = tuple(tables.stamped(database))
        notes += database.check_rest()  # 9
        not_covered = database.not_covered
    return Verified(
        originals=originals,
        records=records,
        entries=len(entries),
        expunged=expunged,
        head=entries[-1].head,
        notes=tuple(notes),
        proves_not=f"{not_covered} {PROVES_NOT}".strip(),
        heads=tuple(entry.head for entry in entries),
        stamped=stamped,
    )


def _check_folder(path: Path) -> None:
    folders = {folder.VAULT, folder.HELD}
    known = {folder.SETTINGS, *folders, *folder.BESIDE, folder.DATABASE, folder.FORGETTING, *folder.OF_ROOM}
    for item in sorted(path.iterdir()):
        try:
            mode = item.lstat().st_mode
        except FileNotFoundError:  # what somebody wrote meanwhile got its name
            continue
        right = stat.S_ISDIR(mode) if item.name in folders else stat.S_ISREG(mode)
        if not right or (item.name not in known and not item.name.startswith(folder.UNFINISHED)):
            raise folder.strange(item.name)
    if not (path / folder.VAULT).is_dir():
        raise MissingOriginal("The folder vault/ is not there.", do="Put it back from a copy of the case.")


def _check_beside(path: Path, content: CaseFile) -> None:
    for name in (folder.DATABASE, *folder.BESIDE):
        if content.schema and (path / name).exists():
            raise folder.strange(name)


def _check_unfinished(path: Path, content: CaseFile, notes: list[str]) -> None:
    """What a hard stop can leave: in a case at rest the beginning of a case.toml that was to say "open", and no log."""
    if content.at_rest and any((path / name).exists() for name in folder.BESIDE):
        notes.append(f"{folder.BESIDE[0]} is left of a command that was stopped hard while it read; it holds nothing.")
    if (path / folder.FORGETTING).exists():
        if content.at_rest:
            raise folder.strange(folder.FORGETTING)
        notes.append("An `expunge` was stopped: bytes of what it deletes may still be there. The next command goes on.")
    opening = replace(content, at_rest="").render().encode()
    for item in sorted(path.glob(f"{folder.UNFINISHED}*")):
        if content.at_rest and not opening.startswith(item.read_bytes()):
            raise folder.strange(item.name)
        notes.append(f"{item.name} is left of a command that was stopped hard; the next one takes it away.")


def _clock_notes(entries: Sequence[chain.Entry]) -> Iterator[str]:
    """The chain gives the order, whatever a clock says; a time before the one before is worth a look."""
    for before, after in pairwise(entries):
        try:
            behind = datetime.fromisoformat(before.at) - datetime.fromisoformat(after.at)
        except (ValueError, TypeError):  # a time that this version does not write is in the chain all the same
            continue
        if behind > _SKEW:
            yield (
                f"Entry {after.seq} says an earlier time than entry {before.seq}, by {behind}: a clock was set, or the "
                "clocks of two machines differ. The order of the chain holds."
            )


def _check_settings(content: CaseFile, last: chain.Entry) -> None:
    settings = [content.settings]
    if not content.at_rest:  # an upgrade that was stopped before its end has named the settings of a newer format
        settings += [replace(content.settings, format=newer) for newer in range(content.settings.format, FORMAT + 1)]
    if last.settings not in {each.digest for each in settings}:
        raise ChangedSettings(
            f"{folder.SETTINGS} does not hold the settings that entry {last.seq} of the chain names.",
            do="Put back the file from a copy of the case.",
        )


def _check_originals(path: Path, database: Evidence, notes: list[str], *, at_rest: bool) -> int:
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
        raise folder.strange(name)
    elif item.name not in known:
        vault.check(item.name)
        notes.append(
            f"{name} is whole, but no record names it: an `add` goes on, or was stopped before it was acknowledged, or "
            "the database is older than the vault. Add the file again to take it in."
        )
