"""What a model answered, item by item: an item that is not of the form that was asked for is refused, not mended."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ledgerstone import vocabulary

MOST_ITEMS = 200  # of one answer; more is a model that runs on
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)
_LARGEST = 10**9  # people


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One figure or person that a model found: verbatim words, and values that are to be checked against them."""

    quote: str
    wording: str
    harm: str
    low: int | None = None
    high: int | None = None
    group: tuple[str, ...] = ()
    status: str | None = None
    relation: str = "whole"
    speaker: str | None = None
    is_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An item that makes no claim: the quotation as the model gave it, and why."""

    quote: str
    because: str


def read_answer(answer: str) -> Iterator[Item | Refused]:
    """Yield the items of an answer, each checked for its form; an answer that is no JSON is one refusal."""
    fenced = _FENCE.match(answer)
    try:
        tree = json.loads(fenced[1] if fenced else answer)
    except (json.JSONDecodeError, RecursionError):
        yield Refused(quote=answer[:200], because="the answer is no JSON")
        return
    items = tree.get("claims") if isinstance(tree, dict) else tree
    if not isinstance(items, list):
        yield Refused(quote=answer[:200], because="the answer has no list of claims")
        return
    for item in items[:MOST_ITEMS]:
        yield _read(item) if isinstance(item, dict) else Refused(quote=str(item)[:200], because="not an object")
    if len(items) > MOST_ITEMS:
        yield Refused(quote="", because=f"{len(items) - MOST_ITEMS} claims over {MOST_ITEMS} in one answer")


def _read(item: Mapping[str, Any]) -> Item | Refused:
    quote = item.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        return Refused(quote=str(quote)[:200], because="no quotation")
    because = _fault(item)
    if because is not None:
        return Refused(quote=quote, because=because)
    return Item(
        quote=quote,
        wording=item["wording"],
        harm=item["harm"],
        low=item.get("low"),
        high=item.get("high"),
        group=tuple(item.get("group") or ()),
        status=item.get("status"),
        relation=item.get("relation") or "whole",
        speaker=item.get("speaker"),
        is_person=item.get("is_person") is True,
    )


def _fault(item: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the form of an item, or None."""
    if not isinstance(item.get("wording"), str) or not item["wording"].strip():
        return "no words for the figure or the person"
    for bound in ("low", "high"):
        value = item.get(bound)
        if value is not None and (type(value) is not int or not 0 <= value <= _LARGEST):
            return f"{bound} is no count of people: {value!r}"
    groups = item.get("group") or []
    if not isinstance(groups, list):
        return f"group is no list: {groups!r}"
    given = [("harm", item.get("harm")), *(("group", each) for each in groups)]
    given += [(name, item[name]) for name in ("status", "relation") if item.get(name)]
    unknown = [
        (name, value) for name, value in given if not isinstance(value, str) or value not in vocabulary.codes(name)
    ]
    if unknown:
        return f"{unknown[0][0]} {unknown[0][1]!r} is no code of the codebook"
    speaker = item.get("speaker")
    return None if speaker is None or isinstance(speaker, str) else f"speaker is no text: {speaker!r}"
