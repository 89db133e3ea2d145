"""What was captured, shown to a browser on this machine as if it were the network.

The browser is told that this is its proxy. It gets what is in the archive, and for everything else "not found": so it
reaches nothing, whatever the page, its scripts or the browser itself ask for. Scripts are forbidden to it besides.
"""

import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ledgerstone.capturing.exchange import Exchange
from ledgerstone.errors import NotFetched

_PATIENCE = 10.0  # seconds for one request of the browser
_LONGEST = 1 << 16  # bytes of such a request
_FORBIDDEN = "script-src 'none'; object-src 'none'; worker-src 'none'; connect-src 'none'; form-action 'none'"
_KEPT = frozenset({"content-type", "location", "content-language", "access-control-allow-origin"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """Where it listens, and what it was asked for."""

    port: int
    asked: list[str]


@contextmanager
def mirroring(exchanges: Sequence[Exchange]) -> Iterator[Mirror]:
    """Show these exchanges on loopback, for as long as the ``with`` statement lasts."""
    answers = {each.url: _answer(each) for each in reversed(exchanges)}  # of several, the first counts
    mirror = Mirror(port=0, asked=[])
    tls = _any_host()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        mirror = Mirror(port=listening.getsockname()[1], asked=[])

        def accept() -> None:
            while True:
                try:
                    link, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=_serve, args=(link, tls, answers, mirror), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield mirror
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=_PATIENCE)


def _serve(link: socket.socket, tls: ssl.SSLContext, answers: Mapping[str, bytes], mirror: Mirror) -> None:
    with link, suppress(OSError, ValueError):
        link.settimeout(_PATIENCE)
        verb, target = _request(link)
        if verb != "CONNECT":
            link.sendall(_found(target, answers, mirror))
            return
        link.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with tls.wrap_socket(link, server_side=True) as inside:
            _, path = _request(inside)
            inside.sendall(_found(f"https://{target.removesuffix(':443')}{path}", answers, mirror))


def _request(link: socket.socket) -> tuple[str, str]:
    """The verb and the target of a request; its headers are of no interest.

    Raises:
        ValueError: it is none.
    """
    head = b""
    while b"\r\n\r\n" not in head:
        more = link.recv(_LONGEST)
        head += more
        if not more or len(head) > _LONGEST:
            raise ValueError(head[:100])
    verb, target, _ = head.decode("latin-1").split(" ", 2)
    return verb, target


def _found(url: str, answers: Mapping[str, bytes], mirror: Mirror) -> bytes:
    mirror.asked.append(url)
    return answers.get(url, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def _answer(each: Exchange) -> bytes:
    try:
        body = each.payload()
    except NotFetched:  # a bomb, or packed in a way that is not undone here
        return b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    kept = [f"{name}: {value}" for name, value in each.headers if name.lower() in _KEPT and value.isprintable()]
    reason = HTTPStatus(each.status).phrase if each.status in {*HTTPStatus} else "Other"
    own = [f"Content-Length: {len(body)}", f"Content-Security-Policy: {_FORBIDDEN}", "Connection: close"]
    lines = [f"HTTP/1.1 {each.status} {reason}", *kept, *own, "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace") + body


def _any_host() -> ssl.SSLContext:
    """Encryption with a certificate made for the moment; the browser is told not to mind whose it is."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mirror")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    certificate = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    pem = certificate.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:  # ssl takes a certificate from a file alone
        path = Path(folder) / "mirror.pem"
        path.write_bytes(pem)
        context.load_cert_chain(path)
    return context
