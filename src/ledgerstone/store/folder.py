"""What lies in a case folder: vault/, case.toml, and case.sqlite3 unless the records are in PostgreSQL.

Where the review room was opened, what is no record lies beside them (``OF_ROOM``).

case.toml is written by the program alone, always in the same form, so that each of its bytes can be checked: the
settings against the digest in the chain, the seal against the database file, the rest against the form itself. Where
the records are is no setting: a case that moves to another database stays the same case.
"""

import errno
import hashlib
import json
import math
import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledgerstone.errors import (
    ChangedSettings,
    CustodyError,
    DiskFull,
    NewerCase,
    NoRight,
    NotACase,
    StoreError,
    StrangeFile,
)

FORMAT = 4
SETTINGS = "case.toml"
DATABASE = "case.sqlite3"
VAULT = "vault"
BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm")  # SQLite's own, while the case is open or after a crash
_PAGE = 4096  # bytes by which SQLite's index of its log grows (https://www.sqlite.org/walformat.html)
_BEGUN = 3  # bytes of an index that was only begun
FORGETTING = "forgetting"  # what an expunge still has to take out of the vault, while it works
ROOM = "room.sqlite3"  # accounts, jobs and indexes of the review room: no evidence, and never sealed
SECRET = "room.secret"  # noqa: S105 (a file's name) what signs the sessions of one person's review room
OF_ROOM = (SECRET, *(f"{ROOM}{end}" for end in ("", "-wal", "-shm", "-journal")))
HELD = "room.held"  # a folder: what was brought to the room and waits for a word before it is sealed into the case
UNFINISHED = ".unfinished-"  # how a file's name begins until it is whole

_NOTE = (
    "# A Ledgerstone case. The program writes this file, and the audit chain holds a digest of it:\n"
    "# change it by the program only. 'at_rest' is the SHA-256 of case.sqlite3, and empty while the case is open.\n"
)
_NOTE_OF_TEAM = (
    "# A Ledgerstone case. The program writes this file, and the audit chain holds a digest of it:\n"
    "# change it by the program only. 'schema' says where in the team's PostgreSQL its records are.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a case: its format, who made it when, and its own gazetteers, by SHA-256 in the vault."""

    format: int = FORMAT
    made_by: str
    created: str
    gazetteers: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the settings as case.toml writes them."""
        return hashlib.sha256(_render(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """case.toml: the settings, and the seal on the database file (empty while the case is open) or the schema."""

    settings: Settings
    at_rest: str = ""
    schema: str = ""

    def render(self) -> str:
        """Return the text of case.toml, the same for the same content."""
        if self.schema:
            return f"{_NOTE_OF_TEAM}{_render(self.settings)}schema = {_quoted(self.schema)}\n"
        return f"{_NOTE}{_render(self.settings)}at_rest = {_quoted(self.at_rest)}\n"


def read_case_file(folder: Path) -> CaseFile:
    """Read case.toml.

    Raises:
        NotACase: the folder is no case.
        NewerCase: a newer version made it.
        ChangedSettings: case.toml is not as the program writes it.
    """
    require_case(folder)
    try:
        data = (folder / SETTINGS).read_bytes()
    except OSError as error:
        raise disk_said(error, f"{folder / SETTINGS} cannot be read") from error
    try:
        tree = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _changed(f"cannot be read: {error}") from error
    _refuse_newer(folder, tree.get("format"))
    found = _from_tree(tree)
    if found is None or found.render().encode() != data:
        raise _changed("is not as the program writes it")
    if not found.schema and not (folder / DATABASE).is_file():
        raise _no_case(folder, DATABASE)
    return found


def unwritten(folder: Path) -> list[str]:
    """Return which of SQLite's own files beside the database can hold something that the database does not.

    A command that is stopped hard while it only reads leaves a log without a byte in it, and an index of that.
    """
    log, index = (_size(folder / name) for name in BESIDE)
    return [BESIDE[0]] * bool(log) + [BESIDE[1]] * bool(index % _PAGE and index != _BEGUN)


def require_case(folder: Path) -> None:
    """Refuse a folder that is no case.

    Raises:
        NotACase: it is none.
    """
    try:
        there = (folder / SETTINGS).is_file()
    except OSError as error:
        raise disk_said(error, f"{folder} cannot be looked at") from error
    if not there:
        raise _no_case(folder, SETTINGS)


def write_case_file(folder: Path, content: CaseFile) -> None:
    """Replace case.toml; a crash leaves the old one or the new one."""
    write_whole(folder / SETTINGS, content.render().encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file under a name of its own, put it on the disk, then give it its name.

    Raises:
        StoreError: the disk said no; what was there before is still there.
    """
    unfinished = path.absolute().with_name(f"{UNFINISHED}{os.getpid()}-{os.urandom(6).hex()}")
    try:
        with unfinished.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
        sync_folder(unfinished.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise disk_said(error, f"{path} cannot be written") from error


def make(folder: Path) -> None:
    """Make a folder, and those above it, for their owner alone: what a case holds endangers people.

    Raises:
        StoreError: the disk said no.
    """
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise disk_said(error, f"{folder} cannot be made") from error


def disk_said(error: OSError, what: str) -> StoreError:
    """Return the error for what the disk said no to."""
    said = f"{what} ({error.strerror or error})."
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(said, do="Make room on the disk, and try again. Nothing that was acknowledged is lost.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NoRight(said, do="Ask for the right to, or work on a copy.")
    return StoreError(said, do="Look at the disk.")


def strange(name: str) -> CustodyError:
    """Return the error for a file in a case that the program does not put there."""
    return StrangeFile(
        f"{name!r} is nothing that the program puts there.", do="Look at it, and take it out of the case."
    )


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def writable(folder: Path) -> bool:
    """Say whether this process may write the case."""
    files = [folder / DATABASE] if (folder / DATABASE).exists() else []  # none where the records are in PostgreSQL
    return all(os.access(path, os.W_OK) for path in (folder, folder / VAULT, *files))


def _refuse_newer(folder: Path, found: object) -> None:
    if not isinstance(found, int) or isinstance(found, bool) or found <= FORMAT:
        return
    if _format_of_database(folder) <= FORMAT:
        raise _changed(f"says format {found}, and {DATABASE} does not")
    raise NewerCase(
        f"{folder} has the case format {found}; this version knows {FORMAT} at most.",
        do="Open it with the version that made it, or a newer one.",
    )


def _format_of_database(folder: Path) -> float:
    """The user_version in the file's header (https://www.sqlite.org/fileformat.html, 1.3)."""
    if not (folder / DATABASE).is_file():
        return math.inf  # the records are elsewhere, or gone: nothing contradicts case.toml
    with (folder / DATABASE).open("rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big", signed=True)


def _from_tree(tree: dict[str, Any]) -> CaseFile | None:
    texts = [tree.get(name, "") for name in ("made_by", "created", "at_rest", "schema")]
    gazetteers = tree.get("gazetteers")
    if (
        not all(isinstance(text, str) for text in texts)
        or not _texts(gazetteers)
        or type(tree.get("format")) is not int
    ):
        return None
    settings = Settings(
        format=tree["format"],
        made_by=tree.get("made_by", ""),
        created=tree.get("created", ""),
        gazetteers=tuple(tree["gazetteers"]),
    )
    return CaseFile(settings=settings, at_rest=tree.get("at_rest", ""), schema=tree.get("schema", ""))


def _texts(value: object) -> bool:
    return isinstance(value, Sequence) and all(isinstance(item, str) for item in value)


def _render(settings: Settings) -> str:
    gazetteers = ", ".join(_quoted(item) for item in settings.gazetteers)
    return (
        f"format = {settings.format}\n"
        f"made_by = {_quoted(settings.made_by)}\n"
        f"created = {_quoted(settings.created)}\n"
        f"gazetteers = [{gazetteers}]\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except FileNotFoundError:
        return 0


def _no_case(folder: Path, lacks: str) -> NotACase:
    return NotACase(f"{folder} is no case: it holds no {lacks}.", do="Make one with `ledgerstone init`.")


def _changed(what: str) -> ChangedSettings:
    return ChangedSettings(
        f"{SETTINGS} {what}.", do="Put back the file from a copy of the case; the program alone writes it."
    )
