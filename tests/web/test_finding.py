"""One filter finds incidents, reports, claims and victims, within somebody's sight, a page at a time."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_room import Room

from ledgerstone import indexing
from ledgerstone.actions import deciding
from ledgerstone.errors import BadSearch
from ledgerstone.store import sight
from ledgerstone.store.index import listing, models, selecting
from ledgerstone.store.index.filtering import Box, Filter, read_filter
from ledgerstone.store.store import Store

pytestmark = pytest.mark.usefixtures("database")

OPEN = sight.OF_OPEN


@pytest.fixture
def store(room: Room) -> Store:
    indexing.follow(room.served.store)
    return room.served.store


def _labels(filter_: Filter) -> list[str]:
    return sorted(row.label for row in selecting.incidents(filter_, sight=OPEN))


@pytest.mark.usefixtures("store")
class TestEachField:
    def test_words_of_a_label_a_passage_or_a_name_find_an_incident(self) -> None:
        assert _labels(Filter(text="tivarsk")) == ["Killing of people in Tivarsk, 1 to 30 November 2030"]
        assert _labels(Filter(text="Tivarsk -tivarsk")) == []

    def test_a_place_an_actor_and_a_speaker_are_told_apart(self) -> None:
        everything = _labels(Filter())
        assert 0 < len(_labels(Filter(place="Drovath"))) < len(everything)
        assert _labels(Filter(actor="Drovath")) != _labels(Filter(place="Drovath"))
        actor = models.Claim.objects.exclude(accused="")[0].accused.split(";")[0]
        found = selecting.claims(Filter(actor=actor), sight=OPEN)
        assert found.filter(accused__contains=actor).exists()
        speaker = models.Claim.objects.exclude(speaker="")[0].speaker
        assert selecting.claims(Filter(speaker=f'"{speaker}"'), sight=OPEN).filter(speaker=speaker).exists()

    def test_days_find_what_reaches_into_them(self) -> None:
        assert _labels(Filter(since=date(2030, 11, 30), until=date(2030, 12, 31))) == [
            "Killing of people in Tivarsk, 1 to 30 November 2030"
        ]
        assert _labels(Filter(until=date(2030, 10, 31))) == []

    def test_codes_are_asked_of_one_and_the_same_claim(self) -> None:
        rows = models.Claim.objects.exclude(incident="").exclude(harm="")
        row = rows.filter(harm="injured")[0]
        found = selecting.incidents(Filter(harm="injured", stance=row.stance), sight=OPEN)
        assert row.incident in found.values_list("record", flat=True)
        alike = {each.incident for each in rows.filter(harm="injured", stance=row.stance)}
        assert {each.record for each in found} == alike

    def test_a_box_finds_what_lies_in_it_also_over_the_date_line(self) -> None:
        placed = models.Incident.objects.exclude(lat=None)
        row = placed[0]
        assert row.lat is not None
        assert row.lon is not None
        near = Box(west=row.lon - 1, south=row.lat - 1, east=row.lon + 1, north=row.lat + 1)
        assert row.label in _labels(Filter(box=near))
        around = Box(west=near.east, south=-90, east=near.west, north=90)  # all the rest of the world
        assert row.label not in _labels(Filter(box=around))
        assert len(_labels(Filter(box=Box(west=-180, south=-90, east=180, north=90)))) == placed.count()


def test_a_verdict_finds_claims_and_what_they_stand_in(store: Store) -> None:
    claim = models.Claim.objects.exclude(incident="").order_by("record")[0]
    deciding.review(store, claim.record, "reject", because="No.", by="Ines Okoro")
    indexing.follow(store)
    rejected = Filter(review="reject")
    assert [row.record for row in selecting.claims(rejected, sight=OPEN)] == [claim.record]
    assert [row.record for row in selecting.reports(rejected, sight=OPEN)] == [claim.report]
    none = selecting.claims(Filter(review="none"), sight=OPEN)
    assert none.count() == models.Claim.objects.count() - 1


def test_what_is_closed_is_found_by_nobody_who_may_not_see_it(store: Store) -> None:
    claim = models.Claim.objects.filter(person__gt="")[0]
    deciding.handle(store, claim.record, "restricted", because="A witness.", by="Ines Okoro")
    indexing.follow(store)
    name = Filter(text=f'"{claim.person}"')
    for select in (selecting.claims, selecting.reports, selecting.victims, selecting.incidents):
        hidden, shown = (select(name, sight=each) for each in (OPEN, sight.OF_RESTRICTED))
        records = set(hidden.values_list("record", flat=True))
        assert claim.record not in records
        assert claim.report not in records
        assert shown.exists()
        assert not select(Filter(), sight=sight.NOTHING).exists()
    assert not selecting.victims(name, sight=OPEN).filter(claims__gt=0, name=claim.person).exists()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("order", [listing.NEWEST, listing.OLDEST, listing.DEATHS])
def test_pages_hold_each_row_once_in_their_order(order: str) -> None:
    rows = selecting.incidents(Filter(), sight=OPEN)
    seen: list[str] = []
    after = ""
    while True:
        page = listing.page(rows, order=order, after=after, size=3)
        assert page.count == rows.count()
        seen += [row.record for row in page.rows]
        after = page.after
        if not after:
            break
    assert seen == [row.record for row in rows.order_by(*listing.ORDERS[order].keys())]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("after", ["x", "many~abc", "~"])
def test_a_forged_place_in_a_list_is_refused_or_finds_nothing(after: str) -> None:
    try:
        listing.page(selecting.incidents(Filter(), sight=OPEN), order=listing.DEATHS, after=after)
    except BadSearch:
        return
    pytest.fail("a place that is none")


@pytest.mark.parametrize(
    "given",
    [{"harm": "sad"}, {"since": "yesterday"}, {"box": "1,2,3"}, {"box": "1,2,3,999"}, {"box": "a,b,c,d"},
     {"box": "nan,0,1,1"}, {"level": "secret"}, {"review": "perhaps"}],
)  # fmt: skip
def test_what_is_not_understood_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(BadSearch):
        read_filter(given)


@given(
    st.dictionaries(st.sampled_from(["text", "place", "actor", "speaker", "assigned", "other"]), st.text(max_size=30))
)
def test_an_address_says_the_filter(given: dict[str, str]) -> None:
    filter_ = read_filter(given)
    assert read_filter(dict(parse_qsl(filter_.query()))) == filter_


def test_a_box_and_days_go_through_an_address() -> None:
    filter_ = Filter(box=Box(west=20, south=-5.5, east=25, north=5), since=date(2031, 3, 1), harm="killed")
    assert read_filter(dict(parse_qsl(filter_.query()))) == filter_
