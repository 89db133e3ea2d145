"""Kept sums say what summing afresh says, whatever was done to the faces before."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_room import Room

from ledgerstone import indexing
from ledgerstone.actions import deciding
from ledgerstone.indexing.following import DEFAULT
from ledgerstone.store import sight
from ledgerstone.store.index import keeping, models, selecting, summing, writing
from ledgerstone.store.index.filtering import Box, Filter
from ledgerstone.store.index.fresh import Fresh
from ledgerstone.store.index.kept import KeptSums
from ledgerstone.store.index.sums import PERIODS
from ledgerstone.store.index.words import Document
from ledgerstone.store.sight import STRICTEST, Sight

pytestmark = pytest.mark.usefixtures("database")

SIGHTS = (sight.OF_OPEN, sight.OF_RESTRICTED, sight.OF_ALL)
NAMES = ("Drovath", "Sella", "Tarn", "Oldenmarsh", "Kessel")
BOX = Box(west=20, south=-10, east=50, north=40)


def see_that_kept_is_fresh() -> None:
    """Compare every sum over all, for each sight."""
    for each in SIGHTS:
        kept, fresh = _both(Filter(), sight=each)
        for period in PERIODS:
            assert kept.by_period(period) == fresh.by_period(period)
            assert kept.incidents_by_period(period) == fresh.incidents_by_period(period)
        assert kept.period() == fresh.period()
        assert kept.by_accused() == fresh.by_accused()
        assert sorted(kept.by_teller(), key=str) == sorted(fresh.by_teller(), key=str)
        assert kept.left_out() == fresh.left_out()
        for filter_ in (Filter(), Filter(box=BOX)):
            _see_the_same_map(*_both(filter_, sight=each))


def _both(filter_: Filter, *, sight: Sight) -> tuple[KeptSums, Fresh]:
    kept = summing.on_the_map(filter_, sight=sight)
    assert isinstance(kept, KeptSums)
    return kept, Fresh(selecting.incidents(filter_, sight=sight))


def _see_the_same_map(kept: KeptSums, fresh: Fresh) -> None:
    assert kept.extent() == fresh.extent()
    assert kept.unplaced() == fresh.unplaced()
    for cell in (0.01, 3.0, 90.0):
        ours, theirs = kept.spots(cell=cell), fresh.spots(cell=cell)
        assert [replace(spot, lat=0, lon=0) for spot in ours] == [replace(spot, lat=0, lon=0) for spot in theirs]
        assert [spot.lat for spot in ours] == pytest.approx([spot.lat for spot in theirs])
        assert [spot.lon for spot in ours] == pytest.approx([spot.lon for spot in theirs])


@dataclass(frozen=True)
class _Faces:
    """What an incident shows from each sight on, the least first; the last shows all of it."""

    rows: tuple[tuple[int, dict[str, object]], ...]
    tolls: tuple[tuple[str, int | None, int | None], ...]
    part_of: str


_numbers = st.none() | st.integers(min_value=0, max_value=2**40)
_shown = st.fixed_dictionaries(
    {
        "order": st.sampled_from(("", "2031-03-11", "2031-03-12", "2031-04-01", "2029-12-31")),
        "accused": st.sampled_from(("", "Sarren Guard", "Marsh Brigade; Sarren Guard")),
        "at": st.sampled_from((None, (10.0, 20.0), (10.0, 20.5), (-35.12345, 60.1), (39.9, 49.9))),
    }
)
_faces = st.builds(
    lambda steps, shown, tolls, part_of: _Faces(
        rows=tuple(zip(sorted(steps), shown, strict=False)), tolls=tuple(tolls), part_of=part_of
    ),
    steps=st.sets(st.integers(min_value=0, max_value=STRICTEST), min_size=1),
    shown=st.lists(_shown, min_size=3, max_size=3),
    tolls=st.lists(
        st.tuples(st.sampled_from(("", "official", "witness")), _numbers, _numbers), unique_by=lambda each: each[0]
    ),
    part_of=st.sampled_from(("", "", *NAMES)),
)
_changes = st.lists(st.dictionaries(st.sampled_from(NAMES), st.none() | _faces, min_size=1), min_size=1, max_size=6)


def _write(changes: Iterable[tuple[str, _Faces | None]]) -> None:
    """Do to faces what the index does: those that changed go, and come as they are now."""
    made = dict(changes)
    rows = [row for name, faces in made.items() if faces for row in _rows(name, faces)]
    with keeping.kept_up(made, using=DEFAULT):
        writing.drop_faces(made, using=DEFAULT)
        tolls = [toll for face, own in rows for toll in own]
        writing.put_faces([(face, Document()) for face, _ in rows], tolls, (), using=DEFAULT)


def _rows(name: str, faces: _Faces) -> Iterable[tuple[models.Incident, list[models.Toll]]]:
    ends = [step - 1 for step, _ in faces.rows[1:]] + [STRICTEST]
    for (step, shown), end in zip(faces.rows, ends, strict=True):
        whole = end == STRICTEST
        at = shown["at"]
        lat, lon = at if isinstance(at, tuple) else (None, None)
        face = models.Incident(
            record=name, seen_from=step, seen_to=end, whole=whole, level=step, label=f"In {name}", place=name,
            lat=lat, lon=lon, precision="settlement", accused=shown["accused"], order=shown["order"], claims=1,
            part_of=faces.part_of if whole and faces.part_of != name else "", reports=1, unreviewed=0, again=0,
            checks=0, wording="",
        )  # fmt: skip
        own = faces.tolls if whole else ()
        yield face, [toll for told_by, low, high in own for toll in _tolls(face, told_by, low, high)]


def _tolls(face: models.Incident, told_by: str, low: int | None, high: int | None) -> Iterable[models.Toll]:
    """Yield a figure of deaths, and others that are in no sum."""
    common = {"incident": face, "low": low, "best": None, "high": high, "told_by": told_by}
    counts = {"sources_low": 1, "sources_high": 1, "used": 1, "set_aside": 0}
    for harm, status, group in (("killed", "", ""), ("killed", "civilian", ""), ("injured", "", "")):
        yield models.Toll(**common, **counts, harm=harm, status=status, group=group)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(changes=_changes)
@pytest.mark.usefixtures("room")
def test_kept_sums_are_what_is_summed_afresh(changes: list[dict[str, _Faces | None]]) -> None:
    writing.empty(using=DEFAULT)
    for change in changes:
        _write(change.items())
    see_that_kept_is_fresh()
    _write((name, None) for name in NAMES)
    assert not models.Kept.objects.exists()  # with the names and places that they were of


def test_what_is_closed_leaves_the_sums_of_those_who_may_not_see_it(room: Room) -> None:
    store = room.served.store
    indexing.follow(store)
    see_that_kept_is_fresh()
    row = next(row for row in models.Incident.objects.order_by("record") if row.deaths > 0)
    claim = models.Claim.objects.filter(incident=row.record)[0]
    for level in ("restricted", "sealed", "open"):
        before = {each: summing.over(Filter(), sight=each).left_out().withheld for each in SIGHTS}
        deciding.handle(store, claim.record, level, because="A witness.", by="Ines Okoro")
        indexing.follow(store)
        see_that_kept_is_fresh()
        after = {each: summing.over(Filter(), sight=each).left_out().withheld for each in SIGHTS}
        assert before != after


def test_a_change_that_fails_changes_no_sum(room: Room) -> None:
    indexing.follow(room.served.store)
    names = list(models.Incident.objects.values_list("record", flat=True))
    with suppress(RuntimeError), writing.alone(using=DEFAULT), keeping.kept_up(names, using=DEFAULT):
        writing.drop_faces(names, using=DEFAULT)
        raise RuntimeError
    see_that_kept_is_fresh()
    assert models.Kept.objects.exists()


@pytest.mark.usefixtures("room")
def test_only_a_filter_that_asks_for_everything_is_answered_from_what_is_kept() -> None:
    assert isinstance(summing.over(Filter(box=BOX), sight=sight.OF_OPEN), Fresh)
    assert isinstance(summing.over(Filter(harm="killed"), sight=sight.OF_OPEN), Fresh)
    assert isinstance(summing.on_the_map(Filter(harm="killed", box=BOX), sight=sight.OF_OPEN), Fresh)
    blind = Sight(levels=sight.OF_OPEN.levels, blind=frozenset({"0" * 64}))
    assert isinstance(summing.over(Filter(), sight=blind), Fresh)
    assert isinstance(summing.on_the_map(Filter(box=BOX), sight=blind), Fresh)
