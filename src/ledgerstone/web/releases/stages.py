"""How far what somebody asked for is: waits, works, failed, ready, going out, out."""

from dataclasses import dataclass
from enum import StrEnum

from ledgerstone.store.room import jobs, releases
from ledgerstone.store.room.jobs import Kind, Shown, State
from ledgerstone.store.room.models import ReleasePrepared


class Phase(StrEnum):
    """Where a release is on its way out."""

    WAITS = "waits"
    WORKS = "works"
    FAILED = "failed"  # it could not be prepared
    READY = "ready"
    GOING = "going"  # it is being let go
    REFUSED = "refused"  # it was not let go
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where it is; ``error`` says why it failed or was refused; ``release`` is its id where it is out."""

    phase: Phase
    error: str = ""
    release: str = ""

    @property
    def moves(self) -> bool:
        """Whether the worker has something to do about it."""
        return self.phase in {Phase.WAITS, Phase.WORKS, Phase.GOING}


def stage(number: int, row: ReleasePrepared | None) -> Stage | None:
    """Return where it is; None where nothing is known of it."""
    going = jobs.latest(Kind.LET_GO, given={"number": number})
    if going is not None:
        return _going(going)
    making = jobs.latest(Kind.PREPARE, given={"number": number})
    if row is None or making is None:
        return None
    if row.digest:
        return Stage(phase=Phase.READY)
    if making.state == State.FAILED:
        return Stage(phase=Phase.FAILED, error=making.result.get("error", ""))
    return Stage(phase=Phase.WAITS if making.state == State.WAITING else Phase.WORKS)


def prepared() -> list[tuple[ReleasePrepared, Stage]]:
    """Return what is on its way out, the newest first."""
    found = [(row, stage(row.pk, row)) for row in releases.waiting()]
    return [(row, where) for row, where in found if where is not None]


def _going(job: Shown) -> Stage:
    if job.state == State.DONE:
        return Stage(phase=Phase.OUT, release=job.result.get("release", ""))
    if job.state == State.FAILED:
        return Stage(phase=Phase.REFUSED, error=job.result.get("error", ""))
    return Stage(phase=Phase.GOING)
