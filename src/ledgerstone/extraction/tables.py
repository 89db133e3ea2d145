"""The fields of a table's row -> claims. The mapping said what each cell means; nothing is read into it.

1. When, where and under which codes: shared by all claims of the row.
2. A named person is a claim of harm about that person.
3. Each count is a claim of harm with its bounds.

The passage is the whole row, so that a reviewer sees every cell, also those that the mapping leaves out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from ledgerstone.codec import identify
from ledgerstone.extraction.passages import passage_of
from ledgerstone.extraction.places.places import find_places
from ledgerstone.records import Claim, Count, Field, Identifier, Name, Person, Report, When, Where
from ledgerstone.vocabulary.gazetteer import Gazetteer

EXTRACTOR = "table.1"

_BOUNDS = frozenset({"low", "high", "exact"})
_ADULT = 18


def table_claims(report: Report, *, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """Return the claims of a row.

    Args:
        report: a report with fields.
        gazetteer: the places that are known.
    """
    one = {field.means: field for field in report.fields if field.means not in _BOUNDS}
    base = Claim(  # 1
        report=identify(report),
        passage=passage_of(report, 0, len(report.text)),
        kind="harm",
        when=_when(one, report),
        where=_where(one, report, gazetteer),
        identifiers=tuple(
            Identifier(scheme=field.scheme or "", value=field.value)
            for field in report.fields
            if field.means == "identifier"
        ),
        extractor=EXTRACTOR,
    )
    return (*_person(base, one), *_counts(base, report))


def _person(base: Claim, one: Mapping[str, Field]) -> Iterator[Claim]:  # 2
    if "name" not in one or "harm" not in one:
        return
    value = {means: field.value for means, field in one.items()}
    low, high = (int(age) for age in value["age"].split("/")) if "age" in value else (None, None)
    band = value.get("age_band")
    if band is None and low is not None and high is not None:
        band = "child" if high < _ADULT else "adult" if low >= _ADULT else None
    person = Person(
        names=(Name(text=value["name"]),),
        age_low=low,
        age_high=high,
        age_band=band,
        sex=value.get("sex"),
        kin=value.get("kin"),
        occupation=value.get("occupation"),
        status=value.get("status"),
    )
    yield replace(
        base,
        harm=value["harm"],
        status=value.get("status"),
        group=("child",) if band in {"child", "infant"} else (),
        person=person,
    )


def _counts(base: Claim, report: Report) -> Iterator[Claim]:  # 3
    bounds = [field for field in report.fields if field.means in _BOUNDS]
    whole: dict[str, str] = {}
    for (harm, status, group), fields in groupby(bounds, key=lambda field: (field.harm, field.status, field.group)):
        count = _count(report.text, list(fields))
        part = bool(status or group) and harm in whole
        claim = replace(
            base,
            harm=harm,
            status=status,
            group=group,
            count=count,
            relation="part_of" if part else "whole",
            of=whole.get(harm or "") if part else None,
        )
        if not (status or group):
            whole[harm or ""] = identify(claim)
        yield claim


def _count(text: str, fields: Sequence[Field]) -> Count:
    value = {field.means: int(field.value) for field in fields}
    start, end = min(field.start for field in fields), max(field.end for field in fields)
    exact = value.get("exact")
    return Count(low=value.get("low", exact), high=value.get("high", exact), wording=text[start:end])


def _when(one: Mapping[str, Field], report: Report) -> When | None:
    begins = one.get("date")
    if begins is None:
        return None
    ends = one.get("date_end", begins)
    first, last = begins.value.split("/")[0], ends.value.split("/")[1]
    return When(
        earliest=date.fromisoformat(first),
        latest=date.fromisoformat(last) if last >= first else date.fromisoformat(begins.value.split("/")[1]),
        wording=report.text[begins.start : begins.end],
    )


def _where(one: Mapping[str, Field], report: Report, gazetteer: Gazetteer) -> tuple[Where, ...]:
    named, lat, lon = one.get("place"), one.get("latitude"), one.get("longitude")
    said = report.text[named.start : named.end] if named else ""
    if lat and lon:
        wording = said or report.text[lat.start : lat.end]
        precision = one["precision"].value
        return (Where(name=wording, lat=float(lat.value), lon=float(lon.value), precision=precision, wording=wording),)
    if not said:
        return ()
    # In a sentence, so that the cell is heard as a place and not as a person of that name.
    found = find_places(f"It happened in {said}.", gazetteer=gazetteer)
    known = next((mention.where for mention in found if mention.where.gazetteer_id), None)
    return (replace(known, wording=said) if known else Where(name=said, wording=said),)
