"""A figure of the team's own, from the page on which it is stated to the queue in which it waits for another look."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from review_room import Room

from ledgerstone.store.index import models
from ledgerstone.store.room import jobs
from ledgerstone.web import working

ONE = "At least 4 people were killed in shelling in Oldenmarsh on 9 June 2031, residents said."
TWO = "Shelling killed nine people in Oldenmarsh on 9 June 2031, the regional council said."
WAITS = "own that want another look"


def _bring(room: Room, name: str, text: str) -> None:
    given = {"file": SimpleUploadedFile(name, text.encode())}
    assert room.client("coder").post("/material/files/", given).status_code == 200
    while (job := jobs.claim()) is not None:
        working.do(room.served.store, job, network=False)


def _page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_new_material_brings_a_figure_back_to_who_states_figures(room: Room) -> None:
    reviewer = room.client("reviewer")
    _bring(room, "one.txt", ONE)
    incident = models.Claim.objects.get(exact=ONE, harm="killed").incident
    address = f"/incidents/{incident}/"
    seen = reviewer.get(address).context["seen"]
    given = {"harm": "killed", "low": "4", "high": "6", "because": "The list of the clinic.", "seen": seen}
    assert reviewer.post(f"{address}determine/", given).status_code == 302
    assert "The list of the clinic." in _page(reviewer, address)
    assert WAITS not in _page(reviewer, "/")
    _bring(room, "two.txt", TWO)
    assert models.Claim.objects.filter(exact=TWO, incident=incident).exists()
    start = _page(reviewer, "/")
    assert incident in start.partition(WAITS)[2].partition("</ul>")[0]
    assert 'class="look"' in _page(reviewer, address)
    assert WAITS not in _page(room.client("coder"), "/")
    late = reviewer.post(f"{address}determine/", given)
    assert late.status_code >= 400, "the form was shown before the new claim came"
    again = {**given, "high": "9", "because": "Both lists.", "seen": reviewer.get(address).context["seen"]}
    assert reviewer.post(f"{address}determine/", again).status_code == 302
    assert WAITS not in _page(reviewer, "/")
    assert 'class="look"' not in _page(reviewer, address)
