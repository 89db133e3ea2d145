"""All example reports, from bytes to incidents, against the sheet of what a careful person would write down."""

import io
import json
import random
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from story.examples import GAZETTEER, INCIDENTS, REPORTS, SHEET, TOLERANCE, incident_of, near, toll

from ledgerstone import cli
from ledgerstone.reading import read_all

ROOT = GAZETTEER.parents[1]
NOT_FOUND_YET = {"Pavrin Dessal", "Olek Dessal"}  # "his sons Pavrin, 19, and Olek, 21, whom the army has listed"


def assess(*files: Path) -> str:
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit) as ended:
        cli.main(["assess", *map(str, files), "--gazetteer", str(GAZETTEER), "--json"])
    assert not ended.value.code
    return out.getvalue()


@pytest.fixture(scope="module")
def printed() -> str:
    return assess(REPORTS)


@pytest.fixture(scope="module")
def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_the_order_of_the_files_changes_no_byte(printed: str) -> None:
    files = sorted(REPORTS.iterdir())
    random.Random(7).shuffle(files)  # noqa: S311 (an order, no secret)
    assert assess(*files) == printed


def test_each_line_keeps_the_contract(lines: list[dict[str, Any]]) -> None:
    schema = json.loads((ROOT / "docs" / "assess-schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema)
    for line in lines:
        checker.validate(line)


@pytest.mark.parametrize("key", INCIDENTS)
@pytest.mark.parametrize("harm", TOLERANCE)
def test_the_range_comes_near_the_sheet(lines: list[dict[str, Any]], key: str, harm: str) -> None:
    low, high = INCIDENTS[key][harm]
    if key == "vessen-street" and harm == "injured":
        pytest.skip('the sheet\'s two were "pulled out alive with burns", which is not read yet')
    found = toll(incident_of(lines, key), harm)
    assert near(found["low"], low, TOLERANCE[harm].low), found
    if INCIDENTS[key].get(f"{harm}_high_is_open"):
        assert found["high"] is None
    else:
        assert near(found["high"], high, TOLERANCE[harm].high), found
        assert found["low"] <= high, found


def test_children_and_women_and_men_have_tolls_of_their_own(lines: list[dict[str, Any]]) -> None:
    drovath, house = incident_of(lines, "drovath"), incident_of(lines, "vessen-street")
    for line, key in ((drovath, "drovath"), (house, "vessen-street")):
        for group, (low, high) in INCIDENTS[key]["groups"]["killed"].items():
            found = toll(line, "killed", group=group)
            assert (found["low"], found["high"]) == (low, high)


def test_named_victims_are_found_and_nobody_who_only_spoke(lines: list[dict[str, Any]]) -> None:
    told = " ".join(str(victim["name"]) for line in lines for victim in line["victims"])
    wanted = {victim["name"] for each in INCIDENTS.values() for victim in each["victims"]}
    missing = {name for name in wanted if not any(part in told for part in (name, name.split()[0]))}
    assert missing <= NOT_FOUND_YET
    others = {name for each in INCIDENTS.values() for name in each["named_but_not_victims"]}
    assert [name for name in others if name in told] == []


def test_each_victim_has_the_age_that_the_sheet_says(lines: list[dict[str, Any]]) -> None:
    ages = {str(victim["name"]).split()[0]: victim["age"] for line in lines for victim in line["victims"]}
    wanted = {victim["name"].split()[0]: victim["age"] for each in INCIDENTS.values() for victim in each["victims"]}
    assert {name: age for name, age in ages.items() if name in wanted and age != wanted[name]} == {}


def test_furniture_is_cut_out_and_never_claimed(lines: list[dict[str, Any]]) -> None:
    claimed = " ".join(claim["passage"]["exact"] for line in lines for claim in line["claims"])
    for each in SHEET["furniture_that_counts_the_dead"]:
        data = (REPORTS / each["file"]).read_bytes()
        (report,), _ = read_all(data, name=each["file"])
        assert each["text"].split()[0].encode() in data
        assert each["text"] not in report.text
        assert each["text"] not in claimed


def test_the_mistakes_made_on_purpose_are_noticed(lines: list[dict[str, Any]]) -> None:
    checks = {check["code"]: check["text"] for check in incident_of(lines, "selmeth")["checks"]}
    assert {"distance", "weekday", "sum"} <= checks.keys()
    assert "25 km" in checks["distance"]
    assert "Thursday" in checks["weekday"]
    assert checks["sum"].startswith("9 (man) and 4 (woman) come to 13")


def test_the_reprint_counts_as_its_original(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    for file in REPORTS.iterdir():
        if not file.name.startswith("02-"):
            shutil.copy(file, tmp_path / file.name)
    without = incident_of([json.loads(line) for line in assess(tmp_path).splitlines()], "drovath")
    for harm in TOLERANCE:
        one, other = toll(without, harm), toll(incident_of(lines, "drovath"), harm)
        keys = ("low", "high", "independent_sources")
        assert [one[key] for key in keys] == [other[key] for key in keys]


def test_the_house_is_part_of_the_town_and_the_past_of_neither(lines: list[dict[str, Any]]) -> None:
    drovath, house = incident_of(lines, "drovath"), incident_of(lines, "vessen-street")
    assert house["part_of"] == drovath["incident"]
    background = {
        claim["id"]: claim["count"]["low"]
        for line in lines
        for claim in line["claims"]
        if claim["count"] and (claim["count"]["low"] or 0) > 4000
    }
    assert len(background) >= 3
    aside = {each["claim"]: each["reason"] for line in lines for one in line["tolls"] for each in one["set_aside"]}
    used = {each["claim"] for line in lines for one in line["tolls"] for each in one["used"]}
    assert not used & background.keys()
    assert all("background" in aside[id_] for id_ in background)


def test_the_accused_keep_their_word_beside_the_toll(lines: list[dict[str, Any]]) -> None:
    drovath = incident_of(lines, "drovath")
    fighters = toll(drovath, "killed", status="combatant")
    assert (fighters["low"], fighters["high"]) == (11, 11)
    responses = {claim["response"] for line in lines for claim in line["claims"] if claim["kind"] == "response"}
    wanted = {"denial", "condemnation", "call_for_accountability", "claim_of_responsibility", "inquiry"}
    assert wanted | {"promised_inquiry"} <= responses


def test_no_office_turns_an_unknown_status_into_none(lines: list[dict[str, Any]]) -> None:
    drovath = incident_of(lines, "drovath")
    civilians = [each for each in drovath["tolls"] if (each["harm"], each["status"]) == ("killed", "civilian")]
    assert [each["high"] for each in civilians if each["high"] == 0] == []


def test_each_passage_stands_in_its_report_word_for_word(lines: list[dict[str, Any]]) -> None:
    texts = {}
    for file in REPORTS.iterdir():
        for report in read_all(file.read_bytes(), name=file.name)[0]:
            texts[report.original, report.title] = report.text
    for line in lines:
        of = {each["id"]: texts[each["original"], each["title"]] for each in line["reports"]}
        for claim in line["claims"]:
            passage = claim["passage"]
            assert of[claim["report"]][passage["start"] : passage["end"]] == passage["exact"]
