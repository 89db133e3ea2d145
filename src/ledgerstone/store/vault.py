"""The vault: originals, each written once under its SHA-256, hashed while it is copied, verified at every read."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Protocol

from ledgerstone.errors import DigestMismatch, MissingOriginal
from ledgerstone.store.folder import UNFINISHED, disk_said, sync_folder

_CHUNK = 1 << 20  # bytes
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


class Stream(Protocol):
    """What bytes are copied from."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most ``size``; none at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the vault took in: SHA-256, size in bytes, up to a megabyte of the beginning, and whether it is new."""

    sha256: str
    size: int
    beginning: bytes
    new: bool


class Vault:
    """The folder ``vault/``: ``ab/abcdef...`` for the original whose SHA-256 is ``abcdef...``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the original of that SHA-256 lies, or would lie."""
        return self.folder / sha256[:2] / sha256

    def keep(self, source: Stream) -> Kept:
        """Copy a stream into the vault; when this returns, the bytes are on the disk.

        Raises:
            StoreError: the disk said no; nothing is kept.
        """
        try:
            return self._keep(source)
        except OSError as error:
            raise disk_said(error, "The vault took nothing in") from error

    def _keep(self, source: Stream) -> Kept:
        unfinished = self.folder / f"{UNFINISHED}{os.getpid()}-{os.urandom(6).hex()}"
        try:
            sha256, size, beginning = copied(source, to=unfinished, synced=False)
            path = self.path(sha256)
            new = not path.exists()
            if new:
                self._give_name(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
        if not new:
            self.check(sha256)
        return Kept(sha256=sha256, size=size, beginning=beginning, new=new)

    def read(self, sha256: str) -> bytes:
        """Return an original's bytes.

        Raises:
            MissingOriginal: it is not there.
            DigestMismatch: the bytes are not those that were kept.
        """
        with self._file(sha256) as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _mismatch(sha256)
        return data

    @contextmanager
    def opened(self, sha256: str) -> Iterator[BinaryIO]:
        """Open an original that was checked just before, and stands at its start.

        Raises:
            MissingOriginal: it is not there.
            DigestMismatch: the bytes are not those that were kept.
        """
        with self._file(sha256) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise _mismatch(sha256)
            file.seek(0)
            yield file

    def check(self, sha256: str) -> int:
        """Read an original again, a piece at a time, and return its size in bytes.

        Raises:
            MissingOriginal: it is not there.
            DigestMismatch: the bytes are not those that were kept.
        """
        with self._file(sha256) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
        if found != sha256:
            raise _mismatch(sha256)
        return size

    def _file(self, sha256: str) -> BufferedReader:
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise _missing(sha256) from error
        except OSError as error:
            raise disk_said(error, f"The original {sha256} cannot be read") from error

    def checked_path(self, sha256: str) -> Path:
        """Return where an original lies, if it does.

        Raises:
            MissingOriginal: it is not there.
        """
        path = self.path(sha256)
        if not path.is_file():
            raise _missing(sha256)
        return path

    def remove(self, sha256: str) -> None:
        """Take an original away, of which no record is left; nothing happens where it is gone already."""
        path = self.path(sha256)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
            with suppress(OSError):  # others lie there
                path.parent.rmdir()
        sync_folder(self.folder)

    def paths(self) -> Iterator[Path]:
        """Yield everything that lies in the vault, folders left out unless they are empty, in the order of names."""
        for here, folders, files in os.walk(self.folder):
            folders.sort()
            for name in sorted(files):
                yield Path(here, name)
            links = [name for name in folders if Path(here, name).is_symlink()]
            for name in links:
                yield Path(here, name)

    def _give_name(self, unfinished: Path, path: Path) -> None:
        unfinished.chmod(_READ_ONLY)
        with unfinished.open("rb") as file:  # what is there already needs no second copy on the disk
            os.fsync(file.fileno())
        if not path.parent.exists():
            path.parent.mkdir(exist_ok=True)
            sync_folder(self.folder)
        unfinished.rename(path)
        sync_folder(path.parent)


def copied(source: Stream, *, to: Path, synced: bool = True) -> tuple[str, int, bytes]:
    """Copy a stream into a new file, onto the disk if ``synced``; return its SHA-256, its size, and its beginning."""
    hashing, size, beginning = hashlib.sha256(), 0, b""
    with to.open("xb") as out:
        while chunk := source.read(_CHUNK):
            beginning = beginning or chunk
            hashing.update(chunk)
            out.write(chunk)
            size += len(chunk)
        out.flush()
        if synced:
            os.fsync(out.fileno())
    return hashing.hexdigest(), size, beginning


def _missing(sha256: str) -> MissingOriginal:
    return MissingOriginal(f"The original {sha256} is not in the vault.", do="Put it back from a copy of the case.")


def _mismatch(sha256: str) -> DigestMismatch:
    return DigestMismatch(
        f"The original {sha256} no longer has the bytes that were kept.", do="Put it back from a copy of the case."
    )
