"""What a person named -> what is to be taken: files, the files of a folder, standard input."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ledgerstone.errors import CannotCapture, NotFound
from ledgerstone.records import Problem
from ledgerstone.records.text import normal

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to take: ``path`` is None for standard input, ``name`` what its Capture will call it."""

    path: Path | None
    how: str
    name: str | None


def sources(named: Iterable[str | Path]) -> Iterator[Source | Problem]:
    """Yield what is to be taken, in the order of the names given and of the names in each folder.

    A file that is named is taken, hidden or a link as it may be. In a folder, hidden files are left out and links not
    followed, each with a Problem that says so; whoever means them names them.

    Raises:
        NotFound: what was named is not there, or is a folder without a single file. Nothing was yielded for it.
    """
    for item in named:
        if str(item) == STANDARD_INPUT:
            yield Source(path=None, how="stdin", name=None)
        elif Path(item).is_dir():
            yield from _of_folder(Path(item))
        else:
            yield _of_file(Path(item))


def readable_name(path: Path | str) -> str:
    """Return a file's name as records hold text; bytes that are no UTF-8 become U+FFFD."""
    return normal(os.fsencode(path).decode("utf-8", "replace"))


def _of_file(path: Path) -> Source:
    try:
        path.stat()
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the name
        raise NotFound(f"{readable_name(path)} is not there or may not be read.", do="Look at the name.") from error
    return Source(path=path, how="file", name=readable_name(path.name))


def _of_folder(folder: Path) -> Iterator[Source | Problem]:
    found = list(_walk(folder, folder))
    if not found:
        raise NotFound(f"The folder {readable_name(folder)} holds no file.", do="Name one that does.")
    yield from found


def _walk(folder: Path, top: Path) -> Iterator[Source | Problem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _problem(folder, top, f"the folder may not be read ({error.strerror})")
        return
    for entry in entries:
        path = Path(entry.path)
        mode = entry.stat(follow_symlinks=False).st_mode
        if entry.name.startswith("."):
            yield _problem(path, top, "hidden, so it was left out; name it to add it")
        elif stat.S_ISLNK(mode):
            yield _problem(path, top, "a link, which is not followed; name it to add what it points to")
        elif stat.S_ISDIR(mode):
            yield from _walk(path, top)
        else:
            yield Source(path=path, how="folder", name=readable_name(path.relative_to(top)))


def _problem(path: Path, top: Path, text: str) -> Problem:
    return Problem(record=readable_name(path.relative_to(top)), code=CannotCapture.code, text=text)
