"""What a page shows -> the addresses of it: pictures, styles, scripts, frames and fonts, in the order of the page.

They are found in the page and in its style sheets by reading, not by running anything. What a script would ask for is
not found, and not wanted: it could be anything.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from ledgerstone.capturing.addresses import read_address
from ledgerstone.errors import RefusedAddress

MOST = 200
"""Addresses of one page; a busy news page has a hundred."""

_LARGEST = 20_000_000  # bytes of a page or a style sheet that is looked through
_ATTRIBUTES = (
    ("img", "src"),
    ("link", "href"),
    ("script", "src"),
    ("iframe", "src"),
    ("frame", "src"),
    ("source", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("video", "src"),
    ("input", "src"),
    ("image", "href"),
)
_SHOWN_LINKS = frozenset({"stylesheet", "icon", "preload", "apple-touch-icon"})
_URL = re.compile(r"url\(\s{0,9}[\"']?([^\"')\s]{1,3000})|@import\s{1,9}[\"']([^\"'\s]{1,3000})", re.IGNORECASE)


def of_page(data: bytes, *, url: str) -> list[str]:
    """Return the addresses that a page shows things from, each once.

    Args:
        data: the page, unpacked.
        url: where it stood.
    """
    parser = HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        tree = document_fromstring(data[:_LARGEST], parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return []
    base = next(iter(tree.xpath("//base/@href")), None)
    return _addresses(_named(tree), base=_absolute(base, url) or url if base else url)


def of_style(data: bytes, *, url: str) -> list[str]:
    """Return the addresses that a style sheet names, each once."""
    return _addresses(_of_style(data[:_LARGEST].decode("utf-8", "replace")), base=url)


def _named(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter():
        name = element.tag if isinstance(element.tag, str) else ""
        if name == "link" and not _SHOWN_LINKS & set((element.get("rel") or "").lower().split()):
            continue
        for attribute in (found for tag, found in _ATTRIBUTES if tag == name):
            if value := element.get(attribute):
                yield str(value)
        for candidate in (element.get("srcset") or "").split(",")[:20]:
            yield from candidate.split()[:1]
        yield from _of_style(element.get("style") or "")
        if name == "style":
            yield from _of_style(element.text or "")


def _of_style(text: str) -> Iterator[str]:
    return (found[1] or found[2] for found in _URL.finditer(text))


def _addresses(named: Iterator[str], *, base: str) -> list[str]:
    found: dict[str, None] = {}
    for each in named:
        address = _absolute(each, base)
        if address is not None and len(found) < MOST:
            found[address] = None
    return list(found)


def _absolute(text: str, base: str) -> str | None:
    try:
        return read_address(text, base=base).url
    except (RefusedAddress, ValueError):  # what is no web address is data in the page itself, or nothing
        return None
