"""The claims as CSV and JSON Lines."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from releasing.sample import sample

from ledgerstone.codec import from_json, identify
from ledgerstone.records import Claim
from ledgerstone.releasing.claims import COLUMNS, claims_csv, claims_jsonl, guard, unguard

SAMPLE = sample()
CLAIMS = {id_: claim for each in SAMPLE.assessments for id_, claim in each.claims.items()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_holds_every_claim_of_a_working_copy() -> None:
    text = claims_csv(SAMPLE.assessments, mode="working", reviews={})
    assert text.split("\r\n")[0] == ",".join(f'"{column}"' for column in COLUMNS)
    assert {row["id"] for row in rows(text)} == set(CLAIMS)
    row = next(row for row in rows(text) if row["id"] == SAMPLE.ids["injured60"])
    assert (row["count_low"], row["count_high"], row["count_about"], row["count_wording"]) == (
        "60",
        "60",
        "yes",
        "about 60",
    )
    assert (row["place"], row["lat"], row["lon"]) == ("Drovath", "-43.41", "84.87")
    assert unguard(row["passage"]) == CLAIMS[SAMPLE.ids["injured60"]].passage.exact
    assert row["verdict"] == ""
    missing = next(row for row in rows(text) if row["id"] == SAMPLE.ids["dozens"])
    assert (missing["count_low"], missing["count_high"]) == ("", "")


def test_jsonl_goes_there_and_back() -> None:
    lines = [
        json.loads(line)
        for line in claims_jsonl(SAMPLE.assessments, mode="working", reviews=SAMPLE.accept()).splitlines()
    ]
    back = {line["id"]: from_json(Claim, line["claim"]) for line in lines}
    assert back == CLAIMS
    assert all(identify(claim) == id_ for id_, claim in back.items())
    assert not any(line["changed"] for line in lines)
    assert {line["verdict"] for line in lines} == {"accept"}


def test_a_release_passes_the_gate_in_both_shapes() -> None:
    some = SAMPLE.accept("killed19", "street", "intimate")
    table = claims_csv(SAMPLE.assessments, mode="release", reviews=some)
    lines = claims_jsonl(SAMPLE.assessments, mode="release", reviews=some)
    expected = {SAMPLE.ids["killed19"], SAMPLE.ids["street"]}
    assert {row["id"] for row in rows(table)} == expected
    assert {json.loads(line)["id"] for line in lines.splitlines()} == expected
    assert "Torrin" not in table + lines
    changed = {json.loads(line)["id"]: json.loads(line)["changed"] for line in lines.splitlines()}
    assert changed == {SAMPLE.ids["street"]: True, SAMPLE.ids["killed19"]: False}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "'"])
def test_a_formula_is_guarded(cell: str) -> None:
    assert guard(cell) == "'" + cell
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize("cell", ["", "at least 14", "1–2", "“dozens”"])
def test_plain_text_is_left_alone(cell: str) -> None:
    assert guard(cell) == cell


@given(st.text())
def test_guard_goes_there_and_back(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert guard(cell).lstrip()[:1] not in set("=+-@")
