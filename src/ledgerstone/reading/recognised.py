"""Words recognised in a picture -> paragraphs, with the box on the page and the confidence of every line.

What recognises is handed in (``Recognise``), because it is a program outside: this module only lays out what it gave.
Tesseract's confidence is its own opinion, on a scale that it alone knows. It orders words within a page; it is no
chance of being right. So a line has the confidence of its least sure word, and figures that are not sure are told.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ledgerstone.errors import UnsureText
from ledgerstone.reading.draft import Block
from ledgerstone.reading.hidden import without_hidden
from ledgerstone.records import PageBox, Region
from ledgerstone.records.text import normal

_UNSURE, _UNSURE_FIGURE = 0.6, 0.9  # below: told. A figure read wrong is a toll read wrong, so it must be surer
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A grey picture: a byte a pixel, row by row from the top, 0 is black."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A recognised word: the numbers of its paragraph and line, its box in pixels, its confidence from 0 to 1."""

    text: str
    paragraph: tuple[int, int]
    line: int
    left: int
    top: int
    width: int
    height: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """What recognises text in pictures, and its name with its version."""

    name: str
    words: Callable[[Picture], Sequence[Word]]


def recognised_blocks(picture: Picture, *, recogniser: Recogniser, page: int) -> tuple[list[Block], UnsureText | None]:
    """Return the paragraphs recognised on a page, and what was not sure there.

    Args:
        picture: the page.
        recogniser: what recognises.
        page: its number, from 1.
    """
    words = [word for word in map(_clean, recogniser.words(picture)) if word.text]
    blocks = [_block(list(group), picture, page) for _, group in groupby(words, key=lambda word: word.paragraph)]
    return blocks, _unsure(words, page)


def _clean(word: Word) -> Word:
    return replace(word, text="".join(without_hidden(normal(word.text))[0].split()))


def _block(words: Sequence[Word], picture: Picture, page: int) -> Block:
    text = ""
    regions: list[Region] = []
    for line in _lines(words):
        said = " ".join(word.text for word in line)
        hyphen = text.endswith("-") and text[-2:-1].isalpha() and said[:1].islower()
        if hyphen:
            text, regions[-1] = text[:-1], replace(regions[-1], end=regions[-1].end - 1)
        elif text:
            text += " "
        regions.append(Region(start=len(text), end=len(text) + len(said), box=_box(line, picture, page)))
        text += said
    return Block(text=text, regions=tuple(regions))


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    for _, line in groupby(words, key=lambda word: word.line):
        yield list(line)


def _box(line: Sequence[Word], picture: Picture, page: int) -> PageBox:
    left, top = min(word.left for word in line), min(word.top for word in line)
    right, bottom = max(word.left + word.width for word in line), max(word.top + word.height for word in line)
    return PageBox(
        page=page,
        left=round(left / picture.width, 4),
        top=round(top / picture.height, 4),
        width=round((right - left) / picture.width, 4),
        height=round((bottom - top) / picture.height, 4),
        confidence=round(min(word.confidence for word in line), 2),
    )


def _unsure(words: Sequence[Word], page: int) -> UnsureText | None:
    found = [
        word
        for word in words
        if word.confidence < (_UNSURE_FIGURE if any(letter.isdigit() for letter in word.text) else _UNSURE)
    ]
    if not found:
        return None
    least = sorted(found, key=lambda word: (not any(letter.isdigit() for letter in word.text), word.confidence))
    told = ", ".join(f"{word.text[:40]!r} ({word.confidence:.2f})" for word in least[:_MOST_TOLD])
    return UnsureText(
        f"Page {page} was recognised in a picture; {len(found)} of {len(words)} words are not sure: {told}.",
        do="Look at the picture before you rely on a figure from it.",
    )
