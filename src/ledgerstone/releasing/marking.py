"""Claims marked in the text they were found in: overlapping passages laid flat, a figure's words in its sentence."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from ledgerstone.records import Claim, Passage, Report

_SPEAKER, _FIGURE = "speaker", "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text that the same claims cover: which begin here, which end here, and what was cut out before it.

    ``start`` says where in the report's text it stands.
    """

    text: str
    start: int = field(default=0, compare=False)
    covered: tuple[int, ...] = ()
    begin: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of a sentence: the figure's or the person's own words, the speaker's words, or neither."""

    text: str
    role: str = ""


def found_at(report: Report, claim: Claim) -> bool:
    """Say whether the passage stands in the report's text where the claim says."""
    passage = claim.passage
    return 0 <= passage.start < passage.end and report.text[passage.start : passage.end] == passage.exact


def paragraphs(report: Report, claims: Iterable[tuple[int, Claim]]) -> tuple[tuple[Piece, ...], ...]:
    """Return the report's text as paragraphs of pieces, each with the numbers of the claims that cover it.

    Args:
        report: the report, with its text.
        claims: (number, claim) of the claims found in it. One whose passage is not there is left unmarked.
    """
    begin, end, cuts = _marks(report, claims)
    edges = sorted({*begin, *end, *cuts})
    laid: list[tuple[Piece, ...]] = []
    active: dict[
        int, None
    ] = {}  # the claims that cover the place where the reading stands, in the order of their start
    first = 0
    for line in report.text.split("\n"):
        last = first + len(line)
        within = edges[bisect_left(edges, first) : bisect_right(edges, last)]
        pieces = []
        for start, stop in pairwise(sorted({first, last, *within})):
            _turn(active, end[start], begin[start])
            pieces.append(
                Piece(
                    text=report.text[start:stop],
                    start=start,
                    covered=tuple(active),
                    begin=tuple(begin[start]),
                    end=tuple(end[stop]),
                    cuts=tuple(cuts[start]),
                )
            )
        _turn(active, end[last], [])
        late = [Piece(text="", start=last, cuts=tuple(cuts[last]))] if cuts[last] else []
        laid.append((*pieces, *late) if line.strip() or late or any(piece.cuts for piece in pieces) else ())
        first = last + 1
    return tuple(each for each in laid if each)


_At = defaultdict[int, list[int]]


def _marks(report: Report, claims: Iterable[tuple[int, Claim]]) -> tuple[_At, _At, _At]:
    """Return which claims begin and end at which place of the text, and what furniture was cut out there."""
    begin, end, cuts = _At(list), _At(list), _At(list)
    for n, claim in claims:
        if found_at(report, claim):
            start, stop = _span(claim.passage)
            begin[start].append(n)
            end[stop].append(n)
    for n, cut in enumerate(report.furniture, start=1):
        cuts[min(cut.at, len(report.text))].append(n)
    return begin, end, cuts


def _turn(active: dict[int, None], ended: Iterable[int], begun: Iterable[int]) -> None:
    for n in ended:
        active.pop(n, None)
    active.update(dict.fromkeys(begun))


def _span(passage: Passage) -> tuple[int, int]:
    """Return where the passage's first and last letters stand: white space at its ends is nothing to mark."""
    blank = len(passage.exact) - len(passage.exact.lstrip())
    return passage.start + blank, passage.start + max(blank, len(passage.exact.rstrip()))


def segments(claim: Claim) -> tuple[Segment, ...]:
    """Return the claim's sentence with the words of its figure or person, and of its speaker, set apart."""
    text = claim.passage.exact
    marks = [(_FIGURE, words) for words in _own_words(claim)]
    marks += [(_SPEAKER, claim.speaker.wording)] if claim.speaker else []
    spans: list[tuple[int, int, str]] = []
    for role, words in marks:
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words.strip() else None
        if found and all(found.end() <= start or found.start() >= end for start, end, _ in spans):
            spans.append((found.start(), found.end(), role))
    laid, at = [], 0
    for start, end, role in sorted(spans):
        laid += [Segment(text=text[at:start]), Segment(text=text[start:end], role=role)]
        at = end
    return tuple(each for each in (*laid, Segment(text=text[at:])) if each.text)


def _own_words(claim: Claim) -> tuple[str, ...]:
    if claim.count is not None:
        return (claim.count.wording,)
    return tuple(name.text for name in claim.person.names) if claim.person else ()
