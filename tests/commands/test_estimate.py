import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from estimating.published import ARTIFICIAL, KOSOVO

from ledgerstone.commands.estimate import command
from ledgerstone.errors import BadSetting, BadTable, NotFound
from ledgerstone.estimating import CaptureTable


def write(folder: Path, table: CaptureTable) -> str:
    rows = [",".join([*table.lists, "count"])]
    for pattern, count in zip(table.patterns, table.counts, strict=True):
        rows.append(",".join([*(str(pattern >> j & 1) for j in range(len(table.lists))), str(count)]))
    path = folder / "lists.csv"
    path.write_text("\n".join(rows))
    return str(path)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("method", ["dga", "loglinear", "sparse", "chao", "chapman"])
def test_one_method_as_json(tmp_path: Path, method: str) -> None:
    told = json.loads(run(write(tmp_path, KOSOVO), "--method", method, "--json", "--seed", "3"))
    assert list(told) == [
        "method", "point", "low", "high", "level", "converged", "rhat", "ess", "seconds", "caveats",
    ]  # fmt: skip
    assert told["method"] == method
    assert told["low"] < told["point"] < told["high"]
    assert told["converged"] is True
    assert told["level"] == 0.95


@pytest.mark.slow
def test_everything_in_words_with_pictures(tmp_path: Path) -> None:
    output = run(write(tmp_path, KOSOVO), "--plots", str(tmp_path / "plots"))
    assert "4,400 distinct people on 4 lists" in output
    assert "To publish: 10," in output
    assert "Of these 4,400 are on the lists" in output
    assert "without HRW" in output
    names = {path.stem for path in (tmp_path / "plots").iterdir()}
    assert names == {"overlap", "pairs", "posterior", "sensitivity", "trace"}


@pytest.mark.slow
def test_lcmcr_as_json(tmp_path: Path) -> None:
    told = json.loads(run(write(tmp_path, KOSOVO), "--method", "lcmcr", "--json"))
    assert told["converged"] is True
    assert told["rhat"] <= 1.01
    assert told["ess"] >= 1000
    again = json.loads(run(write(tmp_path, KOSOVO), "--method", "lcmcr", "--json", "--workers", "2"))
    assert {**told, "seconds": 0} == {**again, "seconds": 0}


def test_refusals_as_json_for_every_method(tmp_path: Path) -> None:
    lines = run(write(tmp_path, ARTIFICIAL), "--json").splitlines()
    told = [json.loads(line) for line in lines]
    assert [each["method"] for each in told] == ["dga", "lcmcr", "loglinear", "sparse", "chao", "chapman"]
    for each in told:
        assert set(each) == {"method", "refused", "needed"}
        assert "'A' + 'B'; 'C'" in each["refused"]


def test_refusals_in_words(tmp_path: Path) -> None:
    output = run(write(tmp_path, ARTIFICIAL))
    assert "No number should be published." in output
    assert "What would help: Check the matching" in output


def test_bad_input_is_a_coded_error(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("a;b;c;count\n1;0;0;-4\n")
    runner = CliRunner()
    assert isinstance(runner.invoke(command, [str(path)]).exception, BadTable)
    assert isinstance(runner.invoke(command, [str(tmp_path / "none.csv")]).exception, NotFound)
    assert isinstance(runner.invoke(command, [write(tmp_path, KOSOVO), "--made-from", "EXH"]).exception, BadSetting)


def test_a_copy_that_the_user_tells_of(tmp_path: Path) -> None:
    told = json.loads(run(write(tmp_path, KOSOVO), "--method", "dga", "--json", "--made-from", "HRW=EXH"))
    assert "'HRW' was made from 'EXH'" in told["refused"]
