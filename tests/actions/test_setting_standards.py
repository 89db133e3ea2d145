"""A team's standards as acts of a case: recorded, in force, shown, taken back, moved, forgotten."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_making import BY, keep, new_case

from ledgerstone import current, pipeline
from ledgerstone.actions.adding import init
from ledgerstone.actions.deciding import review
from ledgerstone.actions.expunging import ask, expunge
from ledgerstone.actions.letting_go import release, working_dossier
from ledgerstone.actions.setting_standards import appraise, include, own
from ledgerstone.codec import identify
from ledgerstone.errors import BadReview
from ledgerstone.records import Appraisal, Assessment, Inclusion, Ownership, Run, Toll
from ledgerstone.store.exporting import export
from ledgerstone.store.importing import import_
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")

TEXTS = (
    "At least 12 people were killed in shelling in Drovath on 3 March 2026, the regional hospital said.\n",
    "Shelling killed 40 people in Drovath on 3 March 2026, residents said.\n",
)
PLACES = Path(__file__).parents[2] / "examples" / "gazetteer.csv"
WHY = "Our contact Oren Vas works there."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with init(tmp_path / "case", gazetteers=[PLACES], by=BY) as made:
        for text in TEXTS:
            keep(made, text.encode(), tmp_path)
        pipeline.run(made, by=BY)
        yield made
    assert verify(tmp_path / "case").notes == ()


def the(store: Store) -> Assessment:
    (found,) = (each for each in current.assessments(store) if each.incident)
    return found


def killed(store: Store) -> Toll:
    return next(x for x in the(store).tolls if (x.harm, x.status, x.group) == ("killed", None, None))


def bounds(store: Store) -> tuple[int | None, int | None]:
    return killed(store).low, killed(store).high


def doubt(store: Store, source: str | None = "residents", **values: Any) -> Appraisal:
    return appraise(store, source, "not_credible", because=WHY, by=BY, **values)


def test_what_is_held_not_credible_sets_no_figure_any_more(store: Store) -> None:
    assert bounds(store) == (12, 40)
    made = doubt(store)
    assert (made.source, made.by) == ("residents", BY)
    assert bounds(store) == (12, None)
    assert [each.reason for each in killed(store).set_aside] == [
        f"the team does not hold its speaker credible (decided on {made.at.date()})"
    ]


def test_a_run_makes_the_tolls_anew_and_names_the_version_in_force(store: Store) -> None:
    before = [run.version for run in store.records(Run).values() if run.stage == "reconciling"]
    assert before == ["reconcile.2+range.v1"]
    made = doubt(store)
    ran = pipeline.run(store, by=BY)
    assert (ran.worked["linking"], ran.worked["reconciling"]) == (0, 1)
    last = store.newest(Run, field="stage", value="reconciling")
    assert last is not None
    assert last.version == f"reconcile.2+range.v1+1@{made.at.isoformat()}"
    assert identify(killed(store)) in last.made
    assert pipeline.run(store, by=BY).added == 0


def test_old_tolls_stay_with_the_run_that_made_them(store: Store) -> None:
    old = killed(store)
    doubt(store)
    pipeline.run(store, by=BY)
    made = [run for run in store.records(Run).values() if identify(old) in run.made]
    assert [run.version for run in made] == ["reconcile.2+range.v1"]


def test_a_decision_is_taken_back_by_rejecting_it(store: Store) -> None:
    made = doubt(store)
    review(store, identify(made), "reject", because="A mistake.", by=BY)
    assert bounds(store) == (12, 40)
    assert current.standards(store).version.startswith("2@")


def test_criteria_mark_an_incident_and_drop_none(store: Store) -> None:
    include(store, harms=["killed"], regions=["Kalvessa"], earliest=date(2027, 1, 1), because="Our mandate.", by=BY)
    found = the(store).inclusion
    assert found is not None
    assert (found.judgement, found.because) == ("negative", ("before 2027-01-01",))
    assert bounds(store) == (12, 40)
    page = working_dossier(store)
    assert "Not counted by the case&#39;s criteria: before 2027-01-01." in page
    assert "The team counts incidents with somebody killed, in Kalvessa, from 1 January 2027 on; what does" in page
    pipeline.run(store, by=BY)
    assert [each.judgement for each in store.records(Inclusion).values()] == ["negative"]
    include(store, because="No mandate any more.", by=BY)
    assert the(store).inclusion == Inclusion(
        incident=found.incident, judgement="positive", because=("it meets every criterion",)
    )


def test_a_region_is_an_area_of_the_gazetteer(store: Store) -> None:
    wanted = {"Ilvareth": "positive", "Ilvareth Province": "positive", "Marduun": "negative", "Kalvessa": "positive"}
    for region, judgement in wanted.items():
        made = include(store, regions=[region], because="Our mandate.", by=BY)
        assert [each.wording for each in made.regions] == [region]
        found = the(store).inclusion
        assert found is not None
        assert found.judgement == judgement


def test_of_a_region_of_which_nobody_knows_what_lies_in_it_nothing_is_decided(store: Store) -> None:
    with pytest.raises(BadReview, match="nobody knows what lies in it"):
        include(store, regions=["Nowhereland"], because="Our mandate.", by=BY)
    assert current.standards(store).criteria is None


_NO_APPRAISALS: tuple[dict[str, Any], ...] = (
    {"source": "The Post", "credibility": "splendid"},
    {"source": "The Post", "credibility": "credible", "role": "media"},
    {"source": None, "credibility": "credible", "role": "poet"},
    {"source": "  ", "credibility": "credible"},
    {"source": "The Post", "credibility": "credible", "because": " "},
    {"source": "The Post", "credibility": "credible", "since": date(2031, 2, 1), "until": date(2031, 1, 1)},
)
_NO_CRITERIA: tuple[dict[str, Any], ...] = (
    {"harms": ["sneezed"]},
    {"statuses": ["nice"]},
    {"at_least": 0},
    {"because": ""},
    {"earliest": date(2031, 2, 1), "latest": date(2031, 1, 1)},
)


def test_what_cannot_be_decided_is_refused_and_nothing_is_recorded(store: Store) -> None:
    for wrong in _NO_APPRAISALS:
        with pytest.raises(BadReview):
            appraise(store, **{"because": "A reason.", "by": BY, **wrong})
    for wrong in _NO_CRITERIA:
        with pytest.raises(BadReview):
            include(store, **{"because": "A reason.", "by": BY, **wrong})
    assert current.decisions(store) == {}


def test_an_owner_needs_a_name_and_a_reason(store: Store) -> None:
    for outlet, owner, because in (("", "Veldt", "x"), ("The Post", " ", "x"), ("The Post", "Veldt", "")):
        with pytest.raises(BadReview):
            own(store, outlet, owner, because=because, by=BY)
    made = own(store, "The Post", "Veldt Holding", because="The register.", since=date(2030, 1, 1), by=BY)
    assert store.records(Ownership) == {identify(made): made}


def test_no_release_tells_why_or_about_whom_the_team_decided(store: Store, tmp_path: Path) -> None:
    doubt(store)
    own(store, "Sella Today", "Veldt Holding", because=WHY, by=BY)
    for id_ in current.read_current(store).reviewed.claims:
        review(store, id_, "accept", because="Read.", by=BY)
    made = release(store, tmp_path / "out", by=BY)
    text = " ".join((made.folder / name).read_text(encoding="utf-8") for name in made.files)
    assert "the team does not hold its speaker credible" in text
    assert "The team decided of 1 source or kind of source whether what they say counts." in text
    assert "The team named 1 owner of outlets; what has one owner counts as one source." in text
    for secret in (WHY, "Oren Vas", "Veldt"):
        assert secret not in text


def test_a_decision_whose_reason_says_too_much_is_forgotten(store: Store, tmp_path: Path) -> None:
    made = doubt(store)
    pipeline.run(store, by=BY)
    kept = own(store, "Sella Today", "Veldt Holding", because="The register.", by=BY)
    ask(store, [identify(made)], because="It endangers a person.", by="Mara Lind")
    expunge(store, [identify(made)], because="It endangers a person.", by=BY)
    assert list(current.decisions(store).values()) == [kept]
    assert bounds(store) == (12, 40)
    rest = " ".join(text for _, _, text in store.rows())
    assert "Oren Vas" not in rest
    assert identify(made) not in rest
    assert pipeline.run(store, by=BY).worked["reconciling"] == 1
    if not store.of_a_team:
        store.close()
        assert not re.search(b"Oren Vas", (tmp_path / "case" / "case.sqlite3").read_bytes())


def test_they_move_with_the_case(store: Store, tmp_path: Path) -> None:
    doubt(store)
    own(store, "Sella Today", "Veldt Holding", because="The register.", by=BY)
    include(store, harms=["killed"], regions=["Kalvessa"], because="Our mandate.", by=BY)
    pipeline.run(store, by=BY)
    before = current.standards(store)
    file = export(store.path, tmp_path / "case.zip").file
    with Store(import_(file, tmp_path / "moved").case) as moved:
        assert current.standards(moved) == before
        assert bounds(moved) == bounds(store)
        assert the(moved).inclusion == the(store).inclusion


def test_a_case_without_decisions_is_as_before(tmp_path: Path) -> None:
    with new_case(tmp_path / "plain") as plain:
        keep(plain, TEXTS[0].encode(), tmp_path)
        pipeline.run(plain, by=BY)
        assert current.standards(plain).version == ""
        assert all(each.inclusion is None for each in current.assessments(plain))
