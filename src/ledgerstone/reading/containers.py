"""An original that holds others -> its members, each to be an original of its own.

A member that is a container itself is followed by what it holds, under the one budget of the outermost. So a bomb in a
bomb costs no more than one, and what would be too much is told once. Nothing is written under a member's name: names
are kept as they are, and lead nowhere.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from io import BytesIO
from typing import BinaryIO

from ledgerstone.errors import InputError, TooLarge, UnreadableOriginal
from ledgerstone.reading import media
from ledgerstone.reading.limits import DEEPEST_CONTAINER, LARGEST_MEMBER, LARGEST_UNPACKED, MOST_MEMBERS

_OPENERS = {  # media type -> module and function, loaded on first use
    media.ZIP: ("zip_archive", "open_zip"),
    media.GZIP: ("zip_archive", "open_gzip"),
    media.WARC: ("web_archive", "open_warc"),
    media.WACZ: ("web_archive", "open_wacz"),
    media.MAIL: ("mail_parts", "open_mail"),
    media.MBOX: ("mail_parts", "open_mailbox"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What a container holds: its name there, its bytes, and the SHA-256 of what held it.

    ``url`` and ``headers`` are those of a web response; the archive's own date is the first header.
    """

    name: str
    data: bytes
    within: str = ""
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str | None = None


@dataclass(slots=True, kw_only=True)
class Budget:
    """What may still be unpacked out of one original."""

    members: int = field(default=MOST_MEMBERS)
    size: int = field(default=LARGEST_UNPACKED)

    @property
    def largest(self) -> int:
        """The most bytes that the next member may have."""
        return min(self.size, LARGEST_MEMBER)

    def take(self, name: str, size: int) -> None:
        """Count a member.

        Raises:
            TooLarge: it is too large, or the whole is.
        """
        if size > LARGEST_MEMBER:
            raise too_large(name)
        self.members -= 1
        self.size -= size
        if self.members < 0 or self.size < 0:
            raise _Spent


class _Spent(Exception):
    """The budget of the outermost container is used up."""


Opener = Callable[[BinaryIO, Budget], Iterator[Member | InputError]]


def too_large(name: str) -> TooLarge:
    """Return the error for a member that is too large."""
    return TooLarge(
        f"{name[:200]!r} has more than {LARGEST_MEMBER:,} bytes unpacked; it was left where it is.",
        do="Unpack it yourself, and add it alone.",
    )


def unpack(
    stream: BinaryIO, *, media_type: str | None = None, name: str | None = None
) -> Iterator[Member | InputError]:
    """Take out what an original holds, at every depth.

    Args:
        stream: the original, from its start.
        media_type: what a server or a person called it; its content decides.
        name: its file name.

    Yields:
        Each member, after it its own members; and an error for whatever cannot be taken out. An original that is no
        container yields nothing.
    """
    budget = Budget()
    try:
        yield from _unpack(stream, budget, media_type=media_type, name=name, depth=1)
    except _Spent:
        yield TooLarge(
            f"It holds more than {MOST_MEMBERS:,} members or {LARGEST_UNPACKED:,} bytes; the rest was left in it.",
            do="Unpack it yourself, look at it, and add what it holds.",
        )


def _unpack(
    stream: BinaryIO, budget: Budget, *, media_type: str | None, name: str | None, depth: int
) -> Iterator[Member | InputError]:
    kind = media.sniff_stream(stream, media_type=media_type, name=name)
    if kind not in _OPENERS:
        return
    if depth > DEEPEST_CONTAINER:
        yield TooLarge(
            f"{(name or 'It')[:200]!r} is a container within {DEEPEST_CONTAINER} others; it was not opened.",
            do="Unpack it yourself, and add what it holds.",
        )
        return
    stream.seek(0)
    within = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary stream will do
    stream.seek(0)
    module, function = _OPENERS[kind]
    opener: Opener = getattr(import_module(f"ledgerstone.reading.{module}"), function)
    any_ = False
    for found in opener(stream, budget):
        any_ = True
        if isinstance(found, InputError):
            yield found
            continue
        budget.take(found.name, len(found.data))
        yield replace(found, within=within)
        yield from _unpack(BytesIO(found.data), budget, media_type=found.media_type, name=found.name, depth=depth + 1)
    if not any_ and kind != media.MAIL:
        yield UnreadableOriginal(f"{(name or 'It')[:200]!r} holds nothing.", do="Keep it as it is.")
