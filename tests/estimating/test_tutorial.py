"""The tutorial shows what the program says."""

from pathlib import Path

from ledgerstone.estimating import Options, diagnose, read_table, run
from ledgerstone.estimating.comparison import vary
from ledgerstone.records import Estimate

PAGES = Path(__file__).resolve().parents[2] / "docs" / "estimating"
TABLE = read_table((PAGES / "ostrava-dol.csv").read_bytes())
TEXT = (PAGES / "tutorial.md").read_text(encoding="utf-8")


def test_its_lists() -> None:
    found = diagnose(TABLE)
    assert repr((found.people, found.sizes, found.caught, found.estimable)) in TEXT
    rows = (PAGES / "ostrava-dol.csv").read_text(encoding="utf-8").strip()
    assert rows in TEXT


def test_its_figures() -> None:
    answers = {name: run(name, TABLE, Options()) for name in ("dga", "loglinear", "sparse", "chao", "chapman")}
    answers |= {row.what: row.answer for row in vary(TABLE, Options())}
    for what, answer in answers.items():
        assert isinstance(answer, Estimate)
        assert answer.high is not None
        line = f"  {what:<22} {answer.point:>12,.0f}   95% interval {answer.low:,.0f} to {answer.high:,.0f}"
        assert line in TEXT, line


def test_its_pictures_are_there_and_harmless() -> None:
    for name in ("overlap", "sensitivity"):
        svg = (PAGES / f"{name}.svg").read_text(encoding="utf-8")
        assert "<script" not in svg
        assert f"]({name}.svg)" in TEXT
