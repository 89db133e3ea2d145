"""One web page -> a WACZ that holds every byte of every exchange, and what its Capture says of it.

In order: (1) the page, with the ways that led to it; (2) if asked for, what it shows; (3) if asked for, a picture of
it by a browser that reaches nothing but what was captured; (4) all of it, packed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from ledgerstone.capturing.addresses import archived_original, read_address
from ledgerstone.capturing.asking import Asked
from ledgerstone.capturing.clock import against_server
from ledgerstone.capturing.fetching import Fetcher
from ledgerstone.capturing.wacz import pack
from ledgerstone.records.text import normal

VERSION = "web.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A page as it was captured: the WACZ, at its beginning, and what is known of it, in the words of a Capture."""

    file: BinaryIO
    at: datetime
    url: str
    via: tuple[str, ...]
    archived: str | None
    peer: str
    headers: tuple[tuple[str, str], ...]
    clock: str


def capture(asked: Asked, *, fetcher: Fetcher) -> Captured:
    """Capture a page.

    Raises:
        RefusedAddress: it, or one that it leads to, may not be reached.
        NotFetched: nothing came that can be sealed.
    """
    chain = fetcher.fetch(asked.url)
    try:
        page = chain[-1]
        file = pack(chain, page=page, room=fetcher.room)
    finally:
        for each in chain:
            each.raw.close()
    original = archived_original(page.url)
    return Captured(
        file=file,
        at=page.at,
        url=original or page.url,
        via=tuple(each.url for each in chain),
        archived=page.url if original else asked.archived,
        peer=page.peer,
        headers=tuple((normal(name), normal(value)) for name, value in page.headers),
        clock=against_server(page.header("date"), at=page.at, host=read_address(page.url).host),
    )
