"""A map without a base map: places as circles as wide as their coordinates are uncertain, on a net of degrees."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledgerstone.records import Assessment, Where
from ledgerstone.releasing.labels import Box, place_labels

WIDTH, HEIGHT, MARGIN = 680.0, 420.0, 34.0
KM_PER_DEGREE = 111.32  # of latitude; a mean that serves for a drawing

# How far from the coordinates the thing meant may lie, in km: a drawing's reading of each precision, not a measurement.
RADII = {
    "site": 0.2, "street": 0.5, "neighbourhood": 1.5, "settlement": 3.0, "city": 8.0, "near": 10.0, "admin2": 25.0,
    "admin1": 60.0, "region": 100.0, "country": 250.0, "containing": 20.0, "unresolved": 20.0,
}  # fmt: skip
_LEAST_SPAN = 0.12  # degrees: one village alone is shown with some land around it
_LEAST_RADIUS = 5.0
_MOST_NAMES = 60  # beyond that there is room for numbers alone
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 45.0)
_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_VAGUE = frozenset({"region", "country"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the drawing with the numbers of its incidents, and where its label stands."""

    x: float
    y: float
    radius: float
    text: str
    name: str
    precision: str
    label: Box
    leader: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the net: a position, its text, and whether it is a meridian."""

    at: float
    text: str
    meridian: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The drawing; apart, the places without coordinates and those, like a country, that are wider than the others."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    bar: float
    bar_text: str
    unplaced: tuple[tuple[str, str], ...]
    wide: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    west: float
    north: float
    across: float  # units of drawing for a degree of longitude
    down: float  # and of latitude

    def x(self, lon: float) -> float:
        return round(MARGIN + (lon - self.west) * self.across, 1)

    def y(self, lat: float) -> float:
        return round(MARGIN + (self.north - lat) * self.down, 1)


def draw(assessments: Sequence[tuple[int, Assessment]]) -> Map:
    """Return the map of the numbered incidents' places."""
    spots: dict[tuple[str, float | None, float | None, str], Where] = {}
    numbers: dict[Where, list[int]] = {}
    for n, each in assessments:
        for place in each.where:
            same = spots.setdefault((place.name, place.lat, place.lon, place.precision), place)
            if n not in numbers.setdefault(same, []):
                numbers[same].append(n)
    placed = {place: each for place, each in numbers.items() if place.lat is not None and place.lon is not None}
    wide: dict[Where, list[int]] = {}
    if sharp := {place: each for place, each in placed.items() if place.precision not in _VAGUE}:
        wide = {place: each for place, each in placed.items() if place not in sharp}
        placed = sharp
    unplaced = tuple(
        (place.name, _list(each)) for place, each in numbers.items() if place.lat is None or place.lon is None
    )
    if not placed:
        return Map(spots=(), lines=(), bar=0.0, bar_text="", unplaced=unplaced)
    lons = _unwrapped({place: place.lon or 0.0 for place in placed})
    frame = _frame([(place, lons[place]) for place in placed])
    km = next((km for km in reversed(_KM) if km / KM_PER_DEGREE * frame.down <= WIDTH / 4), _KM[0])
    return Map(
        spots=_spots(placed, lons, frame),
        lines=tuple(_net(frame)),
        bar=round(km / KM_PER_DEGREE * frame.down, 1),
        bar_text=f"{km} km",
        unplaced=unplaced,
        wide=tuple((place.name, _list(each)) for place, each in wide.items()),
    )


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(str(n) for n in sorted(numbers))


def _unwrapped(lons: dict[Where, float]) -> dict[Where, float]:
    if max(lons.values()) - min(lons.values()) <= 180:  # noqa: PLR2004 (half way round: shorter across the date line)
        return lons
    return {place: lon + 360 if lon < 0 else lon for place, lon in lons.items()}


def _frame(points: Sequence[tuple[Where, float]]) -> _Frame:
    reach = [RADII[place.precision] / KM_PER_DEGREE for place, _ in points]
    lats = [place.lat or 0.0 for place, _ in points]
    squeeze = max(
        0.05, math.cos(math.radians((min(lats) + max(lats)) / 2))
    )  # a degree of longitude is that much shorter
    south = min(lat - each for lat, each in zip(lats, reach, strict=True))
    north = max(lat + each for lat, each in zip(lats, reach, strict=True))
    west = min(lon - each / squeeze for (_, lon), each in zip(points, reach, strict=True))
    east = max(lon + each / squeeze for (_, lon), each in zip(points, reach, strict=True))
    tall, wide = max(north - south, _LEAST_SPAN) * 1.15, max(east - west, _LEAST_SPAN) * 1.15
    down = min((HEIGHT - 2 * MARGIN) / tall, (WIDTH - 2 * MARGIN) / (wide * squeeze))
    across = down * squeeze
    return _Frame(
        west=(west + east) / 2 - (WIDTH - 2 * MARGIN) / across / 2,
        north=(south + north) / 2 + (HEIGHT - 2 * MARGIN) / down / 2,
        across=across,
        down=down,
    )


def _spots(placed: dict[Where, list[int]], lons: dict[Where, float], frame: _Frame) -> tuple[Spot, ...]:
    points = [(frame.x(lons[place]), frame.y(place.lat or 0.0)) for place in placed]
    named = len(placed) <= _MOST_NAMES
    texts = [f"{_list(numbers)}  {place.name}" if named else _list(numbers) for place, numbers in placed.items()]
    radii = [max(_LEAST_RADIUS, round(RADII[place.precision] / KM_PER_DEGREE * frame.down, 1)) for place in placed]
    labels = place_labels(points, texts, radii=radii, width=WIDTH, height=HEIGHT)
    spots = [
        Spot(
            x=x,
            y=y,
            radius=radius,
            text=_list(numbers),
            name=place.name,
            precision=place.precision,
            label=label,
            leader=math.hypot(label.near(x, y)[0] - x, label.near(x, y)[1] - y) > min(radius, 18) + 8,
        )
        for (place, numbers), (x, y), radius, label in zip(placed.items(), points, radii, labels, strict=True)
    ]
    return tuple(sorted(spots, key=lambda spot: -spot.radius))


def _net(frame: _Frame) -> Iterable[Line]:
    for meridian, first, size, scale in (
        (True, frame.west, (WIDTH - 2 * MARGIN) / frame.across, frame.across),
        (False, frame.north - (HEIGHT - 2 * MARGIN) / frame.down, (HEIGHT - 2 * MARGIN) / frame.down, frame.down),
    ):
        step = next((step for step in _STEPS if step * scale >= 90), _STEPS[-1])  # noqa: PLR2004 (room for its label)
        for count in range(math.ceil(first / step), math.floor((first + size) / step) + 1):
            value = count * step
            if meridian or abs(value) <= 90:  # noqa: PLR2004 (the pole)
                yield Line(
                    at=frame.x(value) if meridian else frame.y(value),
                    text=_degrees((value + 180) % 360 - 180 if meridian else value, "EW" if meridian else "NS", step),
                    meridian=meridian,
                )


def _degrees(value: float, letters: str, step: float) -> str:
    digits = 0 if step >= 1 else 1 if step >= 0.1 else 2  # noqa: PLR2004 (as many digits as the step has)
    return f"{abs(value):.{digits}f}° {letters[0] if value >= 0 else letters[1]}"
