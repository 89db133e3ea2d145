"""What the examples' own answer sheet says, and how near an answer has to come to it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = EXAMPLES / "reports"
GAZETTEER = EXAMPLES / "gazetteer.csv"
SHEET: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
INCIDENTS: dict[str, dict[str, Any]] = {each["key"]: each for each in SHEET["incidents"]}


@dataclass(frozen=True)
class Near:
    """How far a bound may lie below and above the sheet's: the reader of the examples is no careful person yet."""

    low: float
    high: float


# A bound is near that is off by this share, or by two people. Narrow it as the extraction gets better, never widen it.
TOLERANCE = {"killed": Near(low=0.30, high=0.10), "injured": Near(low=0.30, high=0.10)}
FEW = 2


def near(found: int, wanted: int, share: float) -> bool:
    return abs(found - wanted) <= max(FEW, share * wanted)


def incident_of(lines: list[dict[str, Any]], key: str) -> dict[str, Any]:
    """Return the largest incident that is placed and dated as the sheet says."""
    sheet = INCIDENTS[key]
    ids = {place["gazetteer_id"] for place in sheet["where"]}
    whole = incident_of(lines, sheet["part_of"])["incident"] if sheet["part_of"] else None
    fitting = [
        line
        for line in lines
        if line["when"] and line["when"]["earliest"] <= sheet["when"]["earliest"] <= line["when"]["latest"]
        if ids & {place["gazetteer_id"] for place in line["where"]}
        if line.get("part_of") == whole
    ]
    assert fitting, f"nothing is found of {key}"
    return max(fitting, key=lambda line: len(line["claims"]))


def toll(line: dict[str, Any], harm: str, *, group: str | None = None, status: str | None = None) -> dict[str, Any]:
    return next(
        each for each in line["tolls"] if (each["harm"], each["group"], each["status"]) == (harm, group, status)
    )
