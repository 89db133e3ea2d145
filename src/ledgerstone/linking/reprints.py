"""Step 2: which reports are near-exact copies of earlier ones, so that a reprint adds no source.

Candidates share one of the smallest hashes of their word shingles (Broder 1997, "On the resemblance and containment of
documents"), which keeps the work near-linear. A candidate is a copy when at least four fifths of the shorter one's
words stand in sentences that the other has too, wording apart by a little and figures not at all.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rapidfuzz import fuzz, process

from ledgerstone.linking.folding import folded
from ledgerstone.records import Report

SHARE = 0.8  # of the shorter report's words
_ALIKE = 80.0  # rapidfuzz ratio of two folded sentences
_SHINGLE = 3  # words; short, so that a reprint with a word changed in each sentence still shares most
_SKETCH = 16  # smallest hashes kept as blocking keys
_SHORT = 25  # words; a shorter text is a copy only if it is the same
_CROWD = 40  # reports under one shingle beyond which it is boilerplate and says nothing
_IN_COMMON = 2  # smallest hashes that two texts of some length must share to be held against each other
_LONG = 400  # characters
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s|\n")
_READ = 200_000  # characters of a report that are compared
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentences of a report, folded, how often each stands there, the words of each, and those of all."""

    sentences: Counter[str]
    words: Mapping[str, int]
    length: int


def find(reports: Mapping[str, Report]) -> dict[str, tuple[str, float]]:
    """Return, for each copy, the id of the report it copies (never itself a copy) and the share of words in common."""
    if len(reports) < 2:  # noqa: PLR2004 (a copy takes two)
        return {}
    order = sorted(reports, key=lambda id_: _age(id_, reports[id_]))
    sketches = {id_: _sketch(reports[id_].text) for id_ in order}
    crowds = Counter(key for sketch in sketches.values() for key in sketch)
    holders: dict[int, list[str]] = defaultdict(list)
    sentences: dict[str, _Told] = {}
    copies: dict[str, tuple[str, float]] = {}
    for id_ in order:
        keys = [key for key in sketches[id_] if crowds[key] > 1]
        seen = Counter(root for key in keys for root in holders[key][:_CROWD])
        found = _closest(id_, seen, reports, sentences)
        if found:
            copies[id_] = found
            sentences.pop(id_, None)  # only originals are compared again
            continue
        for key in keys:
            holders[key].append(id_)
    return copies


def _age(id_: str, report: Report) -> tuple[str, bool, int, str]:
    """Sort originals before their copies: by day, then the one that names its own outlet, then the longer."""
    published = report.published
    day = published.date() if isinstance(published, datetime) else published or date.max
    names_itself = bool(report.publisher) and folded(report.publisher or "") in folded(report.text)
    return day.isoformat(), not names_itself, -len(report.text), id_


def _sketch(text: str) -> tuple[int, ...]:
    words = [zlib.crc32(word.encode()) for word in folded(text[:_READ]).split()]
    if len(words) < _SHINGLE:
        return (sum(words),)
    triples = zip(words, words[1:], words[2:], strict=False)
    return tuple(
        sorted({(a * 0x9E3779B1 ^ b * 0x85EBCA6B ^ c * 0xC2B2AE35) & 0xFFFFFFFF for a, b, c in triples})[:_SKETCH]
    )


def _closest(
    id_: str, seen: Counter[str], reports: Mapping[str, Report], sentences: dict[str, _Told]
) -> tuple[str, float] | None:
    best: tuple[str, float] | None = None
    for root in sorted(seen, key=lambda root: (-seen[root], root)):
        if seen[root] < _IN_COMMON and len(reports[id_].text) > _LONG:
            break
        for each in (id_, root):
            if each not in sentences:
                sentences[each] = _told(reports[each].text)
        share = _share(sentences[id_], sentences[root])
        if share >= SHARE and (best is None or share > best[1]):
            best = root, round(share, 4)
    return best


def _sentences(text: str) -> Iterator[str]:
    for piece in _SENTENCE_END.split(text[:_READ]):
        if words := folded(piece):
            yield words


def _told(text: str) -> _Told:
    sentences = Counter(_sentences(text))
    words = {said: len(said.split()) for said in sentences}
    return _Told(sentences, words, sum(words[said] * number for said, number in sentences.items()))


def _share(a: _Told, b: _Told) -> float:
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
