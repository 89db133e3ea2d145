"""The index says what reading the whole case says, however it came to it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from review_room import Room

from ledgerstone import current, indexing, pipeline
from ledgerstone.actions import deciding, determining, linking, setting_standards
from ledgerstone.codec import identify
from ledgerstone.indexing import read_incident, read_report
from ledgerstone.records import Appraisal, Assessment, Claim, Link
from ledgerstone.store import sight
from ledgerstone.store.index import models, standing, to_review
from ledgerstone.store.store import Store

pytestmark = pytest.mark.usefixtures("database")

_NINE = {"count": {"low": 9, "high": 9, "about": False, "wording": "nine"}}
_NO_ROW = {"id", "incident_id"}  # what numbers rows


@dataclass
class Case:
    """The examples, followed by the index."""

    store: Store

    def whole(self) -> dict[str, Assessment]:
        return {each.incident: each for each in current.assessments(self.store) if each.incident}

    def claims(self) -> dict[str, Claim]:
        return dict(current.read_current(self.store).reviewed.claims)

    def incident(self, words: str) -> str:
        return next(id_ for id_, each in self.whole().items() if words in each.label)


@pytest.fixture
def case(room: Room) -> Case:
    indexing.follow(room.served.store)
    return Case(room.served.store)


def _rows() -> dict[str, list[dict[str, object]]]:
    """Return all that is listed, without the numbers of rows."""
    found = {}
    for model in (models.Report, models.Claim, models.Incident, models.Victim, models.Told, models.Kept):
        rows = [{key: value for key, value in row.items() if key not in _NO_ROW} for row in model.objects.values()]
        found[model.__name__] = sorted(rows, key=str)
    tolls = models.Toll.objects.values("incident__record", "harm", "status", "group", "told_by", "low", "best", "high")
    found["Toll"] = sorted(tolls, key=str)
    return found


def _same_when_made_anew(case: Case) -> None:
    followed = _rows()
    indexing.rebuild(case.store)
    assert _rows() == followed


def _compare(case: Case) -> None:
    """See that what is listed is what the whole case says."""
    whole = case.whole()
    rows = {row.record: row for row in models.Incident.objects.all()}
    assert rows.keys() == whole.keys()
    for id_, each in whole.items():
        row = rows[id_]
        said = (row.label, row.claims, row.reports, row.whole, row.level)
        assert said == (each.label, len(each.claims), len(each.reports), True, 0)
        of_all = row.tolls.filter(told_by="")
        tolls = {(toll.harm, toll.status, toll.group, toll.low, toll.best, toll.high) for toll in of_all}
        assert tolls == {(t.harm, t.status or "", t.group or "", t.low, t.best, t.high) for t in each.tolls}
    counts = models.Claim.objects.filter(standing="counts")
    assert set(counts.values_list("record", flat=True)) == case.claims().keys()
    assert set(models.Victim.objects.values_list("record", flat=True)) == {
        victim.victim for each in whole.values() for victim in each.victims
    }


def test_what_is_listed_is_what_the_whole_case_says(case: Case) -> None:
    _compare(case)


def test_one_incident_is_laid_out_as_in_the_whole_case(case: Case) -> None:
    for id_, each in case.whole().items():
        one = read_incident(case.store, id_, sight=sight.OF_OPEN)
        assert one is not None
        assert one.whole
        alike = (
            "label", "when", "where", "actors", "means", "tolls", "victims", "claims", "grades", "reports", "inclusion",
        )  # fmt: skip
        for name in alike:
            assert getattr(one.assessment, name) == getattr(each, name), name


def _accept(store: Store, claim: str) -> None:
    deciding.review(store, claim, "accept", because="It says so.", by="Ines Okoro")


def _reject(store: Store, claim: str) -> None:
    deciding.review(store, claim, "reject", because="It is about another war.", by="Ines Okoro")


def _correct(store: Store, claim: str) -> None:
    deciding.review(store, claim, "correct", because="Nine.", by="Ines Okoro", replace=_NINE)


def _reject_and_accept(store: Store, claim: str) -> None:
    _reject(store, claim)
    _accept(store, claim)


def _reject_the_report(store: Store, claim: str) -> None:
    found = store.get([claim])[claim]
    assert isinstance(found, Claim)
    deciding.review(store, found.report, "reject", because="A hoax.", by="Ines Okoro")


def _reject_a_link(store: Store, claim: str) -> None:
    link = next(id_ for id_, each in store.records(Link, about=claim).items() if each.relation == "about")
    deciding.review(store, link, "reject", because="Another day.", by="Ines Okoro")


def _doubt(store: Store, claim: str) -> None:
    found = store.get([claim])[claim]
    assert isinstance(found, Claim)
    who = found.speaker.wording if found.speaker else None
    setting_standards.appraise(store, who, "not_credible", because="It was made up before.", by="Ines Okoro")


def _doubt_and_take_back(store: Store, claim: str) -> None:
    _doubt(store, claim)
    indexing.follow(store)
    (id_,) = store.records(Appraisal)
    deciding.review(store, id_, "reject", because="A slip.", by="Ines Okoro")
    _reject(store, claim)


_ACTS = (
    _doubt,
    _doubt_and_take_back,
    _accept,
    _reject,
    _correct,
    _reject_and_accept,
    _reject_the_report,
    _reject_a_link,
)


def _counted(case: Case) -> str:
    """Return a claim that gives the number of people killed in Drovath."""
    id_ = case.incident("Drovath")
    toll = next(toll for toll in case.whole()[id_].tolls if toll.harm == "killed")
    return next(each.claim for each in toll.used if case.claims()[each.claim].count)


@pytest.mark.parametrize("act", _ACTS)
@pytest.mark.parametrize("then", ["at once", "after a run"])
def test_after_each_act_the_index_says_what_the_whole_case_says(
    case: Case, act: Callable[[Store, str], None], then: str
) -> None:
    before = _rows()
    act(case.store, _counted(case))
    if then == "after a run":
        pipeline.run(case.store, by="Ines Okoro")
    assert indexing.follow(case.store).waiting == 0
    assert _rows() != before
    _compare(case)
    _same_when_made_anew(case)


def test_criteria_show_in_one_incident_as_in_the_whole_case(case: Case) -> None:
    setting_standards.include(
        case.store, harms=["killed"], regions=["Kalvessa"], because="The mandate.", by="Ines Okoro"
    )
    indexing.follow(case.store)
    said = {id_: each.inclusion for id_, each in case.whole().items()}
    assert {each.judgement for each in said.values() if each} >= {"positive"}
    for id_, each in said.items():
        one = read_incident(case.store, id_, sight=sight.OF_OPEN)
        assert one is not None
        assert one.assessment.inclusion == each


def test_following_asks_next_to_nothing_where_nothing_came(case: Case) -> None:
    with CaptureQueriesContext(connection) as asked:
        indexing.follow(case.store)
    assert len(asked) <= 4


def test_a_review_shows_in_the_row_of_its_claim(case: Case) -> None:
    claim = _counted(case)
    _accept(case.store, claim)
    indexing.follow(case.store)
    row = models.Claim.objects.get(record=claim)
    assert (row.verdict, row.decided_by, row.standing) == ("accept", "Ines Okoro", "counts")


def test_a_stop_in_the_middle_loses_nothing(case: Case) -> None:
    everything = _rows()
    for model in (models.Todo, models.State):
        model.objects.all().delete()
    while indexing.follow(case.store, at_most=1).waiting:
        pass
    assert _rows() == everything
    assert standing.waiting(using="default") == 0


def test_a_report_shows_its_claims_as_decided(case: Case) -> None:
    claim = _counted(case)
    _reject(case.store, claim)
    report = case.store.get([claim])[claim].report
    one = read_report(case.store, report, sight=sight.OF_OPEN)
    assert one is not None
    assert claim in one.rejected
    assert one.reviews[claim].verdict == "reject"
    assert one.text
    assert all(each.report == report for each in one.claims.values())


def test_figures_of_the_teams_own_wait_for_another_look_until_somebody_looked(room: Room, case: Case) -> None:
    each = max(case.whole().values(), key=lambda each: len(each.claims))
    made = determining.determine(case.store, each, "killed", 3, 5, because="A list.", by="Ines Okoro")
    assert _to_look_at(case) == []
    assert "want another look" not in _start(room)
    replace = {"stance": "estimated"}
    deciding.review(case.store, made.claims[0], "correct", because="So it says.", replace=replace, by="Ines Okoro")
    assert _to_look_at(case) == [(each.incident, 1)]
    assert each.label in _start(room).partition("own that want another look")[2].partition("</ul>")[0]
    assert "own that want another look" not in _start(room, "coder")
    _same_when_made_anew(case)
    deciding.handle(case.store, identify(made), "sealed", because="It names a contact.", by="Ines Okoro")
    assert _to_look_at(case) == []
    deciding.handle(case.store, identify(made), "open", because="No more.", by="Ines Okoro")
    assert _to_look_at(case) == [(each.incident, 1)]
    determining.take_back(case.store, identify(made), because="A slip.", by="Ines Okoro")
    assert _to_look_at(case) == []
    _same_when_made_anew(case)


def test_a_figure_waits_where_its_incident_was_taken_into_another_and_not_where_claims_are_closed(case: Case) -> None:
    one, other = sorted(case.whole().values(), key=lambda each: -len(each.claims))[:2]
    assert one.incident
    assert other.incident
    made = determining.determine(case.store, one, "killed", 3, 5, because="A list.", by="Ines Okoro")
    link = linking.judge(case.store, one.incident, other.incident, "positive", because="One and the same.", by="Ines")
    assert _to_look_at(case) == [(other.incident, 1)]
    deciding.handle(case.store, made.claims[0], "sealed", because="A relative asked.", by="Ines Okoro")
    assert _to_look_at(case) == []
    assert _to_look_at(case, sight.OF_ALL) == [(other.incident, 1)]
    linking.take_back(case.store, identify(link), because="Two streets.", by="Ines Okoro")
    assert _to_look_at(case, sight.OF_ALL) == []
    _same_when_made_anew(case)


def _to_look_at(case: Case, seen: sight.Sight = sight.OF_RESTRICTED) -> list[tuple[str, int]]:
    indexing.follow(case.store)
    return [(each.incident, each.figures) for each in to_review.figures_wanting_another_look(sight=seen, at_most=10)]


def _start(room: Room, role: str = "reviewer") -> str:
    return room.client(role).get("/").content.decode()
