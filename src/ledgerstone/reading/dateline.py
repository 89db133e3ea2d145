"""The day of publication of a text that has no metadata: the dateline above it, if it has a clear one.

Clear is a line that says "Published ..." or "Issued ...", or one below the first that holds nothing but a day, with
the place before it and the time after it, as letters, statements and posts have. The first line is left out, because a
title may be the day of what happened. Two different days are no dateline, and a day within a sentence never is.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from ledgerstone.reading.draft import Block
from ledgerstone.reading.published import NotADay, read_day

_MOST_LINES = 10
_LONGEST = 100  # characters; with a longer line the text itself begins
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2})"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)?"
_ALONE = re.compile(rf"(?:[A-Z][^\d,.:]{{1,40}}, )?{_WEEKDAY}({_DAY}){_TIME}\.?")
_SAID = re.compile(
    rf"(?:^|[.;|] )(?:[Ff]irst )?(?i:published|posted|issued|released)(?: on)?:? {_WEEKDAY}({_DAY})(?=[.,;|]|$)"
)


def find_dateline(blocks: Sequence[Block]) -> date | None:
    """Return the day that stands above a text as its own, None where none does or two do."""
    days = set(_days(blocks))
    return days.pop() if len(days) == 1 else None


def _days(blocks: Sequence[Block]) -> Iterator[date]:
    lines = [" ".join(line.split()) for block in blocks[:_MOST_LINES] for line in block.text[:1000].split("\n")]
    for at, line in enumerate(lines[:_MOST_LINES]):
        if len(line) > _LONGEST:
            return
        found = _SAID.search(line) or (_ALONE.fullmatch(line) if at else None)
        if found:
            try:
                day = read_day(found[1])
            except NotADay:
                continue
            yield day.date() if isinstance(day, datetime) else day
