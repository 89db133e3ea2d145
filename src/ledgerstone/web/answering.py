"""A socket, and waitress on it, until the process is told to end."""

import signal
import socket
from types import FrameType
from typing import Any

import waitress
from django.core.handlers.wsgi import WSGIHandler

from ledgerstone.errors import BadSetting

_WAITING = 128  # connections that the system holds until they are taken


def listening(host: str, port: int) -> socket.socket:
    """Take a port, before anything is opened; from here on SIGTERM ends the process as Ctrl-C does, with all closed.

    Raises:
        BadSetting: it is taken.
    """
    signal.signal(signal.SIGTERM, _end)
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(_WAITING)
    except OSError as error:
        found.close()
        raise BadSetting(
            f"Port {port} of {host} cannot be used ({error.strerror}).", do="Name another one with --port."
        ) from error
    return found


def answer(at: socket.socket, *, threads: int, **options: Any) -> None:
    """Answer requests until Ctrl-C or SIGTERM; then those that are being answered are finished."""
    waitress.serve(WSGIHandler(), sockets=[at], threads=threads, ident=None, _quiet=True, **options)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (a handler's signature)
    raise SystemExit(0)
