import dataclasses
import json
import math
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgerstone import codec
from ledgerstone.errors import NotCanonical, UnknownCode
from ledgerstone.records import KINDS, Capture, Claim, Count, Incident, Original, Passage, Record, Report, Where

GOLDEN = json.loads((Path(__file__).parent / "golden_ids.json").read_text(encoding="utf-8"))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(strategies.records)
def test_every_record_comes_back_the_same(record: Record) -> None:
    text = codec.canonical(record)
    assert codec.parse(codec.kind_of(record), text) == record


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(strategies.records)
def test_canonical_json_has_sorted_keys_and_no_white_space(record: Record) -> None:
    text = codec.canonical(record)
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: f"{golden['kind']}-{golden['id'][:6]}")
def test_ids_are_frozen(golden: dict[str, str]) -> None:
    record = codec.parse(golden["kind"], golden["json"])
    assert codec.identify(record) == golden["id"]


def test_every_kind_has_a_frozen_id() -> None:
    assert {golden["kind"] for golden in GOLDEN} == KINDS.keys()


def test_the_id_is_the_sha256_of_kind_line_feed_and_json() -> None:
    incident = Incident(founded_by="ab" * 32)
    assert codec.canonical(incident) == '{"founded_by":"' + "ab" * 32 + '"}'
    assert codec.identify(incident) == "1bdc9fbfc99ca0b49cc72617e7a662d349beda443ae439116fa7067626d73305"


def test_a_field_left_out_adds_nothing_to_the_json() -> None:
    report = Report(original="00" * 32, text="x", reader="text.1")
    assert codec.canonical(report) == '{"original":"' + "00" * 32 + '","part":"","reader":"text.1","text":"x"}'


def claim(**fields: Any) -> Claim:
    return Claim(
        **{
            "report": "r",
            "passage": Passage(start=0, end=1, exact="x"),
            "kind": "harm",
            "extractor": "e.1",
            **fields,
        }
    )


@pytest.mark.parametrize(
    "record",
    [
        Original(sha256="x", size="12", media_type="text/plain"),  # type: ignore[arg-type]
        Original(sha256="x", size=True, media_type="text/plain"),
        Original(sha256="x", size=2**53, media_type="text/plain"),
        Original(sha256="e\u0301", size=1, media_type="text/plain"),  # not NFC
        Original(sha256="a\x00b", size=1, media_type="text/plain"),
        Original(sha256="\ud800", size=1, media_type="text/plain"),
        Original(sha256=None, size=1, media_type="text/plain"),  # type: ignore[arg-type]
        claim(where=(Where(name="x", wording="x", lat=math.nan, lon=0.0),)),
        claim(where=(Where(name="x", wording="x", lat=math.inf, lon=0.0),)),
        claim(where=(Where(name="x", wording="x", lat=1.123456, lon=0.0),)),  # more places than the field has
        claim(count=Count(low=10**399, high=None, wording="x")),
        claim(where=[]),
        Report(original="x", text="x", reader="r", published="2024-08-02"),  # type: ignore[arg-type]
        Capture(original="x", at=datetime(2031, 1, 1), by="x", how="file"),  # noqa: DTZ001 (the point of the case)
        Capture(original="x", at=datetime(2031, 1, 1, tzinfo=timezone(timedelta(hours=1))), by="x", how="file"),
        Capture(original="x", at=date(2031, 1, 1), by="x", how="file"),  # type: ignore[arg-type]
    ],
)
def test_what_is_not_canonical_is_refused_and_never_repaired(record: Record) -> None:
    if isinstance(record, Claim) and isinstance(record.where, list):
        record = dataclasses.replace(record, where=[Where(name="x", wording="x")])  # type: ignore[arg-type]
    with pytest.raises(NotCanonical):
        codec.canonical(record)


def test_a_code_that_is_on_no_list_is_refused_by_name() -> None:
    with pytest.raises(UnknownCode, match=r"Claim\.harm: 'kiled' is not on the code list 'harm'"):
        codec.canonical(claim(harm="kiled"))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("incident", '{"founded_by": "x"}'),  # white space
        ("incident", '{"founded_by":"x","founded_by":"x"}'),
        ("incident", '{"founded_by":"x","more":1}'),
        ("incident", "{}"),
        ("incident", "[]"),
        ("incident", "not json"),
        ("incident", '{"founded_by":null}'),
        ("original", '{"media_type":"x","sha256":"x","size":1.0}'),
        ("capture", '{"at":"2031-01-01","by":"x","clock":"","how":"file","original":"x"}'),
        ("claim", '{"extractor":"e"}'),
    ],
)
def test_text_that_is_not_canonical_is_refused(kind: str, text: str) -> None:
    with pytest.raises(NotCanonical):
        codec.parse(kind, text)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownCode):
        codec.parse("rumour", "{}")


@given(st.floats(-90, 90))
def test_a_rounded_coordinate_survives(latitude: float) -> None:
    where = Where(name="x", wording="x", lat=round(latitude, 5), lon=0.0)
    found = codec.parse("claim", codec.canonical(claim(where=(where,))))
    assert isinstance(found, Claim)
    assert found.where[0].lat == where.lat


def test_time_keeps_microseconds_and_utc() -> None:
    capture = Capture(original="x", at=datetime(2031, 5, 6, 7, 8, 9, 12, tzinfo=UTC), by="x", how="file")
    assert '"at":"2031-05-06T07:08:09.000012Z"' in codec.canonical(capture)
