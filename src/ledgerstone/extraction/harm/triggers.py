"""Words of harm in a sentence: "were killed", "wounding", "deaths", "the death toll", longest first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ledgerstone import vocabulary
from ledgerstone.extraction.text.words import Word

_BE = frozenset("was were been being be is are get got gets getting".split())
_HAVE = frozenset("have has had having".split())
_BETWEEN = frozenset(
    "reportedly allegedly also all both each either instantly immediately later subsequently confirmed reported said "
    "believed feared seriously critically severely lightly slightly fatally brutally then already not never "
    "to have thought presumed found likely probably indeed sadly".split()
)
_ADVERB_REACH = 6


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase of harm over ``first`` to ``last`` (exclusive); ``frame`` says where its people stand."""

    first: int
    last: int
    harm: str
    frame: str


@cache
def _entries() -> Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Return phrases by their first word, longest first."""
    by_word: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for harm, frames in vocabulary.read("harm_words.yaml")["words"].items():
        for frame, phrases in frames.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                by_word.setdefault(words[0], []).append((words, harm, frame))
    return {word: tuple(sorted(items, key=lambda item: -len(item[0]))) for word, items in by_word.items()}


@cache
def _first_words() -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(word) for word in _entries()))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def may_harm(sentence: str) -> bool:
    """Say whether a sentence holds a word that may begin a word of harm. Quick: most sentences hold none."""
    return _first_words().search(sentence) is not None


def find_triggers(words: tuple[Word, ...]) -> tuple[Trigger, ...]:
    """Return the words of harm of a sentence, in order and apart from one another."""
    entries = _entries()
    found: list[Trigger] = []
    i = 0
    while i < len(words):
        trigger = _trigger_at(words, i, entries)
        if trigger is None:
            i += 1
            continue
        found.append(trigger)
        i = trigger.last
    return tuple(found)


def _trigger_at(
    words: tuple[Word, ...], i: int, entries: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
) -> Trigger | None:
    for phrase, harm, frame in entries.get(words[i].lower, ()):
        if tuple(word.lower for word in words[i : i + len(phrase)]) == phrase:
            return Trigger(first=i, last=i + len(phrase), harm=harm, frame=frame)
    return None


def is_passive(words: tuple[Word, ...], trigger: Trigger) -> bool:
    """Say whether a form of "be" stands before the trigger, adverbs apart."""
    i = trigger.first - 1
    floor = max(-1, trigger.first - 1 - _ADVERB_REACH)
    while i > floor:
        word = words[i].lower
        if word in _BE:
            return True
        if word not in _BETWEEN and word not in _HAVE and not word.endswith("ly"):
            return False
        i -= 1
    return False
