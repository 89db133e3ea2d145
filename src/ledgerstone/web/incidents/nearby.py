"""Other incidents with which one might be the same: told of the same days, or found by words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ledgerstone.records import Assessment
from ledgerstone.store.index import listing, selecting
from ledgerstone.store.index.filtering import Box, Filter
from ledgerstone.store.sight import Sight

MOST = 12
_DAYS = timedelta(days=3)
_DEGREES = 0.5  # to each side: some fifty kilometres


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Another incident: its id, what it is called, and how many claims it has."""

    id: str
    label: str
    claims: int


def nearby(of: Assessment, *, words: str, sight: Sight) -> Sequence[Near]:
    """Return other incidents that may be seen: by words where some are given, else of the same days and area."""
    asked = Filter(text=words) if words else _around(of)
    rows = selecting.incidents(asked, sight=sight)
    found = listing.page(rows, order="newest", size=MOST + 1).rows
    near = [Near(id=row.record, label=row.label, claims=row.claims) for row in found if row.record != of.incident]
    return near[:MOST]


def _around(of: Assessment) -> Filter:
    first = of.when.earliest if of.when else None
    last = of.when.latest if of.when else None
    place = next((each for each in of.where if each.lat is not None and each.lon is not None), None)
    box = _box(place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None
    return Filter(since=first and first - _DAYS, until=last and last + _DAYS, box=box)


def _box(lat: float, lon: float) -> Box:
    return Box(
        west=max(-180.0, lon - _DEGREES),
        south=max(-90.0, lat - _DEGREES),
        east=min(180.0, lon + _DEGREES),
        north=min(90.0, lat + _DEGREES),
    )
