"""Tokens and quotations of a report's text, with exact offsets, counted once and shared by the rules of speech."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[@#]?\w+(?:[.'’/-]\w+)*|[^\w\s]")
_MARKS = re.compile(r"[“”„«»\"]|\n[ \t]*\n")
_LONGEST_QUOTE = 6_000  # a mark that is never closed must not swallow a text


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks, marks included. ``open_`` says that the paragraph ended before the mark was closed."""

    start: int
    end: int
    open_: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: spans in code points, words as written and in lower case, and which are quoted."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lows: list[str]
    quoted: bytearray
    quotes: tuple[Quote, ...]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the index range of the tokens that lie within a span."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)

    def quote_at(self, position: int) -> Quote | None:
        """Return the quotation that covers a position, or None."""
        index = bisect_right(self.quotes, position, key=lambda quote: quote.start) - 1
        return self.quotes[index] if index >= 0 and position < self.quotes[index].end else None


def tokenise(text: str) -> Tokens:
    """Return the tokens of ``text``."""
    quotes = find_quotes(text)
    starts, ends, words = [], [], []
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    quoted = bytearray(len(starts))
    for quote in quotes:
        low, high = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        quoted[low:high] = b"\x01" * (high - low)
    return Tokens(
        text=text, starts=starts, ends=ends, words=words, lows=[w.lower() for w in words], quoted=quoted, quotes=quotes
    )


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the quotations of ``text`` in order; a nested one belongs to the one around it.

    A paragraph's end closes what is open (``open_``); the next paragraph then begins with a mark of its own.
    """
    found: list[Quote] = []
    opened: int | None = None
    for match in _MARKS.finditer(text):
        mark = match.group()
        if opened is not None and match.start() - opened > _LONGEST_QUOTE:
            opened = None
        if mark[0] == "\n":
            if opened is not None:
                found.append(Quote(opened, match.start(), open_=True))
            opened = None
        elif opened is None:
            if mark not in {"”", "»"}:
                opened = match.start()
        elif mark in {"”", "»"} or (mark == '"' and text[opened] == mark):
            found.append(Quote(opened, match.end()))
            opened = None
    if opened is not None:
        found.append(Quote(opened, len(text.rstrip()), open_=True))
    return tuple(quote for quote in found if quote.end > quote.start + 1)
