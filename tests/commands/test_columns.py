from pathlib import Path

import pytest
from reading.test_table import INCIDENTS, VICTIMS

from ledgerstone import cli
from ledgerstone.case import Case
from ledgerstone.records import Claim, Report

_TABLE = "Old code;Full name;Age;Gender;Day;Town\nSL-001;Ilan Voss;34;M;06/05/2031;Sella\nSL-2;Mira Arden;x;F;;\n"


def _run(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    return int(ended.value.code or 0)


def _prepared(folder: Path) -> list[str]:
    (folder / "list.csv").write_text(_TABLE)
    (folder / "list.yaml").write_text(VICTIMS)
    Case.create(folder / "case").close()
    return ["add", str(folder / "case"), str(folder / "list.csv"), "--columns", str(folder / "list.yaml")]


def test_a_dry_run_shows_what_would_come_and_adds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run([*_prepared(tmp_path), "--dry-run"]) == 0
    done = capsys.readouterr()
    assert "2 rows, 2 claims, 1 problems" in done.out
    assert "killed, Ilan Voss, aged 34, 2031-05-06 to 2031-05-06, Sella" in done.out
    assert "Nothing was added." in done.out
    assert "'x' under 'Age'" in done.err
    with Case(tmp_path / "case") as case:
        assert not case.store.counts().get("original")


def test_a_table_with_its_mapping_gives_claims_and_another_mapping_reads_it_again(tmp_path: Path) -> None:
    named = _prepared(tmp_path)
    assert _run(named) == 0
    with Case(tmp_path / "case") as case:
        ran = case.run()
        assert ran.worked["reading"] == 1
        assert [problem.code for problem in ran.problems] == ["I15"]
        claims = case.store.records(Claim).values()
        assert sorted(each.identifiers[0].value for each in claims) == ["SL-001", "SL-2"]
        assert case.run().added == 0
    (tmp_path / "list.yaml").write_text(VICTIMS.replace("Sella Registry", "Tarn Registry"))
    assert _run(named) == 0
    with Case(tmp_path / "case") as case:
        assert case.run().worked["reading"] == 1
        assert {each.publisher for each in case.store.records(Report).values()} == {"Sella Registry", "Tarn Registry"}
        assert len(case.assessments()[0].reports) <= 2
        assert case.verify().originals == 3


def test_old_codes_are_shown_with_their_incidents_and_claims(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(_prepared(tmp_path)) == 0
    with Case(tmp_path / "case") as case:
        case.run()
    capsys.readouterr()
    assert _run(["show", str(tmp_path / "case")]) == 0
    assert "Codes of others: sella-registry: SL-001" in capsys.readouterr().out
    assert _run(["show", str(tmp_path / "case"), "--why"]) == 0
    assert "(sella-registry: SL-001)" in " ".join(capsys.readouterr().out.split())
    assert _run(["show", str(tmp_path / "case"), "--claims"]) == 0
    assert "Ilan Voss [sella-registry: SL-001]: " in capsys.readouterr().out
    assert _run(["show", str(tmp_path / "case"), "--dossier", str(tmp_path / "out.html")]) == 0
    assert "sella-registry: SL-001" in (tmp_path / "out.html").read_text()


def test_a_mapping_that_cannot_be_used_adds_nothing(tmp_path: Path) -> None:
    named = _prepared(tmp_path)
    (tmp_path / "list.yaml").write_text(INCIDENTS + "colour: red\n")
    assert _run(named) == 2
    with Case(tmp_path / "case") as case:
        assert not case.store.counts().get("original")
    assert _run([*named[:3], "--dry-run"]) == 2
