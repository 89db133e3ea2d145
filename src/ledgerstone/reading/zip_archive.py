"""ZIP archives and gzip files -> their members. Links are not followed, and nothing is written anywhere."""

import gzip
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from ledgerstone.errors import CannotCapture, InputError, UnreadableOriginal
from ledgerstone.reading.containers import Budget, Member, too_large
from ledgerstone.records.text import normal

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,  # a compression that Python does not know
    RuntimeError,  # a password is needed
    ValueError,
    LookupError,
)
"""What the standard library raises over a damaged archive."""

_LOCKED = 0x1
_DO = "Keep it as it is; unpack it yourself, and add what can be unpacked."


def open_zip(stream: BinaryIO, budget: Budget) -> Iterator[Member | InputError]:
    """Yield the files of a ZIP archive, and an error for each that cannot be taken out."""
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        yield UnreadableOriginal(f"The ZIP archive is damaged or cut off ({error!s:.200}).", do=_DO)
        return
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _member(archive, info, budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member | InputError:
    name = readable(info.filename)
    shown = repr(name[:200])
    if stat.S_ISLNK(info.external_attr >> 16):
        return CannotCapture(f"{shown} is a link, which is not followed.", do="Add what it points to.")
    if any(part.startswith(".") and part not in {".", ".."} for part in name.split("/")) or name.startswith(
        "__MACOSX/"
    ):
        return CannotCapture(f"{shown} is hidden, so it was left out.", do="Unpack it yourself if you mean it.")
    if info.flag_bits & _LOCKED:
        return UnreadableOriginal(f"{shown} is locked by a password.", do="Unpack it yourself, and add what it holds.")
    if info.file_size > budget.largest:
        return too_large(name)
    try:
        with archive.open(info) as file:
            data = file.read(budget.largest + 1)
    except BROKEN as error:
        return UnreadableOriginal(f"{shown} cannot be unpacked ({error!s:.200}).", do=_DO)
    return Member(name=name, data=data)


def open_gzip(stream: BinaryIO, budget: Budget) -> Iterator[Member | InputError]:
    """Yield what a gzip file holds: one file, whose name is nowhere relied on."""
    try:
        with gzip.GzipFile(fileobj=stream) as file:
            data = file.read(budget.largest + 1)
    except BROKEN as error:
        yield UnreadableOriginal(f"The gzip file is damaged or cut off ({error!s:.200}).", do=_DO)
        return
    yield Member(name="unpacked", data=data)


def readable(name: str) -> str:
    """Return a member's name as records hold text; bytes that are no text become U+FFFD."""
    return normal(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
