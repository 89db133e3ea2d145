"""Who says it: the noun phrase before or after a verb of saying."""

import re
from dataclasses import dataclass

from ledgerstone.extraction.speech_cues import Cue
from ledgerstone.extraction.tokens import Tokens

_LONGEST = 24  # tokens of one noun phrase; more is a clause that the rules did not understand
_STOPS = frozenset(
    """that because when while whereas although though if as but since until where which who than so how what why whether is are was were has have
    had will would could can may might did does do been said says after before amid despite during including not never""".split()
)
_PUNCTUATION = frozenset(', ; : — – ( [ “ „ « " ” » ? ! …'.split())
_LEADS = frozenset(
    "and but meanwhile however later earlier also then yet still so or nor separately additionally furthermore moreover elsewhere instead besides indeed thus therefore nevertheless overall".split()
)
_PREPOSITIONS = frozenset(
    "in on at after during since by for from with among despite amid following under according within near outside over to upon inside before across as against".split()
)
_STARTERS = frozenset(
    "the a an he she they it his her its their this these those some many several another both one two three multiple local officials residents witnesses".split()
)
_APPOSITION = frozenset(
    """who which a an the one whose himself herself speaking citing quoting quoted cited aged then now also head director chief spokesman spokeswoman
    spokesperson chairman president founder leader member deputy commander mayor governor minister professor his her its their from of in on at as among
    writing referring himself herself themselves like together along including formerly""".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_CLOSING_MARKS = frozenset('” » "'.split())
_SUBJECT = 8  # tokens of a sentence's opening subject
_NICKNAME = 5  # tokens of a quoted name, marks included
_NOT_OURS = frozenset("i we you your our my you've you’ve let don't don’t".split())  # the reader and the publisher
_SUBJECT_PRONOUNS = frozenset("he she they it i we you".split())
_AGE = re.compile(r"\d{1,3}$")
_VERB = re.compile(r"(?:[a-z]{3,}ed|hit|struck|left|fled|fell|took|came|went|began|shot|broke|held|made|saw|got|died)$")
_NOT_VERBS = frozenset(
    "armed united injured wounded displaced unnamed named red hundred civilised detained bereaved unidentified affected allied retired elected appointed associated led based wanted related so-called".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens ``first`` to ``last`` (exclusive) that name a speaker, and those that name who passed it on."""

    first: int
    last: int
    via: tuple[int, int] | None = None


def before(tokens: Tokens, cue: Cue, low: int) -> Source | None:
    """Return the subject that ends where the cue begins, apposition included."""
    end = cue.first
    if end <= low:
        return None
    last_word = tokens.lows[end - 1]
    if last_word in {"who", "which"}:
        end = end - 1 - (tokens.lows[end - 2] == "," if end - 2 >= low else 0)
        return _antecedent(tokens, low, end)
    if last_word == ",":
        return _around_apposition(tokens, low, end)
    return _phrase(tokens, low, end)


def accompanying(tokens: Tokens, cue: Cue, low: int) -> Source | None:
    """Return the noun phrase between ", with" and a participle."""
    for place in range(cue.first - 1, low, -1):
        if tokens.lows[place] == "with":
            return Source(place + 1, cue.first) if place + 1 < cue.first else None
    return None


def opening(tokens: Tokens, low: int, end: int) -> Source | None:
    """Return the noun phrase that opens a sentence as its subject; "Since the morning," before it is passed over."""
    index = low
    while index < end and tokens.lows[index] in _LEADS | {","}:
        index += 1
    if index < end and (tokens.lows[index] in _PREPOSITIONS or tokens.lows[index] in _DAYS):
        comma = next((place for place in range(index, min(end, index + 12)) if tokens.lows[place] == ","), None)
        if comma is None:
            return None
        index = comma + 1
    first = index
    while (
        index < end
        and index - first <= _SUBJECT
        and tokens.lows[index] not in _STOPS | _PUNCTUATION | _PREPOSITIONS
        and not _is_verb(tokens, index, first)
    ):
        index += 1
    words = tokens.words[first:index]
    if (
        not words
        or index - first > _SUBJECT
        or not (
            words[0].lower() in _SUBJECT_PRONOUNS
            or any(word[0].isupper() for word in words[words[0].lower() in _STARTERS :])
        )
    ):
        return None
    return Source(first, index) if _speaks(tokens, first, index) else None


def after(tokens: Tokens, start: int, high: int) -> Source | None:
    """Return the noun phrase that begins at ``start``, with names in apposition behind a comma."""
    index = start
    while index < high and index - start < _LONGEST:
        low = tokens.lows[index]
        if low == "(":
            index = _closing(tokens, index, high)
            continue
        if (low in _STOPS and index > start) or low in {";", ":", "—", "–", "?", "!", "“", "”", '"', "…", "who"}:
            break
        if low == "." and (index + 1 >= high or tokens.words[index + 1][0].isupper()) and not _is_title(tokens, index):
            break
        if low == "by" and tokens.lows[index - 1] == "and":
            break
        if index > start and (low in _DAYS or (low in {"on", "in", "at", "during"} and _adjunct(tokens, index, high))):
            break
        if low == "," and not _continues(tokens, index, high):
            break
        index += 1
    last = index
    while last > start and tokens.lows[last - 1] in {",", ".", "and"} and not _is_title(tokens, last - 1):
        last -= 1
    return Source(start, last) if last > start and _speaks(tokens, start, last) else None


def _is_title(tokens: Tokens, index: int) -> bool:
    return (
        index > 0
        and tokens.lows[index] == "."
        and tokens.lows[index - 1]
        in {"mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "sgt", "st", "gov", "sen", "rep", "prof"}
    )


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
    ) or bool(following and following[0] in _DAYS)


def _continues(tokens: Tokens, comma: int, high: int) -> bool:
    """Say whether what follows a comma is still the speaker: a name, an age, a description."""
    if comma + 1 >= high:
        return False
    word, low = tokens.words[comma + 1], tokens.lows[comma + 1]
    if low in _DAYS or low in {
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


def _antecedent(tokens: Tokens, low: int, end: int) -> Source | None:
    """Return the noun phrase that "who" or "which" stands for: what follows the last verb or "to" before it."""
    source = _phrase(tokens, low, end)
    if source is None:
        return None
    first = source.first
    for place in range(source.first + 1, end - 1):
        if tokens.lows[place] in {"to", "by", "from", "with", "told"} or _is_verb(tokens, place, source.first):
            first = place + 1
    return Source(first, end) if tokens.lows[first] not in _SUBJECT_PRONOUNS else None


def reads_as_apposition(tokens: Tokens, cue: Cue, low: int) -> bool:
    """Say whether the comma before the verb closes a relative clause ("the office, which had spoken of seven, said")."""
    first = _back_to_comma(tokens, low, cue.first - 1)
    return first is not None and first > low and tokens.lows[first] in {"who", "which", "whose"}


def has_verb(tokens: Tokens, source: Source) -> bool:
    """Say whether the words of a source hold a verb, so that they are a clause and no speaker."""
    return any(
        _is_verb(tokens, place, source.first)
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
    outer = _phrase(tokens, low, inner_first - 1)
    if outer is None or inner_last <= inner_first:
        return None
    if head in {"quoted", "cited"} and tokens.lows[inner_first + 1] == "by":
        return Source(outer.first, outer.last, via=(inner_first + 2, inner_last))
    if head in _PREPOSITIONS and head not in {"from", "of"}:
        return Source(outer.first, outer.last)
    named = tokens.words[inner_first][0].isupper()
    if head in _APPOSITION or _AGE.match(head) or (named and inner_last - inner_first <= 6):
        if outer.last - outer.first == 1 and _AGE.match(tokens.lows[outer.first]):
            return _with_head(tokens, low, outer.first, inner_last)
        return Source(_lead_in(tokens, low, outer.first), inner_last)
    return Source(outer.first, inner_last) if tokens.words[outer.first][0].isupper() else None


def _with_head(tokens: Tokens, low: int, age: int, last: int) -> Source | None:
    """Read "Name, 44, a seamstress, said": the age between two commas belongs to the name before it."""
    outer = _phrase(tokens, low, age - 1) if age - 1 > low else None
    return Source(outer.first, last) if outer else None


def _lead_in(tokens: Tokens, low: int, first: int) -> int:
    """Take in "An elder brother," before the name that it describes, where it opens the sentence."""
    if (
        low + 1 < first <= low + 8
        and tokens.lows[first - 1] == ","
        and tokens.lows[low] in {"a", "an", "the", "his", "her", "their", "another", "one"}
    ):
        inner = tokens.lows[low : first - 1]
        return low if "," not in inner and not any(word in _STOPS for word in inner) else first
    return first


def _back_to_comma(tokens: Tokens, low: int, end: int) -> int | None:
    index = end - 1
    while index >= low and end - index <= _LONGEST:
        if tokens.lows[index] == ",":
            return index + 1
        if tokens.lows[index] in {";", "”", '"', ":", "“"}:
            return None
        index -= 1
    return None


def _phrase(tokens: Tokens, low: int, end: int) -> Source | None:
    """Walk back from ``end`` over one noun phrase."""
    index = end
    while index > low and end - index <= _LONGEST:
        word = tokens.lows[index - 1]
        if word in _CLOSING_MARKS and (opening := _short_quote(tokens, index - 1, low)) is not None:
            index = opening
            continue
        if word in {")", "]"}:
            index = _opening(tokens, index - 1, low)
            continue
        if word in _PUNCTUATION or word in _STOPS:
            break
        if (
            word == "."
            and not _is_title(tokens, index - 1)
            and tokens.words[index - 2 : index - 1]
            and len(tokens.words[index - 2]) > 2
        ):
            break
        index -= 1
    if index - 1 > low and tokens.lows[index - 1] == "who" and (whose := _antecedent(tokens, low, index - 1)):
        return Source(whose.first, end)
    index = _enumeration(tokens, low, index, end)
    index = _strip(tokens, index, end)
    return Source(index, end) if index < end and _speaks(tokens, index, end) else None


def _enumeration(tokens: Tokens, low: int, index: int, end: int) -> int:
    """Take in the names before the commas of "One News, Two TV and Three Agency said"."""
    if "and" not in tokens.lows[index:end]:
        return index
    while index - 2 > low and tokens.lows[index - 1] == ",":
        first = index - 2
        while (
            first >= low
            and index - first <= 8
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
        tokens.lows[index] in _LEADS
        or (tokens.lows[index].endswith("ly") and tokens.words[index] != "Italy" and index + 1 < end)
    ):
        index += 1
    index = _after_clause(tokens, index, end)
    index = _after_pronoun(tokens, index, end)
    if index < end and tokens.lows[index] in _PREPOSITIONS:
        index = _after_preposition(tokens, index, end)
    if index < end and tokens.lows[index] in _DAYS and index + 1 < end:
        index += 1
    return index


def _after_clause(tokens: Tokens, index: int, end: int) -> int:
    for place in range(end - 2, index, -1):
        if tokens.lows[place] in {"and", "or"} and any(_is_verb(tokens, i, index) for i in range(index, place)):
            return place + 1
    return index


def _after_pronoun(tokens: Tokens, index: int, end: int) -> int:
    """Begin at the last "he", "she" or "they": a pronoun as subject begins its own clause."""
    for place in range(end - 1, index, -1):
        if tokens.lows[place] in _SUBJECT_PRONOUNS:
            return place
    return index


def _is_verb(tokens: Tokens, i: int, first: int) -> bool:
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
            tokens.lows[place] in _STARTERS
            and tokens.lows[place - 1] not in _PREPOSITIONS
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


def _closing(tokens: Tokens, index: int, high: int) -> int:
    for place in range(index + 1, min(high, index + 12)):
        if tokens.lows[place] == ")":
            return place + 1
    return index + 1


def _opening(tokens: Tokens, index: int, low: int) -> int:
    for place in range(index - 1, max(low, index - 12) - 1, -1):
        if tokens.lows[place] in {"(", "["}:
            return place
    return index


def _speaks(tokens: Tokens, first: int, last: int) -> bool:
    """A noun phrase that can speak has a letter in it and is more than a preposition or a determiner."""
    words = tokens.lows[first:last]
    if (
        not any(word[0].isalpha() or word[0] in "@#" for word in words)
        or words[0] in _NOT_OURS
        or words[0] in _STOPS
        or words[-1] in _PREPOSITIONS
    ):
        return False
    if words[0] in _SUBJECT_PRONOUNS and len(words) > 1 and words[1] not in {"all", "both", "also"}:
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
