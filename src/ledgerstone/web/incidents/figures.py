"""The figures of an incident, beside what another policy, or leaving claims out, would make of them.

Nothing is recorded by looking: the incident is laid out once more without those claims.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ledgerstone import vocabulary
from ledgerstone.records import Assessment, Toll
from ledgerstone.releasing.bars import Bar, bar, top_of
from ledgerstone.releasing.wording import range_words, toll_words

_ORDER = [code.name for code in vocabulary.code_list("harm").codes]  # the killed first


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as it would be, with what it is now where that differs; either is None where there is none."""

    name: str
    main: bool
    toll: Toll | None
    words: str
    bar: Bar | None
    now: str | None

    @property
    def sources(self) -> tuple[int, int]:
        """How many independent sources it rests on, low and high."""
        return (self.toll.independent_low, self.toll.independent_high) if self.toll else (0, 0)

    @property
    def changed(self) -> bool:
        """Whether it is otherwise than what counts now."""
        return self.now is not None


def figures(now: Assessment, would_be: Assessment | None) -> tuple[Figure, ...]:
    """Return the figures of an incident as they would be; None is an incident of which nothing is left."""
    before = {_key(toll): toll for toll in now.tolls}
    after = {_key(toll): toll for toll in would_be.tolls} if would_be else {}
    scale = top_of((*now.tolls, *after.values()))
    keys = sorted(dict.fromkeys((*after, *before)), key=lambda key: (_ORDER.index(key[0]), key[1:]))
    return tuple(_figure(before.get(key), after.get(key), scale) for key in keys)


def _figure(before: Toll | None, after: Toll | None, scale: int) -> Figure:
    either = after or before
    if either is None:
        raise ValueError("a figure is one of two")
    was, words = _words(before), _words(after)
    return Figure(
        name=toll_words(either),
        main=either.status is None and either.group is None,
        toll=after,
        words=words,
        bar=bar(after, top=scale) if after else None,
        now=was if (was, _numbers(before)) != (words, _numbers(after)) else None,
    )


def _key(toll: Toll) -> tuple[str, str, str]:
    return toll.harm, toll.status or "", toll.group or ""


def _words(toll: Toll | None) -> str:
    return range_words(toll.low, toll.high) if toll else ""


def _numbers(toll: Toll | None) -> Sequence[int | None]:
    return (toll.low, toll.best, toll.high) if toll else ()
