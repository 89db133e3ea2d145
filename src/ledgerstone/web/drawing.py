"""Ranges of people as bars: where each stands on the drawing, and the scale beside them. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ledgerstone.store.index.sums import People

WIDTH = 760.0
_ROW = 26.0
_LABEL = 210.0
_NUMBERS = 130.0
_TOP = 26.0
_TICKS = 5
_LONGEST = 30  # characters of a name beside a bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: to its lower bound full, from there to the upper one pale; ``open`` where more may be, or less."""

    name: str
    full: str
    y: float
    low: float
    high: float
    of: People
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the scale."""

    x: float
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A drawing of ranges, row under row."""

    rows: Sequence[Bar]
    ticks: Sequence[Tick]
    left: float
    width: float
    height: float


def bars(sums: Sequence[People], names: Sequence[str]) -> Bars:
    """Lay ranges out as bars under one scale that begins at nought."""
    most = max((each.high for each in sums), default=0)
    step = _step(most)
    top = max(step, step * math.ceil(most / step))
    scale = (WIDTH - _LABEL - _NUMBERS) / top
    rows = [
        Bar(
            name=name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…",
            full=name,
            y=_TOP + number * _ROW,
            low=round(each.low * scale, 1),
            high=round((each.high - each.low) * scale, 1),
            of=each,
            open=bool(each.without_low or each.without_high),
        )
        for number, (each, name) in enumerate(zip(sums, names, strict=True))
    ]
    ticks = [Tick(x=round(_LABEL + each * scale, 1), people=each) for each in range(0, top + 1, step)]
    return Bars(rows=rows, ticks=ticks, left=_LABEL, width=WIDTH, height=_TOP + len(rows) * _ROW + 8)


def _step(most: int) -> int:
    """Return a round step of the scale: 1, 2 or 5 times a power of ten."""
    rough = max(1.0, most / _TICKS)
    power = 10 ** math.floor(math.log10(rough))
    return int(next(each for each in (1, 2, 5, 10) if each * power >= rough) * power)
