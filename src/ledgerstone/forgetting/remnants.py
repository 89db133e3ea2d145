"""The words of what goes: which of them nothing else says, and where the others are still said."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledgerstone import codec
from ledgerstone.forgetting.graph import Get, Graph, Row, Rows
from ledgerstone.forgetting.resting import Rest
from ledgerstone.records import Claim, Link

_DERIVED = {
    "toll",
    "check",
    "grade",
    "inclusion",
}  # made anew by the next run, so that they can go where they say too much
_BELOW = {"claim", "link", *_DERIVED}  # what rests on a report, which is named itself
_WORDS = {"text", "wording", "name", "via", "kin", "occupation", "aliases", "title", "publisher"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remnant:
    """A record that stays and says the same: its id, its kind, the original it was read from, and what it says."""

    id: str
    kind: str
    original: str | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What only the records that go say (escaped as in JSON), people's names in them, and copies of their text.

    ``derived`` are the ids of tolls, checks and grades that tell of it, and go too.
    """

    only: tuple[str, ...]
    names: tuple[str, ...]
    copies: frozenset[str]
    derived: frozenset[str]

    def tells(self, text: str) -> bool:
        """Say whether a text holds words that only the records that go say."""
        return any(word in escaped(text) for word in self.only)


def only_said_there(graph: Graph, rest: Rest, *, rows: Rows, get: Get) -> Said:
    """Gather the words of what goes; those that a report which stays says as well are no secret of what goes."""
    going = get(id_ for id_ in rest.gone if graph.kinds[id_] in {"claim", "report", "link"})
    words = {word for each in going.values() if isinstance(each, Claim) for word in _words(codec.to_json(each))}
    names = {
        name.text for each in going.values() if isinstance(each, Claim) and each.person for name in each.person.names
    }
    written = {word: escaped(word) for word in sorted(words)}
    for _, kind, text in _staying(rows, rest.gone):
        if kind == "report":
            written = {word: stands for word, stands in written.items() if not _alone(stands).search(text)}
    only = tuple(written.values())
    derived = {
        id_ for id_, kind, text in _staying(rows, rest.gone) if kind in _DERIVED and any(word in text for word in only)
    }
    copies = {
        end
        for each in going.values()
        if isinstance(each, Link) and each.relation == "copy_of"
        for end in (each.claim, each.target)
    }
    return Said(
        only=only,
        names=tuple(sorted(names)),
        copies=frozenset(copies - rest.gone),
        derived=frozenset(derived),
    )


def remnants(rows: Rows, said: Said, *, gone: set[str]) -> tuple[Remnant, ...]:
    """Return what stays and names the same people, or has nearly the same text."""
    patterns = {name: _alone(escaped(name)) for name in said.names}
    found = []
    for id_, kind, text in _staying(rows, gone):
        if kind in _BELOW:
            continue
        says = [name for name, pattern in patterns.items() if pattern.search(text)]
        says += ["nearly the same text"] if id_ in said.copies else []
        if says:
            original = json.loads(text).get("original")
            found.append(Remnant(id=id_, kind=kind, original=original, says=", ".join(says)))
    return tuple(found)


def _staying(rows: Rows, gone: set[str]) -> Iterator[Row]:
    return (row for row in rows() if row.id not in gone)


def _words(tree: Any, key: str = "") -> Iterator[str]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from _words(value, name)
    elif isinstance(tree, list):
        for value in tree:
            yield from _words(value, key)
    elif isinstance(tree, str) and key in _WORDS and any(letter.isalpha() for letter in tree):
        yield tree


def _alone(words: str) -> re.Pattern[str]:
    """Return a pattern that finds words which stand alone: "Ana" is not said by "Anatoly"."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def escaped(word: str) -> str:
    """Return a word as it stands within canonical JSON."""
    return json.dumps(word, ensure_ascii=False)[1:-1]
