"""A place of a gazetteer, and how far two points are apart."""

import math
from dataclasses import dataclass

_EARTH_KM = 6371.0088  # the mean radius, IUGG


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place with coordinates in decimal degrees (WGS 84).

    ``kind`` is a precision code ("city", "admin1", "country" ...), ``country`` an ISO 3166-1 code or a user's name of
    a country, ``admin`` the code of a first-level unit within it, ``within`` the names of what contains the
    place, finest first. ``own`` says that it stands in a user's gazetteer, ``capital`` that a country is governed
    from it.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: str = "settlement"
    country: str = ""
    admin: str = ""
    population: int = 0
    within: tuple[str, ...] = ()
    own: bool = False
    capital: bool = False


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance in kilometres between two points (latitude, longitude in degrees), by haversine."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
