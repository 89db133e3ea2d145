"""Where in a sentence names of people harmed may stand: beside a word of harm, in a list, among "the victims".

1. On the side of each word of harm on which its people stand, to the end of its clause.
2. Behind words that lead in a list: "the dead were identified as", "their names were:".
3. In a clause that calls people victims: "Ilan Voss was among the victims".
4. In a sentence without a verb that goes on with the list of the sentence before, or is one with ages:
   "His wife Mira, 61, and son Bero, 9."
5. In a sentence behind killings that only says how old somebody was: "Ilan Voss was 22."
"""

from collections.abc import Iterator

from ledgerstone.extraction.harm.clauses import clause_end, clause_start
from ledgerstone.extraction.harm.harms import Analysis
from ledgerstone.extraction.harm.list_cues import cued, has_ages, is_list, says_how_old
from ledgerstone.extraction.harm.mourning import mourned
from ledgerstone.extraction.harm.people_words import lexicon
from ledgerstone.extraction.harm.triggers import Trigger, is_passive
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.words import Word, words_of

Region = tuple[int, int, str, Trigger | None]  # start, end, harm, its word of harm

_GOES_ON = frozenset("along together alongside with including as : ;".split())
_GOES_ON_REACH = 4
_AMONG = frozenset("among amongst amongs amid one".split())
_AMONG_REACH = 4
_BEHIND_SUFFERED = frozenset("in by when on during along alongside together with".split())
_JOINS = frozenset("and while whereas but".split())
_QUOTES = frozenset("“ \" ‘ '".split())
_ADVERBS = frozenset("later then also still soon eventually sadly has had".split())
_VICTIMS = frozenset("victims casualties deceased dead fatalities martyrs".split())
_CALLED = _AMONG | {"were", "was", "as", "one"}
_CALLED_REACH = 5
_NAMED_HARMS = frozenset(
    ["killed", "injured", "missing", "trapped", "abducted", "detained", "tortured", "killed_or_injured"]
)


def find_regions(
    sentence: Sentence, analysis: Analysis, *, harm_before: str | None, listing: str | None
) -> tuple[Region, ...]:
    """Return the stretches of a sentence in which names are those of people harmed, the surest first.

    Args:
        sentence: the sentence.
        analysis: its words, phrases and words of harm.
        harm_before: the gravest harm that the sentences before spoke of, for "the victims were" without a word of harm.
        listing: the harm of the people whom the sentence before named, for a sentence that goes on with them.
    """
    whose = next((trigger for trigger in analysis.triggers if trigger.harm in ("killed", "injured")), None)
    harm = whose.harm if whose else harm_before
    regions = _of_words(analysis)
    if harm is not None:
        regions += [(start, end, harm, whose) for start, end in (*cued(sentence), *_of_victims(sentence))]
    if harm == "killed" or harm_before == "killed":
        at = sentence.start
        regions += [(at + start, at + end, "killed", None) for start, end in mourned(sentence.text)]
    if harm_before == "killed" and not analysis.triggers and says_how_old(sentence):
        regions.append((sentence.start, sentence.end, "killed", None))
    goes_on = listing or (harm_before if has_ages(sentence) else None)
    if goes_on and not analysis.triggers and is_list(sentence):
        regions.append((sentence.start, sentence.end, goes_on, None))
    return tuple(regions)


def _of_words(analysis: Analysis) -> list[Region]:
    """Return (start, end, harm, trigger) of the stretches of text in which people of a word of harm stand."""
    regions: list[Region] = []
    words, triggers = analysis.words, analysis.triggers
    for index, trigger in enumerate(triggers):
        if trigger.harm not in _NAMED_HARMS or trigger.frame in ("toll", "noun"):
            continue
        floor = triggers[index - 1].last if index else 0
        ceiling = _ceiling(words, trigger, triggers[index + 1]) if index + 1 < len(triggers) else len(words)
        regions.extend(
            (words[first].start, words[last - 1].end, trigger.harm, trigger)
            for first, last in _stretches(analysis, trigger, floor, ceiling)
            if first < last
        )
    return regions


def _stretches(analysis: Analysis, trigger: Trigger, floor: int, ceiling: int) -> list[tuple[int, int]]:
    words = analysis.words
    before = (_start(words, trigger, floor), trigger.first)
    after = (trigger.last, _end_of_quote(words, trigger.last, _end(words, trigger.last, ceiling)))
    if not _stand_before(words, trigger):
        return [after, *([before] if _is_among(words, trigger) else [])]
    if _is_of_others(analysis, trigger):
        return []
    goes_on = any(word.lower in _GOES_ON for word in words[trigger.last : trigger.last + _GOES_ON_REACH])
    if goes_on or _is_among(words, trigger):
        after = (trigger.last, ceiling)
    return [before, after]


def _ceiling(words: tuple[Word, ...], trigger: Trigger, following: Trigger) -> int:
    """Return where the people of the next word of harm begin: "Ilan Voss was wounded and Mira Voss was killed"."""
    if not (_stand_before(words, trigger) and _stand_before(words, following)):
        return following.first
    for i in range(trigger.last, following.first):
        if words[i].lower in _JOINS:
            return i
        if words[i].lower in _GOES_ON or (words[i].text == "," and words[i + 1].lower not in _JOINS):
            return _last_clause(words, i, following.first)
    return following.first


def _last_clause(words: tuple[Word, ...], start: int, end: int) -> int:
    """Return where the last ", and" or "while" begins behind a list, or the end."""
    joins = (i for i in range(end - 1, start, -1) if words[i].lower in _JOINS)
    return next((i for i in joins if words[i - 1].text == "," or words[i].lower != "and"), end)


def _stand_before(words: tuple[Word, ...], trigger: Trigger) -> bool:
    """Say whether a word of harm has its people in front of it."""
    return trigger.frame != "after" and (trigger.frame != "both" or _is_suffered(words, trigger))


def _end(words: tuple[Word, ...], start: int, ceiling: int) -> int:
    """Return where the clause behind a word of harm ends; a colon opens the list of those whom it tells of."""
    end = _past_brackets(words, start, ceiling)
    if end + 1 < ceiling and words[end].text == ":" and words[end + 1].text not in _QUOTES:
        return _past_brackets(words, end + 1, ceiling)
    return end


def _past_brackets(words: tuple[Word, ...], start: int, ceiling: int) -> int:
    """Return where the clause ends; what stands in brackets ends none ("a lawyer (an engineer, others said)")."""
    end = clause_end(words, start, ceiling)
    opened = [i for i in range(start, end) if words[i].text == "("]
    if end < ceiling and len(opened) > sum(words[i].text == ")" for i in range(start, end)):
        closed = next((i for i in range(end, ceiling) if words[i].text == ")"), None)
        return end if closed is None else _past_brackets(words, closed + 1, ceiling)
    return end


def _start(words: tuple[Word, ...], trigger: Trigger, floor: int) -> int:
    """Return where the clause before a word of harm begins; "but later died" takes who stands before "but"."""
    start = clause_start(words, trigger.first, floor)
    between = [word.lower for word in words[start : trigger.first]]
    if start > floor and words[start - 1].lower == "but" and all(map(_is_adverb, between)):
        return clause_start(words, start - 1, floor)
    return start


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or word.endswith("ly")


def _is_suffered(words: tuple[Word, ...], trigger: Trigger) -> bool:
    """Say whether people stand before the word of harm: "were killed", "named as killed", "a man killed in it"."""
    following = words[trigger.last].lower if trigger.last < len(words) else ""
    first = trigger.first
    while first and _is_adverb(words[first - 1].lower):
        first -= 1
    previous = words[first - 1].lower if first else ""
    return is_passive(words, trigger) or previous == "as" or following in _BEHIND_SUFFERED


def _end_of_quote(words: tuple[Word, ...], start: int, end: int) -> int:
    """Return where a quotation ends that was open at ``start``, or ``end``: what stands behind it names who spoke."""
    depth = 0
    for i in range(start, end):
        depth += (words[i].text == "“") - (words[i].text == "”")
        if depth < 0:
            return i
    return end


def _is_among(words: tuple[Word, ...], trigger: Trigger) -> bool:
    """Say whether the word of harm stands for people of whom names are some: "was among those killed"."""
    return any(word.lower in _AMONG for word in words[max(0, trigger.first - _AMONG_REACH) : trigger.first])


def _is_of_others(analysis: Analysis, trigger: Trigger) -> bool:
    """Say whether the word of harm only describes a noun: "a relative of those killed"."""
    before = analysis.words[trigger.first - 1].lower if trigger.first else ""
    of_noun = before == "those" or (before in lexicon() and lexicon()[before].plural)
    return of_noun and not _is_among(analysis.words, trigger)


def _of_victims(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the clauses that call people victims."""
    if not any(word in sentence.text for word in _VICTIMS):
        return
    words = words_of(sentence.text)
    for i, word in enumerate(words):
        if word.lower in _VICTIMS and any(before.lower in _CALLED for before in words[max(0, i - _CALLED_REACH) : i]):
            first, last = clause_start(words, i, 0), clause_end(words, i, len(words))
            yield sentence.start + words[first].start, sentence.start + words[last - 1].end
