"""Which tellings are worth comparing: those that share a block of days and area, so that work grows with the news."""

import math
from collections.abc import Iterator
from datetime import date

from ledgerstone.linking.folding import folded
from ledgerstone.linking.places import REACH
from ledgerstone.linking.profiles import Telling
from ledgerstone.records import Where

_CELL = 0.5  # degrees; some 55 km from north to south
_WEEK = 7
_PLACES = 12  # a text that lists more places than these says no more by them
_ANY = "any"


def keys(telling: Telling) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the blocks in which the telling stands, and those in which it looks for others.

    A block is a time and an area. Tellings of a few days meet day by day; one of more days meets all of its weeks; one
    without a day meets all of its area.
    """
    areas = sorted(set(_areas(telling)))
    stands, looks = _times(telling.earliest, telling.latest)
    return tuple(f"{time}/{area}" for time in stands for area in areas), tuple(
        f"{time}/{area}" for time in looks for area in areas
    )


def is_of_any_day(key: str) -> bool:
    """Say whether a block is one of an area alone."""
    return key.startswith(f"{_ANY}/")


def _times(first: date | None, last: date | None) -> tuple[list[str], list[str]]:
    if first is None or last is None:
        return [_ANY], [_ANY]
    low, high = first.toordinal() - 1, last.toordinal() + 1
    weeks = [str(week) for week in range(low // _WEEK, high // _WEEK + 1)]
    if high - low > _WEEK:
        wide = [f"wide{week}" for week in weeks]
        return [_ANY, *wide], wide + [f"near{week}" for week in weeks]
    days = [f"day{day}" for day in range(low, high + 1)]
    return [_ANY, *days, *(f"near{week}" for week in weeks)], days + [f"wide{week}" for week in weeks]


def _areas(telling: Telling) -> Iterator[str]:
    for name in sorted(telling.names):
        yield f"name:{name}"
    for place in telling.scope[:_PLACES]:
        if place.lat is None or place.lon is None or place.precision not in REACH:
            yield f"word:{folded(place.name)}"
        elif REACH[place.precision] > REACH["admin2"]:
            yield f"id:{place.gazetteer_id or folded(place.name)}"
        else:
            yield from _cells(place)


def _cells(place: Where) -> Iterator[str]:
    """Yield the cells that a circle of the place's reach touches; longitudes wrap at 180 degrees."""
    if place.lat is None or place.lon is None:
        return
    north = REACH[place.precision] / 111.0 + 0.05  # km a degree of latitude; room for two reaches
    east = north / max(0.05, math.cos(math.radians(min(89.0, abs(place.lat)))))
    rows = range(math.floor((place.lat - north) / _CELL), math.floor((place.lat + north) / _CELL) + 1)
    columns = range(math.floor((place.lon - east) / _CELL), math.floor((place.lon + east) / _CELL) + 1)
    wrap = round(360 / _CELL)
    for row in rows:
        for column in columns:
            yield f"cell:{row}:{column % wrap}"
