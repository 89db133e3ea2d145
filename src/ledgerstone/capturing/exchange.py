"""One request and its answer over one connection, kept byte for byte as they went over the wire.

Everything that a server can do wrong ends here: it drips, it never ends, it sends less than it announced or more, it
answers in no form. What is kept is what came, not what a library made of it.
"""

import http.client
import io
import re
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ledgerstone.capturing.addresses import Address
from ledgerstone.capturing.network import Deadline
from ledgerstone.capturing.unpacking import unpacked
from ledgerstone.errors import NotFetched

_CHUNK = 1 << 16  # bytes
_SILENCE = 20.0  # seconds without a byte, after which a server is taken to have gone
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 1 << 17  # bytes; http.client takes 100 lines of 64 KB, which no page needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer: when it was sent, to which IP address, and the bytes of both.

    ``raw`` holds the answer's bytes; its first ``head`` bytes are status line and headers, the rest the body as sent
    (still in chunks, still compressed). ``headers`` are its (name, value) pairs.
    """

    url: str
    at: datetime
    peer: str
    request: bytes
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: BinaryIO
    head: int
    size: int

    def body(self) -> bytes:
        """Return the body as it was sent: still in chunks, still compressed."""
        self.raw.seek(self.head)
        return self.raw.read(self.size)

    def payload(self, *, most: int = 20_000_000) -> bytes:
        """Return the body with its chunks joined and its compression undone, as a browser would take it.

        Args:
            most: bytes that it may have; a small answer can unpack into an enormous one.

        Raises:
            NotFetched: it has more, or is not packed as it says.
        """
        return unpacked(
            self.body(),
            chunked="chunked" in (self.header("transfer-encoding") or "").lower(),
            packing=self.header("content-encoding"),
            most=most,
        )

    def header(self, name: str) -> str | None:
        """Return the value of the first header of that name, in whatever case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def scratch(room: Path | None) -> io.BufferedRandom:
    """Open a file without a name, which is gone when it is closed or the program dies.

    Args:
        room: a folder on the disk that may hold it. What is captured endangers people, so it lies where the case
            lies, not where the system keeps what is temporary.
    """
    return tempfile.TemporaryFile(dir=room)


def exchange(
    link: socket.socket,
    address: Address,
    *,
    peer: str,
    headers: Mapping[str, str],
    deadline: Deadline,
    most: int,
    room: Path | None,
    body: bytes | None = None,
) -> Exchange:
    """Send one request and take the whole answer.

    Args:
        link: an open connection.
        address: what is asked for.
        peer: the IP address at the other end.
        headers: further headers of the request.
        deadline: until when.
        most: bytes that are taken at most.
        room: a folder whose disk may hold what is taken; nothing in it gets a name. None is the system's own.
        body: what is posted; None for a GET.

    Raises:
        NotFetched: the answer is not whole, too large, too slow or no HTTP.
    """
    request = _request(address, headers, body)
    at = datetime.now(UTC)
    raw = scratch(room)
    try:
        with _told(address, deadline):
            link.settimeout(deadline.left(at_most=_SILENCE))
            link.sendall(request)
            answer = _receive(_Link(link, keep=raw, deadline=deadline, most=most), post=body is not None)
        head, size = _parts(raw, answer, address)
        raw.truncate(head + size)
    except BaseException:
        raw.close()
        raise
    return Exchange(
        url=address.url,
        at=at,
        peer=peer,
        request=request,
        status=answer.status,
        reason=answer.reason,
        headers=tuple(answer.headers.items()),
        raw=raw,
        head=head,
        size=size,
    )


@contextmanager
def _told(address: Address, deadline: Deadline) -> Iterator[None]:
    """What can go wrong on a wire, in our words."""
    try:
        yield
    except TimeoutError as error:
        deadline.left()
        raise NotFetched(f"{address.host} fell silent.", do="Try again later.", passing=True) from error
    except http.client.IncompleteRead as error:
        raise _cut_short(address) from error
    except ConnectionError as error:  # one of them is an HTTPException too
        raise NotFetched(f"{address.host} broke off ({error}).", do="Try again later.", passing=True) from error
    except (http.client.HTTPException, ValueError) as error:
        what = f"{address.host} does not answer as a web server does ({type(error).__name__})."
        raise NotFetched(what, do="Look at the address.") from error
    except OSError as error:
        raise NotFetched(f"{address.host} gave no answer ({error}).", do="Try again later.", passing=True) from error


class _Link(io.RawIOBase):
    """What comes over a connection: each read within the deadline, counted, and kept as it came."""

    def __init__(self, link: socket.socket, *, keep: BinaryIO, deadline: Deadline, most: int) -> None:
        self._link, self._keep, self._deadline, self._left = link, keep, deadline, most
        self._most = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # what BufferedReader hands over is a buffer
        self._link.settimeout(self._deadline.left(at_most=_SILENCE))
        number = self._link.recv_into(view)
        self._left -= number
        if self._left < 0:
            raise NotFetched(
                f"The answer has more than {self._most:,} bytes.", do="Save it yourself, and add the file."
            )
        self._keep.write(view[:number])
        return number

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return a reader, as http.client asks a socket for one."""
        del mode
        return io.BufferedReader(self, buffer_size=_CHUNK)


def _request(address: Address, headers: Mapping[str, str], body: bytes | None) -> bytes:
    verb = "GET" if body is None else "POST"
    fields = {"Host": address.authority, **headers, "Connection": "close"}
    if body is not None:
        fields["Content-Length"] = str(len(body))
    lines = [f"{verb} {address.target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode("ascii") + (body or b"")


def _receive(link: _Link, *, post: bool) -> http.client.HTTPResponse:
    answer = http.client.HTTPResponse(link, method="POST" if post else "GET")  # type: ignore[arg-type]
    answer.begin()
    while answer.read(_CHUNK):
        pass
    return answer


def _parts(raw: BinaryIO, answer: http.client.HTTPResponse, address: Address) -> tuple[int, int]:
    """The size of the head and of the body. What comes behind an announced length is no part of the answer."""
    if answer.length:
        raise _cut_short(address)
    raw.seek(0)
    start = raw.read(_LONGEST_HEAD)
    found = _HEAD_END.search(start)
    # http.client passes over "100 Continue" in silence; nobody asked for it, and what is kept must be one answer.
    if found is None or start.split(None, 2)[1:2] != [b"%03d" % answer.status]:
        raise NotFetched(f"{address.host} does not answer as a web server does.", do="Look at the address.")
    size = raw.seek(0, io.SEEK_END) - found.end()
    announced = answer.headers.get("Content-Length", "")
    return found.end(), min(size, int(announced)) if announced.isdecimal() and not answer.chunked else size


def _cut_short(address: Address) -> NotFetched:
    return NotFetched(f"{address.host} sent less than it announced.", do="Try again later.", passing=True)
