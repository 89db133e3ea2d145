"""Who says it: the noun phrase before or after a verb of saying."""

import re

from ledgerstone.extraction.speech.speech_cues import Cue
from ledgerstone.extraction.speech.speech_phrases import (
    DAYS,
    LEADS,
    LONGEST,
    PREPOSITIONS,
    PUNCTUATION,
    STARTERS,
    STOPS,
    SUBJECT_PRONOUNS,
    Source,
    antecedent,
    is_title,
    is_verb,
    phrase,
    speaks,
)
from ledgerstone.extraction.text.tokens import Tokens

_APPOSITION = frozenset(
    """who which a an the one whose himself herself speaking citing quoting quoted cited aged then now also head
    director chief spokesman spokeswoman spokesperson chairman president founder leader member deputy commander
    mayor governor minister professor his her its their from of in on at as among writing referring himself
    herself themselves like together along including formerly""".split()
)
_DASHES = frozenset("— – -".split())
_PERSON = 6  # tokens of a name in apposition
_SUBJECT = 8  # tokens of a sentence's opening subject
_AGE = re.compile(r"\d{1,3}$")


def before(tokens: Tokens, cue: Cue, low: int) -> Source | None:
    """Return the subject that ends where the cue begins, apposition included."""
    end = cue.first
    if end <= low:
        return None
    last_word = tokens.lows[end - 1]
    if last_word in {"who", "which"}:
        end = end - 1 - (tokens.lows[end - 2] == "," if end - 2 >= low else 0)
        return antecedent(tokens, low, end)
    if last_word == ",":
        return _around_apposition(tokens, low, end)
    if last_word in _DASHES:
        return _before_dashes(tokens, low, end)
    return phrase(tokens, low, end)


def _before_dashes(tokens: Tokens, low: int, end: int) -> Source | None:
    """Read "Name - a resident of the town - said"."""
    inner = _past_dashes(tokens, low, end)
    opening_dash = next((i for i in range(inner - 1, max(low, inner - LONGEST), -1) if tokens.lows[i] in _DASHES), None)
    return phrase(tokens, low, _past_dashes(tokens, low, opening_dash + 1)) if opening_dash is not None else None


def _past_dashes(tokens: Tokens, low: int, end: int) -> int:
    while end > low and tokens.lows[end - 1] in _DASHES:
        end -= 1
    return end


def accompanying(tokens: Tokens, cue: Cue, low: int) -> Source | None:
    """Return the noun phrase between ", with" and a participle."""
    for place in range(cue.first - 1, low, -1):
        if tokens.lows[place] == "with":
            return Source(place + 1, cue.first) if place + 1 < cue.first else None
    return None


def opening(tokens: Tokens, low: int, end: int) -> Source | None:
    """Return the noun phrase that opens a sentence as its subject; "Since the morning," before it is passed over."""
    index = low
    while index < end and tokens.lows[index] in LEADS | {","}:
        index += 1
    if index < end and (tokens.lows[index] in PREPOSITIONS or tokens.lows[index] in DAYS):
        comma = next((place for place in range(index, min(end, index + 12)) if tokens.lows[place] == ","), None)
        if comma is None:
            return None
        index = comma + 1
    first = index
    while (
        index < end
        and index - first <= _SUBJECT
        and tokens.lows[index] not in STOPS | PUNCTUATION | PREPOSITIONS
        and not is_verb(tokens, index, first)
    ):
        index += 1
    if first < end and tokens.lows[first] in SUBJECT_PRONOUNS:
        index = first + 1
    elif index - first > _SUBJECT or not (_has_capital(tokens, first, index) or tokens.lows[first] in STARTERS):
        return None
    return Source(first, index) if speaks(tokens, first, index) else None


def _has_capital(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a name stands in a phrase; the capital of a sentence's first "The" is none."""
    words = tokens.words[first:last]
    return any(word[0].isupper() for word in (words[1:] if words and words[0].lower() in STARTERS else words))


def after(tokens: Tokens, start: int, high: int) -> Source | None:
    """Return the noun phrase that begins at ``start``, with names in apposition behind a comma."""
    index = start
    while index < high and index - start < LONGEST:
        low = tokens.lows[index]
        if low == "(":
            index = _closing(tokens, index, high)
            continue
        if (low in STOPS and index > start) or low in {";", ":", "—", "–", "?", "!", "“", "”", '"', "…", "who"}:
            break
        if low == "." and (index + 1 >= high or tokens.words[index + 1][0].isupper()) and not is_title(tokens, index):
            break
        if low == "by" and tokens.lows[index - 1] == "and":
            break
        if index > start and (low in DAYS or (low in {"on", "in", "at", "during"} and _adjunct(tokens, index, high))):
            break
        if low == "," and not _continues(tokens, index, high):
            break
        index += 1
    last = index
    while last > start and tokens.lows[last - 1] in {",", ".", "and"} and not is_title(tokens, last - 1):
        last -= 1
    return Source(start, last) if last > start and speaks(tokens, start, last) else None


def _adjunct(tokens: Tokens, index: int, high: int) -> bool:
    """Say whether "on", "in", "at" begins a time or an occasion here and not a part of a name or an office."""
    following = tokens.lows[index + 1 : min(index + 5, high)]
    return bool(
        {
            "statement",
            "interview",
            "post",
            "tweet",
            "conference",
            "briefing",
            "message",
            "twitter",
            "facebook",
            "telegram",
            "x",
            "report",
            "social",
        }
        & set(following)
    ) or bool(following and following[0] in DAYS)


def _continues(tokens: Tokens, comma: int, high: int) -> bool:
    """Say whether what follows a comma is still the speaker: a name, an age, a description."""
    if comma + 1 >= high:
        return False
    word, low = tokens.words[comma + 1], tokens.lows[comma + 1]
    if low in DAYS or low in {
        "and",
        "but",
        "while",
        "adding",
        "saying",
        "which",
        "with",
        "he",
        "she",
        "they",
        "it",
        "that",
        "who",
        "as",
        "citing",
    }:
        return False
    if _AGE.match(low):
        return comma + 2 >= high or tokens.lows[comma + 2] in {",", "."}
    if word[0].isupper():
        return True
    return low in {
        "a",
        "an",
        "the",
        "his",
        "her",
        "head",
        "director",
        "chief",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "from",
        "aged",
    }


def reads_as_apposition(tokens: Tokens, cue: Cue, low: int) -> bool:
    """Say whether the comma before the verb closes a relative clause ("the office, which had spoken, said")."""
    first = _back_to_comma(tokens, low, cue.first - 1)
    return first is not None and first > low and tokens.lows[first] in {"who", "which", "whose"}


def has_verb(tokens: Tokens, source: Source) -> bool:
    """Say whether the words of a source hold a verb, so that they are a clause and no speaker."""
    return any(
        is_verb(tokens, place, source.first)
        for place in range(source.first + 1, source.last)
        if tokens.lows[place - 1] != ","
    )


def _around_apposition(tokens: Tokens, low: int, end: int) -> Source | None:
    """Read "the director, Name Name, said" and "Name, a resident of the town, said"."""
    inner_last = end - 1
    inner_first = _back_to_comma(tokens, low, inner_last)
    if inner_first is None or inner_first - 1 <= low:
        return None
    head = tokens.lows[inner_first]
    outer = phrase(tokens, low, _before_age(tokens, low, inner_first - 1))
    if outer is None or inner_last <= inner_first:
        return None
    if head in {"quoted", "cited"} and tokens.lows[inner_first + 1] == "by":
        return Source(outer.first, outer.last, via=(inner_first + 2, inner_last))
    if head in PREPOSITIONS and head not in {"from", "of"}:
        return Source(outer.first, outer.last)
    named = tokens.words[inner_first][0].isupper()
    if head in _APPOSITION or _AGE.match(head) or (named and inner_last - inner_first <= _PERSON):
        return Source(_lead_in(tokens, low, outer.first), inner_last)
    return Source(outer.first, inner_last) if tokens.words[outer.first][0].isupper() else None


def _before_age(tokens: Tokens, low: int, end: int) -> int:
    """Step back over ", 44" in "Name, 44, a seamstress, said"."""
    aged = end - 2 > low and _AGE.match(tokens.lows[end - 1]) and tokens.lows[end - 2] == ","
    return end - 2 if aged else end


def _lead_in(tokens: Tokens, low: int, first: int) -> int:
    """Take in "An elder brother," before the name that it describes, where it opens the sentence."""
    if (
        low + 1 < first <= low + 8
        and tokens.lows[first - 1] == ","
        and tokens.lows[low] in {"a", "an", "the", "his", "her", "their", "another", "one"}
    ):
        inner = tokens.lows[low : first - 1]
        return low if "," not in inner and not any(word in STOPS for word in inner) else first
    return first


def _back_to_comma(tokens: Tokens, low: int, end: int) -> int | None:
    index = end - 1
    while index >= low and end - index <= LONGEST:
        if tokens.lows[index] == ",":
            return index + 1
        if tokens.lows[index] in {";", "”", '"', ":", "“"}:
            return None
        index -= 1
    return None


def _closing(tokens: Tokens, index: int, high: int) -> int:
    for place in range(index + 1, min(high, index + 12)):
        if tokens.lows[place] == ")":
            return place + 1
    return index + 1
