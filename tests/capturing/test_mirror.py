import gzip
import http.client
import io
import ssl
from datetime import UTC, datetime

from ledgerstone.capturing.exchange import Exchange
from ledgerstone.capturing.mirror import mirroring


def exchange(url: str, body: bytes, *, status: int = 200, **headers: str) -> Exchange:
    return Exchange(
        url=url,
        at=datetime.now(UTC),
        peer="192.0.2.1",
        request=b"",
        status=status,
        reason="",
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        raw=io.BytesIO(body),
        head=0,
        size=len(body),
    )


def _ask(port: int, url: str) -> tuple[int, bytes, http.client.HTTPMessage]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    link.request("GET", url)
    found = link.getresponse()
    return found.status, found.read(), found.headers


def test_what_was_captured_is_shown_without_its_scripts_and_nothing_else_is() -> None:
    packed = exchange("http://news.example/", gzip.compress(b"Rain."), content_encoding="gzip", set_cookie="a=b")
    with mirroring([packed, exchange("http://news.example/r", b"", status=302, location="/")]) as mirror:
        status, body, headers = _ask(mirror.port, "http://news.example/")
        assert (status, body) == (200, b"Rain.")
        assert "script-src 'none'" in str(headers["Content-Security-Policy"])
        assert headers["Set-Cookie"] is None
        assert _ask(mirror.port, "http://news.example/r")[2]["Location"] == "/"
        assert _ask(mirror.port, "http://127.0.0.1/secret")[0] == 404
        assert mirror.asked[-1] == "http://127.0.0.1/secret"


def test_encrypted_pages_are_shown_too() -> None:
    with mirroring([exchange("https://news.example/a", b"Rain.")]) as mirror:
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE
        link = http.client.HTTPSConnection("127.0.0.1", mirror.port, context=trusting, timeout=5)
        link.set_tunnel("news.example")
        link.request("GET", "/a")
        assert link.getresponse().read() == b"Rain."
        link.close()


def test_a_bomb_is_not_unpacked() -> None:
    bomb = exchange("http://news.example/", gzip.compress(bytes(50_000_000)), content_encoding="gzip")
    with mirroring([bomb]) as mirror:
        assert _ask(mirror.port, "http://news.example/")[0] == 502
