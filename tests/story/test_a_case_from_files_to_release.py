"""A case as a team would make it: files in, worked on, reviewed, released, verified; and what must not leave."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from story.examples import GAZETTEER, REPORTS, SHEET

from ledgerstone import cli
from ledgerstone.reading import read_all

BY = "Ines Okoro"
ANOTHER = "Tam Veld"


class Said(NamedTuple):
    status: int
    out: str
    err: str


Say = Callable[..., Said]


class Told(NamedTuple):
    """What came of the story: the case, the release, and the claims that were decided on, by verdict."""

    case: Path
    out: Path
    claims: list[dict[str, Any]]
    decided: dict[str, dict[str, Any]]
    runs: list[dict[str, Any]]


def _say(*arguments: str | Path) -> Said:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    return Said(int(ended.value.code or 0), out.getvalue(), err.getvalue())


def _listed(case: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _say("show", case, "--claims", "--json").out.splitlines()]


def _find(claims: list[dict[str, Any]], words: str, **wanted: object) -> dict[str, Any]:
    return next(
        each
        for each in claims
        if words in each["claim"]["passage"]["exact"]
        and all(each["claim"].get(name) == value for name, value in wanted.items())
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    top = tmp_path_factory.mktemp("story")
    case, out = top / "case", top / "out"
    assert _say("init", case, "--gazetteer", GAZETTEER, "--by", BY).status == 0
    assert _say("add", case, REPORTS, "--by", BY).status == 0
    runs = [json.loads(_say("run", case, "--by", BY, "--json").out) for _ in range(2)]
    claims = _listed(case)
    decided = {
        "accept": _find(claims, "Nineteen people are now known", harm="killed"),
        "correct": _find(claims, "At least 14 people were killed", harm="killed"),
        "reject": _find(claims, "eleven fighters were killed", harm="killed"),
        "withhold": _find(claims, "Among the dead was Yesrin Tohvel", harm="killed"),
    }
    for verdict, each in decided.items():
        count = {"low": 14, "high": 14, "about": False, "wording": "14"}
        more = ["--replace", json.dumps({"count": count})] if verdict == "correct" else []
        said = _say("review", case, each["id"][:16], verdict, "--because", "I read it.", "--by", ANOTHER, *more)
        assert said.status == 0, said.err
    assert json.loads(_say("run", case, "--by", BY, "--json").out)["worked"]["extraction"] == 0
    assert _say("release", case, out, "--shape", "dossier,claims", "--by", BY).status == 0
    return Told(case, out, claims, decided, runs)


def _released(told: Told) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (told.out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def test_running_again_adds_nothing(told: Told) -> None:
    assert told.runs[0]["added"] > 0
    assert (told.runs[1]["added"], set(told.runs[1]["worked"].values())) == (0, {0})


def test_the_verdicts_show(told: Told) -> None:
    shown = {each["id"]: each["verdict"] for each in _listed(told.case)}
    verdicts = [shown.get(each["id"]) for verdict, each in told.decided.items() if verdict != "correct"]
    assert verdicts == ["accept", "reject", "withhold"]
    assert "unreviewed" not in (words := _say("show", told.case).out)
    assert "of them reviewed, 1 rejected" in words


def test_what_is_released_was_reviewed_and_only_that(told: Told) -> None:
    passages = {each["claim"]["passage"]["exact"] for each in _released(told)}
    assert len(passages) == 2
    assert any("Nineteen people" in words for words in passages)
    assert any("At least 14 people were killed" in words for words in passages)


def test_no_unreviewed_sentence_no_spoken_name_and_no_whole_text_leaves(told: Told) -> None:
    let_out = {each["claim"]["passage"]["exact"] for each in (told.decided["accept"], told.decided["correct"])}
    kept_in = {each["claim"]["passage"]["exact"] for each in told.claims} - let_out
    people = {name for each in SHEET["incidents"] for name in each["named_but_not_victims"]}
    victims = {victim["name"] for each in SHEET["incidents"] for victim in each["victims"]}
    texts = [report.text for file in REPORTS.iterdir() for report in read_all(file.read_bytes(), name=file.name)[0]]
    for file in told.out.iterdir():
        data = file.read_text(encoding="utf-8")
        assert [words for words in kept_in if words in data] == [], file.name
        assert [name for name in people | victims if name in data] == [], file.name
        assert [text[:60] for text in texts if text in data] == [], file.name


def test_the_correction_stands_and_the_first_reading_does_not(told: Told) -> None:
    corrected = next(each for each in _released(told) if each["verdict"] == "correct")
    assert corrected["claim"]["passage"] == told.decided["correct"]["claim"]["passage"]
    assert corrected["claim"]["count"] == {"low": 14, "high": 14, "about": False, "wording": "14"}


def test_the_table_opens_and_holds_the_same_claims(told: Told) -> None:
    with (told.out / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [each["id"] for each in _released(told)]


def test_the_manifest_names_each_file_by_its_hash(told: Told) -> None:
    lines = (told.out / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    named = {name.strip(" *"): digest for digest, name in (line.split(maxsplit=1) for line in lines)}
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in told.out.iterdir()
        if file.name != "MANIFEST.sha256"
    }
    assert named == found


def test_the_pages_fetch_nothing_and_run_nothing(told: Told, tmp_path: Path) -> None:
    working = tmp_path / "working.html"
    assert _say("show", told.case, "--dossier", working).status == 0
    for page in (working, told.out / "dossier.html"):
        data = page.read_text(encoding="utf-8")
        assert [
            mark for mark in ("<script", "<link", "<iframe", "@import", "url(http", 'src="http') if mark in data
        ] == []
    assert "not for release" in working.read_text(encoding="utf-8")
    assert "not for release" not in (told.out / "dossier.html").read_text(encoding="utf-8")


def test_the_case_verifies_at_the_end_and_holds_nothing_strange(told: Told) -> None:
    assert _say("verify", told.case).status == 0
    assert sorted(path.name for path in told.case.iterdir()) == ["case.sqlite3", "case.toml", "vault"]
