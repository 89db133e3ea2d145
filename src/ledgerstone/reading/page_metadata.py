"""What a web page says of itself: title, publisher, day of publication, address, language. Nothing is guessed.

In order: (1) JSON-LD of an article; (2) meta elements (for the title before JSON-LD, where it is often escaped twice);
(3) marked elements of the page (``time`` with a class or property that says "published"); (4) a visible line that
begins with "Published". An element without such a mark, the address and the text are not searched for dates, because
most dates on a page are of something else.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from ledgerstone.reading.limits import LONGEST_URL
from ledgerstone.reading.published import NotADay, read_day

_LARGEST_JSON = 1_000_000  # characters of one script
_MOST_NODES = 20_000  # of all JSON-LD of a page
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Statement|Press\w{0,10})$")
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "article:published",
    "article_date_original", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "citation_publication_date", "dc.date", "date",
)  # fmt: skip
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "title")
_SITE_METAS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_MARKED_DATES = (
    ".//*[@itemprop='datePublished']",
    ".//time[@pubdate]",
    ".//time[contains(@class, 'publish') or contains(@class, 'entry-date')]",
)
_VISIBLE = re.compile(r"\s*(?:first )?(?:published|posted)(?: on)?\s?[:|-]?\s{1,4}(.{6,60})\s*", re.IGNORECASE)
_VISIBLE_IN = ("p", "span", "div", "time", "small", "li")
_MOST_VISIBLE = 4_000  # elements looked at


@dataclass(slots=True)
class PageMetadata:
    """What was found; ``problems`` are sentences on what was there and could not be used."""

    title: str | None = None
    publisher: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    language: str | None = None
    problems: list[str] = field(default_factory=list)


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """Return what a parsed page says of itself."""
    metas = _metas(tree)
    article = _article(tree)
    found = PageMetadata()
    found.url = _address(tree, metas)
    found.publisher = _site(_name(article.get("publisher")) or _first(metas, _SITE_METAS))
    found.title = _title(tree, metas, article, found.publisher)
    found.language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    found.published = _published(tree, metas, article, found.problems)
    return found


def host(url: str | None) -> str | None:
    """Return the host of an address without "www.", None where it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def is_address(url: str | None) -> bool:
    """Say whether ``url`` is an absolute web address of a length that a record takes."""
    return (
        bool(url)
        and len(url or "") <= LONGEST_URL
        and (url or "").lower().startswith(("http://", "https://"))
        and host(url) is not None
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if key and content:
            found.setdefault(key, content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _article(tree: HtmlElement) -> dict[str, Any]:
    """The first object of the page's JSON-LD that is an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _LARGEST_JSON:
            continue
        try:
            parsed = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(parsed):
            types = node.get("@type")
            if any(
                isinstance(each, str) and _ARTICLE.search(each)
                for each in (types if isinstance(types, list) else [types])
            ):
                return node
    return {}


def _nodes(parsed: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [parsed], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0) if len(waiting) < 100 else waiting.pop()  # noqa: PLR2004 (in order, while that is cheap)
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting.extend(
                value for key, value in node.items() if key in {"@graph", "mainEntity", "hasPart", "itemListElement"}
            )
        elif isinstance(node, list):
            waiting.extend(node)


def _name(value: Any) -> str | None:
    one = value[0] if isinstance(value, list) and value else value
    name = one.get("name") if isinstance(one, dict) else one
    return name if isinstance(name, str) and name.strip() else None


def _site(name: str | None) -> str | None:
    """The publisher's name without the slogan after it, or the host where the name is an address."""
    return host(name) or name.partition(" | ")[0] if name else None


def _title(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], publisher: str | None) -> str | None:
    heads = [element for element in tree.iter("h1") if _words(element)]
    headline = article.get("headline")
    found = _first(metas, _TITLE_METAS) or (headline if isinstance(headline, str) else None)
    if not found and len(heads) == 1:
        found = _words(heads[0])
    if not found:
        named = next(tree.iter("title"), None)
        found = _words(named) if named is not None else None
    return _without_site(found, publisher) if found else None


def _without_site(title: str, publisher: str | None) -> str:
    """Take " | The Publisher" off the end of a title."""
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        before, found, after = title.rpartition(mark)
        if found and before.strip() and publisher and after.strip().casefold() == publisher.strip().casefold():
            return before
    return title


def _words(element: HtmlElement) -> str:
    return " ".join(" ".join(str(part) for part in element.itertext()).split())


def _address(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((url.strip() for url in (*links, metas.get("og:url")) if url and is_address(url.strip())), None)


def _published(
    tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], problems: list[str]
) -> date | datetime | None:
    unusable = []
    for text in _dates(tree, metas, article):
        try:
            return read_day(text)
        except NotADay as error:
            unusable.append(f"The page names a day of publication that is not used: {error}.")
    problems.extend(unusable)
    return None


def _dates(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any]) -> Iterator[str]:
    if isinstance(article.get("datePublished"), str):
        yield article["datePublished"]
    yield from (metas[name] for name in _DATE_METAS if name in metas)
    for path in _MARKED_DATES:
        marked = {each.get("datetime") or each.get("content") or _words(each) for each in tree.xpath(path)} - {""}
        if len(marked) == 1:  # several days: one of them is another story's
            yield from marked
    yield from _visible(tree)


def _visible(tree: HtmlElement) -> Iterator[str]:
    """A line of its own that says "Published: 9 March 2025", where the page has one such day only."""
    found: dict[str, None] = {}
    for number, element in enumerate(tree.iter(*_VISIBLE_IN)):
        if number > _MOST_VISIBLE:
            break
        text = element.text or ""
        line = _VISIBLE.fullmatch(text) if len(text) < 120 else None  # noqa: PLR2004 (a line, no paragraph)
        if line:
            found.setdefault(line[1].strip())
    if len(found) == 1:
        yield from found
