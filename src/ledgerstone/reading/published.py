"""The day on which a report was published, as the report itself says it. What is not clear stays unknown.

A time with a zone becomes UTC only where the day stays the same. Otherwise the publisher's own day is kept and the
time let go: "on Friday" in the report counts from the day that stood above it, not from the day in Greenwich.
"""

import re
from datetime import UTC, date, datetime

EARLIEST, LATEST = 1900, 2100  # years; what lies outside is a slip or a trick, not a day of publication

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = {name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in {3, 4, len(name)}}
_NAME = r"(?P<month>[A-Za-z]{3,9})\.?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_WRITTEN = tuple(
    re.compile(rf"(?<!\w){form},?\s{{1,3}}(?P<year>\d{{4}})(?!\w)")
    for form in (
        rf"(?P<day>\d{{1,2}}){_ORDINAL}\s{{1,3}}(?:of\s)?{_NAME}",
        rf"{_NAME}\s{{1,3}}(?P<day>\d{{1,2}}){_ORDINAL}",
    )
)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T|$)")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_LONGEST = 80  # characters; what is longer is a sentence that speaks of a date


class NotADay(ValueError):
    """A text that names no day, or none on which anything was published; its words say which."""


def read_day(text: str) -> date | datetime:
    """Return the day or the time (in UTC) that ``text`` names.

    ISO 8601 in its usual forms and written-out English dates are read. "03/04/2025" is not: nobody knows which is
    the month.

    Raises:
        NotADay: it names none, or a year before 1900 or after 2100.
    """
    line = " ".join(text[: _LONGEST * 2].split())
    if not line or len(line) > _LONGEST:
        raise NotADay(f"{line[:40]!r} is not read as a date")
    found = _iso(line) or _written(line)
    if found is None:
        raise NotADay(f"{line!r} is not read as a date")
    return plausible(found)


def plausible(day: date | datetime) -> date | datetime:
    """Return ``day`` as records hold it: a date, or a time in UTC on the same day.

    Raises:
        NotADay: a year before 1900 or after 2100.
    """
    if not EARLIEST <= day.year <= LATEST:
        raise NotADay(f"{day.isoformat()} lies outside the years {EARLIEST} to {LATEST}")
    if not isinstance(day, datetime):
        return day
    if day.tzinfo is None:
        return day.date()
    in_utc = day.astimezone(UTC)
    return in_utc if in_utc.date() == day.date() else day.date()


def _iso(line: str) -> date | datetime | None:
    for text in (line, line.replace("Z", "+00:00"), line.replace(" UTC", "+00:00").replace(" GMT", "+00:00")):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            continue
        else:
            return moment if len(text) > len("2024-08-02") else moment.date()
    for form in (_ISO_DAY, _SLASHED, _BASIC):
        if found := form.match(line):
            return _day(*(int(part) for part in found.groups()))
    return None


def _written(line: str) -> date | None:
    days = set()
    for form in _WRITTEN:
        for found in form.finditer(line):
            month = _MONTH.get(found["month"].lower())
            if month and (day := _day(int(found["year"]), month, int(found["day"]))):
                days.add(day)
    return days.pop() if len(days) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
