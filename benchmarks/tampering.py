"""Does `verify` find every change of a case at rest? One change at a time, anywhere in it.

    python -m benchmarks.tampering                       # 10,000 changes, a few minutes
    python -m benchmarks.tampering --changes 500 --seed 3

Three kinds of change, drawn with a seed:

- a bit is flipped in the database, in an original, or in case.toml;
- a row of the chain, of the commitments or of the records is changed, taken out, or put in, by SQL with the triggers
  taken away and put back, and the database is sealed anew, so that its seal does not tell;
- an original is cut short, made longer, taken out, renamed, or put in.

Each must end in a CustodyError. Any that does not is printed, with what is needed to do it again. Figures go to
tampering.json.
"""

import argparse
import json
import random
import sqlite3
import string
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ledgerstone.actions.adding import Added
from ledgerstone.actions.expunging import expunge
from ledgerstone.case import Case
from ledgerstone.errors import CustodyError
from ledgerstone.store import folder
from ledgerstone.store.verifying import verify

RESULT = Path(__file__).with_name("tampering.json")
EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
TAKEN = (
    "04-ministry-of-defence-statement.txt",
    "10-gendarmerie-statement.txt",
)  # a small case, so that each try is quick
FORGOTTEN = "08-radio-ombrith-selmeth-families.html"
COLUMNS = {
    "entry": ("seq", "at", "by", "action", "settings", "commitments", "previous", "head"),
    "commitment": ("value", "entry", "place"),
    "record": ("id", "kind", "about", "text", "salt", "commitment", "entry", "place"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was made: its kind, and words with which it can be made again."""

    kind: str
    words: str


def make_case(path: Path) -> None:
    """Make a case of two invented statements, with a review in it, and the tombstone of a third."""
    Case.create(path, by="benchmark").close()
    with Case(path, by="benchmark") as case:
        case.add(*(EXAMPLES / name for name in TAKEN))
        case.run()
        claim = next(iter(case.assessments()[0].claims))
        case.review(claim, "accept", because="It is there.")
        (gone,) = case.add(EXAMPLES / FORGOTTEN)
        case.run()
        if not isinstance(gone, Added):
            raise SystemExit(gone.text)
        expunge(case.store, [gone.sha256], because="A test.", by="benchmark")
        case.run()


class Tamperer:
    """Changes one thing in a case, and puts it back."""

    def __init__(self, case: Path, *, seed: int) -> None:
        self._case = case
        self._draw = random.Random(seed)  # noqa: S311 (no secret)
        self._files = {path: path.read_bytes() for path in sorted(case.rglob("*")) if path.is_file()}
        self._database = case / folder.DATABASE
        self._originals = [path for path in self._files if path.is_relative_to(case / folder.VAULT)]
        for path in self._files:
            path.chmod(0o600)

    def change(self) -> Change:
        """Make one change, drawn at random."""
        kinds: list[Callable[[], Change]] = [self._bit, self._row, self._original]
        return self._draw.choices(kinds, weights=[6, 3, 1])[0]()

    def back(self) -> None:
        """Put the case back as it was."""
        for path in self._case.rglob("*"):
            if path.is_file() and path not in self._files:
                path.unlink()
        for path, data in self._files.items():
            path.parent.mkdir(exist_ok=True)
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
        for made in (self._case / folder.VAULT).iterdir():
            with suppress(OSError):
                made.rmdir()  # where it is empty

    def _bit(self) -> Change:
        path = self._draw.choice([self._database, self._case / folder.SETTINGS, self._draw.choice(self._originals)])
        data = bytearray(self._files[path])
        bit = self._draw.randrange(len(data) * 8)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        return Change("a bit", f"bit {bit} of {path.relative_to(self._case)}")

    def _original(self) -> Change:
        path = self._draw.choice(self._originals)
        data, how = self._files[path], self._draw.choice(["cut", "longer", "gone", "renamed", "put in"])
        if how == "cut":
            path.write_bytes(data[: self._draw.randrange(len(data))])
        elif how == "longer":
            path.write_bytes(data + b" ")
        elif how == "gone":
            path.unlink()
        elif how == "renamed":
            path.rename(path.with_name(f"{path.name[:-1]}{'0' if path.name[-1] != '0' else '1'}"))
        else:
            path.with_name(path.name[:2] + self._draw.randbytes(31).hex()).write_bytes(data)
        return Change("an original", f"{path.name[:12]} {how}")

    def _row(self) -> Change:
        table = self._draw.choice([*COLUMNS])
        with closing(sqlite3.connect(self._database)) as raw:
            raw.execute("PRAGMA synchronous=OFF")
            triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                raw.execute(f"DROP TRIGGER {name}")
            words = self._change_row(raw, table)
            for _, sql in triggers:
                raw.execute(sql)
            raw.commit()
        content = folder.read_case_file(self._case)
        sealed = replace(content, at_rest=folder.digest_of_file(self._database))
        (self._case / folder.SETTINGS).write_text(sealed.render())
        return Change("a row", f"{table}: {words}")

    def _change_row(self, raw: sqlite3.Connection, table: str) -> str:
        rows = raw.execute(f'SELECT rowid FROM "{table}" ORDER BY rowid').fetchall()  # noqa: S608 (our own names)
        (row,) = self._draw.choice(rows)
        how = self._draw.choice(["changed", "changed", "changed", "gone", "put in"])
        if how == "gone":
            raw.execute(f'DELETE FROM "{table}" WHERE rowid = ?', [row])  # noqa: S608
            return f"row {row} gone"
        column = self._draw.choice(COLUMNS[table])
        (old,) = raw.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', [row]).fetchone()  # noqa: S608
        new = self._other(old)
        if how == "put in":
            return self._put_in(raw, table, row)
        with suppress(sqlite3.IntegrityError):  # a key that is there already: the row below is changed otherwise
            raw.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', [new, row])  # noqa: S608
            return f"row {row}, {column}: {old!r:.60} -> {new!r:.60}"
        raw.execute(f'DELETE FROM "{table}" WHERE rowid = ?', [row])  # noqa: S608
        return f"row {row} gone"

    def _put_in(self, raw: sqlite3.Connection, table: str, row: int) -> str:
        """Copy a row, with other values where they must be unique and at a place that is free."""
        names = COLUMNS[table]
        quoted = ", ".join(f'"{name}"' for name in names)
        values = dict(
            zip(names, raw.execute(f'SELECT {quoted} FROM "{table}" WHERE rowid = ?', [row]).fetchone(), strict=True)  # noqa: S608
        )
        for name in ("id", "value", "commitment", "previous", "head"):
            if name in values:
                values[name] = self._draw.randbytes(32).hex()
        if table == "entry":
            values["seq"] = raw.execute("SELECT max(seq) + 1 FROM entry").fetchone()[0]
        else:
            values["place"] += 1000
        marks = ", ".join("?" * len(values))
        raw.execute(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', [*values.values()])  # noqa: S608
        return f"a row like {row} put in"

    def _other(self, old: object) -> object:
        if isinstance(old, int):
            return old + self._draw.choice([-1, 1, 7])
        text = str(old)
        at = self._draw.randrange(len(text)) if text else 0
        letters = [letter for letter in string.ascii_letters + string.digits if letter != text[at : at + 1]]
        return text[:at] + self._draw.choice(letters) + text[at + 1 :]


def measure(case: Path, *, changes: int, seed: int) -> tuple[Counter[str], Counter[str], list[Change]]:
    """Make changes one after the other; return how many of each kind, how many of each error, and those not found."""
    tamperer, made, errors, missed = Tamperer(case, seed=seed), Counter[str](), Counter[str](), list[Change]()
    verify(case)
    for _ in range(changes):
        change = tamperer.change()
        made[change.kind] += 1
        try:
            verify(case)
        except CustodyError as error:
            errors[error.code] += 1
        else:
            missed.append(change)
        tamperer.back()
    verify(case)  # what was put back is whole
    return made, errors, missed


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--changes", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "case"
        make_case(case)
        started = time.process_time()
        made, errors, missed = measure(case, changes=given.changes, seed=given.seed)
    for change in missed:
        print(f"NOT FOUND: {change.kind}: {change.words}")
    found = given.changes - len(missed)
    print(f"{found} of {given.changes} changes found, in {time.process_time() - started:.0f} s of CPU")
    print("changes:", ", ".join(f"{number} of {kind}" for kind, number in sorted(made.items())))
    print("errors: ", ", ".join(f"{code} {number}" for code, number in sorted(errors.items())))
    figures = {"found": found, "of": given.changes, "changes": made, "errors": errors, "seed": given.seed}
    RESULT.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
