"""A list leaves through the gate of a release; a search is saved as a question."""

import csv
import io
import json

import pytest
from review_room import Room

from ledgerstone import indexing
from ledgerstone.actions import deciding
from ledgerstone.store.index import models
from ledgerstone.web import finding, through_gate

pytestmark = pytest.mark.usefixtures("database")


def _accept(room: Room, *claims: models.Claim) -> None:
    for claim in claims:
        deciding.review(room.served.store, claim.record, "accept", because="It says so.", by="Ines Okoro")
    indexing.follow(room.served.store)


def _lines(room: Room, name: str, query: str = "") -> list[dict[str, object]]:
    answer = room.client("releaser").get(f"/lists/{name}.jsonl?{query}")
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.content.splitlines()]


@pytest.mark.parametrize("name", ["incidents", "claims", "reports", "victims"])
def test_what_nobody_reviewed_stays(room: Room, name: str) -> None:
    assert _lines(room, name) == []
    assert room.client("releaser").get(f"/lists/{name}.exe").status_code == 404


def test_what_was_accepted_leaves_and_nothing_else(room: Room) -> None:
    indexing.follow(room.served.store)
    counted = models.Claim.objects.filter(harm="killed", low__isnull=False).exclude(incident="").order_by("record")[:3]
    _accept(room, *counted)
    records = {claim.record for claim in counted}
    assert {line["id"] for line in _lines(room, "claims")} == records
    one = counted[0]
    assert {line["id"] for line in _lines(room, "claims", f"report={one.report}")} == {
        claim.record for claim in counted if claim.report == one.report
    }
    assert {line["incident"] for line in _lines(room, "incidents")} == {claim.incident for claim in counted}
    assert {line["report"] for line in _lines(room, "reports")} == {claim.report for claim in counted}
    table = list(csv.DictReader(io.StringIO(room.client("releaser").get("/lists/claims.csv").content.decode())))
    assert {row["id"] for row in table} == records


def test_what_is_closed_stays_whoever_asks(room: Room) -> None:
    indexing.follow(room.served.store)
    claim = models.Claim.objects.filter(low__isnull=False).exclude(incident="")[0]
    _accept(room, claim)
    deciding.handle(room.served.store, claim.record, "restricted", because="A witness.", by="Ines Okoro")
    indexing.follow(room.served.store)
    keeper = room.client("releaser", "keeper")
    assert claim.record not in keeper.get("/lists/claims.jsonl").content.decode()


def test_a_list_that_is_too_long_is_refused_and_each_taking_is_logged(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lines(room, "claims", "harm=killed")
    assert "/lists/claims.jsonl?harm=killed" in room.client("keeper").get("/log/").content.decode()
    incidents = list(models.Claim.objects.exclude(incident="").values_list("incident", flat=True).distinct()[:3])
    _accept(room, *(models.Claim.objects.filter(incident=each)[0] for each in incidents))
    monkeypatch.setattr(through_gate, "MOST", 2)
    for path in ("/lists/claims.csv", "/lists/incidents.jsonl", "/pictures/time.svg"):
        answer = room.client("releaser").get(path)
        assert (answer.status_code, "W11" in answer.content.decode()) == (400, True)


def test_nothing_is_taken_from_lists_that_are_behind_the_case(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "bring_up", lambda store: indexing.Behind(waiting=1))  # noqa: ARG005 (its signature)
    for path in ("/lists/claims.csv", "/pictures/time.csv"):
        assert room.client("releaser").get(path).status_code == 503


def test_a_search_is_saved_shared_and_taken_away(room: Room) -> None:
    coder, reader = room.client("coder"), room.client("reader")
    said = {"name": "Drovath", "view": "claims", "query": "text=drovath&harm=killed", "shared": "on"}
    assert coder.post("/searches/save/", said).status_code == 302
    assert coder.post("/searches/save/", {**said, "name": "Mine", "shared": ""} | {"shared": "x"}).status_code == 302
    page = reader.get("/searches/").content.decode()
    assert 'href="/claims/?text=drovath&amp;harm=killed"' in page
    assert "drop" not in page
    number = coder.get("/searches/").context["lines"][0]["search"].pk
    assert room.client("reviewer").post(f"/searches/{number}/drop/").status_code == 404
    assert coder.post(f"/searches/{number}/drop/").status_code == 302
    assert "Drovath" not in reader.get("/searches/").content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"view": "log"}, {"query": "harm=sad"}, {"view": "//evil.example"}])
def test_a_forged_search_is_refused(room: Room, wrong: dict[str, str]) -> None:
    said = {"name": "Drovath", "view": "claims", "query": "text=drovath", **wrong}
    assert room.client("coder").post("/searches/save/", said).status_code == 400
    assert "Drovath" not in room.client("coder").get("/searches/").content.decode()
