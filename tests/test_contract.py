"""The contract and its schema hold together, and so do both with what is kept in docs/."""

import json
from pathlib import Path

from factory import by_id, make_claim, make_report, make_when, make_where
from jsonschema import Draft202012Validator

from ledgerstone import contract
from ledgerstone.assessing import lay_out
from ledgerstone.codec import identify
from ledgerstone.linking import link
from ledgerstone.records import Actor, Assessment, Evidence

SCHEMA = Path(__file__).parents[1] / "docs" / "assess-schema.json"
DESIGNED = {
    "incident", "label", "when", "where", "actors", "means", "tolls", "victims", "claims", "checks", "grades",
    "reports",
}  # fmt: skip
DESIGNED_CLAIM = {
    "id", "report", "kind", "speaker", "polarity", "stance", "evidence", "harm", "status", "group", "count", "person",
    "relation", "of", "response", "answers", "denies", "when", "where", "actors", "passage", "extractor",
}  # fmt: skip


def some_assessments() -> tuple[Assessment, ...]:
    report = make_report(published="2031-03-12", publisher="Kalvessa Wire", title="Drovath")
    whole = make_claim(
        report,
        count=(14, None),
        speaker=("the hospital", "medical"),
        day="2031-03-11",
        places=(make_where(), make_where("Karm", lat=None)),
        evidence=(Evidence(kind="body", wording="bodies"), Evidence(kind="body", wording="the dead")),
        actors=(Actor(name="Air Force", aliases=("the planes",), wording="the Air Force"),),
        means=("air_delivered",),
    )
    person = make_claim(report, name="Ilva Ordeva", about_person={"age_low": 38, "age_high": 38}, at=60)
    part = make_claim(report, count=20, relation="part_of", group=("child",), of=identify(whole), at=90)
    late = make_claim(report, count=3, when=make_when("2031-03-13"), at=120)
    answer = make_claim(report, kind="response", response="denial", denies="occurrence", at=150)
    claims = by_id([whole, person, part, late, answer])
    linked = link(claims, reports={identify(report): report})
    return lay_out(claims, links=linked.links, incidents=linked.incidents, reports={identify(report): report})


def test_the_schema_in_docs_is_the_one_that_the_records_make() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == contract.text(), (
        "run python -m ledgerstone.contract > docs/assess-schema.json"
    )


def test_the_schema_is_a_schema_and_real_output_keeps_it() -> None:
    Draft202012Validator.check_schema(contract.schema())
    validator = Draft202012Validator(contract.schema())
    lines = [json.loads(contract.line(each)) for each in some_assessments()]
    assert lines
    for line in lines:
        validator.validate(line)
    lines[0]["claims"][0]["stance"] = "certain"
    assert not validator.is_valid(lines[0])


def test_every_designed_key_is_there() -> None:
    [first] = (contract.to_contract(each) for each in some_assessments())
    assert first.keys() >= DESIGNED
    assert first["claims"][0].keys() >= DESIGNED_CLAIM
    assert first["tolls"][0].keys() == {
        "harm", "status", "group", "low", "best", "high", "policy", "used", "set_aside", "independent_sources",
    }  # fmt: skip
    assert first["victims"][0].keys() == {
        "name", "age", "sex", "kin", "occupation", "status", "harm", "claims",
    }  # fmt: skip
    assert first["reports"][0].keys() == {"id", "title", "publisher", "published", "url", "original"}
    assert first["when"] == {"earliest": "2031-03-11", "latest": "2031-03-11", "wording": "2031-03-11"}


def test_values_are_plain() -> None:
    [first] = (contract.to_contract(each) for each in some_assessments())
    assert first["where"][0]["lat"] == -43.101
    assert first["where"][1]["lat"] is None
    whole = next(claim for claim in first["claims"] if claim["count"] and claim["count"]["high"] is None)
    assert whole["evidence"] == ["body"]
    assert whole["passage"].keys() == {"start", "end", "exact", "boxes"}
    assert first["victims"][0]["age"] == 38
    assert first["reports"][0]["published"] == "2031-03-12"
    assert "weekday" not in {check["code"] for check in first["checks"]}
    assert {check["code"] for check in first["checks"]} == {"after_publication"}
