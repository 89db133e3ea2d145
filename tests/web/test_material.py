"""Bringing material in, and the worker that reads it."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from capturing.hostile_servers import answer, serving
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from review_room import Room

from ledgerstone import codec
from ledgerstone.actions import deciding
from ledgerstone.actions.adding import Added
from ledgerstone.actions.bringing import Holding
from ledgerstone.actions.capturing_pages import add_pages
from ledgerstone.capturing.asking import Asked
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.records import Capture, Link, Original, Report, Run
from ledgerstone.store.room import jobs
from ledgerstone.store.room.jobs import Kind, State
from ledgerstone.store.room.models import Held, Job
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify
from ledgerstone.web import working

TEXT = b"At least 4 people were killed in Oldenmarsh on 9 June 2031, residents said."


def _send(room: Room, *files: tuple[str, bytes], role: str = "coder") -> str:
    given = {"file": [SimpleUploadedFile(name, data) for name, data in files]}
    answer = room.client(role).post("/material/files/", given)
    assert answer.status_code == 200
    return answer.content.decode()


def _work(room: Room) -> None:
    while (job := jobs.claim()) is not None:
        working.do(room.served.store, job, network=False)


def _uploads(room: Room) -> list[Capture]:
    return [each for each in room.served.store.records(Capture).values() if each.how == "upload"]


def _decide(room: Room, do: str, *names: str, role: str = "coder") -> int:
    numbers = [each.pk for each in Held.objects.filter(name__in=names)]
    return room.client(role).post("/material/decide/", {"do": do, "number": numbers}).status_code


def test_a_file_is_on_the_disk_as_it_arrives_and_sealed_and_read_by_the_worker(room: Room) -> None:
    page = _send(room, ("note.txt", TEXT))
    assert "is here" in page
    (held,) = Held.objects.all()
    assert (room.served.store.path / "room.held" / held.token).read_bytes() == TEXT
    assert _uploads(room) == []
    assert [job.state for job in jobs.newest()] == [State.WAITING]
    _work(room)
    (capture,) = _uploads(room)
    assert (capture.name, capture.by, capture.at <= held.at) == ("note.txt", "coder", True)
    assert room.served.store.vault.path(capture.original).read_bytes() == TEXT
    assert [(job.kind, job.state) for job in jobs.newest()] == [(Kind.RUN, State.DONE), (Kind.LOOK, State.DONE)]
    assert jobs.newest()[0].result["worked"]["reading"] == 1
    assert any(each.text == TEXT.decode() for each in room.served.store.records(Report).values())
    assert "Oldenmarsh" in room.client("reader").get("/incidents/").content.decode()
    assert [*(room.served.store.path / "room.held").iterdir()] == []


def test_the_same_bytes_wait_for_a_word_and_bad_files_lose_nothing(room: Room) -> None:
    originals = len(room.served.store.records(Original))
    _send(room, ("a.txt", TEXT), ("b.txt", TEXT), ("../../etc/passwd", b"%PDF-1.7 broken"), ("empty.txt", b" "))
    _work(room)
    assert {each.name for each in _uploads(room)} == {"a.txt", "passwd", "empty.txt"}
    page = room.client("coder").get("/material/").content.decode()
    assert "could not be worked on" in page
    assert "The same bytes are in the case as: <bdi>a.txt</bdi>" in page
    assert _decide(room, "seal", "b.txt") == 302
    assert len(room.served.store.records(Original)) == originals + 3
    assert {each.name for each in _uploads(room)} == {"a.txt", "b.txt", "passwd", "empty.txt"}
    assert Held.objects.count() == 0


def _printed(room: Room) -> Report:
    """Return the longest report of the case."""
    return max(room.served.store.records(Report).values(), key=lambda each: len(each.text))


def test_a_near_copy_is_shown_before_it_is_sealed_and_what_only_it_says(room: Room) -> None:
    printed = _printed(room)
    changed = f"{printed.text}\n\nA spokesman for the port of Oldenmarsh added nothing to this."
    _send(room, ("reprint.txt", changed.encode()), ("note.txt", TEXT))
    _work(room)
    assert {each.name for each in _uploads(room)} == {"note.txt"}, "what is like nothing is sealed, and nothing else"
    page = room.client("coder").get("/material/").content.decode()
    assert f'href="/reports/{codec.identify(printed)}/"' in page
    assert "added nothing to this" in page
    assert "stand in both" in page
    assert "waits for a word" in room.client("coder").get("/").content.decode()
    assert "waits for a word" not in room.client("reader").get("/").content.decode()
    assert _decide(room, "seal", "reprint.txt") == 302
    _work(room)
    assert {each.name for each in _uploads(room)} == {"note.txt", "reprint.txt"}
    copies = [link for link in room.served.store.records(Link).values() if link.relation == "copy_of"]
    assert any(codec.identify(printed) in {link.claim, link.target} for link in copies), "linking says the same after"


def test_what_is_left_aside_is_gone_from_the_disk_and_stands_in_the_log(room: Room) -> None:
    _send(room, ("reprint.txt", _printed(room).text.encode()))
    _work(room)
    (held,) = Held.objects.all()
    assert _decide(room, "leave", "reprint.txt", role="reader") == 403
    assert _decide(room, "neither", "reprint.txt") == 400
    assert _decide(room, "leave", "another.txt") == 400
    assert _decide(room, "leave", "reprint.txt") == 302
    assert _uploads(room) == []
    assert [*(room.served.store.path / "room.held").iterdir()] == []
    log = room.client("keeper").get("/log/").content.decode()
    assert "left material aside" in log
    assert f"{held.sha256} reprint.txt" in log
    answer = room.client("coder").post("/material/decide/", {"do": "leave", "number": [held.pk]})
    assert answer.status_code == 404, "somebody gave a word meanwhile"


def test_who_may_not_see_what_a_file_resembles_is_not_told(room: Room) -> None:
    printed = _printed(room)
    (original,) = room.served.store.records(Original, about=printed.original)
    deciding.handle(room.served.store, original, "sealed", because="A source asked.", by="Ines Okoro")
    _send(room, ("reprint.txt", printed.text.encode()))
    _work(room)
    assert "Is this here already?" not in room.client("coder").get("/material/").content.decode()
    assert {each.name for each in _uploads(room)} == {"reprint.txt"}


def test_who_may_see_it_is_told_of_what_is_sealed_and_nobody_else(room: Room) -> None:
    printed = _printed(room)
    (original,) = room.served.store.records(Original, about=printed.original)
    deciding.handle(room.served.store, original, "sealed", because="A source asked.", by="Ines Okoro")
    both = room.client("coder", "keeper")
    both.post("/material/files/", {"file": SimpleUploadedFile("again.txt", printed.text.encode())})
    _work(room)
    assert codec.identify(printed) in both.get("/material/").content.decode()
    assert "again.txt" not in room.client("coder").get("/material/").content.decode()
    assert _decide(room, "seal", "again.txt") == 404


def test_a_captured_page_waits_as_a_file_does(room: Room) -> None:
    fetcher = Fetcher(rules=Rules.allowing(["127.0.0.1"]), limits=Limits(seconds=3, pause=0, tries=1))
    told = "".join(f"<p>{line}</p>" for line in _printed(room).text.splitlines())
    page = f"<!doctype html><title>Reprint</title><article>{told}</article>".encode()
    store = room.served.store
    room.account("coder")
    with serving({"/": answer(page)}) as pages:
        asked = [Asked(url=pages.at())]
        (taken,) = add_pages(store, asked, fetcher=fetcher, by="coder", waiting=Holding(store, by="coder"))
    assert isinstance(taken, Added)
    assert not store.records(Original, about=taken.sha256)
    jobs.put(Kind.LOOK, by="coder")
    _work(room)
    assert "stand in both" in room.client("coder").get("/material/").content.decode()
    (held,) = Held.objects.all()
    assert _decide(room, "seal", held.name) == 302
    (capture,) = store.records(Capture, about=taken.sha256).values()
    (run,) = (each for each in store.records(Run).values() if each.stage == "capturing")
    assert run.made == (codec.identify(capture),)


def test_two_that_are_alike_and_come_together_are_told_of_each_other(room: Room) -> None:
    words = " ".join(f"The warden of lock {number} in Oldenmarsh saw nobody." for number in range(30))
    _send(room, ("one.txt", words.encode()), ("two.txt", f"{words} He left.".encode()))
    _work(room)
    assert {each.name for each in _uploads(room)} == {"one.txt"}
    assert "two.txt" in room.client("coder").get("/material/").content.decode()


def test_a_word_that_was_given_before_the_process_ended_is_done_by_the_next_look(room: Room) -> None:
    _send(room, ("reprint.txt", _printed(room).text.encode()))
    _work(room)
    _send(room, ("other.txt", _printed(room).text.encode() + b"\n"))
    _work(room)
    # As a process leaves it that is killed between the word and the deed.
    Held.objects.filter(name="reprint.txt").update(state="sealing")
    Held.objects.filter(name="other.txt").update(state="leaving")
    jobs.put(Kind.LOOK, by="coder")
    _work(room)
    assert {each.name for each in _uploads(room)} == {"reprint.txt"}
    assert Held.objects.count() == 0


def test_a_name_that_means_harm_is_text(room: Room) -> None:
    page = _send(room, ("<img src=x onerror=alert(1)>\u202e.txt", TEXT))
    assert "<img src=x" not in page
    assert "\u202e" not in page


def test_the_network_is_closed_unless_it_was_opened(room: Room) -> None:
    client = room.client("coder")
    answer = client.post("/material/addresses/", {"addresses": "http://127.0.0.1:9/"})
    assert answer.status_code == 400
    assert jobs.newest() == []
    room.served.network = True
    assert client.post("/material/addresses/", {"addresses": "http://127.0.0.1:9/"}).status_code == 302
    _work(room)  # a worker without the network refuses as well
    failed = next(each for each in jobs.newest() if each.kind == Kind.CAPTURE)
    assert (failed.state, "The network is closed" in failed.result["error"]) == (State.FAILED, True)


def test_a_page_that_may_not_be_reached_is_a_problem_of_its_job(room: Room) -> None:
    jobs.put(Kind.CAPTURE, by="coder", given={"addresses": ["http://127.0.0.1:9/private"]})
    job = jobs.claim()
    assert job is not None
    working.do(room.served.store, job, network=True)
    done = next(each for each in jobs.newest() if each.kind == Kind.CAPTURE)
    assert (done.state, done.result["taken"], len(done.result["problems"])) == (State.DONE, 0, 1)


def test_one_job_at_a_time_and_what_a_killed_worker_left_is_taken_up_again_but_not_for_ever(room: Room) -> None:
    assert room.served
    first = jobs.put(Kind.RUN, by="coder")
    assert jobs.put(Kind.RUN, by="reviewer") == first  # one run serves both
    jobs.put(Kind.CAPTURE, by="coder", given={"addresses": ["https://a.invalid/"]})
    for _ in range(3):
        taken = jobs.claim()
        assert taken is not None
        assert taken.number == first
        assert jobs.claim() is None
        Job.objects.filter(pk=first).update(beat=timezone.now() - jobs.SILENT - timedelta(seconds=1))
    after = jobs.claim()
    assert after is not None
    assert after.kind is Kind.CAPTURE
    assert Job.objects.get(pk=first).state == State.FAILED


def test_problems_of_what_is_sealed_are_not_told_to_who_may_not_see_it(room: Room) -> None:
    _send(room, ("secret.pdf", b"%PDF-1.7 broken"))
    _work(room)
    (capture,) = (each for each in room.served.store.records(Capture).values() if each.how == "upload")
    shown = room.client("coder").get("/material/").content.decode()
    assert capture.original[:40] in shown
    (original,) = room.served.store.records(Original, about=capture.original)
    deciding.handle(room.served.store, original, "sealed", because="A source asked.", by="Ines Okoro")
    room.client("coder").get("/incidents/")  # whichever page comes first brings the index up
    assert capture.original[:40] not in room.client("coder").get("/material/").content.decode()


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_the_next_goes_on(room: Room, tmp_path: Path) -> None:
    texts = [TEXT.replace(b"4 people", f"{number} people".encode()) for number in range(3, 40)]
    _send(room, *((f"{number}.txt", text) for number, text in enumerate(texts)))
    case = tmp_path / "case"
    before = len(room.served.store.records(Report))
    worker = _start(case)
    while len(room.served.store.records(Report)) < before + 3:
        time.sleep(0.05)
        assert worker.poll() is None
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert State.WORKING in [job.state for job in jobs.newest()]
    Job.objects.update(beat=timezone.now() - jobs.SILENT - timedelta(seconds=1))
    worker = _start(case)
    deadline = time.monotonic() + 120
    while jobs.unfinished() and time.monotonic() < deadline:
        time.sleep(0.2)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 0
    assert jobs.newest()[0].state == State.DONE
    read = {each.text for each in room.served.store.records(Report).values()}
    assert read >= {text.decode() for text in texts}
    room.served.store.close()
    verify(case)
    room.served.store = Store(case)


def _start(case: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "ledgerstone", "work", str(case)])
