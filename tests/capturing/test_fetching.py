"""The hostile servers, over real sockets: each ends in a coded word, in bounded time, and reaches nothing else."""

import gzip
import socket
import ssl
import subprocess
import time
import zlib
from pathlib import Path

import pytest
from capturing import hostile_servers
from capturing.hostile_servers import Handler, answer, redirect, serving

from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.errors import NotFetched, RefusedAddress

LOOPBACK = Rules.allowing(["127.0.0.1"])
QUICK = Limits(size=2_000_000, seconds=1.5, pause=0, first_wait=0.05, tries=2)
BOMB = gzip.compress(bytes(300_000_000), compresslevel=9)


def fetcher(limits: Limits = QUICK) -> Fetcher:
    return Fetcher(rules=LOOPBACK, limits=limits)


def test_an_answer_is_kept_as_it_came() -> None:
    packed = gzip.compress(b"Rain fell.")
    parts = [packed[start : start + 9] for start in range(0, len(packed), 9)]
    head = b"HTTP/1.1 200 OK\r\nX-Odd: caf\xe9\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    chunks = head + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    with serving({"/": chunks}) as server:
        (found,) = fetcher().fetch(server.at())
    with found.raw:
        found.raw.seek(0)
        assert found.raw.read() == chunks
        assert found.payload() == b"Rain fell."
    assert (found.status, found.peer, found.header("x-odd")) == (200, "127.0.0.1", "café")
    assert b"Ledgerstone".lower() not in server.heads[0].lower()


def test_redirects_are_followed_and_each_is_kept() -> None:
    pages: dict[str, bytes | Handler] = {"/": redirect("/a"), "/a": redirect("b?x=1", status="308 Permanent Redirect")}
    with serving({**pages, "/b?x=1": answer()}) as server:
        chain = fetcher().fetch(server.at())
        assert [(each.url, each.status) for each in chain] == [
            (server.at("/"), 302),
            (server.at("/a"), 308),
            (server.at("/b?x=1"), 200),
        ]
    for each in chain:
        each.raw.close()


HOSTILE: dict[str, tuple[bytes | Handler, type[Exception], str]] = {
    "drips": (hostile_servers.dripping, NotFetched, "more than 1.5 seconds"),
    "drips headers": (hostile_servers.dripping_headers, NotFetched, "more than 1.5 seconds"),
    "is silent": (hostile_servers.silent, NotFetched, "more than 1.5 seconds"),
    "never ends": (hostile_servers.never_ending, NotFetched, "more than 2,000,000 bytes"),
    "never ends in chunks": (hostile_servers.never_ending_chunks, NotFetched, "more than 2,000,000 bytes"),
    "says more than it sends": (answer(b"short", length=500), NotFetched, "less than it announced"),
    "says it sends petabytes": (answer(b"short", length=10**15), NotFetched, "less than it announced"),
    "breaks off in a chunk": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
        NotFetched,
        "less than it announced",
    ),
    "sends no chunks": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        NotFetched,
        "sent less|as a web",
    ),
    "is no web server": (b"SSH-2.0-none\r\n", NotFetched, "as a web server does"),
    "says nothing": (b"", NotFetched, "broke off"),
    "has a thousand headers": (
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 1000 + b"\r\n",
        NotFetched,
        "as a web server does",
    ),
    "has one endless header": (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n", NotFetched, "as a web server"),
    "goes on before it answers": (
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        NotFetched,
        "as a web server",
    ),
    "redirects for ever": (redirect("/"), NotFetched, "more than 10 times"),
    "redirects to loopback": (redirect("http://127.0.0.2/"), RefusedAddress, "127.0.0.2"),
    "redirects to a private address": (redirect("http://10.0.0.1/"), RefusedAddress, "10.0.0.1"),
    "redirects to the cloud's metadata": (redirect("http://169.254.169.254/latest/"), RefusedAddress, "169.254"),
    "redirects to IPv6 loopback": (redirect("http://[::1]/"), RefusedAddress, "::1"),
    "redirects to loopback in IPv6's clothes": (redirect("http://[::ffff:127.0.0.3]/"), RefusedAddress, "public"),
    "redirects to a file": (redirect("file:///etc/passwd"), RefusedAddress, "only http"),
    "redirects with a password": (redirect("http://a:b@127.0.0.1/"), RefusedAddress, "password"),
    "redirects to a header of its own": (redirect("/a\u00a0b\x0bc"), RefusedAddress, "control"),
    "says no": (answer(status="403 Forbidden"), NotFetched, "answers 403"),
    "is overloaded": (answer(status="503 Busy"), NotFetched, "answers 503"),
    "wants to be left alone for a year": (
        answer(status="429 Slow down", more="Retry-After: 31536000\r\n"),
        NotFetched,
        "answers 429",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_costs_bounded_time_and_gives_a_coded_error(name: str) -> None:
    page, error, said = HOSTILE[name]
    start = time.monotonic()
    with serving({"/": page}) as server, pytest.raises(error, match=said):
        fetcher().fetch(server.at())
    assert time.monotonic() - start < 4


def test_an_answer_ends_where_it_said_it_would() -> None:
    with serving({"/": answer(b"Rain fell. And more.", length=10)}) as server:
        (found,) = fetcher().fetch(server.at())
    with found.raw:
        assert found.body() == b"Rain fell."


@pytest.mark.parametrize(
    ("packing", "body", "said"),
    [
        ("gzip", BOMB, "unpacks into more"),
        ("gzip, gzip", gzip.compress(BOMB), "unpacks into more"),
        ("deflate", zlib.compress(bytes(50_000_000)), "unpacks into more"),
        ("gzip", b"not packed", "not packed"),
        ("br", b"x", "not undone here"),
    ],
)
def test_a_bomb_is_kept_packed_and_never_unpacked_whole(packing: str, body: bytes, said: str) -> None:
    with serving({"/": answer(body, more=f"Content-Encoding: {packing}\r\n")}) as server:
        (found,) = fetcher().fetch(server.at())
    with found.raw:
        assert found.body() == body
        with pytest.raises(NotFetched, match=said):
            found.payload(most=1_000_000)


def test_what_may_pass_is_tried_again_and_nothing_else() -> None:
    turns = iter([answer(status="503 Busy"), b"", answer(b"at last")])

    def busy(link: socket.socket, path: str) -> None:
        del path
        link.sendall(next(turns))

    with serving({"/busy": busy}) as server:
        patient = fetcher(Limits(seconds=5, pause=0, first_wait=0.01, tries=3))
        (found,) = patient.fetch(server.at("/busy"))
        found.raw.close()
        with pytest.raises(NotFetched, match="404"):
            fetcher().fetch(server.at("/none"))
    assert server.asked == ["/busy", "/busy", "/busy", "/none"]


def test_a_host_is_left_in_peace_between_two_requests() -> None:
    with serving({"/": redirect("/a"), "/a": answer()}) as server:
        start = time.monotonic()
        for each in fetcher(Limits(pause=0.3)).fetch(server.at()):
            each.raw.close()
    assert time.monotonic() - start >= 0.3


def test_what_is_posted_arrives_and_its_answer_comes_back() -> None:
    with serving({"/": answer(b"stamped"), "/away": redirect("/")}) as server:
        found = fetcher().post(server.at(), b"question", media_type="application/timestamp-query")
        with found.raw:
            assert found.payload() == b"stamped"
        assert server.heads[0].endswith(b"question")
        with pytest.raises(NotFetched, match="leads elsewhere"):
            fetcher().post(server.at("/away"), b"question", media_type="text/plain")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that no authority signed, made by openssl."""
    path = tmp_path_factory.mktemp("tls") / "pair.pem"
    making = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run([*making.split(), *names], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


def _encrypting(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_an_encrypted_page_is_fetched_from_a_server_that_is_trusted(certificate: Path) -> None:
    server_side = _encrypting(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with serving({"/": answer()}, wrap=lambda link: server_side.wrap_socket(link, server_side=True)) as server:
        asking = Fetcher(rules=LOOPBACK, limits=QUICK, tls=trusting, resolving=lambda *_: ["127.0.0.1"])
        (found,) = asking.fetch(f"https://localhost:{server.port}/")
        found.raw.close()
        with pytest.raises(NotFetched, match=r"cannot be trusted.*other\.example"):
            asking.fetch(f"https://other.example:{server.port}/")
    assert found.status == 200


def test_a_server_whose_certificate_nobody_signed_is_not_trusted(certificate: Path) -> None:
    server_side = _encrypting(certificate)
    with serving({"/": answer()}, wrap=lambda link: server_side.wrap_socket(link, server_side=True)) as server:
        asking = Fetcher(rules=LOOPBACK, limits=QUICK, resolving=lambda *_: ["127.0.0.1"])
        with pytest.raises(NotFetched, match="cannot be trusted"):
            asking.fetch(f"https://localhost:{server.port}/")
    assert server.asked == []


@pytest.mark.parametrize("handler", [answer(), hostile_servers.silent, b"\x16\x03\x01"])
def test_broken_encryption_is_told(handler: bytes | Handler) -> None:
    with serving({"": handler}, listens=False) as server:
        asking = fetcher(Limits(seconds=1, pause=0, first_wait=0.05, tries=1))
        with pytest.raises(NotFetched, match=r"cannot be trusted|in time|more than"):
            asking.fetch(f"https://127.0.0.1:{server.port}/")
