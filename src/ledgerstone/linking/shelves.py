"""What linking remembers, and what one run of it changes: an overlay over what is known, so that the stage stays pure.

Linking needs little of what is known: the tellings of the same days and area, the reports with the same words. It asks
for them by shelf and key, and whoever calls it (a case, or nobody) answers. Each answer is a small mapping.

    told      report              -> its tellings (by uid, which sorts them as they are placed)
    telling   uid                 -> the telling itself, as JSON        teller uid -> its report
    stand     block               -> tellings that stand there          look   block -> tellings that look there
    home      uid                 -> the telling that founded its incident, its founder
    member    founder             -> its tellings                       found  block of any day -> founders there
    incident  founder             -> the id of the incident             founder   incident -> founder
    within    founder             -> those of larger incidents          nested founder -> those of its parts
    sheet     report              -> its age, with the hashes of its words; sketch: hash -> ages
    root      report              -> it copies none                     rooted    hash -> ages of those
    copy      report              -> the report that it copies          copied    report -> its copies
    source    name of an origin   -> the id of the source               named     source -> name of its origin
    victim    victim              -> the incident of its family         people    incident -> victims of its family
    refused   claim, or incident  -> what a person said it is not of    removed   record -> a person rejected it
    held      claim               -> the incident that a person put it with; kept: incident -> report and claim

The last two lines are people's decisions, which the linker reads and never writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ledgerstone.records import Claim, Link, Report

Items = dict[str, str]

SHELVES = (
    "told", "telling", "teller", "stand", "look", "home", "member", "found", "incident", "founder", "within", "nested",
    "sheet", "sketch", "root", "rooted", "copy", "copied", "source", "named", "victim", "people",
)  # fmt: skip
"""The shelves that the linker fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The links that a report's claims had: to incidents, victims and sources, by the claim from which they lead.

    ``links`` are all of them, with those of the report itself, or of an incident, in their order.
    """

    homes: Mapping[str, Link] = field(default_factory=dict)
    people: Mapping[str, Link] = field(default_factory=dict)
    origins: Mapping[str, Link] = field(default_factory=dict)
    links: tuple[Link, ...] = ()


class Shelved(Protocol):
    """What lies on shelves."""

    def find(self, shelf: str, keys: Sequence[str], /) -> Mapping[str, Items]:
        """Return the items under each key that has any."""

    def first(self, shelf: str, key: str, *, below: str | None, at_most: int) -> Sequence[str]:
        """Return the first items under a key, sorted, all of them less than ``below``."""


class Known(Shelved, Protocol):
    """What was known before: what earlier runs put on the shelves, and the records that they worked on."""

    def reports(self, ids: Iterable[str]) -> Mapping[str, Report]:
        """Return the current reports of these ids."""

    def claims(self, reports: Iterable[str]) -> Mapping[str, Claim]:
        """Return the claims of these reports, as people decided them."""

    def links(self, reports: Iterable[str]) -> Mapping[str, Before]:
        """Return the links that the latest run made for each of these reports."""


class Change(NamedTuple):
    """One item put on a shelf, or taken off where its value is None."""

    shelf: str
    key: str
    item: str
    value: str | None


class Shelves:
    """What is known, with the changes of one run laid over it; :meth:`was` still tells what it was."""

    def __init__(self, known: Shelved) -> None:
        self._known = known
        self._was: dict[tuple[str, str], Items] = {}
        self._now: dict[tuple[str, str], Items] = {}
        self._changed: dict[tuple[str, str], dict[str, str | None]] = {}

    def load(self, shelf: str, keys: Iterable[str]) -> None:
        """Ask for several keys at once, for those that follow to be quick."""
        wanted = [key for key in dict.fromkeys(keys) if (shelf, key) not in self._was]
        if wanted:
            found = self._known.find(shelf, wanted)
            for key in wanted:
                self._was[shelf, key] = found.get(key, {})

    def was(self, shelf: str, key: str) -> Mapping[str, str]:
        """Return the items under a key as they were before this run."""
        if (shelf, key) not in self._was:
            self.load(shelf, [key])
        return self._was[shelf, key]

    def get(self, shelf: str, key: str) -> Mapping[str, str]:
        """Return the items under a key."""
        now = self._now.get((shelf, key))
        if now is None:
            was = self.was(shelf, key)
            changed = self._changed.get((shelf, key))
            if not changed:
                return was
            merged = {**was, **changed}
            now = {item: value for item, value in merged.items() if value is not None}
            self._now[shelf, key] = now
        return now

    def one(self, shelf: str, key: str) -> str | None:
        """Return the one item under a key, or None."""
        return next(iter(self.get(shelf, key)), None)

    def first(self, shelf: str, key: str, *, below: str | None = None, at_most: int) -> list[str]:
        """Return the first items under a key, sorted, all of them less than ``below``."""
        changed = self._changed.get((shelf, key), {})
        if (shelf, key) in self._was:
            items = self.get(shelf, key)
        else:
            gone = sum(value is None for value in changed.values())
            found = self._known.first(shelf, key, below=below, at_most=at_most + gone)
            added = (item for item, value in changed.items() if value is not None)
            items = dict.fromkeys((*(item for item in found if item not in changed), *added), "")
        return sorted(item for item in items if below is None or item < below)[:at_most]

    def put(self, shelf: str, key: str, item: str, value: str = "") -> None:
        """Put an item under a key."""
        self._change(shelf, key, item, value)

    def drop(self, shelf: str, key: str, item: str) -> None:
        """Take an item away."""
        self._change(shelf, key, item, None)

    def set_one(self, shelf: str, key: str, item: str, value: str = "") -> None:
        """Put an item under a key, in place of what is there."""
        for other in [*self.get(shelf, key)]:
            if other != item:
                self.drop(shelf, key, other)
        self.put(shelf, key, item, value)

    def changes(self) -> list[Change]:
        """Return what this run changed, in a fixed order."""
        return [
            Change(shelf, key, item, value)
            for (shelf, key), items in sorted(self._changed.items())
            for item, value in sorted(items.items())
        ]

    def _change(self, shelf: str, key: str, item: str, value: str | None) -> None:
        self._changed.setdefault((shelf, key), {})[item] = value
        now = self._now.get((shelf, key))
        if now is None:
            return
        if value is None:
            now.pop(item, None)
        else:
            now[item] = value


class Nothing:
    """Nothing is known: reports that no case holds."""

    def find(self, shelf: str, keys: Sequence[str]) -> Mapping[str, Items]:
        """Return nothing."""
        del shelf, keys
        return {}

    def first(self, shelf: str, key: str, *, below: str | None, at_most: int) -> Sequence[str]:
        """Return nothing."""
        del shelf, key, below, at_most
        return ()

    def reports(self, ids: Iterable[str]) -> Mapping[str, Report]:
        """Return nothing."""
        del ids
        return {}

    def claims(self, reports: Iterable[str]) -> Mapping[str, Claim]:
        """Return nothing."""
        del reports
        return {}

    def links(self, reports: Iterable[str]) -> Mapping[str, Before]:
        """Return nothing."""
        del reports
        return {}
