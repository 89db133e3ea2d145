"""Which record names which: read off their canonical JSON, so that a new kind of record is seen without a word here."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ledgerstone.records import Record

# A whole string of JSON that is a SHA-256. One inside a longer text, such as a report's, stands between other letters
# or escaped quotes, and names nothing.
_NAME = re.compile(r'(?<!\\)"([0-9a-f]{64})"')


class Row(NamedTuple):
    """A record as the store keeps it: its id, its kind, its canonical JSON."""

    id: str
    kind: str
    text: str


Rows = Callable[[], Iterable[Row]]
Get = Callable[[Iterable[str]], Mapping[str, Record]]


class Graph:
    """The kind of each record by its id, in the order in which they came, what each names, and who names what."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.kinds: dict[str, str] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        self.callers: dict[str, list[str]] = defaultdict(list)
        for id_, kind, text in rows:
            self.kinds[id_] = kind
            self.names[id_] = tuple(dict.fromkeys(_NAME.findall(text)))
            for name in self.names[id_]:
                self.callers[name].append(id_)

    def called(self, id_: str) -> tuple[str, ...]:
        """Return how others call a record: by its id, an original by its SHA-256 too."""
        return (id_, *self.names[id_]) if self.kinds[id_] == "original" else (id_,)

    def naming(self, id_: str) -> list[str]:
        """Return the ids of the records that name one."""
        return [caller for name in self.called(id_) for caller in self.callers.get(name, ()) if caller != id_]


def renamed(text: str, became: dict[str, str]) -> str:
    """Return canonical JSON in which each name that became another is that other."""
    return _NAME.sub(lambda found: f'"{became.get(found[1], found[1])}"', text)
