"""The smallest valid records, for tests that need only one field of them to matter."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ledgerstone.codec import identify
from ledgerstone.records import Claim, Count, Name, Passage, Person, Report, Speaker, When, Where


def make_report(text: str = "Three people were killed in Drovath on Tuesday.", **values: Any) -> Report:
    """Return a report of ready text; keywords override its fields."""
    return Report.from_text(text, **values)


def make_claim(report: str | Report = "0" * 64, **values: Any) -> Claim:
    """Return an affirmed claim of one person killed; keywords override its fields, ``at`` and ``exact`` its passage.

    ``count`` may be an int or a (low, high) pair, ``speaker`` a (wording, role) pair, ``day`` one ISO date, ``places``
    a sequence of Where, ``name`` a person's name.
    """
    at, exact = values.pop("at", 0), values.pop("exact", "One person was killed.")
    fields: dict[str, Any] = {
        "report": report if isinstance(report, str) else identify(report),
        "passage": Passage(start=at, end=at + len(exact), exact=exact),
        "kind": "harm",
        "harm": "killed",
        "relation": "whole",
        "extractor": "by_hand.1",
    }
    if fields["kind"] != values.get("kind", "harm"):
        fields |= {"harm": None, "relation": None}
    if "day" in values:
        values["when"] = make_when(values.pop("day"))
    if "places" in values:
        values["where"] = tuple(values.pop("places"))
    if "name" in values:
        values["person"] = Person(names=(Name(text=values.pop("name")),), **values.pop("about_person", {}))
        values.setdefault("relation", None)
    if isinstance(values.get("speaker"), tuple):
        wording, role = values["speaker"]
        values["speaker"] = Speaker(wording=wording, role=role)
    if "count" in values:
        values["count"] = make_count(values["count"])
    return Claim(**(fields | values))


def make_count(value: Any) -> Count | None:
    """Return the count that ``value`` means: 12, (12, None), (None, 27), "dozens", or a Count as it is."""
    if isinstance(value, int):
        return Count(low=value, high=value, wording=str(value))
    if isinstance(value, tuple):
        return Count(low=value[0], high=value[1], wording=f"{value[0]} to {value[1]}")
    if isinstance(value, str):
        return Count(low=None, high=None, wording=value)
    return None if value is None else Count(low=value.low, high=value.high, about=value.about, wording=value.wording)


def make_when(day: str, latest: str | None = None) -> When:
    """Return the interval of days; the wording is the first of them."""
    return When(earliest=date.fromisoformat(day), latest=date.fromisoformat(latest or day), wording=day)


def make_where(
    name: str = "Drovath", *, lat: float | None = -43.101, lon: float | None = 84.949, **values: Any
) -> Where:
    """Return a place; by default a settlement with coordinates."""
    fields: dict[str, Any] = {"precision": "settlement", "gazetteer_id": name, "wording": name}
    if lat is None:
        fields |= {"precision": "unresolved", "gazetteer_id": None}
    return Where(**({"name": name, "lat": lat, "lon": lon} | fields | values))


def by_id(claims: Sequence[Claim]) -> dict[str, Claim]:
    """Return the claims by their ids."""
    return {identify(claim): claim for claim in claims}
