from dataclasses import replace

import pytest
from case_making import AT, BY, SENTENCE, claim, report

from ledgerstone import codec, reviewing
from ledgerstone.disagreeing import DISPUTED, agree, standing
from ledgerstone.records import Claim, Review
from ledgerstone.releasing.claim_view import STATES
from ledgerstone.releasing.withholding import PASSING

REPORT = report("ab" * 32, f"Rain fell. {SENTENCE}")
FOUND = claim(codec.identify(REPORT))
RIGHT = claim(codec.identify(REPORT), low=21, extractor=reviewing.EXTRACTOR)
OTHER = "Tomas Rell"


def _review(verdict: str, *, by: str = BY, blind: bool = False, right: Claim | None = None) -> Review:
    return Review(
        about=codec.identify(FOUND),
        verdict=verdict,
        because="read",
        replacement=codec.canonical(right) if right else None,
        anchor=reviewing.anchor(FOUND, REPORT),
        blind=blind or None,
        at=AT,
        by=by,
    )


def test_the_last_decision_stands() -> None:
    assert standing([_review("accept"), _review("reject", by=OTHER)]) == [_review("reject", by=OTHER)]


def test_a_blind_decision_that_agrees_leaves_the_first() -> None:
    first = _review("correct", right=RIGHT)
    assert standing([first, _review("correct", by=OTHER, blind=True, right=RIGHT)]) == [first]


@pytest.mark.parametrize(
    ("first", "second"), [("accept", "reject"), ("reject", "accept"), ("withhold", "accept"), ("accept", "withhold")]
)
def test_a_blind_decision_that_differs_makes_it_disputed(first: str, second: str) -> None:
    (made,) = standing([_review(first), _review(second, by=OTHER, blind=True)])
    assert (made.verdict, made.by, made.replacement) == (DISPUTED, f"{BY} and {OTHER}", None)
    assert f"{BY} said {first} (“read”)" in made.because
    assert f"{OTHER} said {second} (“read”)" in made.because


def test_two_corrections_agree_where_they_say_the_same() -> None:
    one, same = _review("correct", right=RIGHT), _review("correct", by=OTHER, right=RIGHT)
    assert agree(one, same)
    passage = replace(RIGHT.passage, start=5, exact="At least 12 people")
    assert agree(one, _review("correct", by=OTHER, right=replace(RIGHT, passage=passage)))
    assert not agree(one, _review("correct", by=OTHER, right=replace(RIGHT, harm="injured")))


def test_a_decision_that_knows_both_settles_it_and_a_third_blind_one_does_not() -> None:
    disputed = [_review("accept"), _review("reject", by=OTHER, blind=True)]
    settled = _review("accept", by="Mira Sand")
    assert standing([*disputed, settled]) == [settled]
    (still,) = standing([*disputed, _review("accept", by="Mira Sand", blind=True)])
    assert still.verdict == DISPUTED


def test_a_blind_decision_takes_the_place_of_ones_own_and_of_none() -> None:
    again = _review("reject", blind=True)
    assert standing([_review("accept"), again]) == [again]
    assert standing([_review("pending", by=OTHER), again]) == [again]


def test_what_is_disputed_stands_as_found_and_lets_nothing_out() -> None:
    id_ = codec.identify(FOUND)
    reviews = [_review("reject"), _review("correct", by=OTHER, blind=True, right=RIGHT)]
    known = {id_: FOUND}
    reviewed = reviewing.apply(known, reports={FOUND.report: REPORT}, reviews=reviews, get=lambda _: known)
    assert reviewed.claims == {id_: FOUND}
    assert reviewed.reviews[id_].verdict == DISPUTED
    assert DISPUTED in STATES
    assert DISPUTED not in PASSING
