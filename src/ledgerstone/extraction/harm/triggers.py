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
_GAP = "…"
_LONGEST_GAP = 4
_UNSAID = frozenset("a an unknown unspecified undetermined undisclosed large small high great".split())
_BEFORE_NOUN = frozenset("a the single warning mug gun flu first second another this that each every no".split())
_AFTER_NOUN = frozenset("at down up off out fired from through into back was were put video footage".split())
_NOUNS = dict.fromkeys(
    "killing killings murder murders assassination assassinations execution death deaths".split(), "killed"
) | dict.fromkeys("kidnapping kidnappings abduction abductions".split(), "abducted")
_THE = frozenset("the a an this that his her their".split())
_OPENS = frozenset("in on at near outside yesterday today last this during early late".split())
_OF_A_PLACE = frozenset(
    """
    city town village province district department capital state outskirts south north east west part month night
    morning
    """.split()
)
_PARTED_REACH = 9  # words between the noun and its "of"


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
    parted = _parted(words, i)
    if parted is not None:
        return parted
    for phrase, harm, frame in entries.get(words[i].lower, ()):
        last = _matched(words, i, phrase)
        if last is not None and not _is_no_harm(words, i, last) and not (frame == "toll" and _is_unsaid(words, i)):
            return Trigger(first=i, last=last, harm=harm, frame=frame)
    return None


def _matched(words: tuple[Word, ...], i: int, phrase: tuple[str, ...]) -> int | None:
    """Return the index after a phrase at ``i``, or None; "…" in it stands for up to four words, the fewest first."""
    at = i
    for n, part in enumerate(phrase):
        if part == _GAP:
            rest = phrase[n + 1 :]
            ends = (_matched(words, skipped, rest) for skipped in range(at, min(len(words), at + _LONGEST_GAP + 1)))
            return next((end for end in ends if end is not None), None)
        if at >= len(words) or words[at].lower != part:
            return None
        at += 1
    return at


def _is_unsaid(words: tuple[Word, ...], first: int) -> bool:
    """Say whether a number is told of that nobody tells: "an unknown number of victims"."""
    return first > 0 and words[first - 1].lower in _UNSAID


def _is_no_harm(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Say whether "shot" is a noun or takes no person: "a shot was fired", "shot at the car", "shot a video"."""
    if words[last - 1].lower != "shot":
        return False
    before = words[first - 1].lower if first else ""
    behind = words[last].lower if last < len(words) else ""
    return before in _BEFORE_NOUN or behind in _AFTER_NOUN


def _parted(words: tuple[Word, ...], i: int) -> Trigger | None:
    """Read "the killing in Sella of two teachers": a noun of harm with a place or a time before its "of"."""
    harm = _NOUNS.get(words[i].lower)
    if harm is None or not 0 < i < len(words) - 1 or words[i - 1].lower not in _THE:
        return None  # "killing at least two members of" is no noun
    if words[i + 1].lower not in _OPENS:
        return None
    for last in range(i + 2, min(i + _PARTED_REACH, len(words))):
        word = words[last].lower
        if word == "of" and words[last - 1].lower not in _OF_A_PLACE:
            return Trigger(first=i, last=last + 1, harm=harm, frame="after")
        if not (words[last].is_letters or words[last].is_number) or word in _BE or word in _HAVE:
            return None
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
