"""Our web archives, checked by the tools that others use. `make reference` sets them up and runs this."""

import gzip
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from capturing.hostile_servers import PAGE, answer, redirect, serving

from ledgerstone.capturing.exchange import Exchange
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.capturing.wacz import pack
from ledgerstone.capturing.warc import Resource, sort_key

TOOLS = Path(__file__).parents[2] / ".reference" / "bin"
BODY = PAGE % b"<p>Rain fell on Oldenmarsh.</p>"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Odd: caf\xe9\r\nTransfer-Encoding: chunked\r\n\r\n"
PAGES = {
    "/r?B=2&a=1": redirect("/News/"),
    "/News/": CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
    "/packed": answer(gzip.compress(BODY), more="Content-Encoding: gzip\r\n"),
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (TOOLS / "wacz").exists(), reason="the reference tools are not there: make reference"),
]


@pytest.fixture(scope="module")
def captured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Exchange]]]:
    path = tmp_path_factory.mktemp("captured") / "page.wacz"
    fetcher = Fetcher(rules=Rules.allowing(["127.0.0.1"]), limits=Limits(pause=0))
    with serving(PAGES) as server:
        chain = [*fetcher.fetch(server.at("/r?B=2&a=1")), *fetcher.fetch(server.at("/packed"))]
    picture = Resource(url=f"urn:view:{chain[1].url}", at=chain[1].at, media_type="image/png", data=b"\x89PNG\r\n")
    with pack(chain, page=chain[1], title="Rain", resources=[picture]) as file:
        path.write_bytes(file.read())
    yield path, chain
    for each in chain:
        each.raw.close()


def _tool(name: str, *arguments: str | Path, at: Path) -> str:
    done = subprocess.run([TOOLS / name, *arguments], cwd=at, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_wacz_validate_accepts_it(captured: tuple[Path, list[Exchange]]) -> None:
    said = _tool("wacz", "validate", "-f", captured[0], at=captured[0].parent)
    assert "Validation succeeded, the passed WACZ is valid" in said


def test_wacz_validate_refuses_one_that_was_changed(captured: tuple[Path, list[Exchange]], tmp_path: Path) -> None:
    """So that the test above can fail."""
    changed = tmp_path / "changed.wacz"
    with zipfile.ZipFile(captured[0]) as packed, zipfile.ZipFile(changed, "w") as to:
        for name in packed.namelist():
            data = packed.read(name)
            to.writestr(name, data + b"{}\n" if name == "pages/pages.jsonl" else data)
    done = subprocess.run([TOOLS / "wacz", "validate", "-f", changed], capture_output=True, text=True, check=False)
    assert "Validation failed" in done.stdout


def test_warcio_finds_every_digest_right(captured: tuple[Path, list[Exchange]], tmp_path: Path) -> None:
    with zipfile.ZipFile(captured[0]) as packed:
        archive = packed.extract("archive/data.warc.gz", tmp_path)
    said = _tool("warcio", "check", "-v", archive, at=tmp_path)
    assert said.count("digest pass") == 8
    assert "fail" not in said


def test_our_index_is_the_one_that_the_indexer_makes(captured: tuple[Path, list[Exchange]], tmp_path: Path) -> None:
    with zipfile.ZipFile(captured[0]) as packed:
        archive = packed.extract("archive/data.warc.gz", tmp_path)
        ours = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode().splitlines()
    theirs = _tool("cdxj-indexer", archive, at=tmp_path).splitlines()
    assert [_of(line) for line in ours] == sorted(_of(line) for line in theirs)


def test_keys_are_those_of_the_tool_that_makes_them() -> None:
    urls = [
        "https://www.News.example:443/A/?b=2&a=1",
        "http://news.example:8080/",
        "http://127.0.0.1:81/x/",
        "https://www2.news.example/a/b.html?q=%C3%BC&Q=1",
        "http://xn--igbj3g.example/%D8%AE",
        "urn:view:https://www.news.example/A/",
        "urn:view:https://www.news.example/A?b=2&a=1",
    ]
    script = "import sys, surt\nfor url in sys.argv[1:]: print(surt.surt(url))"
    said = subprocess.run([TOOLS / "python", "-c", script, *urls], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == [sort_key(url) for url in urls]


def test_pywb_replays_it(captured: tuple[Path, list[Exchange]], tmp_path: Path) -> None:
    _tool("wb-manager", "init", "case", at=tmp_path)
    _tool("wb-manager", "add", "--unpack-wacz", "case", captured[0], at=tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pywb = subprocess.Popen(
        [TOOLS / "pywb", "-b", "127.0.0.1", "-p", str(port)],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        _wait_for(port)
        way, page, packed = captured[1]
        for each in (page, packed):
            with _asked(f"http://127.0.0.1:{port}/case/id_/{each.url}") as found:
                assert found.read() == BODY
                assert found.headers["Memento-Datetime"] is not None
        with _asked(f"http://127.0.0.1:{port}/case/mp_/{way.url}") as found:  # the redirect leads to the page
            assert found.url.endswith("/News/")
            assert b"Rain fell on Oldenmarsh." in found.read()
    finally:
        pywb.terminate()
        pywb.wait(timeout=20)
        shutil.rmtree(tmp_path, ignore_errors=True)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as link:
            if link.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)


def _asked(url: str) -> HTTPResponse:
    found: HTTPResponse = urllib.request.urlopen(url, timeout=20)  # noqa: S310 (loopback)
    return found


def _of(line: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    key, at, fields = line.split(" ", 2)
    return key, at, tuple(sorted(json.loads(fields).items()))
