"""What a person named -> the addresses to ask for: one by one, the lines of a file, the entries of a feed."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ledgerstone.capturing.addresses import read_address
from ledgerstone.errors import CannotCapture, RefusedAddress
from ledgerstone.records import Problem

MOST = 10_000
"""Addresses of one list or feed."""

_COMMENT = "#"
_FEEDS = frozenset({"rss", "feed", "RDF"})
_ATOM_ARTICLE = frozenset({None, "", "alternate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An address to ask for, how it came, and the address of an archived copy that somebody named beside it."""

    url: str
    how: str = "web"
    archived: str | None = None

    @property
    def line(self) -> str:
        """How a file of addresses would write it; a Run about it names it so."""
        return f"{self.url} {self.archived}" if self.archived else self.url


def read_line(line: str, *, how: str = "web") -> Asked:
    """Read one line: an address and, if known, that of an archived copy of it.

    Raises:
        RefusedAddress: it is none, or more than two.
    """
    words = line.split()
    if len(words) not in {1, 2}:
        raise RefusedAddress(f"{line.strip()[:200]!r} is not one address, or one and that of its archived copy.")
    urls = [read_address(word).url for word in words]
    return Asked(url=urls[0], how=how, archived=urls[1] if len(urls) > 1 else None)


def of_file(data: bytes, *, name: str) -> Iterator[Asked | Problem]:
    """Yield the addresses of a file, a line each; empty lines and those that begin with # are left out.

    Raises:
        CannotCapture: it is no text, or has too many lines.
    """
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CannotCapture(f"{name} is no text in UTF-8.", do="Write one address a line.") from error
    wanted = [line for line in lines if line.strip() and not line.lstrip().startswith(_COMMENT)]
    _check_number(len(wanted), name)
    for line in wanted:
        try:
            yield read_line(line)
        except RefusedAddress as error:
            yield Problem(record=line.strip()[:200], code=error.code, text=f"{error.what} {error.do}".strip())


def of_feed(data: bytes, *, url: str) -> Iterator[Asked | Problem]:
    """Yield the addresses of a feed's entries (RSS 0.9 to 2.0, Atom), each once, in the feed's order.

    Raises:
        CannotCapture: it is no feed, or has too many entries.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_feed(url) from error
    if root is None or _local(root) not in _FEEDS:
        raise _no_feed(url)
    links = [_link(entry) for entry in root.iter() if _local(entry) in {"item", "entry"}]
    found = list(dict.fromkeys(link.strip() for link in links if link and link.strip()))
    _check_number(len(found), url)
    for link in found:
        try:
            yield Asked(url=read_address(link, base=url).url, how="feed")
        except RefusedAddress as error:
            yield Problem(record=link[:200], code=error.code, text=f"{error.what} {error.do}".strip())


def _link(entry: etree._Element) -> str | None:
    for child in entry:
        if _local(child) == "link":
            href = child.get("href")
            if href and child.get("rel") in _ATOM_ARTICLE:
                return str(href)
            if not href and child.text:
                return str(child.text)
    guid = next((child for child in entry if _local(child) == "guid" and child.get("isPermaLink") != "false"), None)
    return None if guid is None or guid.text is None else str(guid.text)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _check_number(number: int, name: str) -> None:
    if number > MOST:
        raise CannotCapture(f"{name} names {number:,} addresses; {MOST:,} are taken at once.", do="Split it.")


def _no_feed(url: str) -> CannotCapture:
    return CannotCapture(f"{url} is no feed.", do="Give the address of an RSS or Atom feed, or of the page itself.")
