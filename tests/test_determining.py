"""Which of a team's own figures stand, and which want another look."""

from datetime import UTC, datetime
from typing import Any

from factory import by_id, make_claim

from ledgerstone.codec import identify
from ledgerstone.determining import bearing, beside, in_force
from ledgerstone.records import Determination, Review

HERE, THERE = "a" * 64, "b" * 64
CLAIMS = by_id([make_claim(count=12), make_claim(harm="injured", count=3), make_claim(harm="hit", count=4)])


def figure(low: int | None, high: int | None, *, hour: int = 0, **values: Any) -> Determination:
    fields: dict[str, Any] = {"incident": HERE, "harm": "killed", "because": "A list.", "by": "Ines Okoro"}
    return Determination(low=low, high=high, at=datetime(2031, 3, 4, hour, tzinfo=UTC), **(fields | values))


def rejected(of: Determination, verdict: str = "reject") -> Review:
    return Review(about=identify(of), verdict=verdict, because="x", at=datetime(2031, 3, 5, tzinfo=UTC), by="Mara Lind")


def standing(*made: Determination, reviews: tuple[Review, ...] = (), **became: str) -> dict[str, list[Determination]]:
    found = in_force({identify(each): each for each in made}, reviews, became={HERE: became["into"]} if became else {})
    return {incident: list(each.values()) for incident, each in found.items()}


def test_a_later_figure_for_the_same_people_takes_the_place_of_an_earlier_one() -> None:
    first, later = figure(12, 15), figure(13, None, hour=1)
    children, other = figure(2, 2, group="child"), figure(1, 1, incident=THERE)
    assert standing(first, children, other, later) == {HERE: [later, children], THERE: [other]}


def test_one_that_is_rejected_is_taken_back_and_the_one_before_it_counts_again() -> None:
    first, later = figure(12, 15), figure(13, None, hour=1)
    assert standing(first, later, reviews=(rejected(later),)) == {HERE: [first]}
    assert standing(first, later, reviews=(rejected(later), rejected(later, "accept"))) == {HERE: [later]}
    assert standing(first, reviews=(rejected(first),)) == {}


def test_the_figures_of_merged_incidents_are_of_the_one_that_stands() -> None:
    here, there = figure(12, 15), figure(20, 20, incident=THERE, hour=1)
    assert standing(here, there, into=THERE) == {THERE: [there]}
    assert standing(there, here, into=THERE) == {THERE: [here]}


def test_claims_on_other_harms_bear_on_it_where_they_may_count_the_same_people() -> None:
    killed, injured, hit = CLAIMS
    assert bearing(CLAIMS, "killed") == tuple(sorted((killed, hit)))
    assert bearing(CLAIMS, "injured") == tuple(sorted((injured, hit)))
    assert bearing(CLAIMS, "killed_or_injured") == tuple(sorted(CLAIMS))
    assert bearing(CLAIMS, "missing") == ()


def test_it_wants_another_look_when_a_claim_comes_or_goes_that_bears_on_it() -> None:
    killed, injured, hit = CLAIMS
    made = figure(12, 15, claims=bearing(CLAIMS, "killed"))

    def look(claims: dict[str, Any]) -> tuple[int, int, bool]:
        (found,) = beside({identify(made): made}, claims)
        return found.came, found.went, found.look

    assert look(CLAIMS) == (0, 0, False)
    assert look({killed: CLAIMS[killed], hit: CLAIMS[hit]}) == (0, 0, False)  # an injured one less bears not on it
    assert look({**CLAIMS, **by_id([make_claim(count=40)])}) == (1, 0, True)
    assert look({injured: CLAIMS[injured], hit: CLAIMS[hit]}) == (0, 1, True)
