"""What somebody may not see shows nowhere: not as a row, not by a word, not in a figure."""

import pytest
from review_room import Room

from ledgerstone import current, indexing
from ledgerstone.actions import deciding
from ledgerstone.indexing import read_incident, read_report
from ledgerstone.records import Assessment, Claim, Original
from ledgerstone.store import sight
from ledgerstone.store.index import models
from ledgerstone.store.store import Store

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def store(room: Room) -> Store:
    indexing.follow(room.served.store)
    return room.served.store


def _incident(store: Store, words: str) -> Assessment:
    return next(each for each in current.assessments(store) if words in each.label)


def _close(store: Store, id_: str, level: str) -> None:
    deciding.handle(store, id_, level, because="A witness is in danger.", by="Ines Okoro")
    indexing.follow(store)


def _faces(record: str) -> list[tuple[int, int, bool]]:
    rows = models.Incident.objects.filter(record=record).order_by("seen_from")
    return [(row.seen_from, row.seen_to, row.whole) for row in rows]


def test_a_figure_that_rests_on_a_closed_claim_is_withheld_from_who_may_not_see_it(store: Store) -> None:
    each = _incident(store, "Drovath")
    used = next(toll for toll in each.tolls if toll.harm == "killed").used[0].claim
    _close(store, used, "restricted")
    assert _faces(each.incident or "") == [(0, 0, False), (1, 2, True)]
    less, all_ = models.Incident.objects.filter(record=each.incident).order_by("seen_from")
    assert (less.deaths, less.tolls.count(), less.claims) == (-1, 0, len(each.claims) - 1)
    assert all_.tolls.count() >= len(each.tolls)
    seen = read_incident(store, each.incident or "", sight=sight.OF_OPEN)
    assert seen is not None
    assert not seen.whole
    assert seen.assessment.tolls == ()
    assert used not in seen.assessment.claims
    more = read_incident(store, each.incident or "", sight=sight.OF_RESTRICTED)
    assert more is not None
    assert more.assessment.tolls == each.tolls


def test_a_closed_original_closes_its_report_and_all_that_rests_on_it(store: Store) -> None:
    each = _incident(store, "Drovath")
    report, found = next(iter(each.reports.items()))
    _close(store, next(iter(store.records(Original, about=found.original))), "sealed")
    assert models.Report.objects.get(record=report).level == 2
    claims = models.Claim.objects.filter(report=report)
    assert {claim.level for claim in claims} == {2}
    assert read_report(store, report, sight=sight.OF_RESTRICTED) is None
    assert _faces(each.incident or "") == [(0, 1, False), (2, 2, True)]


def test_a_closed_incident_is_not_there(store: Store) -> None:
    each = _incident(store, "Drovath")
    _close(store, each.incident or "", "sealed")
    assert _faces(each.incident or "") == [(2, 2, True)]
    assert read_incident(store, each.incident or "", sight=sight.OF_RESTRICTED) is None


def test_a_text_with_a_closed_claim_in_it_is_not_read(store: Store) -> None:
    each = _incident(store, "Drovath")
    id_, claim = next(iter(each.claims.items()))
    _close(store, id_, "restricted")
    row = models.Report.objects.get(record=claim.report)
    assert (row.level, row.text_level) == (0, 1)
    one = read_report(store, claim.report, sight=sight.OF_OPEN)
    assert one is not None
    assert not one.text
    assert id_ not in one.claims


def test_a_closed_claim_stays_closed_when_it_is_corrected(store: Store) -> None:
    each = _incident(store, "Drovath")
    id_ = next(id_ for id_, claim in each.claims.items() if claim.count and claim.count.low)
    _close(store, id_, "restricted")
    nine = {"count": {"low": 9, "high": 9, "about": False, "wording": "nine"}}
    made = deciding.review(store, id_, "correct", because="Nine.", by="Ines Okoro", replace=nine)
    indexing.follow(store)
    row = models.Claim.objects.get(found=id_)
    assert row.record != id_
    assert (row.level, row.verdict, made.about) == (1, "correct", id_)


def test_opening_again_shows_the_figures_again(store: Store) -> None:
    each = _incident(store, "Drovath")
    id_ = next(iter(each.claims))
    _close(store, id_, "restricted")
    _close(store, id_, "open")
    assert _faces(each.incident or "") == [(0, 2, True)]
    assert isinstance(store.get([id_])[id_], Claim)


def test_a_closed_victim_closes_the_claims_that_tell_of_them(store: Store) -> None:
    victim = models.Victim.objects.order_by("record")[0]
    _close(store, victim.record, "restricted")
    claims = models.Told.objects.filter(victim=victim.record).values_list("claim", flat=True)
    assert {row.level for row in models.Claim.objects.filter(record__in=list(claims))} == {1}
    assert not models.Victim.objects.filter(record=victim.record, seen_from=0).exists()
