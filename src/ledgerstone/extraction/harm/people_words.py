"""Nouns and adjectives for people, as ``vocabulary/people.yaml`` lists them, and ages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ledgerstone import vocabulary
from ledgerstone.extraction.harm.cardinals import cardinal
from ledgerstone.extraction.text.words import Word

_ALREADY_PLURAL = ("police", "staff")
_HYPHENED = (5, 3)  # "brother-in-law", "passer-by": words and hyphens
_UNITS = ("year", "years", "month", "months", "week", "weeks", "day", "days")
_BEHIND_AGE = frozenset(("-", "–", *_UNITS))
_LONGEST_AGE = len("seventeen")
_OLDEST = 110
_PLACE_WORDS = frozenset("in at near of from outside to around".split())


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for people in one of its forms, with what it states."""

    name: str
    plural: bool
    kin: bool
    groups: tuple[str, ...]
    status: str | None
    sex: str | None


@cache
def lexicon() -> Mapping[str, Noun]:
    """Return each form of each noun for people."""
    tree = vocabulary.read("people.yaml")
    entries: dict[str, tuple[dict[str, Any], bool]] = dict.fromkeys(tree["plain"], ({}, False))
    entries |= {name: (facts, False) for name, facts in tree["groups"].items()}
    entries |= {name: (facts, True) for name, facts in tree["kin"].items()}
    forms: dict[str, Noun] = {}
    for name, (facts, kin) in entries.items():
        forms[name] = _noun(name, facts, plural=name in _ALREADY_PLURAL, kin=kin)
        forms.setdefault(f"{name}s", _noun(name, facts, plural=True, kin=kin))
    for form, name in tree["irregular"].items():
        facts, kin = entries[name]
        forms[form] = _noun(name, facts, plural=True, kin=kin)
    return forms


@cache
def adjectives() -> Mapping[str, dict[str, Any]]:
    """Return the adjectives that state something of people."""
    found: dict[str, dict[str, Any]] = vocabulary.read("people.yaml")["adjectives"]
    return found


def noun_at(words: tuple[Word, ...], i: int) -> tuple[Noun | None, int]:
    """Return (noun, index after it) at ``i``; (None, i) where none stands."""
    if i >= len(words):
        return None, i
    forms = lexicon()
    if i + 1 < len(words) and words[i + 1].text == "-":
        for width in _HYPHENED:
            word = "".join(part.lower for part in words[i : i + width])
            if word in forms:
                return forms[word], i + width
    noun = forms.get(words[i].lower)
    return (noun, i + 1) if noun else (None, i)


def age_at(words: tuple[Word, ...], i: int) -> tuple[int | None, int]:
    """Return (age in years, index after it) of "14-year-old" or "seven-year old" at ``i``; (None, i) for none."""
    if i + 1 >= len(words) or words[i + 1].lower not in _BEHIND_AGE or len(words[i].text) > _LONGEST_AGE:
        return None, i
    after = [word.lower for word in words[i + 1 : i + 6] if word.text not in ("-", "–")]
    if len(after) < 2 or after[0] not in _UNITS or after[1] != "old":  # noqa: PLR2004 (a unit and "old")
        return None, i
    value = cardinal(words[i].lower)
    if value is None:
        return None, i
    last = i + 1
    while words[last].lower != "old":
        last += 1
    return value if after[0].startswith("year") else 0, last + 1


def is_age(words: tuple[Word, ...], i: int) -> bool:
    """Say whether the number at ``i`` is an age: "14-year-old", "aged 14", "a man of 60"."""
    if age_at(words, i)[0] is not None:
        return True
    before = words[i - 1].lower if i else ""
    if before in ("aged", "age") or (before == "," and _is_behind_name(words, i)):
        return True
    noun = noun_at(words, i - 2)[0] if before == "of" and i > 1 else None
    return noun is not None and not noun.plural and noun.name != "family"


def _is_behind_name(words: tuple[Word, ...], i: int) -> bool:
    """Say whether the number at ``i`` stands behind a name and a comma: "Ilan Voss, 67"; not "In Sella, 21 were"."""
    if not words[i].text.isdigit() or int(words[i].text) > _OLDEST:
        return False
    first = i - 2
    while first >= 0 and (words[first].is_capital or words[first].text in "-'’"):
        first -= 1
    opening = {words[j].lower for j in (first, first + 1) if j >= 0}
    return i - 2 - first > 1 and not opening & _PLACE_WORDS


def _noun(name: str, facts: dict[str, Any], *, plural: bool, kin: bool) -> Noun:
    return Noun(
        name=name,
        plural=plural,
        kin=kin,
        groups=tuple(facts.get("group", ())),
        status=facts.get("status"),
        sex=facts.get("sex"),
    )
