"""A web page -> a draft of a report, by trafilatura: the article without menus, comments and advertisements.

In order: (1) decode; (2) parse, within limits; (3) what the page says of itself; (4) the article, by trafilatura, first
with its bias to precision, and without it where that finds nothing; (5) its paragraphs, with their form. trafilatura's
own metadata are left aside: its date comes from a search of the page that takes any likely day.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading.draft import Block, Draft, check_size
from ledgerstone.reading.encodings import decode
from ledgerstone.reading.hidden import with_line_ends
from ledgerstone.reading.html_tree import KEPT, parse
from ledgerstone.reading.page_metadata import host, read_metadata

READER = "html.1"

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(
    rb"^\s{0,40}<\?xml[^>]{0,200}?encoding\s{0,4}=\s{0,4}[\"']([A-Za-z0-9._:-]{1,40})", re.IGNORECASE
)
_PARAGRAPHS = frozenset({"item", "p", "list", "quote", "head", "table"})

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it discards, we say ourselves


def read_html(data: bytes, *, declared: str | None = None) -> Draft:
    """Read a web page.

    Args:
        data: the original's bytes.
        declared: the encoding that a server declared.

    Raises:
        TooLarge: over the limit of bytes or elements.
        UnreadableOriginal: no article in it, or nested deeper than any page that people wrote.
    """
    check_size(len(data), unit="bytes", what="The page")
    text, problem = decode(data, declared=declared or _declared(data))
    tree = parse(text)
    page = read_metadata(tree)
    blocks = _article(tree)
    if not blocks:
        raise UnreadableOriginal("No article was found in the page.", do=KEPT)
    return Draft(
        blocks=blocks,
        reader=READER,
        title=page.title,
        publisher=page.publisher or host(page.url),
        published=page.published,
        url=page.url,
        language=page.language,
        problems=[problem, *page.problems] if problem else page.problems,
    )


def _declared(data: bytes) -> str | None:
    found = _XML_ENCODING.match(data[:1024]) or _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _article(tree: HtmlElement) -> list[Block]:
    """The article's paragraphs. Links are looked up apart: trafilatura cuts out other things when it keeps them."""
    links = {_words(link) for link in tree.iter("a")}
    for precise in (True, False):
        body = _extracted(tree, precise=precise)
        blocks = [] if body is None else [block for block in _blocks(body) if block.text]
        if blocks:
            return [replace(block, form="link") if block.text in links else block for block in blocks]
    return []


def _extracted(tree: HtmlElement, *, precise: bool) -> etree._Element | None:
    try:
        found = trafilatura.bare_extraction(
            tree, include_comments=False, include_links=False, include_tables=True, favor_precision=precise
        )
    # It is made of rules of thumb for trees of all kinds: what one page breaks must not stop a run of a million.
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError) as error:
        raise UnreadableOriginal(f"The page breaks the search for its article ({error!r:.200}).", do=KEPT) from error
    return getattr(found, "body", None)


def _blocks(body: etree._Element, *, form: str = "prose") -> Iterator[Block]:
    """The paragraphs of trafilatura's body, whose children are ``p``, ``head``, ``list``, ``quote`` and ``table``."""
    for element in body:
        if element.tag == "table":
            yield Block(text=_table(element), form="table")
        elif element.tag in {"list", "quote", "div"}:
            yield from _inside(element)
        else:
            yield Block(text=_text(element), form="heading" if element.tag == "head" else form)
        if element.tail and element.tail.strip():
            yield Block(text=" ".join(element.tail.split()))


def _inside(element: etree._Element) -> Iterator[Block]:
    """A list's items, a quotation's paragraphs, or the element itself where it holds text alone."""
    if not any(child.tag in _PARAGRAPHS for child in element):
        yield Block(text=_text(element))
        return
    if element.text and element.text.strip():
        yield Block(text=" ".join(element.text.split()))
    yield from _blocks(element, form="item" if element.tag == "list" else "prose")


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _text(element: etree._Element) -> str:
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces.append("\n" if node.tag in {"lb", "br"} else "")
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    lines = with_line_ends("".join(pieces)).split("\n")
    return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line)


def _table(element: etree._Element) -> str:
    rows = (
        " | ".join(filter(None, (_text(cell).replace("\n", " ") for cell in row.iter("cell"))))
        for row in element.iter("row")
    )
    return "\n".join(row for row in rows if row)
