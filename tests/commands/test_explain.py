"""What `explain` says of a claim, of a toll and of an incident."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from case_making import BY

from ledgerstone import cli

TEXT = (
    "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said. "
    "Later, 14 people were reportedly killed in the shelling of Oldenmarsh.\n"
)


class Case(NamedTuple):
    path: Path
    killed: str


def _say(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    return int(ended.value.code or 0), capsys.readouterr().out


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Case:
    (tmp_path / "a.txt").write_text(TEXT)
    path = tmp_path / "case"
    for arguments in (["init", path], ["add", path, tmp_path / "a.txt"], ["run", path]):
        assert _say(capsys, *arguments, "--by", BY)[0] == 0
    _, out = _say(capsys, "show", path, "--claims", "--json")
    claims = [json.loads(line) for line in out.splitlines()]
    return Case(path, next(each["id"] for each in claims if (each["claim"].get("count") or {}).get("low") == 12))


def test_a_claim_is_explained_word_by_word(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = _say(capsys, "explain", case.path, case.killed[:12], "--json")
    told = json.loads(out)
    why = {each["field"]: each for each in told["why"]}
    assert status == 0
    assert told["sentence"].startswith("At least 12 people were killed")
    assert (why["harm"]["words"], why["harm"]["because"]) == ("killed", "a word of harm whose people stand before it")
    assert why["count"]["value"] == "12 to open"
    assert "the highest stays open" in why["count"]["because"]
    assert why["speaker"]["value"] == "the regional hospital (medical)"
    assert "“said”" in why["speaker"]["because"]
    assert (why["when"]["value"], why["when"]["because"]) == ("2026-03-03", "the words state the year")
    assert {"toll": "killed", "used": True, "reason": told["tolls"][0]["reason"]} == told["tolls"][0]


def test_the_words_that_make_a_stance_are_named(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = _say(capsys, "show", case.path, "--claims", "--json")
    claims = [json.loads(line) for line in out.splitlines()]
    two = next(each["id"] for each in claims if each["claim"].get("stance") == "reported")
    why = {each["field"]: each for each in json.loads(_say(capsys, "explain", case.path, two, "--json")[1])["why"]}
    assert (why["stance"]["value"], why["stance"]["words"]) == ("reported", "reportedly")


def test_an_incident_is_explained_by_its_tolls(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _say(capsys, "show", case.path)[1]
    incident = re.search(r"\[([0-9a-f]{12})\]", shown)
    assert incident is not None
    status, out = _say(capsys, "explain", case.path, incident[1])
    assert status == 0
    assert "Killed: 12–14, by range.v1" in out
    assert case.killed[:12] in out


def test_a_rejected_claim_says_who_decided_and_that_it_is_set_aside(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(capsys, "review", case.path, case.killed, "reject", "--because", "It is another town.", "--by", BY)
    out = _say(capsys, "explain", case.path, case.killed)[1]
    assert f"Reviewed: reject by {BY}: It is another town." in out
    assert "Set aside in killed" in out


def test_what_cannot_be_explained_is_refused(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = _say(capsys, "show", case.path, "--claims", "--json")
    report = json.loads(out.splitlines()[0])["claim"]["report"]
    assert _say(capsys, "explain", case.path, report)[0] == 2
