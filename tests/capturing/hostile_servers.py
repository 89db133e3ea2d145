"""Servers on loopback that do what hostile ones do, over real sockets; nothing here leaves the machine."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

PAGE = b"<html><head><title>Oldenmarsh</title></head><body><article>%s</article></body></html>"


def answer(
    body: bytes = b"Rain fell.", *, status: str = "200 OK", kind: str = "text/html", more: str = "", length: int = -1
) -> bytes:
    """The bytes of an answer; ``length`` is what it says of itself, its own length unless told."""
    said = len(body) if length < 0 else length
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {said}\r\n{more}\r\n".encode() + body


def redirect(target: str, *, status: str = "302 Found") -> bytes:
    return answer(b"", status=status, more=f"Location: {target}\r\n")


Handler = Callable[[socket.socket, str], None]


@dataclass
class Server:
    """A server of our own: what was asked of it, and where it is."""

    port: int
    host: str = "127.0.0.1"
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)

    def at(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"


@contextmanager
def serving(
    pages: Mapping[str, bytes | Handler],
    *,
    wrap: Callable[[socket.socket], socket.socket] | None = None,
    listens: bool = True,
) -> Iterator[Server]:
    """Serve pages by path: bytes are sent as they are, a handler does what it wants with the connection.

    One that does not listen gives what stands under the empty path to whoever connects.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(port=listening.getsockname()[1])
    over = threading.Event()

    def one(link: socket.socket) -> None:
        with link:
            try:
                speaking = wrap(link) if wrap else link
                head = _head(speaking) if listens else b""
                path = head.split(b" ")[1].decode() if head.count(b" ") > 1 else ""
                if listens:
                    server.asked.append(path)
                    server.heads.append(head)
                found = pages.get(path, answer(b"no", status="404 Not Found"))
                if callable(found):
                    found(speaking, path)
                else:
                    speaking.sendall(found)
                if wrap:
                    speaking.close()
            except OSError:  # the other side hung up, as it should
                pass

    def accept() -> None:
        while not over.is_set():
            try:
                link, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(link,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        over.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(timeout=5)


def _head(link: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head and (more := link.recv(65536)):
        head += more
    rest = head.partition(b"\r\n\r\n")[2]
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            while len(rest) < int(value) and (more := link.recv(65536)):
                rest += more
                head += more
    return head


def dripping(link: socket.socket, path: str) -> None:
    """A byte, a while, a byte, for ever."""
    del path
    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        link.sendall(b"x")
        time.sleep(0.05)


def dripping_headers(link: socket.socket, path: str) -> None:
    del path
    link.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        link.sendall(b"x")
        time.sleep(0.05)


def never_ending(link: socket.socket, path: str) -> None:
    del path
    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        link.sendall(b"<p>and then" * 6000)


def never_ending_chunks(link: socket.socket, path: str) -> None:
    del path
    link.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        link.sendall(b"8000\r\n" + b"x" * 0x8000 + b"\r\n")


def silent(link: socket.socket, path: str) -> None:
    del path
    link.recv(1)  # until the other side hangs up
