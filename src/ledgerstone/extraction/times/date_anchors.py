"""From the words of a date to days, against an anchor: the date of publication or the nearest date of the text.

Without an anchor there is no date: every function returns None rather than guess.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta

from ledgerstone.extraction.times.calendar_words import MONTHS, NUMBERS, PARTS_OF_MONTH, WEEKDAYS, month_end

Days = tuple[date, date]
_DAY = timedelta(days=1)
_GOES_ON = re.compile(r"\s+(?!that\b|and\b|but\b)\w")  # "two days after the raid": the raid's day is not known here
SLACK = timedelta(days=2)
"""A report dated in one time zone tells of a day in another."""


@dataclass(slots=True, kw_only=True)
class Anchors:
    """What dates of one text are read against: its publication, the full dates in it, those already read."""

    published: date | None
    full: list[tuple[int, date]] = field(default_factory=list)
    read: list[tuple[int, date]] = field(default_factory=list)

    def before(self, at: int) -> date | None:
        """Return the nearest date of the text before a position."""
        index = bisect_left(self.read, at, key=lambda found: found[0])
        return self.read[index - 1][1] if index else None

    def nearest(self, at: int) -> date | None:
        """Return the last full date before a position, else the first after it."""
        index = bisect_left(self.full, at, key=lambda found: found[0])
        return self.full[max(0, index - 1)][1] if self.full else None


def absolute(match: re.Match[str], at: int, anchors: Anchors, *, ahead: bool) -> Days | None:
    """Read a day of a month: with its year, else with the year that the anchor gives."""
    month = MONTHS[match["month"].rstrip(".")]
    first, last = _number(match["day"]), _number(match["day2"] or match["day"])
    if match["year"]:
        return _span(int(match["year"]), month, first, last)
    if match["turn"]:
        return (
            _span(anchors.published.year - (match["turn"] == "last"), month, first, last) if anchors.published else None
        )
    year = _year(month, first, at, anchors, ahead=ahead)
    return _span(year, month, first, last) if year else None


def iso(match: re.Match[str]) -> Days | None:
    """Read 2023-10-26."""
    return _span(int(match["year"]), int(match["month"]), int(match["day"]), int(match["day"]))


def numeric(match: re.Match[str]) -> Days | None:
    """Read 26/10/2023 where one order alone gives a date; 26.10.2023 is day first, as wherever it is written."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if len(match["year"]) < 4:  # noqa: PLR2004 (a year of two digits)
        return None
    orders = {(a, b)} if match["mark"] == "." else {(a, b), (b, a)}
    days = {span for day, month in orders if (span := _span(year, month, day, day))}
    return days.pop() if len(days) == 1 else None


def in_year_of(day: date, other: date) -> date | None:
    """Return the day in the year of another that ends the range it begins: "30 April and 2 May 2024"."""
    year = other.year - ((day.month, day.day) > (other.month, other.day))
    span = _span(year, day.month, day.day, day.day)
    return span and span[0]


def month(match: re.Match[str], at: int, anchors: Anchors, *, ahead: bool) -> Days | None:
    """Read a month, with its year or without, or a third of it ("early March" is the 1st to the 10th)."""
    number = MONTHS[match["month"].rstrip(".")]
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else _year(number, 31 if ahead else 1, at, anchors, ahead=ahead)
    which = (groups.get("which") or "").lower()
    if (
        year
        and not groups.get("year")
        and anchors.published
        and which == "last"
        and (year, number) == (anchors.published.year, anchors.published.month)
    ):
        year -= 1
    part = next((part for part in PARTS_OF_MONTH if part in (groups.get("part") or "").lower()), None)
    first, last = PARTS_OF_MONTH[part] if part else (1, 31)
    return _span(year, number, first, min(last, month_end(year, number))) if year and year < date.max.year else None


def years(match: re.Match[str]) -> Days | None:
    """Read a year or a span of years."""
    first = int(match["year"])
    last = int(match["year"][: 4 - len(match["year2"])] + match["year2"]) if match["year2"] else first
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def weekday(match: re.Match[str], anchors: Anchors, *, ahead: bool) -> Days | None:
    """Read a weekday: the latest on or before publication; "next", or what is still to come, the first after it."""
    if anchors.published is None:
        return None
    number, which = WEEKDAYS[match["weekday"]], (match["which"] or "").lower()
    back = timedelta(days=(anchors.published.weekday() - number) % 7)
    day = anchors.published - back
    if which.startswith("last") and not back:
        day -= 7 * _DAY
    elif which.startswith("next") or (ahead and back):
        day += 7 * _DAY
    return day, day


def counted(match: re.Match[str], at: int, anchors: Anchors) -> Days | None:
    """Read "two days later", "a week ago": against the nearest date before it, "ago" against publication."""
    count, ago = _count(match["count"]), match["way"] == "ago"
    base = anchors.published if ago else anchors.before(at)
    of_something = match["way"] in {"before", "after"} and _GOES_ON.match(match.string, match.end())
    if base is None or count is None or of_something:
        return None
    back = match["way"] in {"ago", "earlier", "before", "prior", "previously"}
    return _moved(base, -count if back else count, match["unit"].rstrip("s"))


def recent(match: re.Match[str], anchors: Anchors) -> Days | None:
    """Read "in the past 24 hours": so many days up to publication."""
    count = _count(match["count"]) if match["count"] else 1
    if anchors.published is None or count is None:
        return None
    days = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}[
        match["unit"].rstrip("s")
    ] * count
    return _clipped(anchors.published, -int(-(-days // 1))), anchors.published


def near(match: re.Match[str], at: int, anchors: Anchors) -> Days | None:
    """Read "the previous day", "the same night": against the nearest date before it, else publication."""
    word = match["word"].lower()
    if word in {"the day before", "the day after"} and _GOES_ON.match(match.string, match.end()):
        return None  # "the day after the raid": the raid's day is not known here
    base = anchors.before(at)
    if "yesterday" in word or "tomorrow" in word:
        return _shifted(anchors.published, -2 if "yesterday" in word else 2)
    if word.startswith("that") or "same" in word:
        return _shifted(base, 0)
    back = "previous" in word or "before" in word
    if "week" in word:
        return _week(base, -1 if back else 1)
    return _shifted(base or (anchors.published if back else None), -1 if back else 1)


def deictic(word: str, published: date | None) -> Days | None:  # noqa: PLR0911 (one answer a word)
    """Read "yesterday", "last week", "over the weekend": against publication alone."""
    if published is None:
        return None
    word = word.lower()
    turn = -1 if word.startswith("last") else 1 if word.startswith("next") else 0
    if "yesterday" in word:
        return _shifted(published, -1)
    if word in {"last night", "last evening", "overnight"}:
        return published - _DAY, published
    if word == "tomorrow":
        return _shifted(published, 1)
    if "weekend" in word:
        return _weekend(published, turn)
    if "week" in word:
        week = _week(published, turn)
        return (week[0], published) if week and not turn else week
    if "month" in word:
        span = _moved(published, turn, "month")
        return (span[0], published) if span and not turn else span
    if "year" in word:
        year = min(max(published.year + turn, 1), date.max.year)
        return date(year, 1, 1), date(year, 12, 31) if turn else published
    return published, published


def _weekend(published: date, turn: int) -> Days | None:
    """Return Saturday and Sunday: of the weekend that is on or was last; "last weekend" never the one that is on."""
    back = (published.weekday() - WEEKDAYS["Saturday"]) % 7
    saturday = _clipped(published, -back)
    if turn < 0 and back < 2:  # noqa: PLR2004 (it is Saturday or Sunday)
        saturday = _clipped(saturday, -7)
    saturday = _clipped(saturday, 7) if turn > 0 else saturday
    return saturday, _clipped(saturday, 1)


def _week(day: date | None, turn: int) -> Days | None:
    """Return Monday to Sunday of the week so many weeks on."""
    if day is None:
        return None
    monday = _clipped(day, 7 * turn - day.weekday())
    return monday, _clipped(monday, 6)


def _moved(day: date, count: int, unit: str) -> Days | None:
    if unit == "hour":
        return None
    if unit in {"day", "night"}:
        return _shifted(day, count)
    if unit == "week":  # "two weeks ago" is seldom to the day
        middle = _clipped(day, 7 * count)
        return _clipped(middle, -3), _clipped(middle, 3)
    if unit == "year":
        year = day.year + count
        return (date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= date.max.year else None
    months = day.year * 12 + day.month - 1 + count
    year, number = divmod(months, 12)
    return _span(year, number + 1, 1, month_end(year, number + 1)) if 1 <= year < date.max.year else None


def _year(month_: int, day: int, at: int, anchors: Anchors, *, ahead: bool) -> int | None:
    """Return the year of a day without one: the latest not after publication (if still to come, the first after it)."""
    if anchors.published:
        published = anchors.published
        this = _ordinal(published.year, month_, day)
        if ahead:
            return published.year + (this < published.toordinal())
        return published.year - (this > (min(published, date.max - SLACK) + SLACK).toordinal())
    near_ = anchors.nearest(at)
    if near_ is None:
        return None
    return min(
        (near_.year, near_.year - 1, near_.year + 1),
        key=lambda year: abs(_ordinal(year, month_, day) - near_.toordinal()),
    )


def _ordinal(year: int, month_: int, day: int) -> int:
    """Number a day; it need not be on the calendar."""
    return date(min(max(year, 1), date.max.year), month_, 1).toordinal() + day - 1


def _span(year: int, month_: int, first: int, last: int) -> Days | None:
    """Return two days of a month, or None if they are not on the calendar or in no year of a report."""
    try:
        days = date(year, month_, first), date(year, month_, last)
    except ValueError:
        return None
    return days if days[0] <= days[1] and 1000 <= year <= 2199 else None  # noqa: PLR2004 (9999 means "no end")


def _shifted(day: date | None, days: int) -> Days | None:
    return (_clipped(day, days), _clipped(day, days)) if day else None


def _clipped(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _number(text: str) -> int:
    return int(re.match(r"\d{1,2}", text).group())  # type: ignore[union-attr]  # the form begins with digits


def _count(text: str | None) -> int | None:
    """Return a number of units, None where the words leave it open ("several")."""
    text = (text or "").lower()
    if text.isdecimal():
        return int(text)
    return 2 if text.endswith("couple of") else NUMBERS.get(text)
