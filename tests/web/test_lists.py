"""The lists: what they show, to whom, at what cost."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from review_room import Room

from ledgerstone import indexing, pipeline
from ledgerstone.actions import adding, deciding
from ledgerstone.store.index import listing, models

pytestmark = pytest.mark.usefixtures("database")

LISTS = ("incidents", "claims", "reports", "victims")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_its_rows(room: Room, name: str) -> None:
    page = room.client("reader").get(f"/{name}/").content.decode()
    model = {"incidents": models.Incident, "claims": models.Claim, "reports": models.Report, "victims": models.Victim}
    assert page.count('class="row"') == min(model[name].objects.count(), listing.SIZE)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_asks_more_of_the_database_the_more_it_shows(
    room: Room, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = room.client("coder")
    client.get(f"/{name}/")
    asked = []
    for size in (2, 7):
        monkeypatch.setattr(listing.page, "__kwdefaults__", {**listing.page.__kwdefaults__, "size": size})
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/{name}/").content.decode()
        assert page.count('class="row"') == size
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 16


@pytest.mark.parametrize("name", LISTS)
def test_an_address_can_be_shared(room: Room, name: str) -> None:
    client = room.client("reader")
    word = models.Victim.objects.exclude(name="")[0].name.split()[-1]
    found = client.get(f"/{name}/?text={word}&harm=killed").content.decode()
    assert f'value="{word}"' in found
    assert '<option value="killed" selected>' in found
    assert f'href="/{name}/?text={word}&amp;harm=killed" aria-current="page"' in found
    assert 0 < found.count('class="row"') < client.get(f"/{name}/").content.decode().count('class="row"')


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["harm=sad", "since=x", "box=1", "order=random", "after=x"])
def test_what_is_not_understood_is_refused(room: Room, name: str, query: str) -> None:
    answer = room.client("reader").get(f"/{name}/?{query}")
    assert answer.status_code == 400
    assert "W10" in answer.content.decode()


def test_what_is_withheld_is_said(room: Room) -> None:
    indexing.follow(room.served.store)
    claim = models.Claim.objects.exclude(incident="").filter(low__isnull=False)[0]
    deciding.handle(room.served.store, claim.record, "restricted", because="A witness.", by="Ines Okoro")
    reader, coder = (room.client(role).get(f"/incidents/?incident={claim.incident}") for role in ("reader", "coder"))
    assert "withheld" in reader.content.decode()
    assert "withheld" not in coder.content.decode()


def test_whoever_lists_what_is_sealed_leaves_a_line_in_the_log(room: Room) -> None:
    indexing.follow(room.served.store)
    claim = models.Claim.objects.all()[0]
    deciding.handle(room.served.store, claim.record, "sealed", because="A witness.", by="Ines Okoro")
    keeper = room.client("keeper")
    keeper.get(f"/claims/?report={claim.report}")
    assert f"/claims/?report={claim.report}" in keeper.get("/log/").content.decode()
    for role in ("reader", "coder", "reviewer", "releaser"):
        assert claim.record not in room.client(role).get(f"/claims/?report={claim.report}").content.decode()


def test_what_a_source_wrote_is_shown_and_never_run(room: Room, tmp_path: Path) -> None:
    hostile = "Three people were killed in Drovath on 11 March 2031, <script>alert(1)</script> \u202ethe police said."
    (tmp_path / "hostile.txt").write_text(hostile, encoding="utf-8")
    list(adding.add(room.served.store, [tmp_path / "hostile.txt"], by="Ines Okoro"))
    pipeline.run(room.served.store, by="Ines Okoro")
    indexing.follow(room.served.store)
    for name in LISTS:
        page = room.client("reader").get(f"/{name}/?text=alert").content.decode()
        assert "<script>alert" not in page
        assert "\u202e" not in page
    assert "&lt;script&gt;alert" in room.client("reader").get("/claims/?text=alert").content.decode()
