"""The queue: work is put in, claimed by a worker, and told how far it is. No broker: a table of the room is all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ledgerstone.store.room.models import Job

SILENT = timedelta(seconds=60)
"""After which a worker that was not heard of was killed."""

_TRIES = 3
_SHOWN = 20


class Kind(StrEnum):
    """What can be asked for."""

    RUN = "run"
    CAPTURE = "capture"
    LOOK = "look"  # at what was brought, for what of the case it resembles
    PREPARE = "prepare"
    LET_GO = "let go"
    VERIFY = "verify"


class State(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A job as a worker gets it."""

    number: int
    kind: Kind
    given: dict[str, Any]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A job as a page shows it."""

    number: int
    kind: str
    by: str
    state: str
    asked: datetime
    ended: datetime | None
    stage: str
    done: int
    total: int
    given: dict[str, Any]
    result: dict[str, Any]


def put(kind: Kind, *, by: str, given: dict[str, Any] | None = None) -> int:
    """Put work into the queue; a run or a look that waits already serves for another one."""
    written = json.dumps(given or {}, sort_keys=True)
    with transaction.atomic():
        waiting = Job.objects.filter(kind=kind, state=State.WAITING, given=written).first()
        if waiting is not None and kind is not Kind.CAPTURE:
            return int(waiting.pk)
        made = Job.objects.create(kind=kind, given=written, by=by, state=State.WAITING, asked=timezone.now())
        return int(made.pk)


def claim() -> Work | None:
    """Take the oldest job that waits, unless one is being worked on: a case is brought up to date by one at a time."""
    _take_up_again()
    now = timezone.now()
    busy = Exists(Job.objects.filter(state=State.WORKING).exclude(pk=OuterRef("pk")))
    first = Job.objects.filter(state=State.WAITING).order_by("id").values_list("pk", flat=True).first()
    if first is None:
        return None
    mine = Job.objects.filter(~busy, pk=first, state=State.WAITING)
    if not mine.update(state=State.WORKING, began=now, beat=now, stage="", done=0, total=0):
        return None
    row = Job.objects.get(pk=first)
    Job.objects.filter(pk=first).update(tries=row.tries + 1)
    return Work(number=row.pk, kind=Kind(row.kind), given=json.loads(row.given), by=row.by)


def beat(number: int) -> None:
    """Say that the worker lives."""
    Job.objects.filter(pk=number, state=State.WORKING).update(beat=timezone.now())


def tell(number: int, *, stage: str, done: int, total: int) -> None:
    """Say how far a job is."""
    Job.objects.filter(pk=number, state=State.WORKING).update(stage=stage, done=done, total=total, beat=timezone.now())


def finish(number: int, *, result: dict[str, Any], failed: bool = False) -> None:
    """Say what came of a job."""
    state = State.FAILED if failed else State.DONE
    Job.objects.filter(pk=number).update(
        state=state, result=json.dumps(result, ensure_ascii=False), ended=timezone.now()
    )


def give_back(number: int) -> None:
    """Put a job back into the queue, where its worker is told to end."""
    Job.objects.filter(pk=number, state=State.WORKING).update(state=State.WAITING, beat=None)


def newest() -> Sequence[Shown]:
    """Return the newest jobs."""
    return [_shown(row) for row in Job.objects.all()[:_SHOWN]]


def latest(kind: Kind, *, given: dict[str, Any] | None = None) -> Shown | None:
    """Return the newest job of a kind, with what it was given where that is said; None where there is none."""
    rows = Job.objects.filter(kind=kind)
    if given is not None:
        rows = rows.filter(given=json.dumps(given, sort_keys=True))
    row = rows.first()
    return _shown(row) if row else None


def asked_for(kind: Kind) -> list[dict[str, Any]]:
    """Return what the jobs of a kind that wait or are worked on were given."""
    rows = Job.objects.filter(kind=kind, state__in=[State.WAITING, State.WORKING])
    return [json.loads(given) for given in rows.values_list("given", flat=True)]


def unfinished() -> bool:
    """Say whether anything waits or is worked on."""
    return Job.objects.filter(state__in=[State.WAITING, State.WORKING]).exists()


def _take_up_again() -> None:
    """Put jobs of workers that were killed back; one that kills its worker again and again is given up."""
    silent = Job.objects.filter(state=State.WORKING, beat__lt=timezone.now() - SILENT)
    for row in silent:
        if row.tries >= _TRIES:
            finish(row.pk, result={"error": "its worker was killed each time"}, failed=True)
        else:
            silent.filter(pk=row.pk).update(state=State.WAITING, beat=None)


def _shown(row: Job) -> Shown:
    return Shown(
        number=row.pk,
        kind=row.kind,
        by=row.by,
        state=row.state,
        asked=row.asked,
        ended=row.ended,
        stage=row.stage,
        done=row.done,
        total=row.total,
        given=json.loads(row.given),
        result=json.loads(row.result),
    )
