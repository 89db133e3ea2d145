"""What a report costs in a case that has many. Prints the figures and keeps them in many.json.

    python -m benchmarks.many [--reports N] [--slices N] [--singles N] [--workers N] [--postgresql]

Invented reports (``invented.py``) are added to a case and run over, a slice at a time, and for each slice it says the
processor time a report of adding, and of each stage, with that of the worker processes. ``--slices 1`` runs over all of
them at once. After each slice it says what one more report costs, added and run over alone, ``--singles`` times: by the
processor, by the clock of opening, adding, running and closing (which seals the case: a digest of the whole database),
and at its peak of memory, in a process of its own.
"""

import argparse
import json
import os
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import invented
from ledgerstone import settings
from ledgerstone.case import Case
from ledgerstone.store.verifying import verify

RESULT = Path(__file__).with_name("many.json")
BY = "Benchmark"
_THOUSAND = 1000


def _processor() -> float:
    """Return the seconds of processor time of this process and of those it waited for."""
    own, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime


class _Stages:
    """Told how far a run is, sums the processor time of each stage, and of its first and last thousand inputs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.thousands: dict[str, list[float]] = {}
        self._last = _processor()
        self._thousand = self._last

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = _processor()
        if done:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now
        if done == 0:
            self._thousand = now
        elif done % _THOUSAND == 0 and total > _THOUSAND:
            self.thousands.setdefault(stage, []).append(round(now - self._thousand, 2))
            self._thousand = now


def measure(case: Path, numbers: range, *, workers: int) -> dict[str, Any]:
    """Add a slice of reports and run over it; return milliseconds a report of processor time, by step."""
    with tempfile.TemporaryDirectory() as top, Case(case, by=BY, patience=60) as opened:
        folder = invented.write(Path(top), numbers)
        start, clock = _processor(), time.monotonic()
        opened.add(folder)
        added = _processor() - start
        stages = _Stages()
        ran = opened.run(progress=stages, workers=workers)
        records = sum(opened.store.counts().values())
    each = 1000 / len(numbers)
    return {
        "reports": len(numbers),
        "in_the_case": numbers.stop,
        "records": records,
        "new_records": ran.added,
        "problems": len(ran.problems),
        "ms_a_report": {
            "add": round(added * each, 2),
            **{stage: round(seconds * each, 2) for stage, seconds in stages.seconds.items()},
            "all": round((_processor() - start) * each, 2),
        },
        "seconds_by_the_clock": round(time.monotonic() - clock, 1),
        "seconds_a_thousand": stages.thousands,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def single(case: Path, number: int) -> dict[str, float]:
    """Add a further report of an incident that is there, and run over it, in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(_single(case, number)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        text = told.read()
    os.waitpid(child, 0)
    found: dict[str, float] = json.loads(text)
    return found


def _single(case: Path, number: int) -> dict[str, float]:
    start, clock = _processor(), time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as top:
        opened = Case(case, by=BY, patience=60)
        (file := Path(top, "one.txt")).write_text(invented.report(number, telling=1), encoding="utf-8")
        opened.add(file)
        stages, begun = _Stages(), time.monotonic()
        opened.run(progress=stages)
        ran = time.monotonic() - begun
        opened.close()
    return {
        "processor": round(_processor() - start, 3),
        "clock": round(time.monotonic() - clock, 3),
        "run_by_the_clock": round(ran, 3),
        **{stage: round(seconds, 3) for stage, seconds in stages.seconds.items()},
        "more_mb": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024,
    }


def _middle(found: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(each.get(name, 0.0) for each in found), 3) for name in found[0]}


def main() -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--slices", type=int, default=10)
    parser.add_argument("--singles", type=int, default=0, help="reports added one by one after each slice")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help=f"in the database that {settings.DATABASE} names")
    options = parser.parse_args()
    if not options.postgresql:
        os.environ.pop(settings.DATABASE, None)
    slices = []
    with tempfile.TemporaryDirectory(prefix="many-") as top:
        case = Path(top, "case")
        Case.create(case, gazetteers=[invented.gazetteer(Path(top, "towns.csv"))], by=BY).close()
        step = options.reports // options.slices
        for begin in range(0, options.reports, step):
            slices.append(measure(case, range(begin, begin + step), workers=options.workers))
            told_of = random.Random(begin).sample(range(begin + step), options.singles)  # noqa: S311 (no secret)
            if told_of:
                slices[-1]["one_more"] = _middle([single(case, number) for number in told_of])
            print(json.dumps(slices[-1]), flush=True)
        start = _processor()
        found = verify(case)
        verified = _processor() - start
    key = f"{'postgresql' if options.postgresql else 'sqlite'}, {options.slices} slices, {options.workers} workers"
    key += f", {options.singles} singles" if options.singles else ""
    results = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    results[key] = {
        "slices": slices,
        "verified_records": found.records,
        "seconds_to_verify": round(verified, 1),
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    RESULT.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
