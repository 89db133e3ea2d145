"""Take the hostile corpus into a case and run over it, from `add` to tolls, and print what came of it and what it cost.

    python -m benchmarks.hostile.in_case [--trick NAME ...] [--name NAME ...] [--workers N]

It passes if the run got to its end; each original ended as a report, as originals taken out of it, or as a counted
Problem; each report was searched or is a Problem; no original, no report and no incident took more than 60 seconds (and
the time it takes to end a process); no process held more than a gigabyte; and `verify` finds the case whole. A whole
run keeps its figures in in_case.json.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from benchmarks.hostile.corpus import Hostile, corpus
from benchmarks.hostile.memory import children, family, resident
from ledgerstone.actions.adding import Added
from ledgerstone.case import Case
from ledgerstone.records import Capture, Claim, Incident, Original, Report, Run

RESULT = Path(__file__).with_name("in_case.json")
SECONDS, MEMORY = 62.0, 1 << 30
_EVERY = 0.02  # seconds between two looks at the processes
_STAGES = ("reading", "extraction", "linking", "reconciling")


@dataclass(slots=True)
class Outcome:
    """What came of a corpus in a case: counts, the most that one input of each stage took, the most memory held."""

    files: int = 0
    originals: int = 0
    reports: int = 0
    claims: int = 0
    incidents: int = 0
    problems: dict[str, int] = field(default_factory=dict)
    most_seconds: dict[str, float] = field(default_factory=dict)
    slowest: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    main_mb: int = 0
    other_mb: int = 0
    nothing: list[str] = field(default_factory=list)
    unsearched: int = 0

    def broken(self) -> list[str]:
        """Return the bounds that were broken, in words."""
        said = [f"{name} ended as nothing" for name in self.nothing]
        said += [f"{self.unsearched} reports were not searched"] * bool(self.unsearched)
        said += [
            f"{stage} of {self.slowest[stage]} took {seconds:.0f} s"
            for stage, seconds in self.most_seconds.items()
            if seconds > SECONDS
        ]
        most = max(self.main_mb, self.other_mb)
        return said + [f"a process held {most:,} MB"] * (most > MEMORY >> 20)


def run(files: Iterable[Hostile], *, top: Path, workers: int = 1) -> Outcome:
    """Write the files below ``top``, add them to a case there, run over it, verify it, and say what came of it.

    Raises:
        CustodyError: the case is not whole.
    """
    found = Outcome()
    paths = _write(files, top / "sources")
    found.files = len(paths)
    with Case.create(top / "case", by="Benchmark") as case, _Watch() as watch:
        names = _add(case, paths, found)
        clock = _Clock()
        clock.problems.update(found.problems)
        ran = case.run(progress=clock, workers=workers)
        clock.problems.update(problem.code for problem in ran.problems)
        found.problems = dict(sorted(clock.problems.items()))
        found.seconds |= {stage: round(seconds, 1) for stage, seconds in clock.whole.items()}
        found.main_mb, found.other_mb = watch.main >> 20, watch.others >> 20
        _count(case, names, found)
        _cost(case, names, clock, found, alone=workers == 1)
    with Case(top / "case", by="Benchmark") as case:
        case.verify()
    return found


def _write(files: Iterable[Hostile], folder: Path) -> list[Path]:
    """Write the corpus, in a process that takes with it the memory that it needed; and links that lead outside."""
    folder.mkdir()
    every = list(files)
    child = os.fork()
    if child == 0:
        for file in every:
            (folder / file.name).write_bytes(file.make())
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("The corpus could not be made.")
    links = folder / "links"
    links.mkdir()
    (links / "passwd.txt").symlink_to("/etc/passwd")
    (links / "loop.txt").symlink_to("loop.txt")
    (links / "up").symlink_to("..")
    return [*(folder / file.name for file in every), links]


def _add(case: Case, paths: list[Path], found: Outcome) -> dict[str, str]:
    """Add each path alone, and return what was taken, by SHA-256."""
    names: dict[str, str] = {}
    problems = Counter[str]()
    begun = time.monotonic()
    for path in paths:
        start = time.monotonic()
        for each in case.add(path):
            if isinstance(each, Added):
                names.setdefault(each.sha256, path.name)
            else:
                problems[each.code] += 1
        _most(found, "add", time.monotonic() - start, path.name)
    found.problems = dict(problems)
    found.seconds["add"] = round(time.monotonic() - begun, 1)
    return names


class _Clock:
    """Told how far a run is, notes when each stage began, and how long it took as a whole."""

    def __init__(self) -> None:
        self.problems = Counter[str]()
        self.whole: dict[str, float] = {}
        self.began: dict[str, float] = {}
        self.steps: dict[str, float] = {}
        self._last = time.monotonic()

    def __call__(self, stage: str, done: int, _: int) -> None:
        now = time.monotonic()
        if done:
            self.whole[stage] = self.whole.get(stage, 0.0) + now - self._last
            self.steps[stage] = max(self.steps.get(stage, 0.0), now - self._last)
        self.began.setdefault(stage, time.time())
        self._last = now


def _count(case: Case, names: dict[str, str], found: Outcome) -> None:
    """Count what is there, and name what ended as nothing."""
    originals, reports = case.store.records(Original), case.store.records(Report)
    captures = case.store.records(Capture).values()
    opened = {each.within for each in captures}
    held = {each.original: each.within for each in captures}
    runs = list(case.store.records(Run).values())
    ended = {each.about for each in runs if each.stage == "reading" and (each.made or each.problems)}
    searched = {each.about for each in runs if each.stage == "extraction"}
    found.originals, found.reports = len(originals), len(reports)
    found.claims, found.incidents = len(case.store.records(Claim)), len(case.store.records(Incident))
    found.unsearched = len(reports.keys() - searched)
    # A container too deep within others gives nothing itself: the problem is that of what was brought.
    left = {each.sha256 for each in originals.values()} - ended - opened
    found.nothing = sorted(
        names.get(each, f"a member, {each[:12]}") for each in left if _brought(each, held) not in ended
    )


def _brought(sha256: str, held: dict[str, str | None]) -> str:
    seen = {sha256}
    while (within := held.get(sha256)) and within not in seen:  # an archive can hold itself
        seen.add(sha256 := within)
    return sha256


def _cost(case: Case, names: dict[str, str], clock: _Clock, found: Outcome, *, alone: bool) -> None:
    """Say the most that one input took: by the times of the runs, where one process worked on one after the other."""
    owners = {id_: each.original for id_, each in case.store.records(Report).items()}
    before = dict(clock.began)
    for each in case.store.records(Run).values() if alone else ():
        if each.stage in {"reading", "extraction"}:
            name = names.get(owners.get(each.about, each.about), f"a member, {each.about[:12]}")
            at = each.at.timestamp()
            _most(found, each.stage, at - before[each.stage], name)
            before[each.stage] = at
    for stage in ("linking", "reconciling") if alone else _STAGES:
        _most(found, stage, clock.steps.get(stage, 0.0), "its slowest step")


def _most(found: Outcome, stage: str, seconds: float, name: str) -> None:
    if seconds >= found.most_seconds.get(stage, 0.0):
        found.most_seconds[stage], found.slowest[stage] = round(seconds, 1), name[:60]


class _Watch:
    """Looks again and again at the memory of this process, and of each that it started."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.main = self.others = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            self.main = max(self.main, resident(os.getpid()))
            for process in children(os.getpid()):
                self.others = max(self.others, family(process))


def main() -> int:
    """Run, print, and say by the exit status whether every bound held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trick", action="append", default=[])
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    files = [each for each in corpus() if not options.trick or each.trick in options.trick]
    files = [each for each in files if not options.name or each.name in options.name]
    with tempfile.TemporaryDirectory(prefix="hostile-") as top:
        found = run(files, top=Path(top), workers=options.workers)
    told = json.dumps(asdict(found), indent=1, sort_keys=True)
    print(told)
    for said in found.broken():
        print(f"BROKEN: {said}")
    if not (options.trick or options.name):
        RESULT.write_text(told + "\n", encoding="utf-8")
    return 1 if found.broken() else 0


if __name__ == "__main__":
    sys.exit(main())
