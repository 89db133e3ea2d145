from collections.abc import Iterator
from pathlib import Path

import pytest
from case_making import BY

from ledgerstone import current, pipeline
from ledgerstone.actions.adding import add, init
from ledgerstone.actions.deciding import review
from ledgerstone.actions.linking import judge, split, take_back
from ledgerstone.errors import BadLink, Contradictory, UnknownRecord
from ledgerstone.records import Assessment, Link
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")

TEXTS = (
    "At least 3 people were killed in Oldenmarsh on 3 March 2031, residents said. Sella Arun, 9, was killed.",
    "Shelling killed 8 people in Torvik on 20 May 2031, the Civic Harm Observatory said. Sela Aroun was killed.",
    "An airstrike killed 5 people in Brannow on 7 July 2031, medics said.",
)
WHY = "The two name the same street and hour."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A case of three reports, each of an incident of its own."""
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    with init(tmp_path / "case", by=BY) as made:
        list(add(made, [tmp_path / f"{number}.txt" for number in range(len(TEXTS))], by=BY))
        pipeline.run(made, by=BY)
        assert len(_now(made)) == len(TEXTS)
        yield made
    assert verify(tmp_path / "case").notes == ()


def _now(store: Store) -> dict[str, Assessment]:
    return {each.incident: each for each in current.assessments(store) if each.incident}


def _killed(store: Store, incident: str) -> tuple[int | None, int | None]:
    tolls = _now(store)[incident].tolls
    found = next(x for x in tolls if (x.harm, x.status, x.group) == ("killed", None, None))
    return found.low, found.high


def test_merged_incidents_are_one_with_the_claims_of_both_and_stay_so_when_the_case_runs_again(store: Store) -> None:
    one, other, third = _now(store)
    claims = _now(store)[one].claims.keys() | _now(store)[other].claims.keys()
    made = judge(store, one, other[:12], "positive", because=WHY, by=BY)
    assert (made.claim, made.target, made.relation, made.judgement) == (one, other, "same_as", "positive")
    assert _now(store).keys() == {other, third}
    assert _now(store)[other].claims.keys() == claims
    assert _killed(store, other) == (3, 8)
    pipeline.run(store, by=BY)
    assert _now(store)[other].claims.keys() == claims
    assert store.entries()[-1].by == BY


def test_a_merge_that_is_taken_back_leaves_what_was_there(store: Store) -> None:
    before = _now(store)
    one, other, _ = before
    judge(store, one, other, "positive", because=WHY, by=BY)
    (link,) = (id_ for id_, each in store.records(Link).items() if each.relation == "same_as")
    take_back(store, link, because="They are two streets.", by=BY)
    assert current.standing_judgements(store) == ()
    assert {id_: each.claims for id_, each in _now(store).items()} == {id_: x.claims for id_, x in before.items()}
    with pytest.raises(BadLink, match="no judgement of a person"):
        take_back(store, next(id_ for id_, x in store.records(Link).items() if x.linker != "review.1"), because="no")


def test_what_contradicts_is_refused_with_the_three_named(store: Store) -> None:
    one, other, third = _now(store)
    judge(store, one, other, "positive", because=WHY, by=BY)
    judge(store, other, third, "positive", because=WHY, by=BY)
    with pytest.raises(Contradictory) as caught:
        judge(store, one, third, "negative", because="Another day.", by=BY)
    assert all(id_[:12] in str(caught.value) for id_ in (one, other, third))
    judge(store, other, third, "negative", because="Another day.", by=BY)
    judge(store, third, one, "negative", because="Another day.", by=BY)
    assert _now(store).keys() == {other, third}
    with pytest.raises(Contradictory):
        judge(store, other, third, "positive", because=WHY, by=BY)


def test_an_unsure_judgement_is_kept_and_changes_nothing(store: Store) -> None:
    before = _now(store)
    one, other, _ = before
    judge(store, one, other, "unsure", because="The hour is not told.", by=BY)
    assert [each.judgement for each in current.standing_judgements(store)] == ["unsure"]
    assert _now(store).keys() == before.keys()


def test_a_claim_moves_from_one_incident_to_another(store: Store) -> None:
    one, other, _ = _now(store)
    moved = next(id_ for id_, each in _now(store)[one].claims.items() if each.count)
    judge(store, moved, one, "negative", because=WHY, by=BY)
    assert moved not in _now(store)[one].claims
    judge(store, moved, other, "positive", because=WHY, by=BY)
    assert moved in _now(store)[other].claims
    assert _killed(store, other) == (3, 8)
    pipeline.run(store, by=BY)
    assert moved in _now(store)[other].claims


def test_an_incident_is_a_part_of_another_by_judgement(store: Store) -> None:
    one, other, _ = _now(store)
    judge(store, one, other, "positive", because=WHY, part=True, by=BY)
    assert any((x.claim, x.relation, x.target) == (one, "part_of", other) for x in _now(store)[other].links)
    judge(store, one, other, "negative", because="They are apart.", part=True, by=BY)
    assert not any(x.relation == "part_of" for x in _now(store)[other].links)


def test_split_makes_an_incident_of_the_claims_that_were_chosen(store: Store) -> None:
    one, other, third = _now(store)
    judge(store, one, other, "positive", because=WHY, by=BY)
    theirs = [id_ for id_, each in _now(store)[other].claims.items() if each.count and each.count.low == 3]
    names = [id_ for id_, each in _now(store)[other].claims.items() if each.person]
    made = split(store, other, [*theirs, *names], because="Two attacks.", by=BY)
    assert _now(store).keys() == {other, third, made}
    assert set(_now(store)[made].claims) == {*theirs, *names}
    assert _killed(store, made) == (3, None)
    pipeline.run(store, by=BY)
    assert set(_now(store)[made].claims) == {*theirs, *names}


def test_victims_judged_the_same_are_one(store: Store) -> None:
    one, other, _ = _now(store)
    judge(store, one, other, "positive", because=WHY, by=BY)
    first, second = (each.victim for each in _now(store)[other].victims)
    judge(store, first, second, "positive", because="The same age and family.", by=BY)
    assert [each.victim for each in _now(store)[other].victims] == [second]


def test_what_cannot_be_linked_is_refused_and_nothing_is_kept(store: Store) -> None:
    one, other, _ = _now(store)
    claim = next(iter(_now(store)[one].claims))
    entries = len(store.entries())
    with pytest.raises(BadLink, match="needs a reason"):
        judge(store, one, other, "positive", because=" \n", by=BY)
    with pytest.raises(BadLink, match="no judgement"):
        judge(store, one, other, "same", because=WHY, by=BY)
    with pytest.raises(BadLink, match="one and the same"):
        judge(store, one, one, "positive", because=WHY, by=BY)
    with pytest.raises(BadLink, match="never linked by hand"):
        judge(store, one, claim, "positive", because=WHY, by=BY)
    with pytest.raises(BadLink, match="part of an incident"):
        judge(store, claim, one, "positive", because=WHY, part=True, by=BY)
    with pytest.raises(BadLink, match="not of this incident"):
        split(store, other, [claim], because=WHY, by=BY)
    with pytest.raises(BadLink, match="No claim was chosen"):
        split(store, one, [], because=WHY, by=BY)
    with pytest.raises(BadLink, match="no incident"):
        split(store, claim, [claim], because=WHY, by=BY)
    with pytest.raises(UnknownRecord):
        judge(store, "0" * 64, other, "positive", because=WHY, by=BY)
    assert len(store.entries()) == entries


def test_the_founding_claim_alone_cannot_be_taken_out(store: Store) -> None:
    one = next(iter(_now(store)))
    founder = store.get([one])[one].founded_by  # type: ignore[attr-defined]
    with pytest.raises(BadLink, match="Take the other claims out"):
        split(store, one, [founder], because=WHY, by=BY)


def test_rejecting_a_judgement_as_any_record_takes_it_back(store: Store) -> None:
    one, other, _ = _now(store)
    judge(store, one, other, "positive", because=WHY, by=BY)
    (link,) = (id_ for id_, each in store.records(Link).items() if each.relation == "same_as")
    review(store, link, "reject", because="They are two streets.", by=BY)
    assert one in _now(store)
