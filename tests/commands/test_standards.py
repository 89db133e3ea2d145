"""A team says on the command line whom it holds credible, who owns whom and what counts, and sees what that does."""

import json
import re
from pathlib import Path

import pytest
from case_making import BY

from ledgerstone import cli
from ledgerstone.case import Case
from ledgerstone.codec import identify

PLACES = Path(__file__).parents[2] / "examples" / "gazetteer.csv"
TEXTS = {
    "Kalvessa Wire": "Twelve people were killed in shelling in Drovath on 3 March 2031.",
    "Sella Today": "Twelve people were killed by shelling in Drovath on 3 March 2031.",
    "Kalvessa Post": "Shelling killed 40 people in Drovath on 3 March 2031.",
}


def _say(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert not ended.value.code, said.err
    return said.out


def _refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.fixture
def case(tmp_path: Path) -> Path:
    lines = [
        json.dumps({"text": text, "publisher": outlet, "published": f"2031-03-0{4 + number}"})
        for number, (outlet, text) in enumerate(TEXTS.items())
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines))
    with Case.create(tmp_path / "case", gazetteers=[PLACES], by=BY) as made:
        made.add(tmp_path / "reports.jsonl")
        made.run()
    return tmp_path / "case"


def test_from_a_doubt_to_its_reason(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _say(capsys, "show", case)
    assert "Not judged: Kalvessa Post" in _say(capsys, "sources", case)
    toll = _killed(shown)
    assert toll[:3] == ["12", "12", "40"]
    said = _say(
        capsys, "appraise", case, "not_credible", "Kalvessa Post", "--because", "Invents figures.", "--since",
        "2031-01-01", "--by", BY,
    )  # fmt: skip
    assert re.fullmatch(rf"[0-9a-f]{{12}}  Kalvessa Post: not credible \(since 2031-01-01\)  by {BY}\n", said)
    assert _killed(_say(capsys, "show", case))[:3] == ["12", "12", "12"]
    assert "[the team does not hold its outlet credible" in _squeezed(_say(capsys, "show", case, "--why"))
    assert "Invents figures." not in _say(capsys, "show", case, "--why")
    claim = _claim(capsys, case, "40 people")
    why = _say(capsys, "explain", case, claim)
    assert f"by {BY}): Kalvessa Post: not credible (since 2031-01-01), by its outlet's name: Invents figures." in why
    assert "Set aside in killed, 12: the team does not hold its outlet credible" in why
    other = _say(capsys, "explain", case, _claim(capsys, case, "Twelve people were killed in"))
    assert "Source not judged by the team: what it says counts." in other


def test_from_an_owner_to_fewer_independent_sources(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "3" in _killed(_say(capsys, "show", case))[3]
    for outlet in ("Kalvessa Wire", "Sella Today"):
        said = _say(capsys, "own", case, outlet, "Veldt Holding", "--because", "The register.", "--by", BY)
        assert f"{outlet} is owned by Veldt Holding" in said
    shown = _say(capsys, "show", case)
    assert "2" in _killed(shown)[3]
    incident = re.search(r"\[([0-9a-f]{12})\]", shown)
    assert incident
    told = _say(capsys, "explain", case, incident[1])
    assert "Kalvessa Wire and Sella Today: one house, so one independent source." in told
    claim = _claim(capsys, case, "Twelve people were killed in")
    assert "Owner: Kalvessa Wire is owned by Veldt Holding: The register." in _say(capsys, "explain", case, claim)


def test_from_criteria_to_what_does_not_count(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--harm", "killed", "--region", "Marduun", "--at-least", "1", "--from", "2031-01-01")
    said = _say(capsys, "include", case, *arguments, "--because", "The mandate.", "--by", BY)
    assert "counts incidents with at least 1 people killed, in Marduun, from 1 January 2031 on" in said
    shown = _say(capsys, "show", case)
    assert "Not counted by the case's criteria: not in Marduun." in shown
    assert "1 of them not counted by the case's criteria" in shown
    tree = json.loads(_say(capsys, "show", case, "--json").splitlines()[0])
    assert tree["inclusion"] == {"judgement": "negative", "because": ["not in Marduun"]}
    said = _say(capsys, "include", case, "--because", "A wider mandate.", "--by", BY)
    assert "counts every incident" in said


def test_an_old_toll_is_told_by_the_decisions_of_its_day(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Case(case) as opened:
        old = current_toll(opened)
        opened.appraise("Kalvessa Post", "not_credible", because="Invents figures.")
        opened.run()
        new = current_toll(opened)
    assert old != new
    told = _say(capsys, "explain", case, old)
    assert re.search(r"As recorded: killed, 12–40, made on [0-9-]{10} by reconcile.2\+range.v1. Now:", told)
    assert "By the team's standards, version 1@" in told
    assert "As recorded" not in _say(capsys, "explain", case, new)


def test_every_decision_is_listed_with_its_version(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for credibility in ("not_credible", "credible"):
        _say(capsys, "appraise", case, credibility, "Kalvessa Post", "--because", "A reason.", "--by", BY)
    _say(capsys, "appraise", case, "not_credible", "--role", "social_media", "--because", "Unchecked.", "--by", BY)
    _say(capsys, "appraise", case, "not_credible", "--because", "A closed list.", "--by", BY)
    now = _say(capsys, "sources", case)
    assert "Kalvessa Post: credible: A reason." in now
    assert "not credible: A reason." not in now
    assert "all of role social_media: not credible: Unchecked." in now
    assert "all others: not credible: A closed list." in now
    assert "Not judged: Kalvessa Post" not in now
    lines = [json.loads(line) for line in _say(capsys, "sources", case, "--all", "--json").splitlines()]
    assert [each["in_force"] for each in lines] == [False, True, True, True]
    assert [each["version"].split("@")[0] for each in lines] == ["1", "2", "3", "4"]
    assert f"In force: version {lines[-1]['version']}." in now
    assert "(no longer in force)" in _say(capsys, "sources", case, "--all")


def test_a_table_of_sources_is_taken_over(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "sources.csv"
    table.write_text("source,credibility,owner,because\nKalvessa Post,not_credible,Veldt,The register.\n")
    said = _say(capsys, "sources", case, "--take", table, "--by", BY)
    assert "Kalvessa Post: not credible: The register." in said
    assert "Kalvessa Post is owned by Veldt: The register." in said


def test_what_cannot_be_decided_is_refused(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "I11" in _refused(capsys, "appraise", case, "credible", "A", "--role", "media", "--because", "x")
    assert "I11" in _refused(capsys, "include", case, "--region", "Nowhereland", "--because", "x")
    assert "--because" in _refused(capsys, "own", case, "A", "B")
    assert "Nothing was decided." in _say(capsys, "sources", case)


def test_a_name_with_signs_that_do_not_show_is_shown_with_their_codes(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _say(capsys, "appraise", case, "credible", "Kalvessa\u202e Wire", "--because", "x", "--by", BY)
    assert "\u202e" not in said


def current_toll(opened: Case) -> str:

    tolls = [toll for each in opened.assessments() for toll in each.tolls]
    return next(identify(x) for x in tolls if (x.harm, x.status, x.group) == ("killed", None, None))


def _killed(shown: str) -> list[str]:
    return next(line for line in shown.splitlines() if re.match(r"\s+killed\s", line)).split()[1:]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _claim(capsys: pytest.CaptureFixture[str], case: Path, words: str) -> str:
    lines = _say(capsys, "show", case, "--claims").splitlines()
    return next(line[:12] for line in lines if words in line and "killed" in line[:40])
