"""Read a corpus of hostile files, and print what came of them: a table by trick, and every file that broke a bound.

    python -m benchmarks.hostile [--trick NAME ...] [--name NAME ...] [--json FILE]

Each file is read as ``run`` reads it, in one worker that is started again when it had to be ended; then what it held.
It passes if every file ended as a report, as originals taken out of it, or as a counted Problem; none took more than 60
seconds (and the time it takes to end a process) or a gigabyte; and nothing appeared outside.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.hostile.corpus import corpus
from benchmarks.hostile.running import Cost, run

SECONDS, MEMORY = 62.0, 1 << 30


def broken(cost: Cost) -> list[str]:
    """Return the bounds that a file broke, in words."""
    said = []
    if not (cost.reports or cost.members or cost.problems):
        said.append("ended as nothing")
    if cost.seconds > SECONDS:
        said.append(f"took {cost.seconds:.0f} s")
    if cost.memory > MEMORY:
        said.append(f"needed {cost.memory >> 20} MB")
    return said


def table(costs: Sequence[Cost]) -> str:
    """Return a line for each trick, and one for all."""
    by_trick: dict[str, list[Cost]] = defaultdict(list)
    for cost in costs:
        by_trick[cost.trick].append(cost)
    head = f"{'trick':<12} {'files':>5} {'reports':>8} {'members':>8} {'most s':>7} {'most MB':>8}  problems"
    lines = [_line(trick, each) for trick, each in by_trick.items()]
    return "\n".join([head, *lines, _line("all", costs)])


def _line(name: str, costs: Sequence[Cost]) -> str:
    problems = sum((cost.problems for cost in costs), Counter[str]())
    told = " ".join(f"{code}:{number:,}" for code, number in sorted(problems.items()))
    reports, members = sum(cost.reports for cost in costs), sum(cost.members for cost in costs)
    seconds, memory = max(cost.seconds for cost in costs), max(cost.memory for cost in costs) >> 20
    return f"{name:<12} {len(costs):>5} {reports:>8,} {members:>8,} {seconds:>7.1f} {memory:>8,}  {told}"


def main() -> int:
    """Read, print, and say by the exit status whether every bound held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trick", action="append", default=[])
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    files = [each for each in corpus() if not options.trick or each.trick in options.trick]
    files = [each for each in files if not options.name or each.name in options.name]
    costs: list[Cost] = []
    for cost in run(files):
        costs.append(cost)
        for said in broken(cost):
            print(f"{cost.trick}: {cost.name[:60]!r} {said}", flush=True)
    if options.json:
        lines = [{**{name: getattr(cost, name) for name in Cost.__slots__}} for cost in costs]
        options.json.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    print(table(costs))
    return 1 if any(map(broken, costs)) else 0


if __name__ == "__main__":
    sys.exit(main())
