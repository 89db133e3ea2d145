"""A server on loopback that speaks the chat protocol, and misbehaves as such servers do."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behave = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request with the next behaviour, the last one for ever."""

    behaviours: list[Behave]
    seen: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append({"path": self.path, "headers": dict(self.headers), "body": json.loads(body)})
        behave = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
        behave(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


def answers(content: Any, *, tokens: int | None = 10) -> Behave:
    """Answer properly."""
    text = content if isinstance(content, str) else json.dumps(content)
    tree: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    if tokens is not None:
        tree["usage"] = {"total_tokens": tokens}
    return lambda handler: handler.send(200, json.dumps(tree).encode())


def fails(status: int, headers: dict[str, str] | None = None) -> Behave:
    return lambda handler: handler.send(status, b"{}", headers)


def says(data: bytes) -> Behave:
    return lambda handler: handler.send(200, data)


def cuts_off(handler: Handler) -> None:
    """Announce more than comes."""
    handler.send(200, b'{"choices": [', {"Content-Length": "5000"})
    handler.close_connection = True


def hangs_up(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.close()


def drips(handler: Handler) -> None:
    """Send a byte now and then, for ever."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(1000):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass
    handler.close_connection = True


@contextmanager
def serving(*behaviours: Behave) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the base address and the list of requests that came."""
    seen: list[dict[str, Any]] = []
    handler = type("Own", (Handler,), {"behaviours": list(behaviours), "seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", seen
    finally:
        server.shutdown()
        server.server_close()
