"""Incidents near each other as one spot of the map, out of points at which some lie."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ledgerstone.store.index.models import Incident
from ledgerstone.store.index.sums import MOST, Spot


@dataclass(frozen=True, slots=True)
class Point:
    """How many incidents lie at one point."""

    lat: float
    lon: float
    incidents: int


def around(points: Sequence[Point]) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of some points; None where there are none."""
    if not points:
        return None
    lats, lons = [each.lat for each in points], [each.lon for each in points]
    return min(lons), min(lats), max(lons), max(lats)


def grouped(points: Iterable[Point], *, cell: float) -> list[list[Point]]:
    """Return points by cells of so many degrees: of the cells with the most incidents as many as are shown."""
    cells: dict[tuple[int, int], list[Point]] = {}
    for each in points:
        cells.setdefault((math.floor(each.lon / cell), math.floor(each.lat / cell)), []).append(each)
    return [cells[key] for key in sorted(cells, key=lambda key: (-_number(cells[key]), key))[:MOST]]


def spots(cells: Sequence[Sequence[Point]], rows: QuerySet[Incident]) -> list[Spot]:
    """Return cells as spots; of what is one incident more is told, which is looked up among these faces."""
    alone = {own[0].lon for own in cells if _number(own) == 1}
    there = rows.order_by().filter(lon__in=alone).only("record", "label", "place", "precision", "lat", "lon")
    faces = {(face.lat, face.lon): face for face in there} if alone else {}
    return [_spot(own, faces.get((own[0].lat, own[0].lon)) if _number(own) == 1 else None) for own in cells]


def _number(points: Iterable[Point]) -> int:
    return sum(each.incidents for each in points)


def _spot(points: Sequence[Point], face: Incident | None) -> Spot:
    number = _number(points)
    lat = sum(each.lat * each.incidents for each in points) / number
    lon = sum(each.lon * each.incidents for each in points) / number
    box = around(points) or (lon, lat, lon, lat)
    if face is None:
        return Spot(lat=lat, lon=lon, incidents=number, box=box)
    return Spot(
        lat=lat, lon=lon, incidents=1, box=box,
        record=face.record, label=face.label, place=face.place, precision=face.precision,
    )  # fmt: skip
