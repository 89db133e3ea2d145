"""Kill -9 at random moments of the work on a case: what was acknowledged is never lost. Figures go to crash.json.

    python -m benchmarks.crash [--moments N] [--seed N] [--postgresql]

A script of steps (add, run, review, expunge) is done once undisturbed. Then it is done again in a new case, each step
in a process of its own that is killed at a random moment, and again, until it gets through. After each kill:

1. ``verify`` finds the case whole;
2. the chain goes on from the one before the step, entry by entry;
3. everything that the killed process had acknowledged is there.

When the script is through, the records are those of the undisturbed case, but for when things were done. Then comes the
next case, until there were as many moments as asked for.
"""

import argparse
import hashlib
import json
import math
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import invented
from ledgerstone import settings
from ledgerstone.actions import adding, deciding, expunging
from ledgerstone.case import Case
from ledgerstone.records import Claim, Original, Problem, Request
from ledgerstone.store import folder, placing
from ledgerstone.store.vault import Vault
from ledgerstone.store.verifying import verify

RESULT = Path(__file__).with_name("crash.json")
BY = "Ines Okoro"
ANOTHER = "Tomas Veld"  # in a team, one asks and another expunges
_REPORTS = 12
_VERDICTS = ("accept", "reject", "correct", "accept")
_KILLS = 15  # of one step, before it is let through
_BEYOND = 1.1  # a moment is drawn from a little more than what the step takes undisturbed
Ack = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work: what it is, and how it is done; it calls ``ack`` with what a person was told is kept."""

    kind: str
    do: Callable[[Path, Ack], None]


def script(sources: Path) -> list[Step]:
    """Return the steps, in their order: so many rounds of adding, running and deciding."""
    files = sorted(sources.iterdir())
    each = len(files) // len(_VERDICTS)
    steps = []
    for number, verdict in enumerate(_VERDICTS):
        steps += [
            Step("add", _adds(files[number * each : (number + 1) * each])),
            Step("run", _run),
            Step("review", _reviews(number, verdict)),
            Step("expunge", _expunges(files[number * each])),
        ]
    return [*steps, Step("run", _run)]


def _adds(files: list[Path]) -> Callable[[Path, Ack], None]:
    def do(case: Path, ack: Ack) -> None:
        with Case(case, by=BY) as opened:
            for each in adding.add(opened.store, files, by=BY):
                if not isinstance(each, Problem):
                    ack(f"original {each.sha256}")

    return do


def _run(case: Path, ack: Ack) -> None:
    with Case(case, by=BY) as opened:
        opened.run(progress=lambda stage, done, _: ack(f"runs {stage} {done}"))


def _reviews(number: int, verdict: str) -> Callable[[Path, Ack], None]:
    """Decide on a claim: the one that comes so many places from the first in the order of their ids."""

    def do(case: Path, ack: Ack) -> None:
        with Case(case, by=BY) as opened:
            claims = opened.store.records(Claim)
            counted = sorted(id_ for id_, claim in claims.items() if claim.count and claim.extractor != "review.1")
            replace = (
                {"count": {"low": 777, "high": 777, "about": False, "wording": "777"}} if verdict == "correct" else None
            )
            made = deciding.review(
                opened.store, counted[number * 3], verdict, because=f"step {number}", replace=replace, by=BY
            )
            ack(f"review {made.about} {made.at.isoformat()}")

    return do


def _expunges(file: Path) -> Callable[[Path, Ack], None]:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()

    def do(case: Path, ack: Ack) -> None:
        with Case(case, by=BY) as opened:
            found = opened.store.records(Original, about=sha256)
            if not found:
                return  # a kill came between the deletion and its being acknowledged
            if not any(opened.store.records(Request, about=id_) for id_ in found):
                expunging.ask(opened.store, [sha256], because="Consent was withdrawn.", by=ANOTHER)
            expunging.expunge(opened.store, [sha256], because="Consent was withdrawn.", by=BY)
            ack(f"expunged {sha256}")

    return do


class Killed:
    """What a killed process had acknowledged; ``done`` where it got through before it could be killed."""

    def __init__(self, lines: list[str], *, done: bool, seconds: float) -> None:
        self.lines = lines
        self.done = done
        self.seconds = seconds


def disturbed(work: Callable[[Ack], None], *, after: float) -> Killed:
    """Do work in a process of its own, and kill it after so many seconds.

    Raises:
        RuntimeError: the work failed by itself.
    """
    reading, writing = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_the_child(work, reading, writing)
    os.close(writing)
    found = _wait(child, until=start + after)
    seconds = time.monotonic() - start
    with os.fdopen(reading, encoding="utf-8") as told:
        text = told.read()
    lines = [line.strip() for line in text.splitlines(keepends=True) if line.endswith("\n")]
    if found not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"The work failed ({found}): {text}")
    return Killed([line for line in lines if not line.startswith("failed")], done=found == 0, seconds=seconds)


def _be_the_child(work: Callable[[Ack], None], reading: int, writing: int) -> None:
    os.close(reading)
    status = 1
    try:
        os.setsid()  # the processes that it starts die with its group
        work(lambda line: (os.write(writing, f"{line}\n".encode()), None)[1])
        status = 0
    except BaseException as error:  # noqa: BLE001 (whatever it is, the parent tells)
        os.write(writing, f"failed {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(status)


def _wait(child: int, *, until: float) -> int:
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@dataclass(frozen=True, slots=True)
class Seen:
    """What a case holds: the heads of its chain, and its records without the time at which things were done."""

    heads: tuple[str, ...]
    records: frozenset[str]
    originals: frozenset[str]
    reviews: frozenset[str]
    runs: Counter[str]


def look(case: Path) -> Seen:
    """Read a case without opening it as a command would."""
    heads, timeless, originals, reviews, runs = [], set(), set(), set(), Counter[str]()
    with placing.evidence(case, folder.read_case_file(case)) as rows:
        heads = [bytes(head).decode() for (head,) in rows.execute("SELECT head FROM entry ORDER BY seq")]
        for kind, text in rows.execute("SELECT kind, text FROM record ORDER BY entry, place"):
            tree, name = json.loads(text), kind.decode()
            if name == "original":
                originals.add(tree["sha256"])
            elif name == "review":
                reviews.add(f"{tree['about']} {tree['at']}")
            elif name == "run":
                runs[tree["stage"]] += 1
                if tree["stage"] in {"linking", "reconciling"}:
                    tree.pop("about")  # a digest of reviews too, and these say when
            elif name == "tombstone":
                tree.pop("commitments")  # their salts are drawn
            tree.pop("at", None)
            timeless.add(json.dumps([name, tree], sort_keys=True))
    return Seen(tuple(heads), frozenset(timeless), frozenset(originals), frozenset(reviews), runs)


def check(before: Seen, case: Path, acknowledged: list[str]) -> Seen:
    """Hold a case whose work was killed against what it was and what was acknowledged.

    Raises:
        CustodyError: it is not whole.
        AssertionError: something that was acknowledged is lost.
    """
    verify(case)
    now = look(case)
    _require(now.heads[: len(before.heads)] == before.heads, "the chain does not go on from the one before")
    started: dict[str, int] = {}
    for line in acknowledged:
        kind, *rest = line.split(" ")
        if kind == "original":
            _require(rest[0] in now.originals, f"lost: {line}")
        elif kind == "expunged":
            _require(rest[0] not in now.originals and not Vault(case / folder.VAULT).path(rest[0]).exists(), line)
        elif kind == "review":
            _require(any(_same(rest, each) for each in now.reviews), f"lost: {line}")
        elif kind == "runs":
            stage, done = rest[0], int(rest[1])
            started.setdefault(stage, before.runs[stage])
            _require(now.runs[stage] >= before.runs[stage] + done * (stage not in _WHOLE), f"lost: {line}")
    return now


_WHOLE = {"linking", "reconciling"}  # their progress also says that there was nothing to do


def _same(told: list[str], found: str) -> bool:
    about, at = found.split(" ")
    return about == told[0] and datetime.fromisoformat(at) == datetime.fromisoformat(told[1])


def _require(held: bool, what: str) -> None:  # noqa: FBT001
    if not held:
        raise AssertionError(what)


@dataclass(slots=True)
class Tally:
    """What was done so far."""

    moments: int
    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    cases: int = 0

    @property
    def left(self) -> int:
        """How many moments are left."""
        return self.moments - self.killed.total()


def undisturbed(case: Path, steps: Sequence[Step]) -> tuple[list[float], Seen]:
    """Do the script, and return what each step took, in seconds, and what the case holds."""
    took = [disturbed(partial(step.do, case), after=math.inf).seconds for step in steps]
    return took, look(case)


def killed(case: Path, steps: Sequence[Step], took: Sequence[float], *, draw: random.Random, tally: Tally) -> Seen:
    """Do the script, killing each step at random moments until it gets through, and return what the case holds."""
    now = look(case)
    for step, seconds in zip(steps, took, strict=True):
        for number in count():
            spare = tally.left <= 0 or number >= _KILLS
            after = math.inf if spare else draw.uniform(0, seconds * _BEYOND)
            ended = disturbed(partial(step.do, case), after=after)
            now = check(now, case, ended.lines)
            tally.acknowledged += len(ended.lines)
            if ended.done:
                break
            tally.killed[step.kind] += 1
    return now


def run(moments: int, *, seed: int, progress: Callable[[Tally], None] = lambda _: None) -> Tally:
    """Kill at so many random moments, in as many cases as it takes.

    Raises:
        AssertionError: something that was acknowledged is lost, or the records differ at the end.
        CustodyError: a case is not whole.
    """
    draw, tally = random.Random(seed), Tally(moments)  # noqa: S311 (no secret)
    with tempfile.TemporaryDirectory(prefix="crash-") as top_:
        top = Path(top_)
        steps = script(invented.write(top / "sources", range(_REPORTS)))
        towns = invented.gazetteer(top / "towns.csv")

        def new(name: str) -> Path:
            adding.init(top / name, gazetteers=[towns], by=BY).close()
            return top / name

        took, wanted = undisturbed(new("undisturbed"), steps)
        while tally.left > 0:
            case = new(f"case-{tally.cases}")
            found = killed(case, steps, took, draw=draw, tally=tally)
            different = found.records ^ wanted.records
            _require(not different, f"the records differ from the undisturbed ones: {sorted(different)[:2]}")
            verify(case)
            shutil.rmtree(case)
            tally.cases += 1
            progress(tally)
    return tally


def main() -> int:
    """Kill, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help=f"in the database that {settings.DATABASE} names")
    options = parser.parse_args()
    if not options.postgresql:
        os.environ.pop(settings.DATABASE, None)
    start = time.monotonic()
    tally = run(options.moments, seed=options.seed, progress=lambda tally: print(_figures(tally), flush=True))
    results = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    results["postgresql" if options.postgresql else "sqlite"] = {
        **_figures(tally),
        "seed": options.seed,
        "minutes": round((time.monotonic() - start) / 60, 1),
    }
    RESULT.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "killed": dict(sorted(tally.killed.items())),
        "moments": tally.killed.total(),
        "cases": tally.cases,
        "acknowledged": tally.acknowledged,
        "lost": 0,  # the first one ends the run with an error
    }


if __name__ == "__main__":
    sys.exit(main())
