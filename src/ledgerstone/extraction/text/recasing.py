"""Capitals given back to a text that is all capitals: names are told by them, and such a text shows none.

1. Words are small, names capital, as the dictionary writes them; what it does not know is a name.
2. What it writes both ways ("rose", "Rose") is a name right before a name, a country, or a town behind "in".
3. A month is one beside a number; an abbreviation without a vowel, or alone in brackets, stays as it is.
4. Names of bodies: a name with the words up to "Front" or "University"; the words before an abbreviation in brackets.
5. The first word of a sentence.

Every letter keeps its place: offsets into the result are offsets into the text. A text with capitals and small letters
comes back as it is.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from functools import cache

from ledgerstone.extraction.text.sentences import split
from ledgerstone.extraction.text.word_cases import Token, settle, tokens_of, touch, words
from ledgerstone.vocabulary import read
from ledgerstone.vocabulary.resources import Resources

_SHOUTED = 0.8  # of the letters of a paragraph are capitals
_FEWEST = 12  # letters; fewer are an abbreviation or a heading that tells nothing
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_BRACKET = re.compile(r"(?<=[^\W\d_][\"' \n])(?<![\])][ \n])[\[(]([A-Z][A-Z0-9-]{1,8})[\])]")
_JOINED = frozenset("of and for the".split())
_LONGEST_NAME = 8  # words
_LONGEST_SHORT = 5  # letters; an abbreviation of more takes in no word for each
_OPEN = 3  # words between a name and the head of a body's name


@cache
def _known() -> re.Pattern[str]:
    """Return the names of several plain words: armed groups, countries."""
    groups = read("case_words.yaml")["groups"]
    countries = (name for c in read("countries.yaml")["countries"].values() for name in (c[0], *c[4]) if " " in name)
    names = sorted({*groups, "united nations", *(name.lower() for name in countries)}, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b".replace(r"\ ", r"\s+") for name in names), re.IGNORECASE)


def recase(text: str, resources: Resources) -> str:
    """Return the text with capitals as elsewhere in those of its paragraphs that are all capitals."""
    shouted = [match for match in _PARAGRAPH.finditer(text) if _is_shouted(match.group())]
    if not shouted:
        return text
    letters = list(text)
    shorts = frozenset(low for m in _BRACKET.finditer(text) if not resources.gazetteer.find(low := m[1].lower()))
    told: list[tuple[int, list[Token]]] = []
    for paragraph in shouted:
        tokens = tokens_of(paragraph.group(), resources, shorts)
        settle(paragraph.group(), tokens, resources)
        _name_bodies(paragraph.group(), tokens)
        told.append((paragraph.start(), tokens))
    names = {token.low for _, tokens in told for token in tokens if token.kind == "named"}
    for start, tokens in told:
        for token in tokens:
            _write(letters, start, token, names)
    recased = "".join(letters)
    starts = [sentence.start for sentence in split(text)]
    return _opened(recased, starts)


def _is_shouted(paragraph: str) -> bool:
    letters = sum(map(str.isalpha, paragraph))
    return letters >= _FEWEST and sum(map(str.isupper, paragraph)) > _SHOUTED * letters


def _name_bodies(text: str, tokens: Sequence[Token]) -> None:
    starts = [token.start for token in tokens]
    for match in _known().finditer(text):
        for token in tokens[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]:
            token.kind = "name" if token.low not in _JOINED else token.kind
    for i, token in enumerate(tokens):
        if token.low in words("bodies") and token.kind == "word":
            _name_back(text, tokens, i, most=_OPEN)
    ends = {token.end: i for i, token in enumerate(tokens)}
    for match in _BRACKET.finditer(text):
        before = text[match.start() - 2 : match.start()]
        found = ends.get(match.start() - 2 + len(before.rstrip(" \n\"'")))
        if found is not None:
            _name_run(text, tokens, found, letters=min(_LONGEST_SHORT, len(match[1])))


def _name_back(text: str, tokens: Sequence[Token], last: int, *, most: int) -> None:
    """Give "Manuel Voss Patriotic Front" its capitals: plain words between a name and the head."""
    first = last
    while first and last - first < most and touch(text, tokens[first - 1], tokens[first]):
        first -= 1
        if tokens[first].kind in ("name", "short"):
            _make_names(tokens[first : last + 1])
            return
        if tokens[first].low in words("never") or "'" in tokens[first].low:
            return


def _name_run(text: str, tokens: Sequence[Token], last: int, *, letters: int) -> None:
    """Give the words that an abbreviation stands for their capitals: as many as it has letters, at least two."""
    first, counted = last, 1
    while first and last - first < _LONGEST_NAME and touch(text, tokens[first - 1], tokens[first]):
        before = tokens[first - 1]
        if before.low in words("never") and before.low not in _JOINED:
            break
        if before.low == "the" and not (first > 1 and tokens[first - 2].low == "of"):
            break
        if before.kind == "word" and before.low not in _JOINED and counted >= letters:
            break
        first -= 1
        counted += before.low not in _JOINED
    while first < last and tokens[first].low in _JOINED:
        first += 1
    if last > first:
        _make_names(tokens[first : last + 1])


def _make_names(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.kind in ("word", "either") and token.low not in _JOINED:
            token.kind = "name"


def _write(letters: list[str], start: int, token: Token, names: Container[str]) -> None:
    if token.kind == "short":
        return
    written = token.low
    if token.kind in ("name", "named") or (token.kind == "either" and token.low in names):
        written = _capitalised(token.low)
    if len(written) != token.end - token.start:
        return  # a letter whose capital is two, as that of "ß": every character keeps its place
    letters[start + token.start : start + token.end] = written


def _capitalised(low: str) -> str:
    """Return "D'Almeida", "O'Neil", "Voss's"."""
    head, mark, rest = low.partition("'")
    if mark and len(head) == 1 and len(rest) > 1:
        return f"{head.upper()}'{rest.capitalize()}"
    return low[0].upper() + low[1:]


def _opened(text: str, starts: Sequence[int]) -> str:
    """Give the first letter of each sentence its capital."""
    letters = list(text)
    for start in starts:
        for at in range(start, min(start + 6, len(letters))):
            if letters[at].isalpha():
                upper = letters[at].upper()
                letters[at] = upper if len(upper) == 1 else letters[at]
                break
    return "".join(letters)
