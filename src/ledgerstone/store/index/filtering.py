"""The one filter of lists, map, timeline, pictures and saved searches, and how an address says it.

All that a filter says of claims (harm, who speaks, how sure, which verdict ...) is asked of one and the same claim. An
incident, a report or a victim is found where one of its claims is; text, days and the box on the map are asked of the
thing itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from ledgerstone import vocabulary
from ledgerstone.errors import BadSearch
from ledgerstone.records.text import normal, on_one_line

NONE, AGAIN = "none", "again"
"""In the field ``review``: nobody has reviewed it; a decision wants another look."""

_CODES = {
    "harm": "harm", "status": "status", "group": "group", "stance": "stance", "role": "speaker_role", "kind": "kind",
    "level": "handling", "review": "verdict",
}  # fmt: skip
_LONGEST = 300  # characters of a field
_CORNERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box on the map, in degrees; where ``west`` is east of ``east``, it goes over the date line."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self) -> str:
        return ",".join(f"{each:g}" for each in (self.west, self.south, self.east, self.north))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is looked for; what is empty asks for nothing.

    ``text``, ``place``, ``actor`` and ``speaker`` are words as typed into a search box; ``since`` and ``until`` are
    days, both inclusive, of the incident or claim, and of a report the day of its publication. ``review`` is a verdict,
    or "none", or "again". ``incident`` and ``report`` narrow to one of them. ``assigned`` is the name of somebody
    to whom reports were given that are not done; of an incident or a victim, one of its claims stands in one of them.
    """

    text: str = ""
    place: str = ""
    box: Box | None = None
    since: date | None = None
    until: date | None = None
    harm: str = ""
    status: str = ""
    group: str = ""
    actor: str = ""
    speaker: str = ""
    role: str = ""
    stance: str = ""
    kind: str = ""
    review: str = ""
    level: str = ""
    incident: str = ""
    report: str = ""
    assigned: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def query(self) -> str:
        """Return the filter as the query of an address, always in the same order; "" where it asks for nothing."""
        return urlencode({name: str(value) for name, value in self.said().items()})

    def said(self) -> dict[str, Any]:
        """Return the fields that ask for something."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


def read_filter(given: Mapping[str, str]) -> Filter:
    """Return the filter that the query of an address says; keys that are none of its fields are left alone.

    Raises:
        BadSearch: a code that is on no list, a day that is none, a box that is none: what is not understood is never
            left out in silence, since a list that was meant to be filtered would look whole.
    """
    values: dict[str, Any] = {}
    for field in fields(Filter):
        said = on_one_line(normal(given.get(field.name, "")[: _LONGEST * 4])).strip()
        if said:
            values[field.name] = _value(field.name, said[:_LONGEST])
    return Filter(**values)


def _value(name: str, said: str) -> Any:
    if name in {"since", "until"}:
        return _day(name, said)
    if name == "box":
        return _box(said)
    if (
        name in _CODES
        and said not in vocabulary.codes(_CODES[name])
        and not (name == "review" and said in {NONE, AGAIN})
    ):
        raise BadSearch(f"{said!r} is no {name} that can be searched for.", do="Choose one of the list.")
    return said


def _day(name: str, said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise BadSearch(f"{said!r} in the field {name} is no day.", do="Write it like 2031-03-11.") from error


def _box(said: str) -> Box:
    try:
        corners = [float(each) for each in said.split(",")]
    except ValueError:
        corners = []
    if len(corners) == _CORNERS:
        west, south, east, north = corners
        if all(-180 <= each <= 180 for each in (west, east)) and -90 <= south <= north <= 90:  # noqa: PLR2004 (degrees)
            return Box(west=west, south=south, east=east, north=north)
    raise BadSearch(f"{said!r} is no box on the map.", do="Write west,south,east,north in degrees: 20,-5,25,5.")
