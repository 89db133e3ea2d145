"""Incidents near each other as one spot of the map, out of rows that have coordinates."""

from typing import Any, TypeVar

from django.db.models import F, FloatField, Max, Min, QuerySet
from django.db.models.functions import Cast, Floor

from ledgerstone.store.index.models import Incident, Kept
from ledgerstone.store.index.sums import MOST, Spot

_M = TypeVar("_M", Incident, Kept)

EXTENT = {"west": Min("lon"), "south": Min("lat"), "east": Max("lon"), "north": Max("lat")}
"""What is told of where the rows of a cell lie."""


def extent(placed: QuerySet[_M]) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of rows that have coordinates; None where there are none."""
    found = placed.aggregate(**EXTENT)
    return None if found["west"] is None else (found["west"], found["south"], found["east"], found["north"])


def cells(placed: QuerySet[_M], *, cell: float) -> QuerySet[_M, Any]:
    """Return rows that have coordinates, grouped by cells of so many degrees."""
    return placed.annotate(
        x=Floor(Cast(F("lon"), FloatField()) / cell), y=Floor(Cast(F("lat"), FloatField()) / cell)
    ).values("x", "y")


def spots(found: QuerySet[_M, Any], rows: QuerySet[Incident]) -> list[Spot]:
    """Return cells as spots, the largest first; what is one incident is looked up among these faces."""
    most = list(found.order_by("-n", "x", "y")[:MOST])
    alone = {row["west"] for row in most if row["n"] == 1}
    there = rows.order_by().filter(lon__in=alone).only("record", "label", "place", "precision", "lat", "lon")
    faces = {(face.lat, face.lon): face for face in there} if alone else {}
    return [_spot(row, faces.get((row["south"], row["west"])) if row["n"] == 1 else None) for row in most]


def _spot(row: Any, face: Incident | None) -> Spot:
    box = (row["west"], row["south"], row["east"], row["north"])
    spot = Spot(lat=row["mid_lat"], lon=row["mid_lon"], incidents=int(row["n"]), box=box)  # a sum comes as a Decimal
    if face is None:
        return spot
    return Spot(
        lat=spot.lat, lon=spot.lon, incidents=1, box=box,
        record=face.record, label=face.label, place=face.place, precision=face.precision,
    )  # fmt: skip
