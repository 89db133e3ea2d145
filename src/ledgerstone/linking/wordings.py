"""How alike two texts are: by the smallest hashes of their word shingles, and by the sentences that both have.

``reprints.py`` says which reports of a case copy which by it, ``resembling.py`` what a text that is not in the case yet
is like.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ledgerstone.linking.folding import folded

SHARE = 0.8
"""Of the shorter report's words, from which on it is a copy."""

CROWD = 40
"""Reports under one shingle, copies aside, beyond which it is boilerplate and says nothing."""

IN_COMMON = 2
"""Smallest hashes that two texts of some length must share to be held against each other."""

_ALIKE = 80.0  # rapidfuzz ratio of two folded sentences
_SHINGLE = 3  # words; short, so that a reprint with a word changed in each sentence still shares most
_SKETCH = 16  # smallest hashes kept as blocking keys
_SHORT = 25  # words; a shorter text is a copy only if it is the same
_READ = 200_000  # characters of a report that are compared
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s|\n")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of a report, folded, how often each stands there, the words of each, and those of all."""

    sentences: Counter[str]
    words: Mapping[str, int]
    length: int


def sketch(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a text's shingles."""
    words = [zlib.crc32(word.encode()) for word in folded(text[:_READ]).split()]
    if len(words) < _SHINGLE:
        return (sum(words),)
    triples = zip(words, words[1:], words[2:], strict=False)
    return tuple(
        sorted({(a * 0x9E3779B1 ^ b * 0x85EBCA6B ^ c * 0xC2B2AE35) & 0xFFFFFFFF for a, b, c in triples})[:_SKETCH]
    )


def _sentences(text: str) -> Iterator[str]:
    for piece in _SENTENCE_END.split(text[:_READ]):
        if words := folded(piece):
            yield words


def told(text: str) -> Told:
    """Part a text into its sentences."""
    sentences = Counter(_sentences(text))
    words = {said: len(said.split()) for said in sentences}
    return Told(sentences, words, sum(words[said] * number for said, number in sentences.items()))


def share(a: Told, b: Told) -> float:
    """Return the share of the shorter one's words that stand in sentences which the longer one has too."""
    short, long = (a, b) if a.length <= b.length else (b, a)
    if short.length < _SHORT:
        return 1.0 if short.sentences == long.sentences and short.length else 0.0
    found = sum(words * short.sentences[said] for said, words in short.words.items() if said in long.words)
    rest = {said: words for said, words in short.words.items() if said not in long.words}
    others = [said for said in long.words if said not in short.words]
    open_ = sum(rest.values())
    for said, words in rest.items():
        if found + open_ < SHARE * short.length:
            return 0.0
        twin = process.extractOne(said, others, scorer=fuzz.ratio, score_cutoff=_ALIKE) if others else None
        if twin and sorted(_NUMBER.findall(said)) == sorted(_NUMBER.findall(twin[0])):
            found += words
        open_ -= words
    return found / short.length


def apart(text: str, *, of: Told) -> list[str]:
    """Return the sentences of a text, as they stand there, that another text does not have word for word."""
    pieces = (piece.strip() for piece in _SENTENCE_END.split(text[:_READ]))
    return [piece for piece in dict.fromkeys(pieces) if (said := folded(piece)) and said not in of.words]
