from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from case_making import AT, BY, claim, keep, new_case, report

from ledgerstone import codec, current, reviewing
from ledgerstone.actions.deciding import handle, parse_replacement, review
from ledgerstone.errors import BadReview, BadSpan, DecidedMeanwhile, UnknownRecord
from ledgerstone.records import Claim, Count, Handling, Link, Review, Run
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A case with one report and one claim, as the current runs of their stages left them."""
    with new_case(tmp_path / "case") as made:
        kept = keep(made, b"text", tmp_path)
        read = report(kept.sha256)
        read_id = codec.identify(read)
        found = claim(read_id)
        run = {"version": "tests.1", "at": AT, "by": BY}
        made.append([read, Run(stage="reading", about=kept.sha256, made=(read_id,), **run)], action="reading", by=BY)
        one = Run(stage="extraction", about=read_id, made=(codec.identify(found),), **run)
        made.append([found, one], action="extraction", by=BY)
        yield made
    assert verify(tmp_path / "case").notes == ()


def _claim_id(store: Store) -> str:
    return next(iter(current.read_current(store).reviewed.claims))


def _now(store: Store) -> reviewing.Reviewed:
    return current.read_current(store).reviewed


def test_a_verdict_is_recorded_with_who_when_why_and_anchor(store: Store) -> None:
    before = datetime.now(UTC)
    made = review(store, _claim_id(store)[:10], "accept", because=" It is there. ", by=BY)
    assert (made.about, made.verdict, made.because, made.by) == (_claim_id(store), "accept", "It is there.", BY)
    assert made.anchor is not None
    assert before <= made.at <= datetime.now(UTC)
    assert list(store.records(Review).values()) == [made]
    assert store.entries()[-1].action == "review"
    assert _now(store).reviews == {_claim_id(store): made}


def test_a_rejected_claim_is_gone_and_comes_back_when_accepted(store: Store) -> None:
    id_ = _claim_id(store)
    review(store, id_, "reject", because="misread", by=BY)
    assert _now(store).claims == {}
    review(store, id_, "accept", because="I was wrong", by=BY)
    assert list(_now(store).claims) == [id_]
    assert len(store.records(Review)) == 2


def test_a_correction_is_a_new_claim_that_stands_for_the_old(store: Store) -> None:
    id_ = _claim_id(store)
    made = review(
        store,
        id_,
        "correct",
        because="12 to 15",
        replace={"count": {"low": 12, "high": 15, "about": False, "wording": "12"}},
        by=BY,
    )
    ((new_id, new),) = _now(store).claims.items()
    assert new.count == Count(low=12, high=15, wording="12")
    assert new.extractor == reviewing.EXTRACTOR
    assert (made.about, made.replacement) == (id_, codec.canonical(new))
    assert set(store.records(Claim)) == {id_, new_id}


def test_a_correction_can_empty_a_field(store: Store) -> None:
    review(store, _claim_id(store), "correct", because="no figure", replace={"count": None}, by=BY)
    (new,) = _now(store).claims.values()
    assert new.count is None


def test_a_decision_on_a_correction_is_one_on_what_was_found(store: Store) -> None:
    id_ = _claim_id(store)
    review(store, id_, "correct", because="injured", replace={"harm": "injured"}, by=BY)
    corrected = _claim_id(store)
    assert corrected != id_
    again = review(store, corrected, "withhold", because="dangerous", by=BY)
    assert again.about == id_
    assert [claim.harm for claim in _now(store).claims.values()] == ["injured"]
    assert _now(store).reviews[corrected].verdict == "withhold"
    accepted = review(store, corrected, "accept", because="safe now", by=BY)
    assert accepted.verdict == "correct"
    assert list(_now(store).claims) == [corrected]
    review(store, corrected, "reject", because="nothing of it is there", by=BY)
    assert _now(store).claims == {}


@pytest.mark.parametrize(
    ("verdict", "because", "replace", "said"),
    [
        ("accept", "", None, "reason"),
        ("accept", " \n", None, "reason"),
        ("maybe", "x", None, "no verdict"),
        ("correct", "x", None, "needs what is right"),
        ("correct", "x", {}, "needs what is right"),
        ("accept", "x", {"harm": "injured"}, "takes no replacement"),
        ("correct", "x", {"harm": "killed"}, "changes nothing"),
        ("correct", "x", {"harm": "slain"}, "makes no claim"),
        ("correct", "x", {"colour": "red"}, "makes no claim"),
        ("correct", "x", {"count": {"low": 1.5, "high": None, "about": False, "wording": "x"}}, "makes no claim"),
        ("correct", "x", {"kind": None}, "makes no claim"),
        ("correct", "x", {"report": "ab" * 32}, "keeps the claim's report"),
        ("correct", "x", {"passage": None}, "keeps the claim's passage"),
        ("correct", "x", {"passage": {"start": 0}}, "keeps the claim's passage"),
    ],
)
def test_a_decision_that_is_none_is_refused(
    store: Store, verdict: str, because: str, replace: dict[str, object] | None, said: str
) -> None:
    with pytest.raises(BadReview, match=said):
        review(store, _claim_id(store), verdict, because=because, replace=replace, by=BY)
    assert store.records(Review) == {}


def test_an_unknown_record_is_refused(store: Store) -> None:
    with pytest.raises(UnknownRecord):
        review(store, "0" * 64, "accept", because="x", by=BY)


def test_a_link_can_be_rejected_and_not_corrected(store: Store) -> None:
    link = Link(claim=_claim_id(store), target="ab" * 32, linker="tests.1")
    (id_,) = store.append([link], action="linking", by=BY)
    with pytest.raises(BadReview, match="Only a claim"):
        review(store, id_, "correct", because="x", replace={"target": "cd" * 32}, by=BY)
    made = review(store, id_, "reject", because="another day", by=BY)
    assert made.anchor is None
    assert _now(store).removed == {id_}


def test_handling_says_who_may_see_a_record(store: Store) -> None:
    made = handle(store, _claim_id(store)[:8], "sealed", because="her brother was threatened", by=BY)
    assert list(store.records(Handling).values()) == [made]
    assert (made.about, made.level) == (_claim_id(store), "sealed")
    with pytest.raises(BadReview):
        handle(store, _claim_id(store), "hidden", because="x", by=BY)
    with pytest.raises(BadReview):
        handle(store, _claim_id(store), "open", because="", by=BY)


def test_handling_of_an_original_is_by_the_hash_that_reports_name(store: Store) -> None:
    sha256 = next(iter(current.to_read(store)))
    id_ = next(iter(store.records(type(current.to_read(store)[sha256]))))
    assert handle(store, id_, "restricted", because="lent", by=BY).about == sha256


@pytest.mark.parametrize("text", ["", "{", "[1]", "12", "[" * 100_000])
def test_a_replacement_is_a_json_object(text: str) -> None:
    with pytest.raises(BadReview):
        parse_replacement(text)
    assert parse_replacement('{"harm": "injured"}') == {"harm": "injured"}


def test_a_correction_can_choose_other_words_of_the_text(store: Store) -> None:
    review(store, _claim_id(store), "correct", because="less", replace={"passage": {"start": 0, "end": 18}}, by=BY)
    (new,) = _now(store).claims.values()
    assert (new.passage.start, new.passage.exact) == (0, "At least 12 people")


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (0, 10_000), (2, 3)])
def test_words_that_are_not_in_the_text_are_refused(store: Store, start: int, end: int) -> None:
    with pytest.raises(BadSpan):
        review(store, _claim_id(store), "correct", because="x", replace={"passage": {"start": start, "end": end}})
    assert store.records(Review) == {}


def test_a_decision_made_since_is_not_overwritten(store: Store) -> None:
    shown = store.last_entry()
    first = review(store, _claim_id(store), "reject", because="misread", by="Tomas Rell", seen=shown)
    with pytest.raises(DecidedMeanwhile, match="Tomas Rell decided on this since you were shown it: reject") as told:
        review(store, next(iter(_now(store).rejected)), "accept", because="there", by=BY, seen=shown)
    assert told.value.review == codec.identify(first)
    assert list(store.records(Review).values()) == [first]
    review(store, first.about, "accept", because="there", by=BY, seen=store.last_entry())
    assert len(_now(store).claims) == 1


def test_a_form_sent_twice_records_one_decision(store: Store) -> None:
    shown = store.last_entry()
    review(store, _claim_id(store), "accept", because="there", by=BY, seen=shown)
    with pytest.raises(DecidedMeanwhile):
        review(store, _claim_id(store), "accept", because="there", by=BY, seen=shown)
    assert len(store.records(Review)) == 1


def test_who_decides_blind_is_not_told_and_stands_beside(store: Store) -> None:
    shown, id_ = store.last_entry(), _claim_id(store)
    review(store, id_, "reject", because="misread", by="Tomas Rell", seen=shown)
    made = review(store, id_, "accept", because="there", by=BY, seen=shown, blind=True)
    assert made.blind
    assert _now(store).reviews[id_].verdict == "disputed"
    review(store, id_, "accept", because="settled", by="Mira Sand", seen=store.last_entry())
    assert _now(store).reviews[id_].verdict == "accept"
