"""The finding aid of an open case, and what it is made of: the records that came since it was last looked at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ledgerstone.store import finding_aid, rows
from ledgerstone.store.engine import Engine

_T = TypeVar("_T")


class Row(NamedTuple):
    """A record as its row has it, and its place in the chain."""

    entry: int
    place: int
    id: str
    kind: str
    text: str


class Aid:
    """The finding aid of an open case (``finding_aid.py``).

    Args:
        engine: the database.
        open_for_writing: called before the first change of it.
    """

    def __init__(self, engine: Engine, open_for_writing: Callable[[], None]) -> None:
        self._engine = engine
        self._open_for_writing = open_for_writing

    def find(self, shelf: str, keys: Iterable[str]) -> Mapping[str, dict[str, str]]:
        """Return the items under each key that has any, with their values."""
        wanted = list(keys)
        return self._engine.do(lambda: finding_aid.find(self._engine, shelf, wanted)) if wanted else {}

    def one(self, shelf: str, key: str, *, default: str) -> str:
        """Return the one item under a key."""
        return next(iter(self.find(shelf, [key]).get(key, {})), default)

    def first(self, shelf: str, key: str, *, below: str | None, at_most: int) -> Sequence[str]:
        """Return the first items under a key, sorted, all of them less than ``below``."""
        return self._engine.do(lambda: finding_aid.first(self._engine, shelf, key, below=below, at_most=at_most))

    def keys(self, shelf: str) -> Sequence[str]:
        """Return all keys of a shelf."""
        return self._engine.do(lambda: finding_aid.keys(self._engine, shelf))

    def without(self, shelf: str, *, lacking: str, item: str) -> list[str]:
        """Return the keys of a shelf under which another shelf has no such item, sorted by their own items."""
        return self._engine.do(lambda: finding_aid.without(self._engine, shelf, lacking=lacking, item=item))

    def originals_without(self, shelf: str, *, item: str) -> list[str]:
        """Return the SHA-256 of each original under which a shelf has no such item, in the order in which they came."""
        return self._engine.do(lambda: rows.originals_without(self._engine, shelf, item))

    def records_after(self, place: tuple[int, int], *, kinds: Sequence[str], at_most: int) -> list[Row]:
        """Return the next records of some kinds after a place in the chain."""
        found = self._engine.do(lambda: rows.of_kinds_after(self._engine, place, kinds, at_most=at_most))
        return [Row(*each) for each in found]

    def change(self, entries: Iterable[tuple[str, str, str, str | None]]) -> None:
        """Put items on shelves, and take off those whose value is None; within :meth:`write`."""
        self._engine.do(lambda: finding_aid.change(self._engine, entries))

    def clear(self, shelves: Iterable[str]) -> None:
        """Take everything off some shelves; within :meth:`write`."""
        self._engine.do(lambda: finding_aid.clear(self._engine, [*shelves]))

    def write(self, work: Callable[[], _T]) -> _T:
        """Do some work on it in one transaction, while nobody else writes."""
        self._open_for_writing()
        return self._engine.write(work)
