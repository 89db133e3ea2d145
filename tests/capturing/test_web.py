"""A page with what it shows, and a picture of it by a real browser that can reach nothing."""

import struct
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from capturing.hostile_servers import Server, answer, redirect, serving
from capturing.test_mirror import exchange
from warcio.archiveiterator import ArchiveIterator

from ledgerstone.capturing import browser
from ledgerstone.capturing.asking import Asked
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.capturing.web import Captured, capture, rules_for_what_it_shows
from ledgerstone.errors import NotFetched

needs_browser = pytest.mark.skipif(browser.browser() is None, reason="no browser is installed")

HTML = b"""<html><head><link rel="stylesheet" href="/s.css"></head><body><h1>Rain</h1><img src="/moved.png">
<img src="/gone.png"><img src="http://127.0.0.9:9/inside.png"><img src="http://10.0.0.1/inside.png">
<script>new Image().src = "/leak"; document.title = "run"; fetch("/leak2")</script></body></html>"""
PAGES = {
    "/": answer(HTML),
    "/s.css": answer(b"@import '/t.css'; body { background: url(/b.png) }", kind="text/css"),
    "/t.css": answer(b"@import '/s.css'", kind="text/css"),
    "/b.png": answer(b"\x89PNG", kind="image/png"),
    "/moved.png": redirect("/p.png"),
    "/p.png": answer(b"\x89PNG", kind="image/png"),
    "/leak": answer(),
    "/leak2": answer(),
}


def fetcher(**changed: float) -> Fetcher:
    limits = Limits(**{"seconds": 20, "pause": 0, "first_wait": 0.01, "tries": 1, **changed})  # type: ignore[arg-type]
    return Fetcher(rules=Rules.allowing(["127.0.0.1"]), limits=limits)


@contextmanager
def captured(server: Server, **options: bool) -> Iterator[tuple[Captured, list[tuple[str, str]]]]:
    page = capture(Asked(url=server.at()), fetcher=fetcher(), **options)
    with page.file, zipfile.ZipFile(page.file) as packed, packed.open("archive/data.warc.gz") as archive:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI").removeprefix(server.at("")))
            for record in ArchiveIterator(archive)
            if record.rec_type in {"response", "resource"}
        ]
        yield page, records


def test_a_page_alone_is_the_default() -> None:
    with serving(PAGES) as server, captured(server) as (page, records):
        assert records == [("response", "/")]
        assert page.remarks == ()
        assert server.asked == ["/"]


def test_what_a_page_shows_is_captured_and_what_is_missing_is_told() -> None:
    with serving(PAGES) as server, captured(server, requisites=True) as (page, records):
        found = [name for _, name in records]
        assert sorted(found) == ["/", "/b.png", "/moved.png", "/p.png", "/s.css", "/t.css"]
        assert page.via == (server.at("/"),)
        (remark,) = page.remarks
        assert remark.startswith("3 things that the page shows are missing")
        for name in ("gone.png", "127.0.0.9", "10.0.0.1"):
            assert name in remark
        assert "/leak" not in server.asked


def test_a_public_page_cannot_look_around_in_a_network_that_was_allowed() -> None:
    allowed = Rules.allowing(["192.168.7.0/24"])
    assert rules_for_what_it_shows("93.184.215.14", allowed) == Rules()
    assert rules_for_what_it_shows("192.168.7.1", allowed) == allowed


def test_what_a_page_shows_costs_no_more_than_a_page() -> None:
    large = {f"/{number}.png": answer(b"x" * 900, kind="image/png") for number in range(9)}
    html = b"".join(b"<img src=%d.png>" % number for number in range(9))
    with serving({**large, "/": answer(html)}) as server:
        page = capture(Asked(url=server.at()), fetcher=fetcher(size=1000), requisites=True)
        page.file.close()
        assert server.asked == ["/", "/0.png", "/1.png"]
    assert page.remarks[0].startswith("7 things that the page shows are missing")
    assert "more bytes than a page may have" in page.remarks[0]


def test_a_large_answer_never_lies_in_memory_as_a_whole() -> None:
    with serving({"/": answer(bytes(20_000_000), kind="video/mp4")}) as server:
        tracemalloc.start()
        try:
            capture(Asked(url=server.at()), fetcher=fetcher()).file.close()
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 8_000_000


def test_without_a_browser_the_page_is_taken_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))
    with serving(PAGES) as server, captured(server, screenshot=True) as (page, records):
        assert len(records) == 6
        assert "no browser is installed" in page.remarks[-1]


@needs_browser
@pytest.mark.slow
def test_a_picture_is_taken_by_a_browser_that_reaches_nothing_and_runs_nothing() -> None:
    with serving(PAGES) as server, captured(server, screenshot=True) as (page, records):
        assert records[-1] == ("resource", f"urn:view:{server.at('/')}")
        before = len(server.asked)
        with zipfile.ZipFile(page.file) as packed, packed.open("archive/data.warc.gz") as archive:
            (picture,) = [
                each.content_stream().read() for each in ArchiveIterator(archive) if each.rec_type == "resource"
            ]
        assert picture.startswith(b"\x89PNG\r\n")
        assert struct.unpack(">II", picture[16:24])[0] == 1280
        assert "/leak" not in server.asked
        assert "/leak2" not in server.asked
        assert server.asked.count("/") == 1  # the browser saw the mirror, not the server
        assert len(server.asked) == before


@needs_browser
@pytest.mark.slow
def test_a_browser_that_takes_too_long_is_ended() -> None:
    with serving(PAGES) as server:
        chain = fetcher().fetch(server.at())
        with chain[0].raw, pytest.raises(NotFetched, match=r"more than 0\.05 seconds"):
            browser.picture(chain, url=server.at(), seconds=0.05)


@needs_browser
@pytest.mark.slow
def test_scripts_change_nothing_in_a_picture() -> None:
    red = b"document.body.style.background='red'"
    ways = [b"", b"<script>%s</script>" % red, b'<img hidden src=x onerror="%s">' % red]
    shown = [
        browser.picture(
            [exchange("https://news.example/", b"<h1>Rain</h1>%s" % way, content_type="text/html")],
            url="https://news.example/",
            seconds=30,
        )
        for way in (*ways, b"<style>body { background: red }</style>")
    ]
    assert len(set(shown[:3])) == 1
    assert shown[-1] != shown[0]  # so that a red page would be seen
