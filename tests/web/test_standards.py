"""Whom the team holds credible, who owns what, and what counts: decided in the room as on the command line."""

import pytest
from review_room import Room

from ledgerstone.records import Appraisal, Criteria, Ownership, Run
from ledgerstone.store.index.models import Incident, Report
from ledgerstone.store.room import jobs
from ledgerstone.web import working

DOUBT = {"kind": "appraise", "credibility": "not_credible", "because": "It prints what the army sends."}


def _printed(room: Room) -> str:
    """Return the outlet of which most is in the case."""
    room.client("reviewer").get("/incidents/")
    names = list(Report.objects.exclude(publisher="").values_list("publisher", flat=True))
    return max(sorted(set(names)), key=names.count)


def _work(room: Room) -> None:
    while (job := jobs.claim()) is not None:
        working.do(room.served.store, job, network=False)


@pytest.mark.parametrize("role", ["reviewer", "keeper"])
def test_nothing_is_decided_at_first_and_says_so(room: Room, role: str) -> None:
    page = room.client(role).get("/standards/").content.decode()
    assert "Nothing was decided" in page


def test_a_look_says_what_a_decision_would_do_and_records_nothing(room: Room) -> None:
    client, name = room.client("reviewer"), _printed(room)
    found = client.get("/standards/if/", DOUBT | {"source": name, "because": ""}).context["effect"]
    assert found.touched
    assert any(figure.words != figure.now for each in found.changed for figure in each.figures)
    assert room.served.store.records(Appraisal) == {}
    nobody = client.get("/standards/if/", DOUBT | {"source": "The Gazette of Nowhere"}).context["effect"]
    assert (nobody.touched, nobody.changed) == (0, [])


def test_a_decision_is_recorded_changes_what_the_look_said_and_is_taken_back(room: Room) -> None:
    client, name = room.client("reviewer"), _printed(room)
    looked = client.get("/standards/if/", DOUBT | {"source": name}).context["effect"]
    assert client.post("/standards/decide/", DOUBT | {"source": name}).status_code == 302
    ((id_, made),) = room.served.store.records(Appraisal).items()
    assert (made.source, made.because, made.by) == (name, DOUBT["because"], "reviewer")
    _work(room)
    assert any("+1@" in run.version for run in room.served.store.records(Run).values() if run.stage == "reconciling")
    for each in looked.changed:
        now = {figure.name: figure.words for figure in client.get(f"/incidents/{each.incident}/").context["figures"]}
        assert all(now.get(figure.name, "") == figure.words for figure in each.figures)
    assert name in client.get("/standards/").content.decode()
    assert client.post(f"/standards/{id_}/take-back/", {"because": ""}).status_code == 409
    assert client.post(f"/standards/{id_}/take-back/", {"because": "We met its editor."}).status_code == 302
    page = client.get("/standards/")
    assert (page.context["in_force"], [row["id"] for row in page.context["before"]]) == ([], [id_])


def test_an_owner_and_criteria_are_decided_too(room: Room) -> None:
    client = room.client("keeper")
    owned = {
        "kind": "own",
        "outlet": "Kalvessa Wire",
        "owner": "Veldt Holding",
        "since": "2031-01-01",
        "because": "Register.",
    }
    assert client.post("/standards/decide/", owned).status_code == 302
    counted = {"kind": "include", "harms": ["killed"], "at_least": "10", "because": "Our mandate."}
    look = client.get("/standards/if/", counted).context["effect"]
    assert {each.counted for each in look.changed} == {False}
    assert look.looked_at == Incident.objects.values("record").distinct().count()
    assert client.post("/standards/decide/", counted).status_code == 302
    assert [each.owner for each in room.served.store.records(Ownership).values()] == ["Veldt Holding"]
    assert [each.at_least for each in room.served.store.records(Criteria).values()] == [10]
    assert "Veldt Holding" in client.get("/standards/").content.decode()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (DOUBT | {"source": "Kalvessa Wire", "because": " "}, 409),
        (DOUBT, 400),
        (DOUBT | {"source": "Kalvessa Wire", "role": "media"}, 400),
        (DOUBT | {"source": "Kalvessa Wire", "credibility": "awful"}, 400),
        (DOUBT | {"source": "Kalvessa Wire", "since": "2031-02-01", "until": "2031-01-01"}, 409),
        ({"kind": "include", "regions": "Nowhere at all", "because": "Our mandate."}, 409),
        ({"kind": "other"}, 404),
    ],
)
def test_what_cannot_be_decided_is_refused_and_keeps_what_was_typed(
    room: Room, given: dict[str, str], status: int
) -> None:
    answer = room.client("reviewer").post("/standards/decide/", given)
    assert answer.status_code == status
    if status == 400:
        assert given["because"] in answer.content.decode()
    store = room.served.store
    assert not store.records(Appraisal)
    assert not store.records(Criteria)
