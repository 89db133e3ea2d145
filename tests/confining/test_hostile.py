"""The short form of ``python -m benchmarks.hostile``: every trick, without the files that take long to make or read."""

from pathlib import Path

import pytest

from benchmarks.hostile import in_case
from benchmarks.hostile.__main__ import broken, table
from benchmarks.hostile.corpus import corpus
from benchmarks.hostile.running import run

SHORT = ("entities", "lies", "macros", "containers", "names")
SOME = frozenset(
    "zeros-100mb.zip zip-in-zip-12.zip far-corner.xlsx response-bomb-deflate.warc.gz javascript.pdf kids-loop.pdf "
    "form-loop.pdf outline-loop.pdf count-lies.pdf says-60000x60000.png data-too-long.png huge.gif directory-loop.tif "
    "200mb.txt deep.json deep.html nested.eml old-fat-loop.xls quote-open.csv".split()
)


def test_the_corpus_has_its_files_and_each_name_once() -> None:
    names = [each.name for each in corpus()]
    assert len(names) >= 300
    assert len(names) == len(set(names))


@pytest.mark.slow
def test_no_hostile_file_breaks_a_bound_or_reaches_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outside = Path("/tmp/outside.txt")
    assert not outside.exists()
    files = [
        each
        for each in corpus()
        if each.trick in SHORT or each.name in SOME or (each.trick == "cut off" and each.name[4] in "159")
    ]
    costs = list(run(files))
    assert len(costs) > 200
    assert [(cost.name, said) for cost in costs for said in broken(cost)] == []
    assert not outside.exists()
    assert not list(tmp_path.iterdir())
    assert table(costs)


CASE = frozenset(
    "zip-in-zip-12.zip far-corner.xlsx javascript.pdf kids-loop.pdf forms-billion.pdf says-60000x60000.png huge.gif "
    "19mb-spaces.txt digits.txt nuls.txt deep.json bidi.txt tables.html nested-300.eml quote-open.csv".split()
)


@pytest.mark.slow
def test_a_run_over_hostile_files_gets_to_its_end_within_its_bounds(tmp_path: Path) -> None:
    files = [each for each in corpus() if each.name in CASE or each.trick in {"entities", "macros", "names"}]
    found = in_case.run(files, top=tmp_path)
    assert found.broken() == []
    assert found.files == len(files) + 1 >= 75
    assert found.reports > 30
    assert found.problems["I03"] > 10
    assert found.problems["I14"] == 3
    assert found.problems["I47"] == 1
