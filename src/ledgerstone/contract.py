"""The contract that others build on: what ``assess --json`` prints of an incident, and its JSON Schema.

Keys and their order are fixed here; the schema is made from the records' own fields and code lists, and kept in
``docs/assess-schema.json``: ``python -m ledgerstone.contract > docs/assess-schema.json``.
"""

import dataclasses
import json
import sys
import types
import typing
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ledgerstone import vocabulary
from ledgerstone.records import (
    Actor,
    Assessment,
    Check,
    Claim,
    Count,
    Determined,
    Grade,
    Inclusion,
    Passage,
    Person,
    Reason,
    Report,
    Speaker,
    Toll,
    VictimView,
    When,
    Where,
)

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_INCLUSION = ("judgement", "because")
_WHEN = ("earliest", "latest", "wording")
_TOLL = ("harm", "status", "group", "low", "best", "high", "policy", "used", "set_aside")
_DETERMINED = ("harm", "status", "group", "low", "high", "because", "by", "at", "claims")
_PERSON = ("sex", "kin", "occupation", "status")
_REPORT = ("title", "publisher", "published", "url", "original")
_CLAIM = (
    "report", "kind", "speaker", "polarity", "stance", "harm", "status", "group", "count", "person", "relation", "of",
    "act", "response", "answers", "denies", "detail", "when", "where", "actors", "means", "passage", "extractor",
)  # fmt: skip


def line(assessment: Assessment, *, determined: Iterable[Determined] | None = None) -> str:
    """Return an assessment as one line of JSON.

    Args:
        assessment: the incident.
        determined: of a case, the team's own figures for it: they stand under a key of their own behind the contract's.
    """
    tree = to_contract(assessment)
    if determined is not None:
        tree["determined"] = [_determined(each) for each in determined]
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def to_contract(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment in the contract's shape: plain dicts, lists, strings and numbers."""
    when = assessment.when
    return {
        "incident": assessment.incident,
        "part_of": _whole(assessment),
        "label": assessment.label,
        "when": _some(when, _WHEN) if when else None,
        "where": _plain(assessment.where),
        "actors": _plain(assessment.actors),
        "means": list(assessment.means),
        "tolls": [_toll(toll) for toll in assessment.tolls],
        "victims": [_victim(victim) for victim in assessment.victims],
        "claims": [_claim(id_, claim) for id_, claim in assessment.claims.items()],
        "checks": [_some(check, ("code", "text", "claims")) for check in assessment.checks],
        "grades": [_some(grade, ("scheme", "value", "because")) for grade in assessment.grades],
        "inclusion": _some(assessment.inclusion, _INCLUSION) if assessment.inclusion else None,
        "reports": [{"id": id_, **_some(report, _REPORT)} for id_, report in assessment.reports.items()],
    }


def _whole(assessment: Assessment) -> str | None:
    parts = (each for each in assessment.links if each.relation == "part_of" and each.judgement == "positive")
    return next((each.target for each in parts if each.claim == assessment.incident), None)


def _toll(toll: Toll) -> dict[str, Any]:
    return {**_some(toll, _TOLL), "independent_sources": [toll.independent_low, toll.independent_high]}


def _determined(each: Determined) -> dict[str, Any]:
    return {"id": each.id, **_some(each.determination, _DETERMINED), "look_again": each.look}


def _victim(view: VictimView) -> dict[str, Any]:
    person = view.person
    exact = person.age_low if person.age_low == person.age_high else None
    name = person.names[0].text if person.names else None
    return {"name": name, "age": exact, **_some(person, _PERSON), "harm": view.harm, "claims": list(view.claims)}


def _claim(id_: str, claim: Claim) -> dict[str, Any]:
    return {"id": id_, **_some(claim, _CLAIM), "evidence": sorted({each.kind for each in claim.evidence})}


def _some(record: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def schema() -> dict[str, Any]:
    """Return the JSON Schema of one line of ``assess --json``."""
    return {
        "$schema": _DRAFT,
        "title": "One incident as `ledgerstone assess --json` prints it, one a line",
        **_object(
            {
                "incident": _or_null(_ID),
                "part_of": _or_null(_ID),
                "label": {"type": "string"},
                "when": _or_null(_object(_fields(When, _WHEN))),
                "where": _list({"$ref": "#/$defs/Where"}),
                "actors": _list({"$ref": "#/$defs/Actor"}),
                "means": _fields(Claim, ("means",))["means"],
                "tolls": _list(_object(_fields(Toll, _TOLL) | {"independent_sources": _PAIR})),
                "victims": _list(_object(_victim_fields())),
                "claims": _list(_object({"id": _ID} | _fields(Claim, _CLAIM) | {"evidence": _evidence()})),
                "checks": _list(_object(_fields(Check, ("code", "text", "claims")))),
                "grades": _list(_object(_fields(Grade, ("scheme", "value", "because")))),
                "inclusion": _or_null(_object(_fields(Inclusion, _INCLUSION))),
                "reports": _list(_object({"id": _ID} | _fields(Report, _REPORT))),
            }
        ),
        "$defs": {type_.__name__: _object(_fields(type_)) for type_ in _DEFINED},
    }


_ID: dict[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_PAIR: dict[str, Any] = {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def _defined() -> tuple[type[Any], ...]:
    name = typing.get_args(typing.get_type_hints(Person)["names"])[0]
    return (Actor, Count, name, Passage, Person, Reason, Speaker, When, Where)


_DEFINED = _defined()


def _victim_fields() -> dict[str, Any]:
    harm = _fields(VictimView, ("harm",))
    known = _fields(Person, _PERSON)
    return {"name": _or_null(_PLAIN[str]), "age": _or_null(_COUNT), **known, **harm, "claims": _list(_ID)}


def _evidence() -> dict[str, Any]:
    return _list({"enum": sorted(vocabulary.codes("evidence"))})


def _fields(type_: type[Any], names: Iterable[str] | None = None) -> dict[str, Any]:
    hints = typing.get_type_hints(type_)
    fields = {field.name: field for field in dataclasses.fields(type_)}
    wanted = fields if names is None else names
    return {name: _of(hints[name], fields[name].metadata.get("codes")) for name in wanted}


def _of(hint: Any, codes: str | None) -> dict[str, Any]:
    if typing.get_origin(hint) is tuple:
        return _list(_of(typing.get_args(hint)[0], codes))
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        some = [_of(part, codes) for part in typing.get_args(hint) if part is not type(None)]
        return _or_null(*some) if type(None) in typing.get_args(hint) else {"anyOf": some}
    if dataclasses.is_dataclass(hint):
        return {"$ref": f"#/$defs/{typing.cast('type[Any]', hint).__name__}"}
    return {"enum": sorted(vocabulary.codes(codes))} if codes else dict(_PLAIN[hint])


def _or_null(*some: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [*some, {"type": "null"}]}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def text() -> str:
    """Return the schema as it is kept in ``docs/``."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
