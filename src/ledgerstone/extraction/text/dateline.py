"""The line that says where and when a report was filed: "SELLA, 12 Jan 89 (KNA) -- [Text]".

Its day is what "yesterday" is read against where nothing else says when the report was published. Nothing in it was
harmed, and its place is where somebody wrote.
"""

import re
from dataclasses import dataclass
from datetime import date

from ledgerstone.extraction.times.calendar_words import MONTH, MONTHS

_DATELINE = re.compile(
    rf"\s{{0,20}}[A-Z][^\n,()\[\]]{{1,40}}(?:\s\([^()\n]{{2,30}}\))?(?:,\s[A-Z][^\n,()\[\]]{{1,30}})?,\s{{1,2}}"
    rf"(?:(?P<day>\d{{1,2}})\s(?P<month>{MONTH})|(?P<month2>{MONTH})\s(?P<day2>\d{{1,2}}),?)\s(?P<year>\d{{4}}|\d{{2}})\b"
    r"(?:\s{1,2}\([^()]{1,80}\))?\s{0,2}(?:--?|[–—])(?:\s{0,3}\[[^\[\]]{1,200}\])*\s{0,3}"
)
_LATEST = 2049  # a year of two digits is one of the hundred before


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where the line ends, and the day it gives."""

    end: int
    day: date


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline at the head of a text, or None where it has none that gives a day."""
    match = _DATELINE.match(text)
    if match is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:  # noqa: PLR2004 (digits)
        year += 2000 if 2000 + year <= _LATEST else 1900
    month = MONTHS[(match["month"] or match["month2"]).rstrip(".")]
    try:
        return Dateline(match.end(), date(year, month, int(match["day"] or match["day2"])))
    except ValueError:
        return None
