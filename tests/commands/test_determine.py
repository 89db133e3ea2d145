"""A team's own figure on the command line."""

import json
from pathlib import Path

import pytest
from case_making import BY

from ledgerstone import cli
from ledgerstone.case import Case

TEXT = "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2031, the regional hospital said.\n"


def _say(capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int = 0) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert (ended.value.code or 0) == status, said.err
    return said.err if status else said.out


def test_it_is_recorded_shown_looked_at_again_and_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text(TEXT.replace("At least 12", "33").replace("hospital", "council"))
    path = tmp_path / "case"
    with Case.create(path, by=BY) as case:
        case.add(tmp_path / "one.txt")
        case.run()
        (incident,) = (each.incident for each in case.assessments() if each.incident)
    given = ("determine", path, incident[:12], "killed", "12", "-", "--because", "The list.", "--by", BY)
    assert "killed: at least 12  by Ines Okoro" in _say(capsys, *given)
    made = json.loads(_say(capsys, *given, "--status", "civilian", "--json"))
    assert (made["incident"], made["low"], made["status"], "high" in made) == (incident, 12, "civilian", False)
    shown = _say(capsys, "show", path)
    assert "The team's own figure, killed: at least 12, by Ines Okoro: The list." in shown
    assert "Look again" not in shown
    assert len(json.loads(_say(capsys, "show", path, incident))["acts"]) == 2
    with Case(path, by=BY) as case:
        case.add(tmp_path / "two.txt")
        case.run()
        assert [each.look for each in case.determined()[incident]] == [True, True]
        case.determine(incident, "killed", 33, 40, because="Both lists.")
    shown = _say(capsys, "show", path)
    assert f"Look again: the team's own figure for {incident[:12]}, killed: civilian." in shown
    assert shown.count("Look again") == 1
    (tree,) = (json.loads(each) for each in _say(capsys, "show", path, "--json").splitlines())
    now, waiting = tree["determined"]
    assert (now["low"], now["high"], now["status"], now["by"], now["look_again"]) == (33, 40, None, BY, False)
    assert (waiting["id"], waiting["status"], waiting["look_again"]) == (made["id"], "civilian", True)
    _say(capsys, "review", path, made["id"], "reject", "--because", "Nobody knows who they were.", "--by", BY)
    assert "Look again" not in _say(capsys, "show", path)


def test_a_bound_that_is_no_number_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Case.create(tmp_path / "case", by=BY).close()
    given = ("determine", tmp_path / "case", "0" * 12, "killed")
    assert "no number of people" in _say(capsys, *given, "many", "-", "--because", "x", status=2)
