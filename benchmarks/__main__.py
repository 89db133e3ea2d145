"""Run every accuracy benchmark on the development data and hold the figures against their floors.

    python -m benchmarks [SET ...] [--data FOLDER]

Prints a table: our figure, the floor, the best published figure and its source. Ends with 1 if a figure is below its
floor or the data is not that on which the floors were measured; says so and ends with 0 where there is no data.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.floors import Floor, digest, read_floors
from benchmarks.running import json_lines

_AT_ONCE = 2  # sets measured beside each other
SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """How one gold set is run: its module's input and its scorer's gold, both below the folder of data.

    ``split`` is the part of the set that is answered and scored; ``given`` the option of scorer and module alike by
    which a part of the answer is given.
    """

    name: str
    gold: str
    input: str
    scorer_options: tuple[str, ...] = ()
    split: str | None = None
    given: str | None = None

    @property
    def module(self) -> str:
        """The module that predicts and the scorer that judges bear one name."""
        return self.name.split(".")[0]


BENCHES = (
    Bench(name="airwars", gold="airwars/dev.jsonl", input="airwars/dev.jsonl"),
    Bench(name="muc4", gold="muc4/keys.jsonl", input="muc4/texts.jsonl", split="tst2", scorer_options=("--json",)),
    Bench(name="places", gold="places/geowebnews.xml", input="places/geowebnews.xml"),
    Bench(name="places.given", gold="places/geowebnews.xml", input="places/geowebnews.xml", given="--toponyms"),
    Bench(name="gun_violence", gold="gun_violence", input="gun_violence"),
    Bench(name="event_place", gold="event_place/dev.jsonl", input="event_place/dev.jsonl"),
    Bench(name="attribution", gold="attribution/dev", input="attribution/dev"),
)


def figures(bench: Bench, shared: Path) -> dict[str, float]:
    """Predict, score, and return the scorer's figures; nested ones as ``slot.f``."""
    data = shared / "data"
    scorer = [sys.executable, str(shared / "score" / f"{bench.module}.py")]
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        gold = str(_gold(bench, data, room))
        options = ["--split", bench.split] if bench.split else []
        if bench.given:
            options = [bench.given, str(_said([*scorer, gold, bench.given], room / "given.jsonl"))]
        module = [sys.executable, "-m", f"benchmarks.{bench.module}", str(data / bench.input), *options]
        predictions = _said(module, room / "predictions.jsonl")
        scores = _said([*scorer, gold, str(predictions), *bench.scorer_options], room / "scores.json")
        return dict(_flat(json.loads(scores.read_text(encoding="utf-8"))))


def _said(command: list[str], file: Path) -> Path:
    """Run a program and keep what it says."""
    with file.open("w", encoding="utf-8") as out:
        subprocess.run(command, check=True, stdout=out)  # noqa: S603 (our own modules and the scorers)
    return file


def _gold(bench: Bench, data: Path, folder: Path) -> Path:
    """Return the gold, cut down to one split where the benchmark has one."""
    if bench.split is None:
        return data / bench.gold
    wanted = {each["id"] for each in json_lines(data / bench.input) if each["split"] == bench.split}
    cut = folder / "gold.jsonl"
    lines = [json.dumps(each) for each in json_lines(data / bench.gold) if each["id"] in wanted]
    cut.write_text("\n".join(lines), encoding="utf-8")
    return cut


def _flat(said: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    for key, value in said.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        elif isinstance(value, int | float):
            yield prefix + key, float(value)


def check(bench: Bench, shared: Path) -> tuple[dict[str, float], list[str]]:
    """Return a set's figures, and what is wrong, a line each."""
    floors = read_floors()[bench.name]
    found = digest(shared / "data" / bench.gold)
    if found != floors.digest:
        return {}, [
            f"{bench.name}: the data is not that of the floors (SHA-256 {found}); measure anew and say so there"
        ]
    ours = figures(bench, shared)
    below = [floor for floor in floors.floors if ours[floor.measure] < floor.at]
    return ours, [f"{bench.name} {each.measure}: {ours[each.measure]} is below its floor {each.at}" for each in below]


def _row(table: Table, bench: Bench, floor: Floor, ours: float) -> None:
    style = "bold red" if ours < floor.at else None
    cells = (bench.name, floor.measure, f"{ours:.1f}", f"{floor.at:.1f}", floor.published, floor.source)
    table.add_row(*cells, style=style)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(each.name for each in BENCHES))
    parser.add_argument("--data", type=Path, default=SHARED, help="the folder that holds data/ and score/")
    options = parser.parse_args()
    if not (options.data / "data").is_dir():
        print(f"No gold data at {options.data}: nothing is measured. The data is third parties' and not ours to ship.")
        return 0
    table = Table("set", "measure", "ours", "floor", "published", "source of the published figure", box=None)
    chosen = [each for each in BENCHES if not options.sets or each.name in options.sets]
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # each waits for processes of its own
        checked = list(pool.map(partial(check, shared=options.data), chosen))
    for bench, (ours, _) in zip(chosen, checked, strict=True):
        for floor in read_floors()[bench.name].floors if ours else ():
            _row(table, bench, floor, ours[floor.measure])
    wrong = [line for _, lines in checked for line in lines]
    Console(width=160).print(table)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
