"""How each word of a text that is all capitals would be written elsewhere: as a word, a name, an abbreviation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ledgerstone.vocabulary import read
from ledgerstone.vocabulary.gazetteer import CITY
from ledgerstone.vocabulary.resources import Resources

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TAIL = re.compile(r"['’](?:s|t|re|ve|ll|d|m)$")
_FORMED = re.compile(r"\w{3,}(?:tions?|ments?|ness|ings?|ists?|isms?|ly|ized?|ised?|our|ours|able|ably)$")
_PREFIXED = re.compile(
    r"(?:anti|counter|non|semi|ultra|narco|para|inter|super|self|re|un|pre|pro|mis|over|under)(\w{4,})$"
)
_VOWEL = re.compile(r"[aeiouyáéíóúü]")
_MONTHS = frozenset("may march jan mar".split())
_ORDINAL = frozenset("st nd rd th d".split())
_MONTH_BEHIND = frozenset("in since until last early late mid of this next during by through".split())
_LOCATIVE = frozenset("in at from near to of outside around".split())
_NUMBERED = re.compile(r"\.\s?\d")
_LETTERS = 3  # an unknown word of so many is an abbreviation
_OPEN = 3  # words between a name and the head of a body's name


@dataclass(slots=True)
class Token:
    """A word with its place; ``kind``: word, name, named (by what stands around it), either, month, particle, short."""

    start: int
    end: int
    low: str
    kind: str  # word, name, either, short


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of ``case_words.yaml``."""
    return frozenset(str(read("case_words.yaml")[name]).split())


def tokens_of(text: str, resources: Resources, shorts: frozenset[str]) -> list[Token]:
    """Return the words of a paragraph with how each would be written, seen alone.

    Args:
        text: the paragraph.
        resources: the dictionary and the gazetteer.
        shorts: the abbreviations that the text defines in brackets, in lower case.
    """
    tokens = []
    for match in _WORD.finditer(text):
        low = match.group().lower()
        if len(low) != len(match.group()):
            continue  # a letter that changes its length stays as it is
        tokens.append(Token(match.start(), match.end(), low, _kind(low, text, match, resources, shorts)))
    return tokens


def _kind(low: str, text: str, match: re.Match[str], resources: Resources, shorts: frozenset[str]) -> str:
    base = _TAIL.sub("", low)
    if base in _MONTHS:
        return "month"
    if base == "i" or (base in words("abbreviated") and (base != "no" or _NUMBERED.match(text, match.end()))):
        return "name"
    if base in words("never") or (base in _ORDINAL and text[match.start() - 1 : match.start()].isdigit()):
        return "word"
    if base in words("particles"):
        return "particle"
    if base in shorts or len(base) == 1:
        return "short"
    is_word, is_name = resources.spelling.is_word(base), resources.spelling.is_name(base)
    if base.capitalize() in _countries() or (resources.gazetteer.country_of(base) and not is_word):
        return "name"
    if is_word or is_name:
        return "either" if is_word and is_name else "word" if is_word else "name"
    return _unknown(base, resources)


def _unknown(base: str, resources: Resources) -> str:
    if not _VOWEL.search(base) or (len(base) == _LETTERS and not resources.gazetteer.find(base)):
        return "short"
    prefixed = _PREFIXED.match(base)
    if _FORMED.match(base) or (prefixed and resources.spelling.is_word(prefixed[1])):
        return "word"
    return "name"


@cache
def _countries() -> frozenset[str]:
    return frozenset(name for c in read("countries.yaml")["countries"].values() for name in (c[0], *c[4]))


@cache
def _countries_and_peoples() -> frozenset[str]:
    entries = read("countries.yaml")["countries"].values()
    return frozenset(word.lower() for entry in entries for word in (entry[0], *entry[3]))


def settle(text: str, tokens: Sequence[Token], resources: Resources) -> None:
    """Decide what the dictionary writes both ways, from the end: a name makes the one before it a name."""
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        before = tokens[i - 1] if i and touch(text, tokens[i - 1], token) else None
        behind = tokens[i + 1] if i + 1 < len(tokens) and touch(text, token, tokens[i + 1]) else None
        if token.kind == "month":
            near = text[max(0, token.start - 3) : token.start] + text[token.end : token.end + 3]
            led = before is not None and before.low in _MONTH_BEHIND
            token.kind = "name" if any(map(str.isdigit, near)) or led else "word"
        elif token.kind == "either":
            to_name = behind is not None and behind.kind == "name" and not resources.gazetteer.country_of(behind.low)
            placed = before is not None and before.low in _LOCATIVE and _is_city(token.low, resources)
            named = to_name or placed or (i == 0 and _is_city(token.low, resources))
            token.kind = "name" if named else "either"
    for i, token in enumerate(tokens):
        if token.kind == "either":
            token.kind = "named" if _ends_name(text, tokens, i) else "either"
        if token.kind == "particle":
            token.kind = _particle(text, tokens, i)


def _ends_name(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Say whether a word ends a name: two names before it, or one before and a mark behind."""
    names = 0
    while names < _OPEN and i - names and touch(text, tokens[i - names - 1], tokens[i - names]):
        if tokens[i - names - 1].kind not in ("name", "named"):
            break
        names += 1
    closed = text[tokens[i].end : tokens[i].end + 1] in (",", ".", ";", ")", "]")
    return names > 1 or (names == 1 and closed and tokens[i - 1].low not in _countries_and_peoples())


def _particle(text: str, tokens: Sequence[Token], i: int) -> str:
    """A particle is capital at the beginning of a name: "La Paz", but "Luis de la Torre"."""
    behind = tokens[i + 1] if i + 1 < len(tokens) and touch(text, tokens[i], tokens[i + 1]) else None
    before = tokens[i - 1] if i and touch(text, tokens[i - 1], tokens[i]) else None
    opens = before is None or (before.kind == "word" and before.low not in words("particles"))
    return (
        "name"
        if opens and behind is not None and (behind.kind == "name" or behind.low in words("particles"))
        else "word"
    )


def _is_city(low: str, resources: Resources) -> bool:
    return any(place.population >= CITY for place in resources.gazetteer.find(low))


def touch(text: str, a: Token, b: Token) -> bool:
    """Say whether nothing but white space stands between two words."""
    gap = text[a.end : b.start]
    return len(gap) <= 2 and not gap.strip() and "\n\n" not in gap  # noqa: PLR2004 (a break, or two spaces)
