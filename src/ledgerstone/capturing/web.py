"""One web page -> a WACZ that holds every byte of every exchange, and what its Capture says of it.

In order: (1) the page, with the ways that led to it; (2) if asked for, what it shows; (3) if asked for, a picture of
it by a browser that reaches nothing but what was captured; (4) all of it, packed.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import BinaryIO

from ledgerstone.capturing.addresses import archived_original, read_address
from ledgerstone.capturing.asking import Asked
from ledgerstone.capturing.browser import picture
from ledgerstone.capturing.clock import against_server
from ledgerstone.capturing.exchange import Exchange
from ledgerstone.capturing.fetching import Fetcher
from ledgerstone.capturing.network import Deadline, Rules
from ledgerstone.capturing.requisites import MOST, of_page, of_style
from ledgerstone.capturing.wacz import pack
from ledgerstone.capturing.warc import Resource
from ledgerstone.errors import InputError, NotFetched
from ledgerstone.records.text import normal

VERSION = "web.1"

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_LIVELIER = 10  # times as often as pages is what they show asked for; a browser asks for all at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A page as it was captured: the WACZ, at its beginning, and what is known of it, in the words of a Capture.

    ``remarks`` say what of it could not be had.
    """

    file: BinaryIO
    at: datetime
    url: str
    via: tuple[str, ...]
    archived: str | None
    peer: str
    headers: tuple[tuple[str, str], ...]
    clock: str
    remarks: tuple[str, ...]


def capture(asked: Asked, *, fetcher: Fetcher, requisites: bool = False, screenshot: bool = False) -> Captured:
    """Capture a page.

    Args:
        asked: its address.
        fetcher: how it is asked for.
        requisites: capture what the page shows too; what of it cannot be had is a remark.
        screenshot: take a picture of it, and so its requisites; where there is none, that is a remark.

    Raises:
        RefusedAddress: it, or one that it leads to, may not be reached.
        NotFetched: nothing came that can be sealed.
    """
    remarks: list[str] = []
    with ExitStack() as open_:
        chain = list(fetcher.fetch(asked.url))  # 1
        for each in chain:
            open_.callback(each.raw.close)
        page, resources = chain[-1], []
        if requisites or screenshot:
            for each in _shown(page, fetcher, remarks):  # 2
                open_.callback(each.raw.close)
                chain.append(each)
        if screenshot:
            resources = _picture(chain, page, fetcher, remarks)  # 3
        file = pack(chain, page=page, resources=resources, room=fetcher.room)  # 4
        via = tuple(each.url for each in chain[: chain.index(page) + 1])
    original = archived_original(page.url)
    return Captured(
        file=file,
        at=page.at,
        url=original or page.url,
        via=via,
        archived=page.url if original else asked.archived,
        peer=page.peer,
        headers=tuple((normal(name), normal(value)) for name, value in page.headers),
        clock=against_server(page.header("date"), at=page.at, host=read_address(page.url).host),
        remarks=tuple(remarks),
    )


def _shown(page: Exchange, fetcher: Fetcher, remarks: list[str]) -> Iterator[Exchange]:
    """What a page shows, and what its style sheets show, within the time and size of one page more."""
    limits = replace(fetcher.limits, pause=fetcher.limits.pause / _LIVELIER, tries=1)
    asking = replace(fetcher, limits=limits, rules=rules_for_what_it_shows(page.peer, fetcher.rules))
    end, left = Deadline(limits.seconds), limits.size
    wanted = deque(_named_by(page))
    known, missing = {page.url}, []
    while wanted and len(known) <= MOST:
        url = wanted.popleft()
        if url in known:
            continue
        known.add(url)
        try:
            if left <= 0:
                raise NotFetched("What the page shows has more bytes than a page may have.")
            found = asking.fetch(url, deadline=end)
        except InputError as error:
            missing.append(f"{url} ({error.what})")
            continue
        for each in found:
            if each.url in known and each.url != url:  # another way to what is here already
                each.raw.close()
                continue
            known.add(each.url)
            left -= each.size
            yield each
        if not found[-1].raw.closed:
            wanted += [each for each in _named_by(found[-1]) if each not in known]
    if missing or wanted:
        remarks.append(
            f"{len(missing) + len(wanted)} things that the page shows are missing: {'; '.join(missing)}"[:2000]
        )


def rules_for_what_it_shows(peer: str, rules: Rules) -> Rules:
    """Return what a page may show things from: a public one cannot look around in a network that was allowed."""
    return Rules() if Rules().allow(ip_address(peer)) else rules


def _named_by(each: Exchange) -> list[str]:
    """The addresses that a page or a style sheet shows things from; of another kind, none."""
    kind = (each.header("content-type") or "").partition(";")[0].strip().lower()
    read = of_page if kind in _PAGES else of_style if kind == "text/css" else None
    try:
        return read(each.payload(), url=each.url) if read else []
    except NotFetched:  # it is kept as it came, and not looked into
        return []


def _picture(chain: Sequence[Exchange], page: Exchange, fetcher: Fetcher, remarks: list[str]) -> list[Resource]:
    at = datetime.now(UTC)
    try:
        data = picture(chain, url=page.url, seconds=fetcher.limits.seconds)
    except NotFetched as error:
        remarks.append(f"{error.what} {error.do}".strip())
        return []
    return [Resource(url=f"urn:view:{page.url}", at=at, media_type="image/png", data=data)]
