"""From phrases for people to counts: sums of what is coordinated, with the words verbatim."""

from bisect import bisect_left

from ledgerstone.extraction.harm.coordination import reaches
from ledgerstone.extraction.harm.harms import Analysis, Harmed
from ledgerstone.extraction.harm.people import People
from ledgerstone.extraction.harm.victims import VictimMention
from ledgerstone.records import Count

# Up to so many characters of wording are kept: a list of kin in one sum.
_LONGEST = 400
_COUPLE = 2


def whole_of(
    text: str, analysis: Analysis, harmed: Harmed, victims: tuple[VictimMention, ...]
) -> tuple[Count, bool] | None:
    """Return (count of all the people of a word of harm, whether it counts named people), or None.

    "Ilan Voss, his wife and two sons were killed" is 4; "two brothers and a nephew" 3; with a bare plural among them
    ("his wife and children") the number is not stated.
    """
    phrases = (*harmed.people, *harmed.added)
    if not phrases or all(phrase.anaphoric and not phrase.introduces for phrase in phrases):
        return None
    leading = _leading(analysis, harmed, victims)
    if len(phrases) == 1 and not leading:
        return count_of(text, analysis, phrases[0]), False
    words = analysis.words
    if _is_listed(analysis, phrases, victims):
        return None
    start = min((words[phrases[0].first].start, *(victim.name.start for victim in leading)))
    end = max(words[phrase.last - 1].end for phrase in phrases)
    return _sum(phrases, len(leading), text[start : min(end, start + _LONGEST)]), bool(leading)


def _is_listed(analysis: Analysis, phrases: tuple[People, ...], victims: tuple[VictimMention, ...]) -> bool:
    """Say whether names stand among the phrases, so that each name may be one of them and no sum is safe."""
    words = analysis.words
    start, end = words[phrases[0].first].start, words[phrases[-1].last - 1].end
    named = sum(start < victim.name.start < end for victim in victims)
    return len(phrases) > _COUPLE and named >= _COUPLE


def count_of(text: str, analysis: Analysis, phrase: People) -> Count:
    """Return the count of one phrase; its wording is the phrase."""
    words = analysis.words
    wording = text[words[phrase.first].start : words[phrase.last - 1].end]
    return Count(low=phrase.low, high=phrase.high, about=phrase.about, wording=wording)


def _sum(phrases: tuple[People, ...], leading: int, wording: str) -> Count:
    if any(not phrase.counted for phrase in phrases):
        return Count(low=None, high=None, wording=wording)
    low = leading + sum(phrase.low or 0 for phrase in phrases)
    highs = [phrase.high for phrase in phrases]
    high = None if None in highs else leading + sum(high or 0 for high in highs)
    return Count(low=low, high=high, about=any(phrase.about for phrase in phrases), wording=wording)


def _leading(analysis: Analysis, harmed: Harmed, victims: tuple[VictimMention, ...]) -> tuple[VictimMention, ...]:
    """Return the named people who stand in front of the phrases and add to them: "Ilan Voss and two others"."""
    words = analysis.words
    first = harmed.people[0].first if harmed.people else harmed.trigger.first
    if harmed.toll or (harmed.people and harmed.people[0].singular and not harmed.people[0].kin):
        return ()
    named = tuple(
        victim
        for victim in victims
        if victim.trigger is not None
        and victim.trigger.first == harmed.trigger.first
        and victim.name.start < words[first].start
    )
    if not named or not harmed.people:
        return named
    last = bisect_left(words, named[-1].name.end, key=lambda word: word.start)
    return named if reaches(words, last, first) else ()
