"""Noun phrases by the words around them: where one begins, walking back from its end, and if it can name a speaker."""

import re
from dataclasses import dataclass

from ledgerstone.extraction.text.tokens import Tokens

LONGEST = 24  # tokens of one noun phrase; more is a clause that the rules did not understand
STOPS = frozenset(
    """that because when while whereas although though if as but since until where which who than so how what why
    whether is are was were has have had will would could can may might did does do been said says after before
    amid despite during including not never""".split()
)
PUNCTUATION = frozenset(', ; : — – - ( [ “ „ « " ” » ? ! …'.split())
LEADS = frozenset(
    """and but meanwhile however later earlier also then yet still so or nor separately additionally furthermore
    moreover elsewhere instead besides indeed thus therefore nevertheless overall""".split()
)
PREPOSITIONS = frozenset(
    """in on at after during since by for from with among despite amid following under according within near
    outside over to upon inside before across as against""".split()
)
STARTERS = frozenset(
    """the a an he she they it his her its their this these those some many several another both one two three
    multiple local officials residents witnesses""".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
SUBJECT_PRONOUNS = frozenset("he she they it i we you".split())
_INITIAL = 2  # letters of a word before a full stop that may be an initial
_ONE_NAME = 8  # tokens of one name in an enumeration
_CLOSING_MARKS = frozenset('” » "'.split())
_NICKNAME = 5  # tokens of a quoted name, marks included
_NOT_OURS = frozenset("i we you your our my you've you’ve let don't don’t".split())  # the reader and the publisher
_VERB = re.compile(r"(?:[a-z]{3,}ed|hit|struck|left|fled|fell|took|came|went|began|shot|broke|held|made|saw|got|died)$")
_NOT_VERBS = frozenset(
    """armed united injured wounded displaced unnamed named red hundred civilised detained bereaved unidentified
    affected allied retired elected appointed associated led based wanted related so-called""".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens ``first`` to ``last`` (exclusive) that name a speaker, and those that name who passed it on."""

    first: int
    last: int
    via: tuple[int, int] | None = None


def phrase(tokens: Tokens, low: int, end: int) -> Source | None:
    """Walk back from ``end`` over one noun phrase."""
    index = end
    while index > low and end - index <= LONGEST:
        word = tokens.lows[index - 1]
        if word in _CLOSING_MARKS and (opening := _short_quote(tokens, index - 1, low)) is not None:
            index = opening
            continue
        if word in {")", "]"}:
            index = _opening(tokens, index - 1, low)
            continue
        if word in PUNCTUATION or word in STOPS:
            break
        if (
            word == "."
            and not is_title(tokens, index - 1)
            and tokens.words[index - 2 : index - 1]
            and len(tokens.words[index - 2]) > _INITIAL
        ):
            break
        index -= 1
    if index - 1 > low and tokens.lows[index - 1] == "who" and (whose := antecedent(tokens, low, index - 1)):
        return Source(whose.first, end)
    index = _enumeration(tokens, low, index, end)
    index = _strip(tokens, index, end)
    return Source(index, end) if index < end and speaks(tokens, index, end) else None


def antecedent(tokens: Tokens, low: int, end: int) -> Source | None:
    """Return the noun phrase that "who" or "which" stands for: what follows the last verb or "to" before it."""
    source = phrase(tokens, low, end)
    if source is None:
        return None
    first = source.first
    for place in range(source.first + 1, end - 1):
        if tokens.lows[place] in {"to", "by", "from", "with", "told"} or is_verb(tokens, place, source.first):
            first = place + 1
    return Source(first, end) if tokens.lows[first] not in SUBJECT_PRONOUNS else None


def _enumeration(tokens: Tokens, low: int, index: int, end: int) -> int:
    """Take in the names before the commas of "One News, Two TV and Three Agency said"."""
    if "and" not in tokens.lows[index:end]:
        return index
    while index - 2 > low and tokens.lows[index - 1] == ",":
        first = index - 2
        while (
            first >= low
            and index - first <= _ONE_NAME
            and (
                tokens.words[first][0].isupper()
                or tokens.words[first][0] == "@"
                or tokens.lows[first] in {"of", "the", "al"}
            )
        ):
            first -= 1
        names = range(first + 1, index - 1)
        if not names or (first >= low and tokens.lows[first] != ","):
            return names.start if names and not tokens.lows[first].isalpha() else index
        index = names.start
    return index


def _strip(tokens: Tokens, index: int, end: int) -> int:
    """Cut what leads up to the phrase: conjunctions, adverbs, "In the town ...", a clause before "and"."""
    while index < end and (
        tokens.lows[index] in LEADS
        or (tokens.lows[index].endswith("ly") and tokens.words[index] != "Italy" and index + 1 < end)
    ):
        index += 1
    index = _after_clause(tokens, index, end)
    index = _after_pronoun(tokens, index, end)
    if index < end and tokens.lows[index] in PREPOSITIONS:
        index = _after_preposition(tokens, index, end)
    if index < end and tokens.lows[index] in DAYS and index + 1 < end:
        index += 1
    return index


def _after_clause(tokens: Tokens, index: int, end: int) -> int:
    for place in range(end - 2, index, -1):
        if tokens.lows[place] in {"and", "or"} and any(is_verb(tokens, i, index) for i in range(index, place)):
            return place + 1
    return index


def _after_pronoun(tokens: Tokens, index: int, end: int) -> int:
    """Begin at the last "he", "she" or "they": a pronoun as subject begins its own clause."""
    for place in range(end - 1, index, -1):
        if tokens.lows[place] in SUBJECT_PRONOUNS:
            return place
    return index


def is_verb(tokens: Tokens, i: int, first: int) -> bool:
    """Say whether token ``i`` has the form of a verb in the past; ``first`` is where its phrase begins."""
    low = tokens.words[i]
    return (
        i > first
        and _VERB.match(low) is not None
        and low not in _NOT_VERBS
        and tokens.lows[i - 1] not in {"the", "a", "an", "of"}
    )


def _after_preposition(tokens: Tokens, index: int, end: int) -> int:
    for place in range(index + 2, end):
        if (
            tokens.lows[place] in STARTERS
            and tokens.lows[place - 1] not in PREPOSITIONS
            and tokens.lows[place - 1] not in {"of", "and"}
        ):
            return place
    return end


def _short_quote(tokens: Tokens, mark: int, low: int) -> int | None:
    """Return where a quoted name or nickname of at most four tokens begins, if ``mark`` closes one."""
    quote = tokens.quote_at(tokens.starts[mark])
    if quote is None or quote.end != tokens.ends[mark]:
        return None
    first, _ = tokens.within(quote.start, quote.end)
    return first if low < first and mark - first <= _NICKNAME else None


def _opening(tokens: Tokens, index: int, low: int) -> int:
    for place in range(index - 1, max(low, index - 12) - 1, -1):
        if tokens.lows[place] in {"(", "["}:
            return place
    return index


def speaks(tokens: Tokens, first: int, last: int) -> bool:
    """A noun phrase that can speak has a letter in it and is more than a preposition or a determiner."""
    words = tokens.lows[first:last]
    if (
        not any(word[0].isalpha() or word[0] in "@#" for word in words)
        or words[0] in _NOT_OURS
        or words[0] in STOPS
        or words[-1] in PREPOSITIONS
    ):
        return False
    if words[0] in SUBJECT_PRONOUNS and len(words) > 1 and words[1] not in {"all", "both", "also"}:
        return False
    return not (
        len(words) == 1
        and words[0]
        in {
            "the",
            "a",
            "an",
            "to",
            "i",
            "we",
            "you",
            "there",
            "and",
            "that",
            "not",
            "what",
            "this",
            "one's",
            "by",
            "of",
            "in",
            "then",
            "also",
            "even",
            "just",
            "only",
            "still",
        }
    )


def is_title(tokens: Tokens, index: int) -> bool:
    """Say whether the full stop at ``index`` belongs to a title such as "Dr."."""
    return (
        index > 0
        and tokens.lows[index] == "."
        and tokens.lows[index - 1]
        in {"mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "sgt", "st", "gov", "sen", "rep", "prof"}
    )
