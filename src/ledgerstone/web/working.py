"""The worker of a room: a process of its own that does what stands in the queue, one job after the other.

Killed at any moment it loses nothing: each stage keeps what it made as it goes, and the job is taken up again.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from django.db import connection

from ledgerstone import indexing, pipeline
from ledgerstone.actions.bringing import Holding, look
from ledgerstone.actions.capturing_pages import add_pages
from ledgerstone.capturing.asking import read_line
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.errors import InputError, LedgerstoneError
from ledgerstone.records import Problem
from ledgerstone.store.room import jobs
from ledgerstone.store.room.jobs import Kind, Work
from ledgerstone.store.store import Store
from ledgerstone.web.desk import serve_case
from ledgerstone.web.releases import leaving

_PAUSE = 1.0  # seconds between two looks into an empty queue
_BEAT = 10.0  # seconds between two signs of life
_PROBLEMS = 200  # that a page shows


def work(case: Path, *, network: bool, until_empty: bool = False) -> None:
    """Do what stands in the queue of a case until the process is told to end.

    Args:
        case: the folder.
        network: whether addresses may be asked for.
        until_empty: end where nothing is left to do.
    """
    signal.signal(signal.SIGTERM, _end)
    with serve_case(case) as served:
        while True:
            job = jobs.claim()
            if job is not None:
                do(served.store, job, network=network)
            elif until_empty:
                return
            else:
                time.sleep(_PAUSE)


def do(store: Store, job: Work, *, network: bool) -> None:
    """Do one job, and say what came of it."""
    try:
        with _living(job.number):
            result = _result(store, job, network=network)
    except (KeyboardInterrupt, SystemExit):
        jobs.give_back(job.number)
        raise
    except LedgerstoneError as error:
        jobs.finish(job.number, result={"error": str(error)}, failed=True)
    else:
        jobs.finish(job.number, result=result)


@contextmanager
def beside(case: Path, *, network: bool) -> Iterator[None]:
    """Run a worker in a process of its own for as long as the room is open."""
    command = [sys.executable, "-m", "ledgerstone", "work", str(case), *(["--network"] if network else [])]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as worker:  # noqa: S603 (our own program)
        try:
            yield
        finally:
            worker.terminate()


def _result(store: Store, job: Work, *, network: bool) -> dict[str, Any]:
    if job.kind in leaving.DOES:
        return leaving.DOES[job.kind](store, job)
    if job.kind is Kind.RUN:
        return _run(store, job)
    return _look(store, job) if job.kind is Kind.LOOK else _capture(store, job, network=network)


def _look(store: Store, job: Work) -> dict[str, Any]:
    """Look at what was brought, with everything known that came before; what is sealed is read in a job of its own."""
    ran = _run(store, job)
    looked = look(store, tell=lambda done, total: jobs.tell(job.number, stage="look", done=done, total=total))
    if looked.sealed:
        jobs.put(Kind.RUN, by=job.by)
    return {**ran, "sealed": looked.sealed, "asked": looked.asked}


def _run(store: Store, job: Work) -> dict[str, Any]:
    last = 0.0

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > _PAUSE or done == total:
            last = time.monotonic()
            jobs.tell(job.number, stage=stage, done=done, total=total)

    seconds = job.given.get("seconds")
    ran = pipeline.run(store, by=job.by, progress=tell, seconds=float(seconds) if seconds else None)
    indexing.follow(store, progress=lambda done, total: tell("index", done, total))
    return {"added": ran.added, "worked": dict(ran.worked), **_told(ran.problems)}


def _capture(store: Store, job: Work, *, network: bool) -> dict[str, Any]:
    if not network:
        raise InputError("The network is closed to this room.", do="Open it: serve CASE --network")
    fetcher = Fetcher(rules=Rules.allowing(()), limits=Limits(), room=store.vault.folder)
    asked = [read_line(line) for line in job.given["addresses"]]
    taken, problems = 0, []
    pages = add_pages(store, asked, fetcher=fetcher, by=job.by, waiting=Holding(store, by=job.by))
    for number, each in enumerate(pages, start=1):
        if isinstance(each, Problem):
            problems.append(each)
        else:
            taken += 1
        jobs.tell(job.number, stage="capture", done=min(number, len(asked)), total=len(asked))
    jobs.put(Kind.LOOK, by=job.by)
    return {"taken": taken, **_told(problems)}


def _told(problems: Any) -> dict[str, Any]:
    shown = [{"record": each.record, "code": each.code, "text": each.text} for each in problems[:_PROBLEMS]]
    return {"problems": shown, "more": max(0, len(problems) - _PROBLEMS)}


@contextmanager
def _living(number: int) -> Iterator[None]:
    """Give signs of life while a job is worked on, however long one step of it takes."""
    over = Event()

    def beats() -> None:
        try:
            while not over.wait(_BEAT):
                jobs.beat(number)
        finally:
            connection.close()

    thread = Thread(target=beats, name="beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _end(number: int, frame: object) -> None:  # noqa: ARG001 (a handler's signature)
    raise SystemExit(0)
