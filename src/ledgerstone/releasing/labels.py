"""Labels set beside points so that none covers another or leaves the drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HIGH, _WIDE, _CLEAR = 15.0, 6.9, 4.0  # line height, a letter's width at 12 units, the space left between labels
_REACH = (0.0, 10.0, 20.0, 34.0, 50.0, 70.0, 95.0, 125.0, 160.0)
_CROWD = 100  # of more points than this no label is looked for far away
_LONGEST = 34
_RIM, _FOOT = 2.0, 24.0
_LEAST_GAP, _MOST_GAP = 5.0, 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A label's text and the box that it fills; ``y`` is its top."""

    text: str
    x: float
    y: float
    width: float
    height: float = _HIGH

    def meets(self, other: "Box") -> bool:
        """Say whether two boxes overlap, a little space around them included."""
        apart = (
            self.x + self.width + _CLEAR <= other.x
            or other.x + other.width + _CLEAR <= self.x
            or self.y + self.height <= other.y
            or other.y + other.height <= self.y
        )
        return not apart

    def near(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the box that is nearest to (x, y)."""
        return min(max(x, self.x), self.x + self.width), min(max(y, self.y), self.y + self.height)


def place_labels(
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    *,
    radii: Sequence[float],
    width: float,
    height: float,
) -> tuple[Box, ...]:
    """Return a box for each text: beside its point where there is room, else further away, never on another label.

    Points are taken in the order given. Where no room is left at all, the label lies under the last one tried; the page
    lists every place below the map as well.
    """
    marks = [Box(text="", x=x - 5, y=y - 5, width=10, height=10) for x, y in points]
    laid: list[Box] = []
    for (x, y), text, radius in zip(points, texts, radii, strict=True):
        gap = min(max(radius, _LEAST_GAP), _MOST_GAP) + 4  # beside a small circle, within a large one
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        best = Box(text=short, x=x + gap, y=y - 8, width=len(short) * _WIDE)
        for box in _tries(best, x, y, gap, _REACH if len(points) <= _CROWD else _REACH[:2]):
            inside = _RIM <= box.x <= width - _RIM - box.width and _RIM <= box.y <= height - _FOOT - box.height
            if inside and not any(box.meets(other) for other in (*laid, *marks)):
                best = box
                break
        laid.append(best)
    return tuple(laid)


def _tries(box: Box, x: float, y: float, gap: float, reach: Sequence[float]) -> Iterator[Box]:
    for far in reach:
        for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
            left = x + gap + far if dx > 0 else x - gap - far - box.width if dx < 0 else x - box.width / 2
            top = y - _HIGH / 2 + dy * (far + gap + _HIGH * (0.5 if dx == 0 else 0))
            yield Box(text=box.text, x=round(left, 1), y=round(top, 1), width=box.width)
