"""A release in the room: prepared, looked at, let go as it was looked at, and given as long as it may leave."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from review_room import Room

from ledgerstone import current, indexing
from ledgerstone.actions import deciding, releasing_in_room
from ledgerstone.actions.letting_go import release
from ledgerstone.records import Claim, Original, Release
from ledgerstone.store.index import models
from ledgerstone.store.room import accounts, jobs, releases
from ledgerstone.store.room.doings import done
from ledgerstone.store.room.jobs import Kind, State
from ledgerstone.web import working

pytestmark = pytest.mark.usefixtures("database")
BY = "Ines Okoro"
WISH = {"title": "Oldenmarsh", "policy": "range.v1", "shape": ["dossier", "claims"]}


def _accept(room: Room, number: int = 3) -> list[str]:
    counted = models.Claim.objects.filter(harm="killed", low__isnull=False, person="").exclude(incident="")
    taken = [claim.record for claim in counted.order_by("record")[:number]]
    for claim in taken:
        deciding.review(room.served.store, claim, "accept", because="It says so.", by=BY)
    indexing.follow(room.served.store)
    return taken


def _work(room: Room) -> None:
    while (job := jobs.claim()) is not None:
        working.do(room.served.store, job, network=False)


def _prepared(room: Room, **wish: object) -> int:
    answer = room.client("releaser").post("/releases/prepare/", {**WISH, **wish})
    assert answer.status_code == 302
    _work(room)
    return int(re.findall(r"\d+", answer.headers["Location"])[0])


def _let_go(room: Room, number: int, role: str = "releaser") -> str:
    assert room.client(role).post(f"/releases/prepared/{number}/let-go/").status_code == 302
    _work(room)
    job = jobs.latest(Kind.LET_GO)
    assert job is not None
    return str(job.result.get("release", ""))


def _page(room: Room, address: str, role: str = "releaser") -> str:
    answer = room.client(role).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _did() -> list[str]:
    return [each.what for each in reversed(done(at_most=50)) if each.what not in {"logged in", "added a second factor"}]


def test_each_case_is_where_it_should_be(room: Room, database: str) -> None:
    assert connection.vendor == database
    assert room.served.store.of_a_team == (database == "postgresql")


def test_where_nothing_was_reviewed_it_is_said_why_and_nothing_can_be_let_go(room: Room) -> None:
    number = _prepared(room)
    page = _page(room, f"/releases/prepared/{number}/")
    assert "Nothing of this case may leave yet" in page
    assert "nobody has reviewed it" in page
    assert "let-go" not in page
    assert room.client("releaser").post(f"/releases/prepared/{number}/let-go/").status_code == 400
    assert room.served.store.records(Release) == {}


def test_what_was_looked_at_is_what_is_let_go(room: Room) -> None:
    accepted = _accept(room)
    number = _prepared(room)
    assert room.served.store.records(Release) == {}, "to prepare is to let nothing go"
    looked = room.client("releaser").get(f"/releases/prepared/{number}/claims.jsonl")
    assert {json.loads(line)["id"] for line in looked.content.splitlines()} == set(accepted)
    id_ = _let_go(room, number)
    (record,) = room.served.store.records(Release).values()
    assert (record.by, set(accepted) <= set(record.records)) == ("releaser", True)
    answer = room.client("releaser").get(f"/releases/{id_}.zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="release-1.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.read("claims.jsonl") == looked.content
        assert "Oldenmarsh" in archive.read("dossier.html").decode()
        told = archive.read("MANIFEST.sha256").decode().splitlines()
    assert tuple(told) == record.manifest
    assert "Take release 1" in _page(room, "/releases/")
    assert _did() == ["looked at what would leave", "let a release out", "took a release"]


def test_it_is_the_release_that_the_command_makes(room: Room, tmp_path: Path) -> None:
    _accept(room)
    number = _prepared(room)
    made = release(room.served.store, tmp_path / "out", title="Oldenmarsh", by=BY)
    looked = room.client("releaser").get(f"/releases/prepared/{number}/claims.csv").content
    assert (tmp_path / "out" / "claims.csv").read_bytes() == looked
    page = _page(room, "/releases/")
    assert "The room does not have its files." in page
    assert made.record.manifest[0][:64] in page


def test_a_dossier_is_shown_alone_without_script_or_network(room: Room) -> None:
    _accept(room)
    answer = room.client("releaser").get(f"/releases/prepared/{_prepared(room)}/dossier.html")
    policy = answer.headers["Content-Security-Policy"]
    assert ("sandbox" in policy, "script" in policy, "default-src 'none'" in policy) == (True, False, True)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_no_file_of_it_is_not_there(room: Room) -> None:
    _accept(room)
    number, client = _prepared(room), room.client("releaser")
    for address in ("../case.toml", "x.html", "dossier", "claims.exe"):
        assert client.get(f"/releases/prepared/{number}/{address}").status_code == 404
    assert client.get(f"/releases/prepared/{number + 1}/dossier.html").status_code == 404
    assert client.get(f"/releases/{'0' * 64}.zip").status_code == 404


def test_where_something_else_would_leave_nothing_is_let_go(room: Room) -> None:
    accepted = _accept(room)
    number = _prepared(room)
    deciding.review(room.served.store, accepted[0], "reject", because="A rumour.", by=BY)
    assert _let_go(room, number) == ""
    assert room.served.store.records(Release) == {}
    page = _page(room, f"/releases/prepared/{number}/")
    assert "no longer what was looked at" in page
    assert "[W18]" in page


def test_what_comes_meanwhile_and_stays_is_no_hindrance(room: Room) -> None:
    _accept(room)
    number = _prepared(room)
    other = next(iter(models.Claim.objects.filter(verdict="", harm="injured")))
    deciding.review(room.served.store, other.record, "withhold", because="A family asked.", by=BY)
    assert _let_go(room, number)


@pytest.mark.parametrize("closed", ["claim", "original", "rejected"])
def test_what_was_closed_since_is_given_no_more(room: Room, closed: str) -> None:
    store, accepted = room.served.store, _accept(room)
    id_ = _let_go(room, _prepared(room))
    again = _prepared(room)
    if closed == "rejected":
        deciding.review(store, accepted[0], "reject", because="A rumour.", by=BY)
    else:
        (claim,) = store.get([accepted[0]]).values()
        assert isinstance(claim, Claim)
        sha256 = current.read_current(store).reports[claim.report].original
        (original,) = store.records(Original, about=sha256)
        about = accepted[0] if closed == "claim" else original
        deciding.handle(store, about, "sealed", because="She is in danger.", by=BY)
    for address in (f"/releases/{id_}.zip", f"/releases/prepared/{again}/dossier.html"):
        answer = room.client("releaser").get(address)
        assert (answer.status_code, "W17" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("act", ["sealed", "withhold"])
def test_a_sentence_that_tells_what_was_closed_since_is_given_no_more(room: Room, act: str) -> None:
    store, accepted = room.served.store, _accept(room, 1)
    (row,) = models.Claim.objects.filter(record__in=accepted)
    beside = models.Claim.objects.filter(report=row.report, start=row.start).exclude(record=row.record)[0]
    before, number = _let_go(room, _prepared(room)), _prepared(room)
    if act == "sealed":
        deciding.handle(store, beside.record, "sealed", because="She is in danger.", by=BY)
    else:
        deciding.review(store, beside.record, "withhold", because="She is in danger.", by=BY)
    for address in (f"/releases/{before}.zip", f"/releases/prepared/{number}/dossier.html"):
        assert room.client("releaser").get(address).status_code == 409
    after = _let_go(room, _prepared(room))
    answer = room.client("releaser").get(f"/releases/{after}.zip")
    assert answer.status_code == 200, "without its sentence it is given"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert not [name for name in archive.namelist() if row.exact[:60] in archive.read(name).decode()]


def test_a_corrected_claim_leaves_as_corrected_and_is_given(room: Room) -> None:
    store, (accepted,) = room.served.store, _accept(room, 1)
    deciding.review(
        store,
        accepted,
        "correct",
        because="Two more.",
        by=BY,
        replace={"count": {"low": 3, "high": 3, "about": False, "wording": "three"}},
    )
    id_ = _let_go(room, _prepared(room))
    assert room.client("releaser").get(f"/releases/{id_}.zip").status_code == 200


def test_what_stays_is_named_to_those_alone_who_may_see_it(room: Room) -> None:
    store, accepted = room.served.store, _accept(room)
    deciding.handle(store, accepted[0], "sealed", because="She is in danger.", by=BY)
    deciding.handle(store, accepted[1], "restricted", because="A witness.", by=BY)
    page = _page(room, f"/releases/prepared/{_prepared(room)}/")
    assert "it is handled as restricted or sealed" in page
    assert f"#claim-{accepted[0]}" not in page
    assert f"#claim-{accepted[1]}" in page


@pytest.mark.parametrize("wrong", [{"shape": []}, {"shape": ["painting"]}, {"policy": "mine.v9"}, {"title": "x" * 201}])
def test_a_forged_wish_is_refused(room: Room, wrong: dict[str, object]) -> None:
    assert room.client("releaser").post("/releases/prepare/", {**WISH, **wrong}).status_code == 400
    assert jobs.newest() == []


def test_who_is_no_releaser_any_more_when_the_worker_comes_to_it_lets_nothing_go(room: Room) -> None:
    _accept(room)
    number = _prepared(room)
    assert room.client("releaser").post(f"/releases/prepared/{number}/let-go/").status_code == 302
    accounts.set_roles(room.account("releaser"), ["reader"])
    _work(room)
    job = jobs.latest(Kind.LET_GO)
    assert job is not None
    assert (job.state, room.served.store.records(Release)) == (State.FAILED, {})


def test_a_worker_that_is_killed_before_and_behind_the_record_lets_it_go_once(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    _accept(room)
    store, number = room.served.store, _prepared(room)

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(releases, "drop_kept", lambda _: None)  # nothing is cleared up behind a kill
        patch.setattr(releasing_in_room.preparing, "record", killed)
        with pytest.raises(Killed):
            releasing_in_room.let_go(store, number, by="releaser")
    assert (store.records(Release), releases.made()) == ({}, [])
    with monkeypatch.context() as patch:
        patch.setattr(releases, "drop_prepared", killed)
        with pytest.raises(Killed):
            releasing_in_room.let_go(store, number, by="releaser")
    id_ = releasing_in_room.let_go(store, number, by="releaser")
    assert list(store.records(Release)) == [id_]
    releasing_in_room.list_made(store)
    assert [(each.release, each.kept) for each in releases.made()] == [(id_, True)]


def test_titles_and_names_that_mean_harm_are_text(room: Room) -> None:
    _accept(room)
    number = _prepared(room, title="<script>alert(1)</script>\u202e")
    for address in (f"/releases/prepared/{number}/", "/releases/"):
        page = _page(room, address)
        assert "<script>alert" not in page
        assert "\u202e" not in page


def test_the_case_is_verified_while_it_is_open(room: Room) -> None:
    _accept(room)
    keeper = room.client("keeper")
    assert keeper.post("/verify/ask/").status_code == 302
    assert "It waits for the worker" in _page(room, "/verify/")
    _work(room)
    page = _page(room, "/verify/", "keeper")
    assert "The case is whole." in page
    assert room.served.store.entries()[-1].head in page
    assert _did() == ["had the case verified"]


def test_what_is_wrong_is_said_in_plain_words(room: Room) -> None:
    original = next(iter(room.served.store.records(Original).values()))
    path = room.served.store.vault.path(original.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"x")
    room.client("releaser").post("/verify/ask/")
    _work(room)
    page = _page(room, "/verify/")
    assert "Something is wrong" in page
    assert original.sha256[:12] in page
    job = jobs.latest(Kind.VERIFY)
    assert job is not None
    assert job.state == State.DONE


def test_what_is_going_out_is_not_lost_where_another_is_prepared(room: Room) -> None:
    _accept(room)
    number, client = _prepared(room), room.client("releaser")
    assert client.post(f"/releases/prepared/{number}/let-go/").status_code == 302
    assert client.post("/releases/prepare/", WISH).status_code == 302
    _work(room)
    assert len(room.served.store.records(Release)) == 1
    assert len(releases.waiting()) == 1
