"""What a sentence tells of a harm: its words of harm with counts, and whether a count can stand for everybody."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledgerstone.extraction.harm.counting import whole_of
from ledgerstone.extraction.harm.harms import Analysis, Harmed
from ledgerstone.extraction.harm.people import People
from ledgerstone.extraction.harm.victims import VictimMention
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.records import Count

_BODIES = frozenset("bodies corpses body".split())


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence taken apart, with the named persons harmed in it."""

    sentence: Sentence
    analysis: Analysis
    victims: tuple[VictimMention, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A word of harm with the count of its people; ``some`` says that it only tells of some, one by one."""

    telling: Telling
    harmed: Harmed
    count: Count
    some: bool
    start: int

    @property
    def bodies(self) -> bool:
        """Whether bodies were counted: those that somebody saw, hardly ever all."""
        return self.telling.analysis.words[self.harmed.trigger.last - 1].lower in _BODIES

    @property
    def counts(self) -> bool:
        """Whether the words say how many, if only by a word for a number ("dozens"); a bare plural does not."""
        phrases = (*self.harmed.people, *self.harmed.added)
        return all(phrase.counted or phrase.vague not in (None, "plural", "family") for phrase in phrases)

    @property
    def points(self) -> bool:
        """Whether the people are pointed at as known: "the union leaders"."""
        return all(phrase.anaphoric for phrase in (*self.harmed.people, *self.harmed.added))

    @property
    def more(self) -> bool:
        """Whether the words say "more", "others", "another"."""
        return bool(self.harmed.people) and self.harmed.people[0].more


def tell(text: str, telling: Telling) -> Iterator[Told]:
    """Yield the words of harm of a sentence that count people."""
    for harmed in telling.analysis.harmed:
        counted = whole_of(text, telling.analysis, harmed, telling.victims)
        if counted is not None:
            count, named = counted
            some = not harmed.toll and (
                named
                or all(map(_is_some, harmed.people))
                or _is_of_a_place(telling.analysis, harmed)
                or _is_among(telling.analysis, harmed)
            )
            first = (*harmed.people, *harmed.added)[0].first
            start = telling.analysis.words[first].start
            yield Told(telling=telling, harmed=harmed, count=count, some=some, start=start)


def _is_of_a_place(analysis: Analysis, harmed: Harmed) -> bool:
    """Say whether the count is of one place among others: "the market, where four people were killed"."""
    first = min(harmed.trigger.first, *(phrase.first for phrase in (*harmed.people, *harmed.added)))
    return any(word.lower == "where" for word in analysis.words[max(0, first - 1) : first])


def _is_among(analysis: Analysis, harmed: Harmed) -> bool:
    """Say whether the people are told of as some of all: "three children were among the dead"."""
    first = harmed.trigger.first
    return any(word.lower in ("among", "amongst") for word in analysis.words[max(0, first - 2) : first])


def _is_some(phrase: People) -> bool:
    return phrase.kin or phrase.singular or phrase.definite
