"""Bringing material in, and the worker that reads it."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from review_room import Room

from ledgerstone.actions import deciding
from ledgerstone.records import Capture, Original, Report
from ledgerstone.store.room import jobs
from ledgerstone.store.room.jobs import Kind, State
from ledgerstone.store.room.models import Job
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


def test_a_file_is_sealed_as_it_arrives_and_read_by_the_worker(room: Room) -> None:
    page = _send(room, ("note.txt", TEXT))
    assert "sealed" in page
    (capture,) = (each for each in room.served.store.records(Capture).values() if each.how == "upload")
    assert (capture.name, capture.by) == ("note.txt", "coder")
    assert room.served.store.vault.path(capture.original).read_bytes() == TEXT
    assert [job.state for job in jobs.newest()] == [State.WAITING]
    _work(room)
    (job,) = jobs.newest()
    assert (job.state, job.result["worked"]["reading"]) == (State.DONE, 1)
    assert any(each.text == TEXT.decode() for each in room.served.store.records(Report).values())
    assert "Oldenmarsh" in room.client("reader").get("/incidents/").content.decode()


def test_the_same_bytes_are_said_to_have_come_before_and_bad_files_lose_nothing(room: Room) -> None:
    originals = len(room.served.store.records(Original))
    page = _send(room, ("a.txt", TEXT), ("b.txt", TEXT), ("../../etc/passwd", b"%PDF-1.7 broken"), ("empty.txt", b" "))
    assert "the same bytes were here already" in page
    assert len(room.served.store.records(Original)) == originals + 3
    names = {each.name for each in room.served.store.records(Capture).values() if each.how == "upload"}
    assert names == {"a.txt", "b.txt", "passwd", "empty.txt"}
    _work(room)
    page = room.client("coder").get("/material/").content.decode()
    assert "could not be worked on" in page
    assert jobs.newest()[0].state == State.DONE


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
    assert [job.state for job in jobs.newest()] == [State.WORKING]
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
