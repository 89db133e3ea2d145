"""A small real time-stamping authority on loopback: openssl, with certificates of its own."""

import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from capturing.hostile_servers import Server, serving

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")

_CONFIGURATION = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[stamper]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[server]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,serverAuth
[authority]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """An authority's folder: ``root.crt`` is its certificate."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "root.crt"

    def reply(self, request: bytes, *, chain: bool = False, signer: str = "stamper") -> bytes:
        """Answer a request as openssl does; ``chain`` puts the root's certificate behind the signer's."""
        question, answer = (self.folder / f"{secrets.token_hex(4)}.{end}" for end in ("tsq", "tsr"))
        question.write_bytes(request)
        more = ["-chain", str(self.root)] if chain else []
        self.openssl(
            f"ts -reply -config {self.folder}/tsa.cnf -section authority -signer {self.folder}/{signer}.crt "
            f"-inkey {self.folder}/{signer}.key -queryfile {question} -out {answer}",
            *more,
        )
        return answer.read_bytes()

    def openssl(self, arguments: str, *more: str) -> str:
        done = subprocess.run(["openssl", *arguments.split(), *more], capture_output=True, check=True, text=True)
        return done.stdout + done.stderr


def make_authority(folder: Path, *, name: str = "Kalvessa Time", days: int = 30) -> Authority:
    folder.mkdir(parents=True)
    made = Authority(folder)
    (folder / "serial").write_text("01")
    (folder / "tsa.cnf").write_text(_CONFIGURATION.format(folder=folder))
    new = f"req -config {folder}/tsa.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    made.openssl(
        f"{new} -x509 -days {days} -extensions root -keyout {folder}/root.key -out {made.root}",
        "-subj",
        f"/O={name}/CN=Root",
    )
    for each in ("stamper", "server"):
        made.openssl(f"{new} -keyout {folder}/{each}.key -out {folder}/{each}.csr", "-subj", f"/O={name}/CN={each}")
        made.openssl(
            f"x509 -req -in {folder}/{each}.csr -CA {made.root} -CAkey {folder}/root.key -CAcreateserial "
            f"-days {days} -extfile {folder}/tsa.cnf -extensions {each} -out {folder}/{each}.crt"
        )
    return made


@contextmanager
def answering(authority: Authority, *, chain: bool = False) -> Iterator[Server]:
    """Run the authority on loopback; what is asked stands in the server's ``heads``."""

    def handle(link: socket.socket, path: str) -> None:
        del path
        request = server.heads[-1].partition(b"\r\n\r\n")[2]
        reply = authority.reply(request, chain=chain)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {len(reply)}\r\n\r\n"
        link.sendall(head.encode() + reply)

    with serving({"/": handle}) as server:
        yield server
