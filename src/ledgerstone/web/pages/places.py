"""``/map/``: what was found on a map that needs no network; near incidents as one, places as wide as they are vague."""

import math
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.releasing.map import KM_PER_DEGREE, RADII
from ledgerstone.store.index import summing
from ledgerstone.store.index.filtering import Box
from ledgerstone.store.index.sums import MOST, Spot
from ledgerstone.web import finding
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to

_CELLS = 36  # across the map
_WIDEST = 360.0
_LEAST = 0.5  # degrees across: a village and the land around it
_ROOM = 1.25  # of what is shown around what was found
_WORLD = Box(west=-180, south=-60, east=180, north=80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A circle on the map, in degrees, y to the south. ``area`` is how wide the place is, where it is one incident."""

    x: float
    y: float
    radius: float
    area: bool
    spot: Spot
    query: str
    size: float


@opened_to(Deed.READ)
@require_safe
def map_(request: AtDesk) -> HttpResponse:
    """Show what was found on the map."""
    asked = finding.read(request)
    finding.saw_view(request, asked)
    sums = summing.on_the_map(asked.filter, sight=request.desk.sight)
    view = asked.filter.box or _around(sums.extent())
    across = _across(view)
    found = sums.spots(cell=max(across / _CELLS, 0.01))
    marks = [_mark(each, asked, across) for each in found]
    context = {
        **finding.context(request, asked, "map"),
        "marks": sorted(marks, key=lambda mark: -mark.radius),
        "west": round(view.west, 3),
        "north": round(-view.north, 3),
        "across": round(across, 3),
        "down": round(max(view.north - view.south, 0.1), 3),
        "thin": round(across / 900, 5),
        "unplaced": sums.unplaced(),
        "full": len(found) >= MOST,
        "wider": asked.address() if not asked.filter.box else replace(asked.filter, box=None).query(),
    }
    return render(request, "finding/map.html", context)


def _around(extent: tuple[float, float, float, float] | None) -> Box:
    """Return the box that holds all that was found, with some room."""
    if extent is None:
        return _WORLD
    west, south, east, north = extent
    wide = max((east - west) * _ROOM, (north - south) * _ROOM * 2, _LEAST * 4)
    x, y = (west + east) / 2, (south + north) / 2
    return Box(
        west=max(x - wide / 2, -180),
        south=max(y - wide / 4, -90),
        east=min(x + wide / 2, 180),
        north=min(y + wide / 4, 90),
    )


def _across(view: Box) -> float:
    return max((view.east - view.west) % _WIDEST or _WIDEST, _LEAST)


def _mark(spot: Spot, asked: finding.Asked, across: float) -> Mark:
    one = spot.incidents == 1
    least = across / 160
    radius = (
        RADII.get(spot.precision, RADII["unresolved"]) / KM_PER_DEGREE
        if one
        else least * (1.6 + math.log2(spot.incidents))
    )
    return Mark(
        x=round(spot.lon, 3),
        y=round(-spot.lat, 3),
        radius=round(max(radius, least), 4),
        area=one,
        spot=spot,
        query="" if one else replace(asked.filter, box=_box_of(spot)).query(),
        size=round(least * 1.9, 4),
    )


def _box_of(spot: Spot) -> Box:
    edge = 0.0005  # what rounding takes away
    west, south, east, north = spot.box
    return Box(
        west=max(round(west - edge, 3), -180), south=max(round(south - edge, 3), -90),
        east=min(round(east + edge, 3), 180), north=min(round(north + edge, 3), 90),
    )  # fmt: skip
