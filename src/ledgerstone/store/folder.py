"""What lies in a case folder: vault/, case.sqlite3 and case.toml, and how a file is replaced safely.

case.toml is written by the program alone, always in the same form, so that each of its bytes can be checked: the
settings against the digest in the chain, the seal against the database file, the rest against the form itself.
"""

import hashlib
import json
import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledgerstone.errors import ChangedSettings, NewerCase, NotACase, StoreError

FORMAT = 1
SETTINGS = "case.toml"
DATABASE = "case.sqlite3"
VAULT = "vault"
BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm")  # SQLite's own, while the case is open or after a crash
UNFINISHED = ".unfinished-"  # how a file's name begins until it is whole

_NOTE = (
    "# A Ledgerstone case. The program writes this file, and the audit chain holds a digest of it:\n"
    "# change it by the program only. 'at_rest' is the SHA-256 of case.sqlite3, and empty while the case is open.\n"
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
    """case.toml: the settings, and the seal on the database, empty while the case is open."""

    settings: Settings
    at_rest: str

    def render(self) -> str:
        """Return the text of case.toml, the same for the same content."""
        return f"{_NOTE}{_render(self.settings)}at_rest = {_quoted(self.at_rest)}\n"


def read_case_file(folder: Path) -> CaseFile:
    """Read case.toml.

    Raises:
        NotACase: the folder is no case.
        NewerCase: a newer version made it.
        ChangedSettings: case.toml is not as the program writes it.
    """
    require_case(folder)
    data = (folder / SETTINGS).read_bytes()
    try:
        tree = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _changed(f"cannot be read: {error}") from error
    _refuse_newer(folder, tree.get("format"))
    found = _from_tree(tree)
    if found is None or found.render().encode() != data:
        raise _changed("is not as the program writes it")
    return found


def require_case(folder: Path) -> None:
    """Refuse a folder that is no case.

    Raises:
        NotACase: it is none.
    """
    if not (folder / SETTINGS).is_file() or not (folder / DATABASE).is_file():
        raise NotACase(
            f"{folder} is no case: it holds no {SETTINGS} or no {DATABASE}.", do="Make one with `ledgerstone init`."
        )


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
        raise StoreError(
            f"{path} cannot be written ({error.strerror}).", do="Look at the disk and its rights."
        ) from error


def make(folder: Path) -> None:
    """Make a folder, and those above it, for their owner alone: what a case holds endangers people.

    Raises:
        StoreError: the disk said no.
    """
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be made ({error.strerror}).", do="Look at the disk and its rights."
        ) from error


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
    return all(os.access(path, os.W_OK) for path in (folder, folder / DATABASE, folder / VAULT))


def _refuse_newer(folder: Path, found: object) -> None:
    if not isinstance(found, int) or isinstance(found, bool) or found <= FORMAT:
        return
    if _format_of_database(folder) <= FORMAT:
        raise _changed(f"says format {found}, and {DATABASE} does not")
    raise NewerCase(
        f"{folder} has the case format {found}; this version knows {FORMAT} at most.",
        do="Open it with the version that made it, or a newer one.",
    )


def _format_of_database(folder: Path) -> int:
    """The user_version in the file's header (https://www.sqlite.org/fileformat.html, 1.3)."""
    with (folder / DATABASE).open("rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big", signed=True)


def _from_tree(tree: dict[str, Any]) -> CaseFile | None:
    texts = [tree.get(name) for name in ("made_by", "created", "at_rest")]
    gazetteers = tree.get("gazetteers")
    if (
        not all(isinstance(text, str) for text in texts)
        or not _texts(gazetteers)
        or type(tree.get("format")) is not int
    ):
        return None
    settings = Settings(
        format=tree["format"], made_by=tree["made_by"], created=tree["created"], gazetteers=tuple(tree["gazetteers"])
    )
    return CaseFile(settings=settings, at_rest=tree["at_rest"])


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


def _changed(what: str) -> ChangedSettings:
    return ChangedSettings(
        f"{SETTINGS} {what}.", do="Put back the file from a copy of the case; the program alone writes it."
    )
