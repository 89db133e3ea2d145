"""A case that grows report by report ends as one that was run over at once, and one more report costs little."""

import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from case_making import BY, keep, new_case

from ledgerstone import current, pipeline
from ledgerstone.actions.deciding import review
from ledgerstone.actions.expunging import ask, expunge
from ledgerstone.actions.linking import judge
from ledgerstone.codec import identify
from ledgerstone.current import LINKING, RECONCILING
from ledgerstone.records import Assessment, Check, Grade, Incident, Link, Run, Toll
from ledgerstone.store.store import Store

pytestmark = pytest.mark.usefixtures("database")
TEXTS = (
    "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n",
    "Shelling killed between 15 and 20 people in Oldenmarsh on 3 March 2026, residents said. Four were injured.\n",
    "Two people were injured in Oldenmarsh on 9 April 2026, the mayor said. Ilan Tomi Voss, 34, was killed.\n",
    "Ilan Tomi Voss, 34, was killed in shelling in Oldenmarsh on 20 May 2026, relatives said.\n",
    "The council met on Tuesday and spoke about the price of bread.\n",
    "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said again.\n",
    "The governor condemned the shelling of Oldenmarsh on 3 March 2026.\n",
)


def told(found: Iterable[Assessment]) -> list[Any]:
    """Return what assessments say, without the ids of identities, which depend on what came first."""
    return sorted(
        (
            str(each.label),
            sorted(each.claims),
            sorted((x.harm, x.status, x.group, x.low, x.best, x.high, x.used, x.set_aside) for x in each.tolls),
            sorted((x.independent_low, x.independent_high) for x in each.tolls),
            sorted(x.claims for x in each.victims),
            sorted((x.code, x.text, x.claims) for x in each.checks),
            sorted((x.claim if x.relation == "copy_of" else x.relation) for x in each.links),
        )
        for each in found
    )


def _kept(store: Store) -> tuple[set[str], set[str]]:
    """Return the tolls, checks and grades that the current runs made, and those that laying out now gives."""
    latest = {(run.stage, run.about): run for run in store.records(Run).values()}
    ids = [id_ for (stage, _), run in latest.items() if stage == RECONCILING for id_ in run.made]
    made = {id_ for id_, each in store.get(ids).items() if isinstance(each, Toll | Check | Grade)}
    laid_out = [each for each in current.assessments(store) if each.incident]
    return made, {identify(x) for each in laid_out for x in (*each.tolls, *each.checks, *each.grades)}


@pytest.mark.parametrize("seed", range(2))
def test_the_order_and_the_runs_change_nothing(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 (no secret)
    texts = draw.sample(TEXTS, len(TEXTS))
    with new_case(tmp_path / "once") as store:
        for text in TEXTS:
            keep(store, text.encode(), tmp_path)
        pipeline.run(store, by=BY)
        wanted = told(current.assessments(store))
        made, laid_out = _kept(store)
        assert made == laid_out
    with new_case(tmp_path / "often") as store:
        for text in texts:
            keep(store, text.encode(), tmp_path)
            if draw.random() < 0.7:
                pipeline.run(store, by=BY)
        pipeline.run(store, by=BY)
        assert told(current.assessments(store)) == wanted
        made, laid_out = _kept(store)
        assert made == laid_out


def test_a_report_of_another_day_leaves_the_other_incidents_alone(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        for text in TEXTS[:2]:
            keep(store, text.encode(), tmp_path)
        first = pipeline.run(store, by=BY)
        before = store.records(Run)
        keep(store, TEXTS[2].encode(), tmp_path)
        ran = pipeline.run(store, by=BY)
        assert len(first.changed) == len(ran.changed) == 1
        assert set(first.changed).isdisjoint(ran.changed)
        new = [run for id_, run in store.records(Run).items() if id_ not in before]
        assert [run.stage for run in new] == ["reading", "extraction", LINKING, RECONCILING]


def test_a_decision_reaches_its_own_incident_and_no_other(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        for text in TEXTS[:3]:
            keep(store, text.encode(), tmp_path)
        pipeline.run(store, by=BY)
        found = [each for each in current.assessments(store) if len(each.reports) == 2]
        (each,) = found
        rejected = next(iter(each.claims))
        review(store, rejected, "reject", because="A slip.", by=BY)
        ran = pipeline.run(store, by=BY)
        assert ran.changed == (each.incident,)
        assert {run.about for run in store.records(Run).values() if run.stage == RECONCILING} >= {each.incident}
        made, laid_out = _kept(store)
        assert {id_ for id_ in made if isinstance(store.get([id_])[id_], Check)} <= laid_out


def test_a_link_that_a_person_refused_is_never_made_again(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        for text in TEXTS[:2]:
            keep(store, text.encode(), tmp_path)
        pipeline.run(store, by=BY)
        link_id, link = next(
            (id_, each)
            for id_, each in store.records(Link).items()
            if each.target in store.records(Incident) and each.because
        )
        review(store, link_id, "reject", because="Another one.", by=BY)
        for text in (TEXTS[5], TEXTS[2]):
            pipeline.run(store, by=BY)
            assert not _leads(store, link)
            keep(store, text.encode(), tmp_path)
        pipeline.run(store, by=BY)
        assert not _leads(store, link)


def _leads(store: Store, link: Link) -> bool:
    return any((each.claim, each.target) == (link.claim, link.target) for each in current.read_current(store).links)


def test_a_link_that_a_person_accepted_stays_whatever_comes(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        for text in (*TEXTS[:2], TEXTS[2]):
            keep(store, text.encode(), tmp_path)
        pipeline.run(store, by=BY)
        homes = defaultdict(list)
        incidents = store.records(Incident)
        for each in store.records(Link).values():
            if each.target in incidents and each.relation == "about":
                homes[each.target].append(each.claim)
        (one, _), (other, theirs) = sorted(homes.items(), key=lambda item: len(item[1]))
        moved = Link(claim=theirs[0], target=one, linker="by_hand")
        (id_,) = store.append([moved], action="link", by=BY)
        review(store, id_, "accept", because="It tells of the other.", by=BY)
        ran = pipeline.run(store, by=BY)
        assert {one, other} <= set(ran.changed)
        found = {each.incident: each for each in current.assessments(store)}
        assert theirs[0] in found[one].claims
        assert theirs[0] not in found[other].claims


def test_after_forgetting_everything_is_looked_up_anew(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        kept = [keep(store, text.encode(), tmp_path) for text in TEXTS[:3]]
        pipeline.run(store, by=BY)
        before = current.assessments(store)
        ask(store, [kept[2].sha256], because="A test.", by="Tomas Veld")
        expunge(store, [kept[2].sha256], because="A test.", by=BY)
        assert store.aid.keys("telling") == []
        pipeline.run(store, by=BY)
        after = current.assessments(store)
        assert {each.incident for each in after} < {each.incident for each in before}
        again = pipeline.run(store, by=BY)
        assert (again.added, again.changed) == (0, ())


def test_incidents_that_a_person_joined_are_reconciled_as_one(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        for text in TEXTS[1:3]:
            keep(store, text.encode(), tmp_path)
        pipeline.run(store, by=BY)
        one, other = sorted(each.incident or "" for each in current.assessments(store) if each.incident)
        judge(store, one, other, "positive", because="One attack.", by=BY)
        assert set(pipeline.run(store, by=BY).changed) == {one, other}
        made, laid_out = _kept(store)
        assert made == laid_out
        (each,) = current.assessments(store)
        assert (each.incident, len(each.reports)) == (other, 2)


def test_a_toll_of_which_every_claim_was_rejected_shows_the_rejection(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        for text in TEXTS[:2]:
            keep(store, text.encode(), tmp_path)
        pipeline.run(store, by=BY)
        (each,) = current.assessments(store)
        (injured,) = (id_ for id_, claim in each.claims.items() if claim.harm == "injured")
        review(store, injured, "reject", because="It was another day.", by=BY)
        pipeline.run(store, by=BY)
        (each,) = current.assessments(store)
        (toll,) = (toll for toll in each.tolls if toll.harm == "injured")
        assert (toll.low, toll.best, toll.high, toll.used) == (None, None, None, ())
        assert [(x.claim, x.reason) for x in toll.set_aside] == [
            (injured, "a reviewer rejected it: It was another day.")
        ]
        made, laid_out = _kept(store)
        assert made == laid_out
