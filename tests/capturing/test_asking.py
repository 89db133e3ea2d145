from contextlib import suppress

import pytest

from ledgerstone.capturing import asking
from ledgerstone.capturing.asking import Asked, of_feed, of_file, read_line
from ledgerstone.errors import CannotCapture, RefusedAddress
from ledgerstone.records import Problem

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><link>https://news.example/</link>
<item><title>a</title><link> https://news.example/a </link></item>
<item><guid>https://news.example/b</guid></item>
<item><guid isPermaLink="false">b7</guid></item>
<item><link>javascript:alert(1)</link></item>
<item><link>https://news.example/a</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://news.example/"/>
<entry><link rel="edit" href="/edit"/><link href="/a"/></entry>
<entry><link rel="alternate" href="https://news.example/b"/></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="x"><link>https://news.example/a</link></item></rdf:RDF>"""


def _urls(found: object) -> list[str]:
    return [each.url if isinstance(each, Asked) else f"! {each.code}" for each in found]  # type: ignore[attr-defined]


def test_a_list_has_an_address_a_line_and_can_name_an_archived_copy_beside_it() -> None:
    data = (
        "\ufeff# what we want\n\nhttps://news.example/a#top\nhttps://news.example/b\thttps://archive.ph/x\n"
        "not an address\nftp://news.example/\n"
    ).encode()
    found = list(of_file(data, name="list.txt"))
    assert [each.line if isinstance(each, Asked) else each.code for each in found] == [
        "https://news.example/a",
        "https://news.example/b https://archive.ph/x",
        "I30",
        "I30",
    ]
    assert isinstance(found[1], Asked)
    assert read_line(found[1].line) == found[1]


def test_what_is_no_list_is_told() -> None:
    with pytest.raises(CannotCapture, match="UTF-8"):
        list(of_file(b"\xff\xfe\x00", name="list.txt"))
    with pytest.raises(RefusedAddress):
        read_line("https://a.example/ https://b.example/ https://c.example/")


def test_the_entries_of_a_feed_are_asked_for_and_nothing_else() -> None:
    assert _urls(of_feed(RSS, url="https://news.example/rss")) == [
        "https://news.example/a",
        "https://news.example/b",
        "! I30",
    ]
    assert _urls(of_feed(ATOM, url="https://news.example/atom")) == [
        "https://news.example/a",
        "https://news.example/b",
    ]
    assert _urls(of_feed(RDF, url="https://news.example/rdf")) == ["https://news.example/a"]
    assert [each.how for each in of_feed(RDF, url="https://x.example/") if isinstance(each, Asked)] == ["feed"]


BILLION = b"<!DOCTYPE rss [<!ENTITY a 'https://news.example/'>%s]><rss><item><link>&z;</link></item></rss>" % b"".join(
    b"<!ENTITY %s '%s'>" % (bytes([98 + n]), b"&%s;" % bytes([97 + n]) * 10) for n in range(25)
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>no feed</body></html>",
        b"no feed",
        b"\x00\x01",
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><item><link>&x;</link></item></rss>',
        BILLION,
    ],
)
def test_a_hostile_feed_gives_nothing(data: bytes) -> None:
    with suppress(CannotCapture):
        assert all(isinstance(each, Problem) for each in of_feed(data, url="https://news.example/rss"))


def test_a_list_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 2)
    with pytest.raises(CannotCapture, match="2 are taken at once"):
        list(of_file(b"https://a.example/\n" * 3, name="list.txt"))
