"""Criteria mark incidents and drop none; what is not known excludes nothing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from factory import make_when, make_where
from incident_told import INCIDENT

from ledgerstone.reconciling.including import include
from ledgerstone.records import Criteria, Inclusion, Toll, When, Where

AT = datetime(2031, 5, 6, tzinfo=UTC)
REGION = make_where("Ilvareth", precision="admin1", gazetteer_id="own:R1")
AROUND = {
    "Drovath": frozenset({"P1", "own:P1", "own:R1", "own:C1"}),
    "Sarvek": frozenset({"P2", "own:P2", "own:R2", "own:C1"}),
    "Ilvareth": frozenset({"R1", "own:R1", "own:C1"}),
    "Kalvessa": frozenset({"own:C1", "C1"}),
    "Farport": frozenset({"geonames:7", "iso3166:XK"}),
}


def within(where: Where) -> frozenset[str] | None:
    return AROUND.get(where.name)


def toll(low: int | None, high: int | None, *, best: int | None = None, harm: str = "killed", **values: Any) -> Toll:
    return Toll(incident=INCIDENT, harm=harm, low=low, best=best, high=high, policy="range.v1", **values)


def judged(
    *tolls: Toll, when: When | None = None, where: tuple[Where, ...] = (), **criteria: Any
) -> tuple[str, tuple[str, ...]]:
    made = Criteria(because="The mandate.", at=AT, by="Ines Okoro", **criteria)
    found: Inclusion = include(INCIDENT, made, tolls=tolls, when=when, where=where, within=within)
    assert found.incident == INCIDENT
    return found.judgement, found.because


def test_without_criteria_every_incident_counts() -> None:
    assert judged() == ("positive", ("it meets every criterion",))


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [
        ([toll(3, 5)], "positive"),
        ([toll(None, None)], "unsure"),
        ([toll(0, 0, best=0)], "negative"),
        ([toll(0, 4)], "positive"),
        ([toll(3, 3, harm="injured")], "negative"),
        ([], "negative"),
    ],
)
def test_somebody_has_to_be_harmed_so(tolls: list[Toll], expected: str) -> None:
    assert judged(*tolls, harms=("killed",))[0] == expected


def test_the_threshold_is_met_by_low_best_or_high() -> None:
    assert judged(toll(1, 25), harms=("killed",), at_least=25)[0] == "positive"
    assert judged(toll(1, 24), harms=("killed",), at_least=25) == ("negative", ("fewer than 25 people killed",))
    assert judged(toll(12, None, best=12), at_least=25)[0] == "unsure"


def test_status_is_open_where_nobody_says_who_they_were() -> None:
    civilian = {"harms": ("killed",), "statuses": ("civilian",)}
    assert judged(toll(3, 3), toll(2, 2, status="civilian"), **civilian)[0] == "positive"
    assert judged(toll(3, 3), **civilian) == ("unsure", ("not told whether anybody was civilian",))
    assert judged(toll(3, 3), toll(3, 3, status="combatant"), **civilian) == ("negative", ("nobody civilian",))
    assert judged(toll(3, 5), toll(3, 3, status="combatant"), **civilian)[0] == "unsure"
    assert judged(toll(3, None), toll(3, None, status="combatant"), **civilian)[0] == "unsure"
    assert judged(toll(3, 3), toll(0, 3, status="contested"), **civilian)[0] == "unsure"
    assert judged(toll(3, 3), toll(0, 0, status="civilian"), **civilian)[0] == "negative"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (make_when("2031-03-01"), "positive"),
        (make_when("2030-12-31"), "negative"),
        (make_when("2032-01-01"), "negative"),
        (make_when("2030-12-30", "2031-01-02"), "unsure"),
        (When(earliest=None, latest=None, wording="last Ramadan"), "unsure"),
        (When(earliest=date(2031, 5, 1), latest=None, wording="since May"), "unsure"),
        (None, "unsure"),
    ],
)
def test_its_days_have_to_lie_within(when: When | None, expected: str) -> None:
    found, because = judged(when=when, earliest=date(2031, 1, 1), latest=date(2031, 12, 31))
    assert (found, bool(because)) == (expected, True)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Drovath"], "positive"),
        (["Sarvek"], "negative"),
        (["Sarvek", "Drovath"], "positive"),
        (["Ilvareth"], "positive"),
        (["Kalvessa"], "unsure"),  # the country that the province lies in
        (["a village"], "unsure"),  # which the gazetteer does not know
        (["Sarvek", "a village"], "unsure"),
        (["Farport"], "unsure"),  # of another list, which knows nothing of this file's provinces
        ([], "unsure"),
    ],
)
def test_it_has_to_be_in_the_region(names: list[str], expected: str) -> None:
    where = tuple(make_where(name, gazetteer_id=next(iter(sorted(AROUND.get(name, {""}))))) for name in names)
    assert judged(where=where, regions=(REGION,))[0] == expected


def test_an_exclusion_gives_all_its_reasons_and_no_doubt_beside() -> None:
    found = judged(
        toll(0, 0), when=make_when("2030-12-31"), harms=("killed",), earliest=date(2031, 1, 1), regions=(REGION,)
    )
    assert found == ("negative", ("nobody killed", "before 2031-01-01"))


def test_reasons_say_nothing_that_a_source_said() -> None:
    """They leave with a release: only what the team itself laid down stands in them."""
    _, because = judged(where=(make_where("Sarvek"),), regions=(REGION,))
    assert because == ("not in Ilvareth",)
