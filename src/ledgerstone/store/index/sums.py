"""What sums say, however they were made; nothing here knows the database."""

from dataclasses import dataclass

DEATHS = "killed"
PERIODS = {"year": 4, "month": 7, "day": 10}
"""How many characters of a day's ISO form name a period."""

MOST = 400
"""Periods, names or spots that one sum returns."""

MOST_ACCUSED = 30
"""Rows of the picture by who is accused."""

_LEAST_MONTHS, _MOST_MONTHS = 2, 60  # rows of a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A range of people over incidents.

    ``low`` adds the lower bounds that are stated, ``high`` for each incident its upper bound, or its lower where no
    upper is stated. ``without_low`` and ``without_high`` say of how many incidents none is stated: unknown is not 0, so
    with any of these the true bound is open. ``incidents`` are those with a figure.
    """

    key: str
    low: int
    high: int
    incidents: int
    without_low: int
    without_high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a sum leaves out: incidents whose figures are withheld, parts of wholes that count, and undated ones."""

    withheld: int
    parts: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Incidents near each other on the map: how many, their middle, and what is known of the one where it is one."""

    lat: float
    lon: float
    incidents: int
    box: tuple[float, float, float, float]
    record: str = ""
    label: str = ""
    place: str = ""
    precision: str = ""


def period_between(first: str, last: str) -> str:
    """Return the finest period of which a picture can show all between two ISO days: days, months or years."""
    if not first:
        return "month"
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    return "day" if months < _LEAST_MONTHS else "month" if months <= _MOST_MONTHS else "year"
