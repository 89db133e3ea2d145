"""The clause around a word of harm: where it begins and ends, and which phrases for people stand in it."""

from dataclasses import dataclass

from ledgerstone.extraction.harm.numbers import Number
from ledgerstone.extraction.harm.people import People, bare
from ledgerstone.extraction.harm.triggers import Trigger
from ledgerstone.extraction.text.words import Word

_BOUNDARIES = frozenset(
    """
    said says say told tells reported that when while after before where which because but although though until if
    whether announced added stated confirmed claimed wrote according ; :
    """.split()
)
_BE = frozenset("was were are is been being".split())
_ADVERBS = frozenset("also later first then all both".split())
_OF_PEOPLE = frozenset("reported confirmed claimed said".split())
_SPEECH = frozenset("said say says told reported announced added stated confirmed claimed wrote".split())
_BEFORE_CONTENT = frozenset(
    """
    said says say told tells reported announced added stated confirmed claimed wrote believed estimated feared likely
    and but reports report noting adding saying stating claiming reporting clear possible learned found indicated
    suggested posted shared tweeted mentioned concluded alleged denied me us them reporters , news statement fact so
    """.split()
)
_LEAD_IN = frozenset(
    "a total of reportedly allegedly and or also some as many about around in up to all of the".split()
)
_AFTER_BARE = frozenset(
    """
    , . ; : ) and or in at on by when as after during including others more from with near while amid since that ” " ’ -
    – — across who whose for according this outside inside before to today yesterday
    """.split()
)
_BEFORE_BARE = frozenset(
    """
    others other more were was are have has had been being reported reportedly also allegedly people of them confirmed
    as said to is believed feared still left seriously critically civilian civilians local unidentified identified
    additional " “ ” ‘ ’
    """.split()
)
_BEFORE_REACH = 5
_AT_ONCE = 2  # a bare number stands right behind its word of harm, or behind words that only lead in


@dataclass(frozen=True, slots=True)
class Clause:
    """A word of harm with the words between its neighbours, and the phrases for people that are still free."""

    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    people: tuple[People, ...]
    trigger: Trigger
    floor: int
    ceiling: int

    @property
    def start(self) -> int:
        """The first word of the clause before the word of harm."""
        return clause_start(self.words, self.trigger.first, self.floor)

    @property
    def end(self) -> int:
        """The word after the clause behind the word of harm."""
        return clause_end(self.words, self.trigger.last, self.ceiling)

    def before(self) -> tuple[People, ...]:
        """Return the phrases of the clause before the word of harm."""
        start = self.start
        return tuple(phrase for phrase in self.people if start <= phrase.first and phrase.last <= self.trigger.first)

    def after(self, *, stop: int | None = None, anywhere: bool = False) -> tuple[People, ...]:
        """Return the phrases behind the word of harm, with numbers that stand for people alone ("killed 15").

        Args:
            stop: the word to stop at; the end of the clause if None.
            anywhere: a number need not stand right behind the word of harm.
        """
        end = self.end if stop is None else stop
        start = self.trigger.last
        inside = [phrase for phrase in self.people if start <= phrase.first and phrase.last <= end]
        inside.extend(
            bare(self.words, number)
            for number in self.numbers
            if start <= number.first and number.last <= end and self._stands_alone(number, anywhere=anywhere)
        )
        own = (phrase for phrase in inside if not self._is_of_next(phrase))
        return tuple(sorted(own, key=lambda phrase: phrase.first))

    def _is_of_next(self, phrase: People) -> bool:
        """Say whether a phrase is the subject of what follows: "killing 15, and 30 others were wounded"."""
        if self.gap(phrase.last, phrase.last + 1) and self.words[phrase.last].lower in _SPEECH:
            return True  # "wounding 21, officials said"
        gap = self.gap(phrase.last, self.ceiling)
        if self.ceiling >= len(self.words) or phrase.last > self.ceiling:
            return False
        if gap[:2] == [",", "including"] and "," in gap[2:]:  # "and several others, including an infant, were"
            gap = gap[gap.index(",", 2) + 1 :]
        return not gap or (bool(_BE & set(gap)) and all(word in _BEFORE_BARE for word in gap))

    def number_before(self) -> People | None:
        """Return the number without a noun right before the word of harm: "15 killed", "30 were wounded"."""
        for number in reversed(self.numbers):
            if number.last > self.trigger.first or number.first < self.floor:
                continue
            gap = self.gap(number.last, self.trigger.first)
            if len(gap) > _BEFORE_REACH or any(word not in _BEFORE_BARE for word in gap) or self._is_taken(number):
                return None
            return bare(self.words, number)
        return self._another_before()

    def _another_before(self) -> People | None:
        """Return "another" right before the word of harm: "one was killed and another injured"."""
        i = self.trigger.first - 1
        while i > self.floor and self.words[i].lower in _BEFORE_BARE:
            i -= 1
        if i <= self.floor or self.words[i].lower != "another":
            return None
        return People(first=i, last=i + 1, low=1, high=1, more=True, singular=True)

    def number_right_before(self) -> bool:
        """Say whether a number stands right before the word of harm and no people right behind: "16 killed and"."""
        before = any(number.last == self.trigger.first and not self._is_taken(number) for number in self.numbers)
        return before and not any(phrase.first == self.trigger.last and phrase.counted for phrase in self.people)

    def gap(self, first: int, last: int) -> list[str]:
        """Return the words between two indexes, in lower case."""
        return [word.lower for word in self.words[first:last]]

    def _stands_alone(self, number: Number, *, anywhere: bool) -> bool:
        if self._is_taken(number):
            return False
        start = self.trigger.last
        if not anywhere and number.first - start > _AT_ONCE and not leads_in(self.gap(start, number.first)):
            return False
        return number.last >= len(self.words) or self.words[number.last].lower in _AFTER_BARE

    def _is_taken(self, number: Number) -> bool:
        return any(phrase.first <= number.first < phrase.last for phrase in self.people)


def leads_in(gap: list[str]) -> bool:
    """Say whether words only lead in to a count: "a total of", "reportedly"."""
    return all(word in _LEAD_IN or word.endswith("ly") for word in gap)


def clause_start(words: tuple[Word, ...], end: int, floor: int) -> int:
    """Return the index of the first word of the clause that ends before ``end``."""
    for i in range(end - 1, floor - 1, -1):
        if words[i].lower in _BOUNDARIES and not _is_inside(words, i, end):
            return i + 1
    return floor


def _is_inside(words: tuple[Word, ...], i: int, end: int) -> bool:
    """Say whether a word that begins clauses does not do so here: "were reported killed", "two of which"."""
    word, before = words[i].lower, _past_adverbs(words, i - 1)
    if word == "reported" and before in _BE:
        return True
    if word in _OF_PEOPLE and end - i <= _AT_ONCE:
        return True
    if word == "reported" and before == "those":
        return True  # "among those reported to have died"
    if word == "that" and before not in _BEFORE_CONTENT:
        return True  # "the family that had been displaced"
    return word == "which" and before == "of"


def _past_adverbs(words: tuple[Word, ...], i: int) -> str:
    """Return the word at ``i``, or the one before the adverbs there: "was also initially"."""
    while i > 0 and (words[i].lower in _ADVERBS or words[i].lower.endswith("ly")):
        i -= 1
    return words[i].lower if i >= 0 else ""


def clause_end(words: tuple[Word, ...], start: int, ceiling: int) -> int:
    """Return the index after the last word of the clause that begins at ``start``."""
    return next((i for i in range(start, ceiling) if words[i].lower in _BOUNDARIES), ceiling)
