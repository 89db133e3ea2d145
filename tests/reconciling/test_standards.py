"""Which decisions of a team are in force, and what is called by one name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from decided import AT, appraisal, ownership, rejected, standards

from ledgerstone.codec import identify
from ledgerstone.reconciling.standards import NONE, history, in_force, named
from ledgerstone.records import Criteria


def test_nothing_decided_is_no_version() -> None:
    assert standards() == NONE
    assert NONE.version == ""


def test_a_later_word_on_the_same_source_takes_the_place_of_an_earlier_one() -> None:
    first = appraisal("Kalvessa Post", "not_credible")
    other = appraisal("Sella Today", "not_credible", hour=1)
    later = appraisal("the KALVESSA post", "credible", hour=2)
    assert standards(first, other, later).appraisals == (other, later)


def test_a_later_word_on_some_days_leaves_the_earlier_one_for_the_others() -> None:
    first = appraisal("Kalvessa Post", "not_credible")
    later = appraisal("Kalvessa Post", "credible", hour=1, since=date(2031, 3, 1))
    assert standards(first, later).appraisals == (first, later)
    wider = appraisal("Kalvessa Post", "undecided", hour=2, since=date(2031, 1, 1))
    assert standards(first, later, wider).appraisals == (first, wider)


def test_a_decision_that_a_reviewer_rejects_holds_no_longer_and_the_one_before_does_again() -> None:
    first, later = appraisal("Kalvessa Post", "not_credible"), appraisal("Kalvessa Post", "credible", hour=1)
    found = standards(first, later, reviews=(rejected(later, hour=2),))
    assert found.appraisals == (first,)
    taken_back = (rejected(later, hour=2), rejected(later, hour=3, verdict="accept"))
    assert standards(first, later, reviews=taken_back).appraisals == (later,)


def test_a_blind_verdict_takes_nobodys_place() -> None:
    first = appraisal("Kalvessa Post", "not_credible")
    blind = replace(rejected(first, hour=1), blind=True)
    assert standards(first, reviews=(blind,)).appraisals == (first,)


def test_each_decision_makes_a_version_of_its_own_and_so_does_taking_one_back() -> None:
    first, later = appraisal("Kalvessa Post", "not_credible"), ownership("Sella Today", "Veldt Holding")
    versions = [
        standards(first).version,
        standards(first, later).version,
        standards(first, later, reviews=(rejected(later, hour=2),)).version,
    ]
    assert versions[0] == "1@2031-05-06T07:08:09+00:00"
    assert len(set(versions)) == 3


def test_a_version_tells_nothing_of_what_was_decided() -> None:
    """It stands in runs, which stay when a decision has to be forgotten."""
    assert standards(appraisal("Kalvessa Post", "credible")).version == standards(ownership("A", "B")).version


def test_the_history_tells_which_decision_led_to_which_version() -> None:
    first = appraisal("Kalvessa Post", "not_credible")
    later = appraisal("Kalvessa Post", "credible", hour=3)
    made = {identify(each): each for each in (first, later)}
    told = list(history(made, (rejected(first, hour=1),)))
    assert [each for _, each, _ in told] == [first, later]
    assert [version.split("@")[0] for _, _, version in told] == ["1", "3"]
    assert told[-1][2] == in_force(made, (rejected(first, hour=1),)).version


def test_the_last_criteria_are_in_force() -> None:
    one = Criteria(harms=("killed",), because="The mandate.", at=AT, by="Ines Okoro")
    two = Criteria(because="A wider mandate.", at=AT + timedelta(hours=1), by="Ines Okoro")
    assert standards(one, two).criteria == two


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Kalvessa Post", "kalvessa post"),
        ("a spokesman for the Ministry of Health", "Ministry of Health"),
        ("Drovath’s General Hospital", "Drovath General Hospital"),
        ("https://www.post.example", "post.example"),
        ("Mardūn Gazette", "Mardun Gazette"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert named(one) == named(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kalvessa Post", "Kalvessa Today"), ("police", "Sarvek police"), ("post.example", "post.test")],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert named(one) != named(other)


def test_a_name_of_nothing_but_small_words_is_still_one() -> None:
    assert named("The Press") == "the press"
