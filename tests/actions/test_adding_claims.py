from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from case_making import AT, BY, keep, new_case, report

from ledgerstone import codec, current, pipeline, reviewing
from ledgerstone.actions.adding_claims import add_claim
from ledgerstone.actions.deciding import review
from ledgerstone.errors import BadReview, BadSpan, DecidedMeanwhile, UnknownRecord
from ledgerstone.records import Claim, Link, Review, Run
from ledgerstone.store.store import Store

pytestmark = pytest.mark.usefixtures("database")

TEXT = "Sella fell silent. Nobody counted, but seven coffins were carried out. Rain went on."
START, END = TEXT.index("Nobody"), TEXT.index("Rain")
SEVEN: dict[str, Any] = {
    "kind": "harm",
    "harm": "killed",
    "relation": "whole",
    "count": {"low": 7, "high": 7, "about": False, "wording": "seven"},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A case with one report in which nothing was found."""
    with new_case(tmp_path / "case") as made:
        kept = keep(made, TEXT.encode(), tmp_path)
        read = report(kept.sha256, TEXT)
        run = Run(stage="reading", about=kept.sha256, made=(codec.identify(read),), version="tests.1", at=AT, by=BY)
        made.append([read, run], action="reading", by=BY)
        yield made


def _report(store: Store) -> str:
    return next(iter(current.read_current(store).reports))


def _add(store: Store, *, said: dict[str, Any] = SEVEN, because: str = "seven coffins", **options: Any) -> Review:
    return add_claim(
        store, _report(store), start=START, end=END, said=said, because=because, by=BY, seen=None, **options
    )


def test_an_added_claim_stands_with_who_added_it_and_why(store: Store) -> None:
    made = _add(store)
    now = current.read_current(store).reviewed
    ((id_, claim),) = now.claims.items()
    assert (claim.extractor, claim.passage.exact) == (
        reviewing.EXTRACTOR,
        "Nobody counted, but seven coffins were carried out.",
    )
    assert now.reviews == {id_: made}
    assert (made.about, made.verdict, made.because, made.by) == (id_, "accept", "seven coffins", BY)
    assert now.queue == ()
    assert store.entries()[-1].action == "review"


def test_a_run_keeps_it_links_it_and_counts_it(store: Store) -> None:
    made = _add(
        store, said={**SEVEN, "where": [], "when": {"earliest": "2031-03-11", "latest": "2031-03-11", "wording": "x"}}
    )
    pipeline.run(store, by=BY)
    now = current.read_current(store)
    assert made.about in now.reviewed.claims
    assert any(link.claim == made.about and link.target in now.incidents for link in now.links)
    assert [toll.best for each in current.assessments(store) for toll in each.tolls if toll.harm == "killed"] == [7]
    assert len(store.records(Link)) > 0


def test_it_can_be_corrected_and_taken_back(store: Store) -> None:
    made = _add(store)
    review(store, made.about, "correct", because="eight", replace={"count": {**SEVEN["count"], "high": 8}}, by=BY)
    (claim,) = current.read_current(store).reviewed.claims.values()
    assert claim.count is not None
    assert claim.count.high == 8
    review(store, codec.identify(claim), "reject", because="I was wrong", by=BY)
    now = current.read_current(store).reviewed
    assert (now.claims, now.queue) == ({}, ())


def test_the_same_words_are_not_added_twice_by_a_form_sent_twice(store: Store) -> None:
    shown = store.last_entry()
    where = {"start": START, "end": END, "said": SEVEN, "because": "x", "by": BY, "seen": shown}
    add_claim(store, _report(store), **where)
    with pytest.raises(DecidedMeanwhile):
        add_claim(store, _report(store), **where)
    assert len(store.records(Claim)) == 1


@pytest.mark.parametrize(
    ("said", "because", "told"),
    [
        (SEVEN, " ", "reason"),
        ({**SEVEN, "harm": None}, "x", "which harm"),
        ({**SEVEN, "harm": "slain"}, "x", "makes no claim"),
        ({}, "x", "makes no claim"),
    ],
)
def test_what_makes_no_claim_is_refused(store: Store, said: dict[str, Any], because: str, told: str) -> None:
    with pytest.raises(BadReview, match=told):
        _add(store, said=said, because=because)
    assert store.records(Claim) == {}


def test_words_and_reports_that_are_not_there_are_refused(store: Store) -> None:
    with pytest.raises(BadSpan):
        add_claim(store, _report(store), start=0, end=10_000, said=SEVEN, because="x", by=BY)
    with pytest.raises(UnknownRecord):
        add_claim(store, "0" * 64, start=0, end=5, said=SEVEN, because="x", by=BY)
