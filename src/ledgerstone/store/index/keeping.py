"""Sums kept beside the faces that they are made of, so that a page reads a few rows and not every incident.

Each sum holds for those whose sight lies between two levels, as a face does: a figure that somebody may not see is in
no sum for them. What changes is taken out and put in by whole numbers, so that nothing drifts; that a kept sum is what
``fresh.py`` makes of the same faces is tested.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields

from django.db.models import QuerySet

from ledgerstone.store.index.models import Incident, Kept, Toll
from ledgerstone.store.index.standing import among, some
from ledgerstone.store.index.sums import DEATHS

DAY, ACCUSED, TELLER, POINT = "day", "accused", "teller", "point"
"""By what is summed; ``key`` is an ISO day or "", names as a face shows them, a role, or a point on the map or ""."""

_NOWHERE = 3  # above every sight
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Key:
    """Which sum: of what, for which sights, and for a point where it lies."""

    of: str
    key: str
    seen_from: int
    seen_to: int
    lat: float | None = None
    lon: float | None = None


@dataclass(slots=True)
class _Amounts:
    """What is summed; the names are those of the columns."""

    incidents: int = 0
    withheld: int = 0
    parts: int = 0
    told: int = 0
    low: int = 0
    high: int = 0
    without_low: int = 0
    without_high: int = 0

    def add(self, other: "_Amounts", *, times: int = 1) -> None:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + times * getattr(other, field.name))

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


_Sums = dict[_Key, _Amounts]


@contextmanager
def kept_up(incidents: Iterable[str], *, using: str) -> Iterator[None]:
    """Keep the sums up with whatever is done meanwhile to the faces of these incidents and no others."""
    wanted = set(incidents)
    before = _summed(wanted, using=using)
    yield
    changes: _Sums = defaultdict(_Amounts)
    for key, amounts in _summed(wanted, using=using).items():
        changes[key].add(amounts)
    for key, amounts in before.items():
        changes[key].add(amounts, times=-1)
    _change({key: amounts for key, amounts in changes.items() if amounts}, using=using)


def _summed(incidents: set[str], *, using: str) -> _Sums:
    """Return what these incidents add to each sum, and those that are told as part of them."""
    every = Incident.objects.using(using)
    own = list(among(every, "record", incidents))
    parts = [row for row in among(every, "part_of", incidents) if row.record not in incidents]
    rows = [*own, *parts]
    shown_from = _shown_from({row.part_of for row in rows if row.part_of}, using=using)
    tolls: dict[int, list[Toll]] = defaultdict(list)
    deaths = Toll.objects.using(using).filter(harm=DEATHS, status="", group="")
    for toll in among(deaths, "incident_id", (row.pk for row in rows)):
        tolls[toll.incident_id].append(toll)
    found: _Sums = defaultdict(_Amounts)
    for row in rows:
        whole_from = shown_from.get(row.part_of, _NOWHERE) if row.part_of else _NOWHERE
        # Until the sight at which its whole shows an incident counts for itself; from there it is part of that.
        for seen_from, seen_to, part in (
            (row.seen_from, min(row.seen_to, whole_from - 1), False),
            (max(row.seen_from, whole_from), row.seen_to, True),
        ):
            if seen_from <= seen_to:
                _add(found, row, tolls[row.pk], seen_from=seen_from, seen_to=seen_to, part=part)
    return found


def _shown_from(wholes: Iterable[str], *, using: str) -> dict[str, int]:
    """Return the least sight at which each of these shows anything; who sees more sees it, too."""
    found: dict[str, int] = {}
    for row in among(Incident.objects.using(using).only("record", "seen_from"), "record", wholes):
        found[row.record] = min(row.seen_from, found.get(row.record, _NOWHERE))
    return found


def _add(found: _Sums, row: Incident, tolls: Iterable[Toll], *, seen_from: int, seen_to: int, part: bool) -> None:
    sights = (seen_from, seen_to)
    found[_Key(DAY, row.order, *sights)].add(_Amounts(incidents=1, withheld=not row.whole, parts=part))
    placed = row.lat is not None and row.lon is not None
    point = _Key(POINT, f"{row.lat!r} {row.lon!r}", *sights, row.lat, row.lon) if placed else _Key(POINT, "", *sights)
    found[point].add(_Amounts(incidents=1))
    if part or not row.whole:
        return
    for toll in tolls:
        high = toll.low if toll.high is None else toll.high
        people = _Amounts(
            told=1, low=toll.low or 0, high=high or 0, without_low=toll.low is None, without_high=toll.high is None
        )
        if toll.told_by:
            found[_Key(TELLER, toll.told_by, *sights)].add(people)
        else:
            found[_Key(DAY, row.order, *sights)].add(people)
            found[_Key(ACCUSED, row.accused, *sights)].add(people)


def _change(changes: Mapping[_Key, _Amounts], *, using: str) -> None:
    """Add what changed; a sum of nothing is taken out, with the name or the place that it was of."""
    if not changes:
        return
    now: _Sums = defaultdict(_Amounts)
    for key, amounts in changes.items():
        now[key].add(amounts)
    numbers = []
    for row in _there(changes, using=using):
        key = _Key(row.of, row.key, row.seen_from, row.seen_to, row.lat, row.lon)
        if key in changes:
            numbers.append(row.pk)
            now[key].add(_Amounts(**{field.name: getattr(row, field.name) for field in fields(_Amounts)}))
    for part in some(numbers):
        Kept.objects.using(using).filter(pk__in=part).delete()
    rows = [_row(key, amounts) for key, amounts in now.items() if amounts]
    Kept.objects.using(using).bulk_create(rows, batch_size=_AT_ONCE)


def _there(changes: Mapping[_Key, _Amounts], *, using: str) -> Iterator[Kept]:
    for of in Counter(key.of for key in changes):
        rows: QuerySet[Kept] = Kept.objects.using(using).filter(of=of)
        yield from among(rows, "key", (key.key for key in changes if key.of == of))


def _row(key: _Key, amounts: _Amounts) -> Kept:
    said = {field.name: getattr(key, field.name) for field in fields(key)}
    return Kept(**said, **{field.name: int(getattr(amounts, field.name)) for field in fields(amounts)})
