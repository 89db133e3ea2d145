"""Lists, searches and saved searches are narrowed to the work that somebody has in hand; on both databases."""

import pytest
from review_room import Room

from ledgerstone import indexing
from ledgerstone.store import sight
from ledgerstone.store.index import models, selecting
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.room.work import assign, finish

pytestmark = pytest.mark.usefixtures("database")
LISTS = ("incidents", "claims", "reports", "victims")


@pytest.fixture
def given(room: Room) -> models.Report:
    """Return a report, with claims of an incident and victims in it, that a coder has in hand."""
    indexing.follow(room.served.store)
    told = models.Told.objects.values("claim")
    claim = models.Claim.objects.filter(record__in=told).exclude(incident="").order_by("record")[0]
    assert assign(claim.report, to=room.account("coder").pk, by="reviewer", blind=False)
    return models.Report.objects.get(record=claim.report)


def test_each_list_holds_what_somebody_has_in_hand_and_no_more(given: models.Report) -> None:
    asked = Filter(assigned="coder")
    claims = models.Claim.objects.filter(report=given.record)
    counting = claims.exclude(standing="rejected")
    assert {row.record for row in selecting.claims(asked, sight=sight.OF_ALL)} == {row.record for row in claims}
    assert [row.record for row in selecting.reports(asked, sight=sight.OF_ALL)] == [given.record]
    incidents = {row.incident for row in counting} - {""}
    assert {row.record for row in selecting.incidents(asked, sight=sight.OF_ALL)} == incidents
    told = models.Told.objects.filter(claim__in=counting.values("record"))
    victims = {row.record for row in selecting.victims(asked, sight=sight.OF_ALL)}
    assert victims == {row.victim for row in told} & set(models.Victim.objects.values_list("record", flat=True))
    assert victims
    for name in LISTS:
        found = getattr(selecting, name)(Filter(), sight=sight.OF_ALL).count()
        assert 0 < getattr(selecting, name)(asked, sight=sight.OF_ALL).count() < found


def test_it_goes_with_words_and_other_fields(given: models.Report) -> None:
    asked = Filter(assigned="coder", harm="killed")
    rows = models.Claim.objects.filter(report=given.record, harm="killed")
    assert {row.record for row in selecting.claims(asked, sight=sight.OF_ALL)} == {row.record for row in rows}
    assert not selecting.claims(Filter(assigned="coder", text="zzz"), sight=sight.OF_ALL).exists()
    assert not selecting.incidents(Filter(assigned="coder", text="zzz"), sight=sight.OF_ALL).exists()


def test_what_is_done_or_of_nobody_or_closed_is_not_found(room: Room, given: models.Report) -> None:
    for name in LISTS:
        assert not getattr(selecting, name)(Filter(assigned="nobody of that name"), sight=sight.OF_ALL).exists()
    models.Report.objects.filter(pk=given.pk).update(level=2)
    assert not selecting.reports(Filter(assigned="coder"), sight=sight.OF_RESTRICTED).exists()
    models.Report.objects.filter(pk=given.pk).update(level=0)
    assert finish(given.record, to=room.account("coder").pk)
    for name in LISTS:
        assert not getattr(selecting, name)(Filter(assigned="coder"), sight=sight.OF_ALL).exists()


def test_the_form_the_address_and_a_saved_search_say_it(room: Room, given: models.Report) -> None:
    room.account("reviewer")
    client = room.client("coder")
    for name in (*LISTS, "map", "timeline", "pictures"):
        page = client.get(f"/{name}/?assigned=coder").content.decode()
        assert '<option value="coder" selected>' in page
        assert '<option value="reviewer">' in page
    assert given.record in client.get("/reports/?assigned=coder").content.decode()
    said = {"name": "In hand", "view": "reports", "query": "assigned=coder", "shared": "on"}
    assert client.post("/searches/save/", said).status_code == 302
    assert 'href="/reports/?assigned=coder"' in room.client("reader").get("/searches/").content.decode()
    assert "1 found" in room.client("reader").get("/reports/?assigned=coder").content.decode()


def test_who_looks_a_second_time_is_not_told_whether_the_first_is_done(room: Room, given: models.Report) -> None:
    assert assign(given.record, to=room.account("reviewer").pk, by="keeper", blind=True)
    reviewer = room.client("reviewer")
    assert given.record not in reviewer.get("/reports/?assigned=coder").content.decode()
    assert given.record in reviewer.get("/reports/?assigned=reviewer").content.decode()
