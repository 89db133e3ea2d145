"""The incidents on a line of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ledgerstone.records import Assessment
from ledgerstone.releasing.wording import when_words

WIDTH, LEFT, RIGHT, ROW, HEAD = 680.0, 16.0, 16.0, 38.0, 30.0
_MONTH_DAYS = 30.44
_MOST_TICKS = 7
_LETTER = 7.3  # a letter's width
_EDGE = 60.0  # a tick's text this near to an end is set inwards
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident's bar; ``published`` are the positions of the days on which its reports came out."""

    number: int
    label: str
    words: str
    text_x: float
    anchor: str
    y: float
    start: float
    stop: float
    open_left: bool
    open_right: bool
    published: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on the axis."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The drawing: its height, ticks, rows, and the incidents without a day, apart."""

    height: float
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    undated: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    first: int  # days as ordinals of the calendar
    last: int

    def at(self, day: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first) / (self.last - self.first), 1)


def draw(assessments: Sequence[tuple[int, Assessment]]) -> Timeline:
    """Return the timeline of the numbered incidents."""
    dated = [(n, each) for n, each in assessments if _span(each) is not None]
    undated = tuple((n, each.label) for n, each in assessments if _span(each) is None)
    if not dated:
        return Timeline(height=0.0, ticks=(), rows=(), undated=undated)
    days = [day for _, each in dated for day in (*(_span(each) or ()), *_published(each))]
    first, last = min(days), max(days)
    pad = max(1, (last - first) // 20)
    first, last = max(1, first - pad), min(date.max.toordinal(), last + pad + 1)

    scale = _Scale(first=first, last=last)
    dated.sort(key=lambda item: (_span(item[1]) or (0, 0), item[0]))
    rows = tuple(_row(n, each, HEAD + place * ROW, scale) for place, (n, each) in enumerate(dated))
    ticks = tuple(Tick(x=scale.at(day), text=text, anchor=_anchor(scale.at(day))) for day, text in _ticks(first, last))
    return Timeline(height=HEAD + len(rows) * ROW + 6, ticks=ticks, rows=rows, undated=undated)


def _anchor(x: float) -> str:
    if x > WIDTH - _EDGE:
        return "end"
    return "middle" if x > _EDGE else "start"


def _row(number: int, each: Assessment, y: float, scale: _Scale) -> Row:
    when, at, first, last = each.when, scale.at, scale.first, scale.last
    earliest = when.earliest.toordinal() if when and when.earliest else first
    latest = when.latest.toordinal() if when and when.latest else last - 1
    start, stop = at(earliest), max(at(min(latest + 1, last)), at(earliest) + 5)
    left = start < WIDTH * 0.55  # the text runs to where there is more room
    days = when_words(when)
    words = "" if days in each.label or days[-4:] in each.label else f" · {days}"  # a label may tell the day itself
    room = int((WIDTH - start if left else stop) / _LETTER) - len(words) - len(f"{number}  ")
    return Row(
        number=number,
        label=each.label if len(each.label) <= room else each.label[: max(0, room - 1)] + "…",
        words=words,
        text_x=start if left else stop,
        anchor="start" if left else "end",
        y=y,
        start=start,
        stop=stop,
        open_left=bool(when and when.earliest is None),
        open_right=bool(when and when.latest is None),
        published=tuple(sorted({round(at(day) + (at(first + 1) - at(first)) / 2, 1) for day in _published(each)})),
    )


def _span(each: Assessment) -> tuple[int, int] | None:
    when = each.when
    known = [day.toordinal() for day in (when.earliest, when.latest) if day] if when else []
    return (min(known), max(known)) if known else None


def _published(each: Assessment) -> list[int]:
    days = [report.published for report in each.reports.values() if report.published]
    return [(day.date() if isinstance(day, datetime) else day).toordinal() for day in days]


def _ticks(first: int, last: int) -> list[tuple[int, str]]:
    span = last - first
    if span <= _MOST_TICKS * 7:
        step = next(step for step in (1, 2, 3, 7) if span / step <= _MOST_TICKS)
        return [(day, _text(day)) for day in range(first, last, step)]
    if span <= _MOST_TICKS * 12 * _MONTH_DAYS:
        step = next(step for step in (1, 2, 3, 6, 12) if span / _MONTH_DAYS / step <= _MOST_TICKS)
        return [(day, _text(day, month=True)) for day in _months(first, last, step)]
    years = span / 365.25
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if years / step <= _MOST_TICKS)
    return [(day, str(date.fromordinal(day).year)) for day in _months(first, last, 12 * step)]


def _months(first: int, last: int, step: int) -> list[int]:
    start = date.fromordinal(first)
    index = start.year * 12 + start.month - 1
    index += -index % step
    days = []
    while index // 12 <= date.max.year and (day := date(index // 12, index % 12 + 1, 1).toordinal()) < last:
        days += [day] if day >= first else []
        index += step
    return days


def _text(day: int, *, month: bool = False) -> str:
    value = date.fromordinal(day)
    return f"{_SHORT[value.month - 1]} {value.year}" if month else f"{value.day} {_SHORT[value.month - 1]} {value.year}"
