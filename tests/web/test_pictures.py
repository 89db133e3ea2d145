"""Map, timeline and pictures: sums that add what is stated, and nothing twice."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from review_room import Room

from ledgerstone import indexing
from ledgerstone.actions import deciding
from ledgerstone.store import sight
from ledgerstone.store.index import models, selecting
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.index.fresh import Fresh
from ledgerstone.web.pages.pictures import KINDS

pytestmark = pytest.mark.usefixtures("database")

VIEWS = ("map", "timeline", "pictures")


def _rows(filter_: Filter | None = None) -> list[models.Incident]:
    return list(selecting.incidents(filter_ or Filter(), sight=sight.OF_OPEN))


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_shows_what_was_found_and_asks_little(room: Room, name: str) -> None:
    client = room.client("reader")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/{name}/?harm=killed")
    assert answer.status_code == 200
    assert len(asked) <= 24
    assert client.get(f"/{name}/?text=zzz").status_code == 200
    assert client.get(f"/{name}/?harm=sad").status_code == 400


@pytest.mark.usefixtures("room")
def test_a_sum_adds_the_bounds_that_are_stated() -> None:
    rows = selecting.incidents(Filter(), sight=sight.OF_OPEN)
    tolls = models.Toll.objects.filter(harm="killed", status="", group="", told_by="", incident__part_of="")
    made = Fresh(rows).by_accused()
    assert sum(each.low for each in made) == sum(toll.low or 0 for toll in tolls)
    assert sum(each.incidents for each in made) == tolls.count()
    assert sum(each.without_high for each in made) == tolls.filter(high=None).count()


@pytest.mark.usefixtures("room")
def test_a_part_is_not_added_to_its_whole() -> None:
    whole, part = [row for row in _rows() if row.tolls.filter(harm="killed", told_by="", group="").exists()][:2]
    rows = selecting.incidents(Filter(), sight=sight.OF_OPEN)
    before = sum(each.incidents for each in Fresh(rows).by_accused())
    models.Incident.objects.filter(pk=part.pk).update(part_of=whole.record)
    assert sum(each.incidents for each in Fresh(rows).by_accused()) == before - 1
    assert Fresh(rows).left_out().parts == 1 + sum(1 for row in _rows() if row.part_of and row.pk != part.pk)
    alone = selecting.incidents(Filter(incident=part.record), sight=sight.OF_OPEN)
    assert sum(each.incidents for each in Fresh(alone).by_accused()) == 1


def test_what_is_withheld_is_in_no_sum(room: Room) -> None:
    row = next(row for row in _rows() if row.tolls.filter(harm="killed", told_by="").exists())
    claim = models.Claim.objects.filter(incident=row.record)[0]
    deciding.handle(room.served.store, claim.record, "restricted", because="A witness.", by="Ines Okoro")
    indexing.follow(room.served.store)
    only = Filter(incident=row.record)
    seen = {each: selecting.incidents(only, sight=each) for each in (sight.OF_OPEN, sight.OF_RESTRICTED)}
    assert Fresh(seen[sight.OF_OPEN]).by_accused() == []
    assert Fresh(seen[sight.OF_OPEN]).left_out().withheld == 1
    assert len(Fresh(seen[sight.OF_RESTRICTED]).by_accused()) == 1
    for view in ("timeline", "pictures"):
        page = room.client("reader").get(f"/{view}/?incident={row.record}").content.decode()
        assert "withheld from you" in page


@pytest.mark.usefixtures("room")
def test_near_incidents_are_one_spot_and_each_is_counted_once() -> None:
    rows = selecting.incidents(Filter(), sight=sight.OF_OPEN)
    placed = rows.exclude(lat=None).count()
    for cell in (0.01, 1.0, 180.0):
        assert sum(spot.incidents for spot in Fresh(rows).spots(cell=cell)) == placed
    assert Fresh(rows).unplaced() == rows.count() - placed


def test_a_vague_place_is_an_area_on_the_map(room: Room) -> None:
    page = room.client("reader").get("/map/").content.decode()
    assert page.count('class="area"') + page.count('class="several"') > 0
    assert "natural-earth" in page
    assert "http" not in page.split("<main")[1].split("</main>")[0]


def _accept_all(room: Room, incident: str) -> None:
    """Accept every claim of an incident."""
    for claim in models.Claim.objects.filter(incident=incident, standing="counts", verdict=""):
        deciding.review(room.served.store, claim.record, "accept", because="As read.", by="Ines Okoro")
    indexing.follow(room.served.store)


def _with_deaths() -> models.Incident:
    rows = [row for row in _rows() if row.accused and not row.part_of and row.tolls.filter(harm="killed", told_by="")]
    return min(rows, key=lambda row: row.claims)


@pytest.mark.parametrize("name", KINDS)
def test_a_picture_leaves_as_svg_and_as_its_data_with_what_was_reviewed_alone(room: Room, name: str) -> None:
    client = room.client("releaser")
    assert client.get(f"/pictures/{name}.jsonl").content == b"", "nobody has reviewed anything"
    assert ET.fromstring(client.get(f"/pictures/{name}.svg").content).tag.endswith("svg")  # noqa: S314 (our own)
    row = _with_deaths()
    _accept_all(room, row.record)
    row = models.Incident.objects.get(record=row.record)
    lines = [json.loads(line) for line in client.get(f"/pictures/{name}.jsonl").content.splitlines()]
    table = list(csv.reader(io.StringIO(client.get(f"/pictures/{name}.csv").content.decode())))
    assert len(table) == len(lines) + 1 > 1
    assert [line[1] for line in table[1:]] == [str(line["low"]) for line in lines]
    toll = row.tolls.get(harm="killed", status="", group="", told_by="")
    if name != "tellers":
        assert [(line["low"], line["high"]) for line in lines] == [(toll.low or 0, toll.high or toll.low or 0)]
    else:
        told = {each.told_by: each.low or 0 for each in row.tolls.exclude(told_by="")}
        assert {line["key"]: line["low"] for line in lines} == told
    assert client.get(f"/pictures/{name}.exe").status_code == 404


def test_a_picture_that_leaves_names_nobody_by_the_word_of_what_stays(room: Room) -> None:
    row = _with_deaths()
    _accept_all(room, row.record)
    client = room.client("releaser")
    assert row.accused.split(";")[0] in client.get("/pictures/accused.csv").content.decode()
    names = [{"name": "Ansgar Velm", "aliases": [], "role": "accused", "wording": "Ansgar Velm"}]
    claim = models.Claim.objects.filter(incident=row.record).exclude(accused="")[0]
    deciding.review(
        room.served.store, claim.record, "correct", because="As read.", by="Ines Okoro", replace={"actors": names}
    )
    indexing.follow(room.served.store)
    corrected = models.Claim.objects.get(found=claim.found).record
    deciding.review(room.served.store, corrected, "withhold", because="His word alone.", by="Ines Okoro")
    indexing.follow(room.served.store)
    assert "Velm" in room.client("reader").get("/pictures/").content.decode()
    for form in ("svg", "csv", "jsonl"):
        assert "Velm" not in client.get(f"/pictures/accused.{form}").content.decode()


def test_a_name_in_a_picture_is_no_formula(room: Room) -> None:
    row = _with_deaths()
    _accept_all(room, row.record)
    names = [{"name": "=HYPERLINK(1)", "aliases": [], "role": "accused", "wording": "=HYPERLINK(1)"}]
    for claim in models.Claim.objects.filter(incident=row.record).exclude(accused=""):
        deciding.review(
            room.served.store, claim.record, "correct", because="x", by="Ines Okoro", replace={"actors": names}
        )
    indexing.follow(room.served.store)
    assert "'=HYPERLINK(1)" in room.client("releaser").get("/pictures/accused.csv").content.decode()
