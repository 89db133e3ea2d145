"""A team's own figure: recorded, shown beside the policy's, looked at again, taken back, in no release, forgotten."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from case_making import BY, keep

from ledgerstone import current, pipeline
from ledgerstone.actions.adding import init
from ledgerstone.actions.deciding import review
from ledgerstone.actions.determining import determine, find, take_back
from ledgerstone.actions.expunging import ask, expunge
from ledgerstone.actions.letting_go import release, working_dossier
from ledgerstone.actions.linking import judge
from ledgerstone.codec import identify
from ledgerstone.errors import BadDetermination, UnknownRecord
from ledgerstone.records import Assessment, Claim, Determination, Determined, Original
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")

TEXTS = (
    "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n",
    "Shelling killed 40 people in Oldenmarsh on 3 March 2026, residents said.\n",
    "An airstrike killed 5 people in Brannow on 7 July 2031, medics said.\n",
)
WHY = "Oren Vas read the hospital's list name by name."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with init(tmp_path / "case", by=BY) as made:
        for text in TEXTS:
            keep(made, text.encode(), tmp_path)
        pipeline.run(made, by=BY)
        yield made
    assert verify(tmp_path / "case").notes == ()


def incidents(store: Store) -> list[Assessment]:
    found = [each for each in current.assessments(store) if each.incident]
    return sorted(found, key=lambda each: -len(each.reports))


def own(store: Store, low: int | None = 12, high: int | None = 15, **values: Any) -> Determination:
    return determine(store, incidents(store)[0], "killed", low, high, **({"because": WHY, "by": BY} | values))


def shown(store: Store) -> dict[str, tuple[Determined, ...]]:
    return current.determined(store, current.assessments(store))


def test_it_stands_beside_the_toll_and_changes_none(store: Store) -> None:
    before = incidents(store)
    made = own(store)
    assert (made.incident, made.harm, made.low, made.high, made.by) == (before[0].incident, "killed", 12, 15, BY)
    (killed,) = (x for x in before[0].tolls if (x.harm, x.status, x.group) == ("killed", None, None))
    assert set(made.claims) == {each.claim for each in (*killed.used, *killed.set_aside)}
    assert shown(store) == {made.incident: (Determined(id=identify(made), determination=made),)}
    assert [each.tolls for each in incidents(store)] == [each.tolls for each in before]
    assert pipeline.run(store, by=BY).added == 0
    assert store.entries()[-1].action == "determination"


def test_it_wants_another_look_when_a_claim_comes(store: Store, tmp_path: Path) -> None:
    made = own(store)
    text = "Shelling killed 33 people in Oldenmarsh on 3 March 2026, the district council said.\n"
    keep(store, text.encode(), tmp_path)
    pipeline.run(store, by=BY)
    ((of,),) = shown(store).values()
    assert (of.determination, of.came, of.went, of.look) == (made, 1, 0, True)
    again = own(store, because="The council counts those of the next street, too.")
    assert [each.determination for each in shown(store)[made.incident]] == [again]
    assert not shown(store)[made.incident][0].look


def test_a_claim_that_is_corrected_is_another_and_one_that_is_rejected_bears_on_it_still(store: Store) -> None:
    made = own(store)
    review(store, made.claims[0], "reject", because="A rumour.", by=BY)
    assert not shown(store)[made.incident][0].look
    review(store, made.claims[1], "correct", replace={"stance": "estimated"}, because="So it says.", by=BY)
    assert [(each.came, each.went) for each in shown(store)[made.incident]] == [(1, 1)]


def test_it_is_taken_back_by_a_review(store: Store) -> None:
    first, later = own(store), own(store, 13, None)
    take_back(store, identify(later)[:12], because="A slip.", by=BY)
    assert [each.determination for each in shown(store)[first.incident]] == [first]
    review(store, identify(first), "reject", because="Another slip.", by=BY)
    assert shown(store) == {}


def test_it_follows_its_incident_into_another_and_wants_another_look_there(store: Store) -> None:
    made, other = own(store), incidents(store)[1].incident
    assert other
    judge(store, made.incident, other, "positive", because="One and the same.", by=BY)
    assert find(store, made.incident).incident == other
    ((incident, (of,)),) = shown(store).items()
    assert (incident, of.determination, of.came, of.look) == (other, made, 1, True)


def test_what_is_no_figure_is_refused_and_nothing_is_recorded(store: Store) -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {"because": " "},
        {"low": None, "high": None},
        {"low": 5, "high": 4},
        {"low": -1},
        {"high": 10**12},
        {"status": "nice"},
        {"group": "tall"},
    )
    for each in wrong:
        with pytest.raises(BadDetermination):
            own(store, **each)
    with pytest.raises(BadDetermination):
        determine(store, incidents(store)[0], "sneezed", 1, 2, because=WHY, by=BY)
    with pytest.raises(BadDetermination):
        find(store, next(iter(store.records(Claim))))
    with pytest.raises(UnknownRecord):
        find(store, "f" * 64)
    with pytest.raises(BadDetermination):
        take_back(store, next(iter(store.records(Claim))), because="x", by=BY)
    assert store.records(Determination) == {}


def test_the_working_copy_shows_it_and_a_release_says_only_that_there_are_such(store: Store, tmp_path: Path) -> None:
    own(store, 1234, 1239)
    page = working_dossier(store)
    assert "1,234–1,239" in page
    assert "Oren Vas" in page
    for id_ in current.read_current(store).reviewed.claims:
        review(store, id_, "accept", because="Read.", by=BY)
    made = release(store, tmp_path / "out", by=BY)
    text = " ".join((made.folder / name).read_text(encoding="utf-8") for name in made.files)
    assert "The team holds figures of its own for some incidents. None of them is in this release" in text
    for secret in ("1,234", "1234", "Oren Vas"):
        assert secret not in text
    assert not set(store.records(Determination)) & set(made.record.records)


def test_a_release_of_a_case_without_any_says_nothing_of_it(store: Store, tmp_path: Path) -> None:
    made = release(store, tmp_path / "out", by=BY)
    assert "figures of its own" not in (made.folder / "dossier.html").read_text(encoding="utf-8")


def test_it_is_forgotten_with_a_claim_that_it_names(store: Store) -> None:
    made = own(store)
    report = store.get([made.claims[0]])[made.claims[0]]
    assert isinstance(report, Claim)
    sha256 = store.get([report.report])[report.report].original  # type: ignore[union-attr]
    (id_,) = store.records(Original, about=sha256)
    ask(store, [id_], because="Consent withdrawn.", by="Mara Lind")
    expunge(store, [id_], because="Consent withdrawn.", by=BY)
    assert store.records(Determination) == {}
    assert not any(re.search("Oren Vas", text) for _, _, text in store.rows())


def test_it_can_be_forgotten_by_itself(store: Store) -> None:
    kept, made = own(store), own(store, 12, 14)
    ask(store, [identify(made)], because="Its reason endangers a person.", by="Mara Lind")
    expunge(store, [identify(made)], because="Its reason endangers a person.", by=BY)
    assert list(store.records(Determination).values()) == [kept]
