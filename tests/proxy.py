"""A proxy that speaks https, as a team has one before its room: a certificate, three headers, and nothing else."""

import base64
import hashlib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
_FORGED = {"x-forwarded-for", "x-forwarded-proto"}


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """Where it answers, and the digest of its key, by which a browser is told to trust its certificate."""

    port: int
    key: str


@contextmanager
def before(port: int, *, host: str, folder: Path) -> Iterator[Proxy]:
    """Stand before a room on this machine, under a name, until the ``with`` statement is left."""
    key = _certificate(host, folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _passing_on(port))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Proxy(port=server.server_address[1], key=key)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=30)


def _passing_on(port: int) -> type[BaseHTTPRequestHandler]:
    class Passing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            sent = [(name, value) for name, value in self.headers.items() if name.lower() not in _HOP | _FORGED]
            room = HTTPConnection("127.0.0.1", port, timeout=60)
            room.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in (
                *sent,
                ("X-Forwarded-For", self.client_address[0]),
                ("X-Forwarded-Proto", "https"),
                ("Content-Length", str(len(body))),
            ):
                room.putheader(name, value)
            room.endheaders(body)
            answer = room.getresponse()
            data = answer.read()
            self.send_response_only(answer.status, answer.reason)
            for name, value in answer.getheaders():
                if name.lower() not in _HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            room.close()

        do_GET = do_POST = do_HEAD = _pass  # noqa: N815 (the names that the server calls)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Passing


def _certificate(host: str, folder: Path) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=7))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode()
