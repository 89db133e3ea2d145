"""One cell of a table and what its column means -> a field with its value in normal form, or what is wrong with it."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

from ledgerstone import vocabulary
from ledgerstone.reading.columns import Column
from ledgerstone.reading.published import NotADay, read_day
from ledgerstone.records import Field

_AGE = re.compile(r"(\d{1,3})(?:\.0)?(?:\s?[-–]\s?(\d{1,3}))?")
_OLDEST = 125
_NUMERALS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_TIME = re.compile(r"[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$")
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,12})?")
_MOST_DEGREES = {"latitude": 90.0, "longitude": 180.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell's text, and where it begins in the report."""

    text: str
    start: int


def field_of(column: Column, cell: Cell, *, order: str | None) -> Field | str:
    """Return what a cell says, or, as the rest of a sentence, why it cannot be used.

    Args:
        column: what it means.
        cell: the cell.
        order: how the table writes days in numerals; None where it does not say.
    """
    value = _value(column, cell.text, order)
    if value is None:
        return _WHY.get(column.means, "stands for nothing that the mapping knows")
    return Field(
        means=column.means, value=value, start=cell.start, end=cell.start + len(cell.text), scheme=column.scheme
    )


_WHY = {
    "age": "is no age",
    "date": "is no day that can be read without guessing",
    "date_end": "is no day that can be read without guessing",
    "latitude": "is no latitude in degrees",
    "longitude": "is no longitude in degrees",
}


def _value(column: Column, text: str, order: str | None) -> str | None:
    if column.means in {"date", "date_end"}:
        return _span(text, order)
    if column.means == "age":
        return _age(text)
    if column.means in _MOST_DEGREES:
        found = _DEGREES.fullmatch(text)
        return f"{float(text):.5f}" if found and abs(float(text)) <= _MOST_DEGREES[column.means] else None
    if column.means in {"sex", "status", "harm", "age_band"}:
        plain = text.casefold()
        return dict(column.values).get(plain) or (plain if plain in vocabulary.codes(column.means) else None)
    return text


def _age(text: str) -> str | None:
    found = _AGE.fullmatch(text)
    if found is None:
        return None
    low, high = int(found[1]), int(found[2] or found[1])
    return f"{low}/{high}" if low <= high <= _OLDEST else None


def _span(text: str, order: str | None) -> str | None:
    """Return the days that a text names as "first/last": a day, a month or a year."""
    plain = _TIME.sub("", text)
    if month := _MONTH.fullmatch(plain):
        return _month(int(month[1]), int(month[2]))
    if _YEAR.fullmatch(plain):
        return f"{plain}-01-01/{plain}-12-31"
    if numerals := _NUMERALS.fullmatch(plain):
        if order is None:
            return None
        first, second, year = (int(part) for part in numerals.groups())
        day, month_ = (first, second) if order == "day-month-year" else (second, first)
        return _one_day(year, month_, day)
    try:
        found = read_day(plain)
    except NotADay:
        return None
    whole = found.date() if isinstance(found, datetime) else found
    return f"{whole.isoformat()}/{whole.isoformat()}"


def _one_day(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day).isoformat()
    except ValueError:
        return None
    return f"{found}/{found}"


def _month(year: int, month: int) -> str | None:
    try:
        last = calendar.monthrange(year, month)[1]
        return f"{date(year, month, 1).isoformat()}/{date(year, month, last).isoformat()}"
    except (ValueError, calendar.IllegalMonthError):
        return None
