"""The lines of a PDF's pages -> paragraphs. A PDF holds no paragraphs, only where each line stands.

A new paragraph begins after a wider gap, at an indented line, where the size of the letters changes, and after a line
that is short: a little, if it ends a sentence; much, in any case. A paragraph
goes on over a page break if the page ends within a sentence. A hyphen at a line's end goes if a small letter follows,
which also takes it out of words that have one ("cease-fire"). Lines at the edge of several pages are furniture.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_EDGE = 2  # lines at the top and at the bottom of a page that may be running heads
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page |p\. ?)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\W{0,3}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}$")
_WIDE = 1.35  # times the usual distance between lines
_INDENT = 8.0  # points
_SHORT, _VERY_SHORT = 0.85, 0.7  # of the width of the text; a line within a paragraph is filled up to its next word
_SAME_SIZE = 0.05  # difference of two sizes, by the larger, that is no difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text and its place on the page in points from the lower left; None where that is not known.

    ``size`` is that of its first letter's font.
    """

    text: str
    hyphen: bool = False  # a hyphen stood at its end
    left: float | None = None
    right: float | None = None
    bottom: float | None = None
    size: float | None = None


def join_lines(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[str, str | None]]:
    """Yield each paragraph with None, and each running head or page number with the code of its reason."""
    running = _running(pages)
    text: list[Line] = []
    aside: list[str] = []
    for page in pages:
        body = [line for at, line in enumerate(page) if not _is_edge(at, page) or _key(line) not in running]
        aside += [line.text for at, line in enumerate(page) if _is_edge(at, page) and _key(line) in running]
        begins = _beginnings(body)
        for at, line in enumerate(body):
            new = begins[at] if at else bool(text) and (_ends_sentence(text[-1]) or _other_size(text[-1], line))
            if text and new:
                yield _joined(text), None
                yield from ((words, "navigation") for words in aside)
                text, aside = [], []
            text.append(line)
    if text:
        yield _joined(text), None
    yield from ((words, "navigation") for words in aside)


def _is_edge(at: int, page: Sequence[Line]) -> bool:
    return at < _EDGE or at >= len(page) - _EDGE


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The lines, numbers apart, that stand at the edge of at least half of the pages, and page numbers."""
    counts: Counter[str] = Counter()
    numbers: set[str] = set()
    for page in pages:
        edges = [line for at, line in enumerate(page) if _is_edge(at, page)]
        counts.update({_key(line) for line in edges})
        numbers.update(_key(line) for line in edges if _PAGE_NUMBER.fullmatch(line.text))
    often = {key for key, number in counts.items() if number > 1 and number >= len(pages) / 2}
    return frozenset(often | numbers)


def _beginnings(body: Sequence[Line]) -> list[bool]:
    """Say for each line of a page whether a paragraph begins with it."""
    gaps = [_gap(above, line) for above, line in pairwise(body)]
    usual = median([gap for gap in gaps if gap is not None and gap > 0] or [0.0])
    lefts = [line.left for line in body if line.left is not None]
    rights = [line.right for line in body if line.right is not None]
    left, right = (median(lefts), max(rights)) if lefts and rights else (0.0, 0.0)
    begins = [True]
    for above, line, gap in zip(body, body[1:], gaps, strict=False):
        wide = gap is not None and usual > 0 and abs(gap) > _WIDE * usual
        indented = line.left is not None and line.left > left + _INDENT
        filled = _SHORT if _ends_sentence(above) else _VERY_SHORT
        short = _ends_sentence(above) if above.right is None else above.right - left < filled * (right - left)
        begins.append(not above.hyphen and (wide or indented or short or _other_size(above, line)))
    return begins


def _other_size(above: Line, line: Line) -> bool:
    if above.size is None or line.size is None:
        return False
    return abs(above.size - line.size) > _SAME_SIZE * max(above.size, line.size)


def _gap(above: Line, line: Line) -> float | None:
    return None if above.bottom is None or line.bottom is None else above.bottom - line.bottom


def _ends_sentence(line: Line) -> bool:
    return not line.hyphen and _SENTENCE_END.search(line.text) is not None


def _joined(lines: Sequence[Line]) -> str:
    pieces: list[str] = []
    for at, line in enumerate(lines):
        last = at + 1 == len(lines)
        following = "" if last else lines[at + 1].text
        pieces.append(line.text)
        if line.hyphen:
            pieces.append("" if following[:1].islower() else "-")
        elif not last:
            # A hyphen or dash that PDFium left at the end of a line belongs to the word.
            pieces.append("" if line.text.endswith("-") and not line.text.endswith(" -") else " ")
    return " ".join("".join(pieces).split())
