"""Claims marked in the text they were found in: overlapping passages laid flat, a figure's words in its sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledgerstone.records import Claim, Passage, Report

_SPEAKER, _FIGURE = "speaker", "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text that the same claims cover: which begin here, which end here, and what was cut out before it."""

    text: str
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
    spans = [(n, *_span(claim.passage)) for n, claim in claims if found_at(report, claim)]
    laid: list[tuple[Piece, ...]] = []
    start = 0
    for line in report.text.split("\n"):
        end = start + len(line)
        if line.strip() or any(start <= cut.at <= end for cut in report.furniture):
            laid.append(_pieces(report, spans, start, end))
        start = end + 1
    return tuple(each for each in laid if each)


def _span(passage: Passage) -> tuple[int, int]:
    """Return where the passage's first and last letters stand: white space at its ends is nothing to mark."""
    blank = len(passage.exact) - len(passage.exact.lstrip())
    return passage.start + blank, passage.start + max(blank, len(passage.exact.rstrip()))


def _pieces(report: Report, spans: Sequence[tuple[int, int, int]], start: int, end: int) -> tuple[Piece, ...]:
    here = [span for span in spans if span[1] < max(end, start + 1) and span[2] > start]
    cuts = [(min(cut.at, len(report.text)), n) for n, cut in enumerate(report.furniture, start=1)]
    cuts = [cut for cut in cuts if start <= cut[0] <= end]
    edges = {start, end, *(edge for _, first, last in here for edge in (first, last)), *(at for at, _ in cuts)}
    ordered = sorted(edge for edge in edges if start <= edge <= end)
    pieces = [
        Piece(
            text=report.text[first:last],
            covered=tuple(n for n, a, b in here if a <= first and b >= last),
            begin=tuple(n for n, a, _ in here if a == first),
            end=tuple(n for n, _, b in here if b == last),
            cuts=tuple(n for at, n in cuts if at == first),
        )
        for first, last in pairwise(ordered)
    ]
    late = tuple(n for at, n in cuts if at == end)
    return (*pieces, Piece(text="", cuts=late)) if late else tuple(pieces)


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
