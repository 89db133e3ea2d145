import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from capturing.hostile_servers import answer, redirect, serving
from warcio.archiveiterator import ArchiveIterator

from ledgerstone.capturing.exchange import Exchange
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.capturing.wacz import pack
from ledgerstone.capturing.warc import Resource, sort_key

ODD = (
    b"HTTP/1.1 200 Fine by me\r\nX-Odd: caf\xe9\x85\r\nX-ODD:  again\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n8\r\n<p>Rain.\r\n4\r\n</p>\r\n0\r\n\r\n"
)


@contextmanager
def fetched() -> Iterator[tuple[Exchange, ...]]:
    with serving({"/r?B=2&a=1": redirect("/News/"), "/News/": ODD}) as server:
        limits = Limits(pause=0)
        chain = Fetcher(rules=Rules.allowing(["127.0.0.1"]), limits=limits).fetch(server.at("/r?B=2&a=1"))
    yield chain
    for each in chain:
        each.raw.close()


def test_the_archive_holds_each_answer_byte_for_byte_and_the_index_finds_it() -> None:
    with fetched() as chain, pack(chain, page=chain[-1], title="Rain") as file, zipfile.ZipFile(file) as packed:
        archive = packed.read("archive/data.warc.gz")
        index = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode().splitlines()
        assert index == sorted(index)
        assert [line.partition(":")[0] for line in index] == ["1,0,0,127"] * 2
        page = json.loads(index[0].split(" ", 2)[2])
        assert (page["url"], page["status"], page["mime"]) == (chain[-1].url, "200", "text/html")
        start = int(page["offset"])
        record = gzip.decompress(archive[start : start + int(page["length"])])
        assert ODD in record
        assert b"WARC-IP-Address: 127.0.0.1\r\n" in record
        pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
        assert [each.get("url") for each in pages] == [None, chain[-1].url]


def test_every_record_has_the_digest_that_it_says() -> None:
    picture = Resource(url="urn:view:http://a.example/", at=datetime.now(UTC), media_type="image/png", data=b"\x89PNG")
    with fetched() as chain, pack(chain, page=chain[-1], resources=[picture]) as file:
        archive = zipfile.ZipFile(file).read("archive/data.warc.gz")
        kinds = []
        for record in ArchiveIterator(io.BytesIO(archive), check_digests="raise"):
            kinds.append(record.rec_type)
            record.raw_stream.read()
    assert kinds == ["warcinfo", "response", "request", "response", "request", "resource"]


def test_the_package_names_the_digest_of_all_that_it_holds() -> None:
    with fetched() as chain, pack(chain, page=chain[-1]) as file, zipfile.ZipFile(file) as packed:
        package = json.loads(packed.read("datapackage.json"))
        named = {each["path"]: (each["hash"], each["bytes"]) for each in package["resources"]}
        own = {"datapackage.json", "datapackage-digest.json"}
        for name in set(packed.namelist()) - own:
            data = packed.read(name)
            assert named.pop(name) == (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data))
        assert named == {}
        digest = json.loads(packed.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(packed.read('datapackage.json')).hexdigest()}"


def test_nothing_in_it_names_who_asked_or_from_where() -> None:
    with fetched() as chain, pack(chain, page=chain[-1]) as file:
        archive = gzip.decompress(zipfile.ZipFile(file).read("archive/data.warc.gz")).lower()
    for word in (b"hostname", b"operator", b"robots", b"x-forwarded", b"referer", b"cookie"):
        assert word not in archive


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.News.example:443/A/?b=2&a=1", "example,news)/a?a=1&b=2"),
        ("http://news.example:8080/", "example,news:8080)/"),
        ("http://127.0.0.1:81/x/", "1,0,0,127:81)/x"),
        ("http://[2001:db8::1]/", "[2001:db8::1])/"),
        ("https://www2.news.example/?", "example,news)/"),
        ("urn:view:http://a.example/B/?c", "urn:view:http://a.example/b?c"),
    ],
)
def test_an_index_is_sorted_by_host_from_its_end(url: str, key: str) -> None:
    assert sort_key(url) == key


def test_an_answer_without_a_body_is_packed_too() -> None:
    with serving({"/": answer(b"")}) as server:
        chain = Fetcher(rules=Rules.allowing(["127.0.0.1"])).fetch(server.at())
    with chain[0].raw, pack(chain, page=chain[0]) as file:
        assert zipfile.ZipFile(file).testzip() is None
