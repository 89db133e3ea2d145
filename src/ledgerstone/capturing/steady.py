"""A stream over a regular file that notices, at its end, that the file changed while it was read."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from ledgerstone.capturing.sources import Source
from ledgerstone.errors import CannotCapture, NotFound


class Steady:
    """Reads a file; when it has ended, compares size and time with those at the start.

    Raises:
        CannotCapture: on the read that finds the end, where they differ: the copy would be of no single moment.
    """

    def __init__(self, file: BinaryIO, *, name: str) -> None:
        self._file = file
        self._name = name
        self._before = _state(file)

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most ``size``; none at the end."""
        try:
            data = self._file.read(size)
        except OSError as error:
            raise CannotCapture(f"{self._name} cannot be read ({error.strerror}).", do="Look at the disk.") from error
        if not data and _state(self._file) != self._before:
            raise CannotCapture(
                f"{self._name} changed while it was copied.", do="Add it again when nobody writes to it."
            )
        return data


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO | Steady]:
    """Open a source for one reading.

    Raises:
        NotFound: it is gone, or may not be read.
        CannotCapture: it is no regular file (a device or a pipe might never end).
    """
    if source.path is None:
        yield sys.stdin.buffer
        return
    name = source.name or "the file"
    try:
        # Not to block: opening a pipe would otherwise wait for somebody to write to it.
        number = os.open(source.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise NotFound(
            f"{name} may not be read ({error.strerror}).", do="Look at the name and at its rights."
        ) from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise CannotCapture(f"{name} is no regular file.", do="Copy what it gives into a file, and add that.")
    with os.fdopen(number, "rb") as file:
        yield Steady(file, name=name)


def _state(file: BinaryIO) -> tuple[int, int]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns
