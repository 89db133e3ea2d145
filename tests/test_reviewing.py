from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from case_making import AT, BY, SENTENCE, claim, report

from ledgerstone import codec, reviewing
from ledgerstone.records import Claim, Count, Link, Name, Passage, Person, Record, Report, Review

REPORT = report("ab" * 32, f"Rain fell. {SENTENCE} {SENTENCE}")
REPORT_ID = codec.identify(REPORT)


def _claim(*, low: int = 12, extractor: str = "tests.1", second: bool = False) -> Claim:
    start = REPORT.text.rindex(SENTENCE) if second else REPORT.text.index(SENTENCE)
    passage = Passage(start=start, end=start + len(SENTENCE), exact=SENTENCE)
    return replace(claim(REPORT_ID, low=low, extractor=extractor), passage=passage)


def _by_id(*records: Record) -> dict[str, Record]:
    return {codec.identify(record): record for record in records}


def _review(about: Claim, verdict: str, *, correction: Claim | None = None) -> Review:
    return Review(
        about=codec.identify(about),
        verdict=verdict,
        because="I read it.",
        replacement=codec.canonical(correction) if correction else None,
        anchor=reviewing.anchor(about, REPORT),
        at=AT,
        by=BY,
    )


def _apply(now: Iterable[Claim], reviews: Iterable[Review], *, old: Iterable[Record] = ()) -> reviewing.Reviewed:
    claims = {codec.identify(each): each for each in now}
    known: Mapping[str, Record] = {**claims, **_by_id(*old)}
    return reviewing.apply(
        claims,
        reports={REPORT_ID: REPORT},
        reviews=reviews,
        get=lambda ids: {id_: known[id_] for id_ in ids if id_ in known},
    )


def test_an_anchor_tells_equal_sentences_apart() -> None:
    first, second = reviewing.anchor(_claim(), REPORT), reviewing.anchor(_claim(second=True), REPORT)
    assert (first.occurrence, second.occurrence) == (0, 1)
    assert replace(second, occurrence=0) == first
    assert first.exact == SENTENCE
    assert first.wording == "At least 12"


def test_an_anchor_holds_the_words_of_a_person_or_the_code_of_a_response() -> None:
    person = replace(_claim(), count=None, person=Person(names=(Name(text="Samir Haddar"),)))
    assert reviewing.anchor(person, REPORT).wording == "Samir Haddar"
    response = replace(_claim(), count=None, kind="response", harm=None, response="denial")
    assert reviewing.anchor(response, REPORT).wording == "denial"


def test_without_reviews_everything_stands_as_found() -> None:
    found = _claim()
    reviewed = _apply([found], [])
    assert reviewed.claims == {codec.identify(found): found}
    assert (reviewed.rejected, reviewed.reviews, reviewed.became, reviewed.queue) == ({}, {}, {}, ())


@pytest.mark.parametrize("verdict", ["accept", "withhold", "pending", "inconclusive"])
def test_a_verdict_that_lets_a_claim_stand_is_kept_with_it(verdict: str) -> None:
    found = _claim()
    reviewed = _apply([found], [_review(found, verdict)])
    assert reviewed.claims == {codec.identify(found): found}
    assert reviewed.reviews[codec.identify(found)].verdict == verdict


def test_a_rejected_claim_goes_and_its_equal_sentence_stays() -> None:
    found, other = _claim(), _claim(second=True)
    reviewed = _apply([found, other], [_review(found, "reject")])
    assert reviewed.claims == {codec.identify(other): other}
    assert reviewed.rejected == {codec.identify(found): found}


def test_a_correction_stands_for_the_claim() -> None:
    found, right = _claim(), _claim(low=21, extractor=reviewing.EXTRACTOR)
    reviewed = _apply([found], [_review(found, "correct", correction=right)])
    assert reviewed.claims == {codec.identify(right): right}
    assert reviewed.became == {codec.identify(found): codec.identify(right)}
    assert reviewed.reviews[codec.identify(right)].verdict == "correct"
    assert reviewed.queue == ()


def test_the_latest_verdict_counts() -> None:
    found = _claim()
    reviewed = _apply([found], [_review(found, "reject"), _review(found, "accept")])
    assert reviewed.claims == {codec.identify(found): found}
    assert _apply([found], [_review(found, "accept"), _review(found, "reject")]).claims == {}


def test_a_decision_holds_for_what_a_better_extractor_finds_in_the_same_words() -> None:
    old, new = _claim(), _claim(extractor="tests.2")
    right = _claim(low=21, extractor=reviewing.EXTRACTOR)
    assert _apply([new], [_review(old, "reject")], old=[old]).claims == {}
    corrected = _apply([new], [_review(old, "correct", correction=right)], old=[old])
    assert corrected.claims == {codec.identify(right): right}
    accepted = _apply([new], [_review(old, "accept")], old=[old])
    assert accepted.claims == {codec.identify(new): new}
    assert (corrected.queue, accepted.queue) == ((), ())


def test_another_value_in_the_same_words_leaves_the_decision_and_queues_the_claim() -> None:
    old, new = _claim(), _claim(low=120, extractor="tests.2")
    accepted = _apply([new], [_review(old, "accept")], old=[old])
    assert accepted.claims == {codec.identify(old): old}
    assert [again.claim for again in accepted.queue] == [codec.identify(new)]
    right = _claim(low=21, extractor=reviewing.EXTRACTOR)
    corrected = _apply([new], [_review(old, "correct", correction=right)], old=[old])
    assert corrected.claims == {codec.identify(right): right}
    assert len(corrected.queue) == 1
    rejected = _apply([new], [_review(old, "reject")], old=[old])
    assert (rejected.claims, len(rejected.queue)) == ({}, 1)


def test_an_extractor_that_now_finds_what_the_person_said_needs_no_second_look() -> None:
    old, new = _claim(), _claim(low=21, extractor="tests.2")
    right = _claim(low=21, extractor=reviewing.EXTRACTOR)
    assert _apply([new], [_review(old, "correct", correction=right)], old=[old]).queue == ()


def test_an_anchor_that_is_gone_leaves_the_decision_and_queues_it() -> None:
    old = _claim()
    accepted = _apply([], [_review(old, "accept")], old=[old])
    assert accepted.claims == {codec.identify(old): old}
    assert [again.claim for again in accepted.queue] == [None]
    rejected = _apply([], [_review(old, "reject")], old=[old])
    assert (rejected.claims, len(rejected.queue)) == ({}, 1)


def test_places_and_times_may_grow_finer_without_a_second_look() -> None:
    old = _claim()
    new = replace(_claim(extractor="tests.2"), means=("air_delivered",))
    assert _apply([new], [_review(old, "accept")], old=[old]).queue == ()


def test_a_rejected_report_takes_its_claims_along() -> None:
    review = Review(about=REPORT_ID, verdict="reject", because="a hoax", at=AT, by=BY)
    assert _apply([_claim()], [review]).claims == {}


def test_links_follow_corrections_and_rejected_links_are_gone() -> None:
    found, right = _claim(), _claim(low=21, extractor=reviewing.EXTRACTOR)
    link = Link(claim=codec.identify(found), target="cd" * 32, linker="tests.1")
    wrong = Link(claim=codec.identify(found), target="ef" * 32, linker="tests.1")
    review = Review(about=codec.identify(wrong), verdict="reject", because="another day", at=AT, by=BY)
    reviewed = _apply([found], [_review(found, "correct", correction=right), review])
    links = {codec.identify(each): each for each in (link, wrong)}
    assert reviewing.follow(links, reviewed) == (replace(link, claim=codec.identify(right)),)


def test_a_claim_of_another_version_is_found_again_by_its_anchor() -> None:
    old, new, other = _claim(), _claim(extractor="tests.2"), _claim(extractor="tests.2", second=True)
    now = {codec.identify(each): each for each in (other, new)}
    reports: dict[str, Report] = {REPORT_ID: REPORT}
    found = reviewing.found_again({codec.identify(old): old}, now, reports=reports)
    assert found == {codec.identify(old): codec.identify(new)}


def test_a_count_that_another_verdict_corrected_stays_corrected() -> None:
    found, right = _claim(), _claim(low=21, extractor=reviewing.EXTRACTOR)
    withheld = replace(_review(found, "withhold"), replacement=codec.canonical(right))
    reviewed = _apply([found], [_review(found, "correct", correction=right), withheld])
    assert reviewed.claims == {codec.identify(right): right}
    assert reviewed.claims[codec.identify(right)].count == Count(low=21, high=None, wording="At least 12")
    assert reviewed.reviews[codec.identify(right)].verdict == "withhold"


def test_a_claim_that_a_person_added_stands_through_later_runs() -> None:
    added = _claim(extractor=reviewing.EXTRACTOR)
    reviewed = _apply([], [_review(added, "accept")], old=[added])
    assert (reviewed.claims, reviewed.queue) == ({codec.identify(added): added}, ())
    assert _apply([], [_review(added, "accept"), _review(added, "reject")], old=[added]).claims == {}


def test_what_is_found_later_in_the_words_of_an_added_claim_is_compared_with_it() -> None:
    added = _claim(extractor=reviewing.EXTRACTOR)
    same = _apply([_claim()], [_review(added, "accept")], old=[added])
    assert (list(same.claims.values()), same.queue) == ([_claim()], ())
    other = _apply([_claim(low=120)], [_review(added, "accept")], old=[added])
    assert list(other.claims.values()) == [added]
    assert len(other.queue) == 1


def test_a_claim_added_to_a_text_that_was_read_anew_wants_another_look() -> None:
    added = replace(_claim(extractor=reviewing.EXTRACTOR), report="cd" * 32)
    reviewed = _apply([], [_review(added, "accept")], old=[added])
    assert list(reviewed.claims.values()) == [added]
    assert len(reviewed.queue) == 1
