"""The small YAML file that says what the columns of a table mean; ``docs/tables.md`` describes it.

It is checked whole before a row is read: a code that stands on no list, a column named twice for different things, a
key that means nothing is an error with its place in the file. A table is never guessed at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from ledgerstone import vocabulary
from ledgerstone.errors import BadColumns
from ledgerstone.reading.published import NotADay, read_day

_TOP = frozenset({"publisher", "published", "sheet", "header", "dates", "precision", "columns", "counts", "harm"})
_CODED = {"sex": "sex", "status": "status", "harm": "harm", "age_band": "age_band"}
_PLAIN = frozenset({"name", "age", "kin", "occupation", "date", "date_end", "place", "latitude", "longitude"})
_ORDERS = frozenset({"day-month-year", "month-day-year"})
_COUNT_KEYS = frozenset({"harm", "status", "group", "low", "high", "exact"})
LARGEST_MAPPING = 200_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it means, its heading, what its values stand for, and the scheme of an identifier."""

    means: str
    heading: str
    values: tuple[tuple[str, str], ...] = ()
    scheme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The columns of one count: whom it counts, and the headings of its bounds."""

    harm: str
    status: str | None = None
    group: tuple[str, ...] = ()
    low: str | None = None
    high: str | None = None
    exact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A whole mapping. ``header`` is the number of the row with the headings, from 1."""

    columns: tuple[Column, ...]
    counts: tuple[Counted, ...] = ()
    harm: str | None = None
    publisher: str | None = None
    published: date | None = None
    sheet: str | None = None
    header: int = 1
    dates: str | None = None
    precision: str | None = None

    @property
    def headings(self) -> frozenset[str]:
        """The headings that must be there."""
        counted = (heading for each in self.counts for heading in (each.low, each.high, each.exact))
        return frozenset({*(each.heading for each in self.columns), *filter(None, counted)})


def read_columns(text: str) -> Columns:
    """Return the mapping that a YAML text describes.

    Raises:
        BadColumns: it is no such mapping; the error says where.
    """
    if len(text) > LARGEST_MAPPING:
        raise _bad("the file", f"has {len(text):,} characters")
    try:
        tree = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _bad("the file", f"is no YAML ({error!s:.300})") from error
    top = _table(tree, "the file", _TOP)
    columns = tuple(
        column for means, said in _table(top.get("columns", {}), "columns").items() for column in _column(means, said)
    )
    counts = tuple(_counted(each, f"counts[{at}]") for at, each in enumerate(_list(top.get("counts", []), "counts"), 1))
    means = {each.means for each in columns}
    if not counts and "name" not in means:
        raise _bad("columns", 'has no "name", and there are no "counts": nothing would come of a row')
    if "name" in means and not (top.get("harm") or "harm" in means):
        raise _bad("the file", 'says nowhere what befell the persons: give "harm: killed", or a column for it')
    if ("latitude" in means) != ("longitude" in means):
        raise _bad("columns", "has one coordinate without the other")
    if "latitude" in means and not top.get("precision"):
        raise _bad("the file", 'has coordinates, and no "precision" that says how exact they are')
    return Columns(
        columns=columns,
        counts=counts,
        harm=_code("harm", top.get("harm"), "harm"),
        publisher=_text(top.get("publisher"), "publisher"),
        published=_day(top.get("published")),
        sheet=_text(top.get("sheet"), "sheet"),
        header=_number(top.get("header", 1)),
        dates=_one_of(top.get("dates"), "dates", _ORDERS),
        precision=_code("precision", top.get("precision"), "precision"),
    )


def _column(means: str, said: Any) -> Iterable[Column]:
    place = f"columns.{means}"
    if means == "identifier":
        for at, each in enumerate(said if isinstance(said, list) else [said], 1):
            keys = _table(each, f"{place}[{at}]", frozenset({"column", "scheme"}))
            yield Column(
                means=means,
                heading=_needed(keys.get("column"), f"{place}.column"),
                scheme=_needed(keys.get("scheme"), f"{place}.scheme"),
            )
        return
    if means not in _PLAIN and means not in _CODED:
        raise _bad(place, f"is none of {', '.join(sorted(_PLAIN | _CODED.keys() | {'identifier'}))}")
    if not isinstance(said, dict):
        yield Column(means=means, heading=_needed(said, place))
        return
    keys = _table(said, place, frozenset({"column", "values"}))
    values = _table(keys.get("values", {}), f"{place}.values")
    if values and means not in _CODED:
        raise _bad(place, "takes no values: it is kept as it stands")
    yield Column(
        means=means,
        heading=_needed(keys.get("column"), f"{place}.column"),
        values=tuple((value.strip().casefold(), _coded(means, code, place)) for value, code in values.items()),
    )


def _coded(means: str, code: Any, place: str) -> str:
    found = _code(_CODED[means], code, f"{place}.values")
    if found is None:
        raise _bad(f"{place}.values", "has a value that stands for nothing")
    return found


def _counted(said: Any, place: str) -> Counted:
    keys = _table(said, place, _COUNT_KEYS)
    bounds = {name: _text(keys.get(name), f"{place}.{name}") for name in ("low", "high", "exact")}
    if not any(bounds.values()) or (bounds["exact"] and (bounds["low"] or bounds["high"])):
        raise _bad(place, 'needs "exact", or "low" or "high" or both')
    groups = keys.get("group") or []
    listed = tuple(
        _code("group", each, f"{place}.group") or "" for each in (groups if isinstance(groups, list) else [groups])
    )
    harm = _code("harm", keys.get("harm"), f"{place}.harm")
    if harm is None:
        raise _bad(place, 'needs "harm"')
    return Counted(harm=harm, status=_code("status", keys.get("status"), f"{place}.status"), group=listed, **bounds)


def _table(tree: Any, place: str, keys: frozenset[str] | None = None) -> Mapping[str, Any]:
    if not isinstance(tree, dict):
        raise _bad(place, "is no table of keys and values")
    found = {str(key): value for key, value in tree.items()}
    if keys is not None and (strange := found.keys() - keys):
        raise _bad(place, f"has the key {min(strange)!r}, which means nothing; it knows {', '.join(sorted(keys))}")
    return found


def _list(tree: Any, place: str) -> list[Any]:
    if not isinstance(tree, list):
        raise _bad(place, "is no list")
    return tree


def _text(value: Any, place: str) -> str | None:
    if value is not None and not isinstance(value, (str, int, float)):
        raise _bad(place, "is no text")
    return None if value is None else " ".join(str(value).split()) or None


def _needed(value: Any, place: str) -> str:
    found = _text(value, place)
    if found is None:
        raise _bad(place, "is missing or empty")
    return found


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1_000:  # noqa: PLR2004 (no table has so long a head)
        raise _bad("header", "is no number of a row")
    return value


def _one_of(value: Any, place: str, allowed: frozenset[str]) -> str | None:
    if value is not None and str(value) not in allowed:
        raise _bad(place, f"is none of {', '.join(sorted(allowed))}")
    return None if value is None else str(value)


def _code(list_: str, value: Any, place: str) -> str | None:
    if value is not None and str(value) not in vocabulary.codes(list_):
        raise _bad(place, f"has {value!r}, which is no code of the list {list_!r}")
    return None if value is None else str(value)


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        day = read_day(str(value))
    except NotADay as error:
        raise _bad("published", f"is no day: {error}") from error
    return day if isinstance(day, date) else None


def _bad(place: str, what: str) -> BadColumns:
    return BadColumns(f"In the mapping, {place} {what}.", do="docs/tables.md shows how it looks.")
