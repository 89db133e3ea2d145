"""Figures: what claims come to as numbers, one claim or a sum of several that the text adds up itself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ledgerstone import vocabulary
from ledgerstone.reconciling.gathering import Told

_QUOTES = re.compile("[“”‘’\"']")  # "a number” of" is the word too
_BARE = "plural"
_BARE_WORDS = frozenset({_BARE, "casualties", "family"})
ADDED = frozenset({"in_addition", "increment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of people that one source stands for; the first claim is its head, the others were added to it.

    ``low`` None is "up to"; ``high`` None is open.
    """

    told: tuple[Told, ...]
    low: int | None
    high: int | None

    @property
    def head(self) -> Told:
        """Return the claim whose source stands for the figure."""
        return self.told[0]

    @property
    def least(self) -> int:
        """Return the least number that the figure can be read as."""
        return self.low if self.low is not None else self.high or 0

    @property
    def words(self) -> str:
        """Return the figure in words."""
        if self.low is not None and self.high is None:
            return f"at least {self.low}"
        if self.low is None:
            return f"up to {self.high}"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


def states_number(told: Told) -> bool:
    """Say whether the claim gives a number, not only a word for one."""
    count = told.claim.count
    return count is not None and (count.low is not None or count.high is not None)


def bounds(told: Told) -> tuple[int | None, int | None]:
    """Return the low and high number of a claim that states one."""
    count = told.claim.count
    return (count.low, count.high) if count else (None, None)


def figure(head: Told, added: Sequence[Told] = ()) -> Figure:
    """Return the figure of a claim and of those that the text adds to it."""
    low, high = bounds(head)
    for each in added:
        more_low, more_high = bounds(each)
        low = None if low is None else low + (more_low if more_low is not None else 0)
        high = None if high is None or more_high is None else high + more_high
    return Figure(told=(head, *added), low=low, high=high)


def with_added(heads: Sequence[Told], added: Iterable[Told]) -> tuple[list[Figure], list[Told]]:
    """Return a figure for each head with all that is said to come to it, and the additions to nothing known."""
    onto: dict[str, list[Told]] = defaultdict(list)
    rest = list(added)
    home = {head.id: head.id for head in heads}
    moved = True
    while moved and rest:  # an addition may be to another addition
        moved = False
        for each in list(rest):
            if each.claim.of in home:
                home[each.id] = home[each.claim.of]
                onto[home[each.id]].append(each)
                rest.remove(each)
                moved = True
    return [figure(head, onto[head.id]) for head in heads], rest


def replaced(figures: Iterable[Figure]) -> dict[str, Figure]:
    """Return, by the id of its head, the later figure of the same office that takes each one's place.

    Later is by the day of publication, or by the text's own word ("has risen to"), which names the earlier figure.
    Reports without a date cannot be put in order, so their figures stand side by side.
    """
    by_source: dict[str, list[Figure]] = defaultdict(list)
    figures = list(figures)
    for each in figures:
        by_source[each.head.source].append(each)
    taken: dict[str, Figure] = {}
    for group in by_source.values():
        said = [each for each in group if each.head.said is not None]
        last = max((each.head.said for each in said if each.head.said), default=None)
        newest = [each for each in said if each.head.said == last]
        for each in said:
            if each.head.said != last and (each.low, each.high) not in {(new.low, new.high) for new in newest}:
                taken[each.head.id] = newest[-1]
    return taken | _said_so(figures)


def _said_so(figures: Sequence[Figure]) -> dict[str, Figure]:
    by_head = {each.head.id: each for each in figures}
    taken: dict[str, Figure] = {}
    for each in figures:
        earlier = by_head.get(each.head.claim.of or "")
        if each.head.claim.relation == "running_total" and earlier and earlier.head.id != each.head.id:
            taken[earlier.head.id] = each
    return {head: new for head, new in taken.items() if not _circular(head, taken)}


def _circular(head: str, taken: Mapping[str, Figure]) -> bool:
    seen = {head}
    while head in taken:
        head = taken[head].head.id
        if head in seen:
            return True
        seen.add(head)
    return False


def last_said(told: Iterable[Told]) -> date | None:
    """Return the last day on which one of the claims was published."""
    return max((each.said for each in told if each.said), default=None)


@cache
def _words(column: str) -> Mapping[str, tuple[int, int | None]]:
    rows = vocabulary.read("vague_counts.yaml")["words"]
    read = {word: row[column] for word, row in rows.items()}
    return {word: (said, None) if isinstance(said, int) else (said[0], said[1]) for word, said in read.items()}


@cache
def _any_word() -> re.Pattern[str]:
    words = sorted(set(_words("stated")) - _BARE_WORDS, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def word_in(told: Told) -> str | None:
    """Return the word for a number in a claim that states none ("dozens"); None for a bare plural, or no count."""
    found = _any_word().search(_QUOTES.sub("", told.claim.count.wording)) if told.claim.count else None
    return found[0].casefold() if found else None


def read_word(told: Told, *, column: str) -> tuple[int, int | None] | None:
    """Return what a policy reads in a word for a number ("dozens"), from its column of the vocabulary file.

    The high is None where the column gives only the least. A bare plural is read by the entry "plural". None where the
    claim has no count at all.
    """
    return _words(column)[word_in(told) or _BARE] if told.claim.count else None


def states_range(told: Told, *, column: str) -> bool:
    """Say whether the word for a number in a claim is read as a range ("dozens" as 12 to 24)."""
    word = word_in(told)
    return word is not None and _words(column)[word][1] is not None
