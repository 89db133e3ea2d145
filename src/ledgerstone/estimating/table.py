"""Who stands on which lists, as counts of capture patterns.

Every estimator takes a CaptureTable and costs what its patterns cost, never what its people cost.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ledgerstone.errors import BadTable

MOST_LISTS = 35
MOST_PEOPLE = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTable:
    """Counts of people by the lists on which they stand.

    Attributes:
        lists: names of the J lists, each once.
        patterns: the observed capture patterns as bit masks, ascending; bit j stands for lists[j]. Never 0.
        counts: distinct people of each pattern, each at least 1.
        scope: what is counted: period, place, kind of harm.
        made_from: pairs (list, list that it was copied or compiled from), where the user knows of it.

    Raises:
        BadTable: a name twice, a pattern of no list or outside the lists, a count that is no positive whole number.
    """

    lists: tuple[str, ...]
    patterns: tuple[int, ...]
    counts: tuple[int, ...]
    scope: str = ""
    made_from: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        _check_names(self.lists)
        if len(self.patterns) != len(self.counts):
            raise BadTable("There are not as many counts as patterns.", do="Give each pattern one count.")
        if list(self.patterns) != sorted(set(self.patterns)):
            raise BadTable("The patterns are not ascending and distinct.", do="Build the table with from_counts.")
        if self.patterns and not 0 < self.patterns[0] <= self.patterns[-1] < 1 << len(self.lists):
            raise BadTable("A pattern names no list, or one that the table lacks.", do="Give 1 to 2^J - 1.")
        if any(not isinstance(count, int) or count < 1 for count in self.counts):
            raise BadTable("A count is no positive whole number.", do="Leave out patterns that nobody has.")
        _check_sizes(len(self.lists), sum(self.counts))
        for child, parent in self.made_from:
            _check_known(self.lists, (child, parent))

    @classmethod
    def from_counts(
        cls,
        counts: Mapping[Sequence[int], int] | Iterable[tuple[Sequence[int], int]],
        *,
        lists: Sequence[str],
        scope: str = "",
        made_from: Iterable[tuple[str, str]] = (),
    ) -> Self:
        """Build from (0/1 for each list) -> people. Patterns with count 0 are dropped.

        Raises:
            BadTable: a pattern twice, of all zeros, of another length or with other values; a bad count.
        """
        rows = counts.items() if isinstance(counts, Mapping) else counts
        tally: dict[int, int] = {}
        for row, (pattern, count) in enumerate(rows, start=1):
            mask = _mask(pattern, lists, row)
            if mask in tally:
                names = " + ".join(_names(mask, lists))
                raise BadTable(f"Row {row}: the pattern {names} stands twice.", do="Add its counts into one row.")
            tally[mask] = _whole(count, row)
        return cls._of(tally, lists, scope, made_from)

    @classmethod
    def from_people(
        cls,
        people: Iterable[Sequence[int]],
        *,
        lists: Sequence[str],
        scope: str = "",
        made_from: Iterable[tuple[str, str]] = (),
    ) -> Self:
        """Build from one row a person, 0/1 for each list; every person stands on at least one list."""
        tally = Counter(_mask(person, lists, row) for row, person in enumerate(people, start=1))
        return cls._of(tally, lists, scope, made_from)

    @classmethod
    def from_memberships(
        cls, memberships: Iterable[Collection[str]], *, lists: Sequence[str] | None = None, scope: str = ""
    ) -> Self:
        """Build from the lists on which each linked victim stands: a set of names a victim.

        `lists` fixes names and order; without it every name that occurs is a list, in alphabetical order. With it,
        memberships in other lists are left out, and so are victims who then stand on none.
        """
        held = [frozenset(membership) for membership in memberships]
        names = tuple(lists) if lists is not None else tuple(sorted(frozenset().union(*held)))
        place = {name: j for j, name in enumerate(names)}
        masks = (sum(1 << place[name] for name in membership if name in place) for membership in held)
        return cls._of(Counter(mask for mask in masks if mask), names, scope, ())

    @classmethod
    def _of(
        cls, tally: Mapping[int, int], lists: Sequence[str], scope: str, made_from: Iterable[tuple[str, str]]
    ) -> Self:
        kept = sorted(mask for mask, count in tally.items() if count > 0)
        return cls(
            lists=tuple(lists),
            patterns=tuple(kept),
            counts=tuple(int(tally[mask]) for mask in kept),
            scope=scope,
            made_from=tuple(made_from),
        )

    @property
    def people(self) -> int:
        """Distinct people on at least one list (n)."""
        return sum(self.counts)

    @property
    def matrix(self) -> NDArray[np.int64]:
        """The patterns as rows of 0/1, shape (M, J)."""
        masks = np.array(self.patterns, dtype=np.int64)[:, None]
        return (masks >> np.arange(len(self.lists), dtype=np.int64)) & 1

    @property
    def cells(self) -> NDArray[np.int64]:
        """People in each of the 2^J cells by mask, cell 0 (on no list, unknown) held at 0."""
        cells = np.zeros(1 << len(self.lists), dtype=np.int64)
        cells[list(self.patterns)] = self.counts
        return cells

    @property
    def sizes(self) -> tuple[int, ...]:
        """People on each list (n_j)."""
        return tuple(self.on(1 << j) for j in range(len(self.lists)))

    def on(self, mask: int) -> int:
        """People who stand on every list of `mask`."""
        return sum(c for p, c in zip(self.patterns, self.counts, strict=True) if p & mask == mask)

    def caught(self, times: int) -> int:
        """People on exactly `times` lists (f_k)."""
        return sum(c for p, c in zip(self.patterns, self.counts, strict=True) if p.bit_count() == times)

    def merge(self, names: Sequence[str], *, into: str) -> Self:
        """Make one list of several: a person stands on it who stands on any of them."""
        _check_known(self.lists, names)
        merged = sum(1 << self.lists.index(name) for name in set(names))
        keep = [j for j in range(len(self.lists)) if not merged >> j & 1]
        tally: Counter[int] = Counter()
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            tally[_project(pattern, keep) | (bool(pattern & merged) << len(keep))] += count
        return self._of(tally, [*(self.lists[j] for j in keep), into], self.scope, self._origins(names))

    def drop(self, *names: str) -> Self:
        """Leave lists out; people who stood on these alone go with them."""
        _check_known(self.lists, names)
        keep = [j for j, name in enumerate(self.lists) if name not in names]
        tally: Counter[int] = Counter()
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            tally[_project(pattern, keep)] += count
        del tally[0]
        return self._of(tally, [self.lists[j] for j in keep], self.scope, self._origins(names))

    def _origins(self, gone: Sequence[str]) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in self.made_from if not set(pair) & set(gone))


def _project(pattern: int, keep: Sequence[int]) -> int:
    return sum((pattern >> j & 1) << place for place, j in enumerate(keep))


def _names(mask: int, lists: Sequence[str]) -> list[str]:
    return [name for j, name in enumerate(lists) if mask >> j & 1]


def _mask(pattern: Sequence[int], lists: Sequence[str], row: int) -> int:
    if len(pattern) != len(lists):
        raise BadTable(f"Row {row} has {len(pattern)} values for {len(lists)} lists.", do="Give 0 or 1 for each list.")
    mask = 0
    for j, value in enumerate(pattern):
        if value not in (0, 1):
            what = f"Row {row}, column {lists[j]!r}: {value!r} is neither 0 nor 1."
            raise BadTable(what, do="Write 1 where the person is on the list and 0 where not; NaN is neither.")
        mask |= int(value) << j
    if not mask:
        what = f"Row {row} is on no list: {', '.join(lists)} are all 0."
        raise BadTable(what, do="Leave it out; the number of people on no list is what is to be estimated.")
    return mask


def _whole(count: object, row: int) -> int:
    if isinstance(count, (int, float, np.integer, np.floating)) and float(count).is_integer() and count >= 0:
        return int(count)
    raise BadTable(f"Row {row}, column 'count': {count!r} is no whole number of people.", do="Give 0, 1, 2, ...")


def _check_names(lists: Sequence[str]) -> None:
    for name in lists:
        if not name.strip():
            raise BadTable("A list has no name.", do="Name every list.")
        if lists.count(name) > 1:
            raise BadTable(f"Two lists are called {name!r}.", do="Give each list its own name.")


def _check_sizes(lists: int, people: int) -> None:
    if lists > MOST_LISTS:
        raise BadTable(f"There are {lists} lists; at most {MOST_LISTS} are taken.", do="Merge or drop small lists.")
    if people > MOST_PEOPLE:
        what = f"The column 'count' adds up to {people:,} people; at most {MOST_PEOPLE:,} are taken."
        raise BadTable(what, do="Check that counts are of people, and stratify by place or period.")


def _check_known(lists: Sequence[str], names: Iterable[str]) -> None:
    for name in names:
        if name not in lists:
            raise BadTable(f"There is no list {name!r}.", do=f"The lists are {', '.join(lists)}.")
