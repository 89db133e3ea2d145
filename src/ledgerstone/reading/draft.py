"""What a reader of one kind of original hands over, before furniture is cut out and offsets exist."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ledgerstone.errors import InputError, TooLarge
from ledgerstone.reading.limits import LARGEST_TEXT
from ledgerstone.records import Field, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller knows about the original; it goes before what the original says of itself."""

    name: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | date | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, with what the original's own form says of it.

    ``form`` is "prose", "heading", "item", "table" or "link" (all of it leads elsewhere); ``reason`` is a code of the
    list ``furniture`` where the form alone shows that it is no part of the article. ``regions`` and ``fields`` count
    from the paragraph's beginning; a paragraph that has some holds nothing that is cut out.
    """

    text: str
    form: str = "prose"
    reason: str | None = None
    regions: Sequence[Region] = ()
    fields: Sequence[Field] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One report in the making. ``problems`` say what could not be used; the report stands without it."""

    blocks: Sequence[Block]
    reader: str
    part: str = ""
    title: str | None = None
    publisher: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    language: str | None = None
    problems: Sequence[str | InputError] = field(default=())


def check_size(size: int, *, largest: int = LARGEST_TEXT, unit: str = "characters", what: str = "The text") -> None:
    """Refuse what is over a limit.

    Raises:
        TooLarge: ``size`` is more than ``largest``.
    """
    if size > largest:
        raise TooLarge(
            f"{what} has {size:,} {unit}; a report may have {largest:,}.",
            do="Keep it as it is; split it into reports and add these too.",
        )
