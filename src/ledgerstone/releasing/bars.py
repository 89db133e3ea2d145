"""A toll drawn as a range: low, best and high on one line, an open bound as an arrow."""

from dataclasses import dataclass

from ledgerstone.records import Toll

WIDTH = 240.0
_LEFT, _RIGHT = 10.0, 14.0  # room for an arrowhead at either end


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Positions on a line ``WIDTH`` long; ``None`` for a bound that nobody states."""

    start: float | None
    stop: float | None
    best: float | None
    open_left: bool
    open_right: bool


def top_of(tolls: tuple[Toll, ...]) -> int:
    """Return the largest number in these tolls, at least 1: the scale that they share."""
    return max([1, *(n for toll in tolls for n in (toll.low, toll.best, toll.high) if n is not None)])


def bar(toll: Toll, *, top: int) -> Bar:
    """Return the toll's bar on a scale from 0 to ``top``."""
    known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
    if not known:
        return Bar(start=None, stop=None, best=None, open_left=True, open_right=True)
    return Bar(
        start=_at(min(known), top),
        stop=_at(max(known), top),
        best=None if toll.best is None else _at(toll.best, top),
        open_left=toll.low is None,
        open_right=toll.high is None,
    )


def _at(value: int, top: int) -> float:
    # An open bound needs room to the right of the largest number, so the scale ends before the line does.
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * 0.86 * value / top, 1)
