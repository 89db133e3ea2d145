"""Sentences that divide people already counted: "Nine of the dead were men and four women", "two of them women"."""

from dataclasses import dataclass

from ledgerstone.extraction.harm.numbers import Number
from ledgerstone.extraction.harm.people import People
from ledgerstone.extraction.harm.people_words import noun_at
from ledgerstone.extraction.text.words import Word

_WHOM = {
    "dead": "killed", "killed": "killed", "victims": "killed", "deceased": "killed", "bodies": "killed",
    "fatalities": "killed", "injured": "injured", "wounded": "injured", "them": None, "whom": None, "those": None,
}  # fmt: skip
_OF_REACH = 3
_BE = frozenset("were was are is".split())
_JOINTS = frozenset(", and ;".split())
_ADJECTIVES = 3


@dataclass(frozen=True, slots=True)
class Division:
    """Parts of people counted before; ``harm`` None is the harm told of last."""

    harm: str | None
    parts: tuple[People, ...]


def find_division(words: tuple[Word, ...], numbers: tuple[Number, ...]) -> Division | None:
    """Return how a sentence divides people counted before, or None."""
    for number in numbers:
        found = _opening(words, number)
        if found is not None:
            harm, behind = found
            parts = _parts(words, numbers, number, behind)
            if parts:
                return Division(harm=harm, parts=parts)
    return None


def _opening(words: tuple[Word, ...], number: Number) -> tuple[str | None, int] | None:
    """Read "nine of the dead", "two of them", and "of the 19," in front of the first part."""
    if number.last < len(words) and words[number.last].lower == "of":
        for i in range(number.last + 1, min(len(words), number.last + 1 + _OF_REACH)):
            if words[i].lower in _WHOM:
                return _WHOM[words[i].lower], i + 1
        return None
    before = [word.lower for word in words[max(0, number.first - 2) : number.first]]
    if before == ["of", "the"] and number.last < len(words) and words[number.last].lower == ",":
        return None, number.last + 1
    return None


def _parts(words: tuple[Word, ...], numbers: tuple[Number, ...], first: Number, behind: int) -> tuple[People, ...]:
    starts = {number.first: number for number in numbers}
    of_total = words[first.last].lower == ","
    number: Number | None = starts.get(behind) if of_total else first
    i = number.last if number and of_total else behind
    found: list[People] = []
    while number is not None:
        part, last = _part(words, number, i)
        if part is None:
            break
        found.append(part)
        while last < len(words) and words[last].lower in _JOINTS:
            last += 1
        number = starts.get(last)
        i = number.last if number else last
    return tuple(found)


def _part(words: tuple[Word, ...], number: Number, i: int) -> tuple[People | None, int]:
    """Read "were children" or "women" behind a number."""
    if i < len(words) and words[i].lower in _BE:
        i += 1
    for last in range(i, min(len(words), i + _ADJECTIVES)):
        noun, after = noun_at(words, last)
        if noun is not None and _is_mixed(words, after):
            return None, i  # "19 of them women and children"
        if noun is not None and (noun.groups or noun.status):
            part = People(
                first=number.first,
                last=after,
                low=number.low,
                high=number.high,
                about=number.about,
                noun=noun.name,
                groups=noun.groups,
                status=noun.status,
                sex=noun.sex,
            )
            return part, after
        if not words[last].is_letters:
            break
    return None, i


def _is_mixed(words: tuple[Word, ...], i: int) -> bool:
    return i + 1 < len(words) and words[i].lower in ("and", "or") and noun_at(words, i + 1)[0] is not None
