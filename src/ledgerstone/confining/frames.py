"""What goes over the socket: a line of JSON, and as many bytes after it as its key ``size`` says.

The worker reads hostile bytes with libraries written in C. Should one of them be taken over, it can send wrong
findings, which the reader checks as it would a stranger's; it cannot send an object that runs code (a pickle could).
"""

import json
import socket
import time
from typing import Any

_LONGEST_LINE = 4_000_000  # bytes; a member's name and the headers of a web response stand in one line
_CHUNK = 1 << 16


class Ended(Exception):
    """The other end is gone."""


class TookTooLong(Exception):
    """Nothing came within the time allowed."""


class Frames:
    """One end of the socket. Time counts only while it waits, so that a slow taker costs the sender nothing."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.left: float | None = None
        self._buffer = bytearray()

    def send(self, head: dict[str, Any], data: bytes = b"") -> None:
        """Send one frame.

        Raises:
            Ended: nobody is there.
        """
        line = json.dumps({**head, "size": len(data)}).encode() + b"\n"
        try:
            self.connection.settimeout(None)
            self.connection.sendall(line)
            self.connection.sendall(data)
        except OSError as error:
            raise Ended("The other process is gone.") from error

    def head(self) -> dict[str, Any]:
        """Return the next frame's line; its bytes are read apart.

        Raises:
            Ended: nobody is there, or what came is no frame.
            TookTooLong: over ``left`` seconds of waiting.
        """
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > _LONGEST_LINE:
                raise Ended("The other process sent no frame.")
            self._more()
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        try:
            found = json.loads(line)
        except ValueError as error:
            raise Ended("The other process sent no frame.") from error
        if not isinstance(found, dict) or not isinstance(found.get("size"), int):
            raise Ended("The other process sent no frame.")
        return found

    def data(self, size: int) -> bytes:
        """Return the next ``size`` bytes. The errors are those of :meth:`head`."""
        found = bytearray()
        while len(found) < size:
            found += self.some(size - len(found))
        return bytes(found)

    def some(self, most: int) -> bytes:
        """Return at least one byte, at most ``most``. The errors are those of :meth:`head`."""
        if not self._buffer:
            self._more()
        part = bytes(self._buffer[:most])
        del self._buffer[:most]
        return part

    def _more(self) -> None:
        start = time.monotonic()
        try:
            if self.left is not None and self.left <= 0:
                raise TookTooLong("It took too long.")
            self.connection.settimeout(self.left)
            part = self.connection.recv(_CHUNK)
        except TimeoutError as error:
            raise TookTooLong("It took too long.") from error
        except OSError as error:
            raise Ended("The other process is gone.") from error
        if not part:
            raise Ended("The other process is gone.")
        self._buffer += part
        if self.left is not None:
            self.left -= time.monotonic() - start


class Payload:
    """The bytes of one frame as a stream, so that a large member is never whole in the reader's memory."""

    def __init__(self, frames: Frames, size: int) -> None:
        self._frames = frames
        self._left = size

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most ``size``; none at the end."""
        part = self._frames.some(min(size, self._left)) if self._left else b""
        self._left -= len(part)
        return part

    def drain(self) -> None:
        """Read what nobody took."""
        while self.read(_CHUNK):
            pass
