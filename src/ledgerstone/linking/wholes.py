"""Step 4, across reports: which incidents are part of a larger one, for those near to what changed."""

import json
from collections.abc import Iterable, Iterator, Mapping

from ledgerstone.linking import nesting
from ledgerstone.linking.blocking import is_of_any_day
from ledgerstone.linking.entries import INSIDE, Entries
from ledgerstone.linking.incidents import COMPARED, Settled
from ledgerstone.linking.profiles import Telling, is_fine
from ledgerstone.linking.shelves import Shelves
from ledgerstone.records import Because

Wholes = Mapping[str, tuple[Because, ...]]
_TOLD = (Because(feature="report", values="told as part of the other", weight=1.0),)


class Nesting:
    """Finds the larger incidents that one is part of.

    A report can tell one as part of another; where none does, it is part of the one with the largest figure in whose
    days and scene it lies.
    """

    def __init__(self, shelves: Shelves, entries: Entries) -> None:
        self._shelves = shelves
        self._entries = entries
        self._first: dict[str, list[Telling]] = {}
        self._said: dict[str, frozenset[str]] = {}

    def settle(self, settled: Settled) -> dict[str, Wholes]:
        """Return the larger incidents of each that may be part of others than before, all of them by their founders."""
        changed = settled.founders
        near = {*changed}
        blocks = [block for block in sorted(settled.blocks) if not is_of_any_day(block)]
        self._shelves.load("look", blocks)
        lookers = sorted({uid for block in blocks for uid in self._shelves.get("look", block)})
        self._shelves.load("home", lookers)
        near |= {home for uid in lookers if (home := self._shelves.one("home", uid))}
        for founder in changed:
            near |= set(self._shelves.get("nested", founder))
        found: dict[str, Wholes] = {}
        for founder in sorted(near):
            if founder in changed or self._is_concerned(founder, changed):
                found[founder] = self._wholes(founder) if self._shelves.get("member", founder) else {}
                self._keep(founder, found[founder])
        return found

    def _is_concerned(self, founder: str, changed: Iterable[str]) -> bool:
        if any(whole in changed for whole in self._shelves.get("within", founder)):
            return True
        ours = self._tellings(founder)
        if not any(is_fine(telling.scene) for telling in ours):
            return False
        return any(nesting.within(ours, self._tellings(other)) for other in changed)

    def _wholes(self, founder: str) -> Wholes:
        said = self._told_within(founder)
        if said:
            return {
                whole: _TOLD for whole in sorted(said) if founder not in self._told_within(whole) or founder < whole
            }
        ours = self._tellings(founder)
        found = []
        for other in sorted(self._near(founder)):
            lies = nesting.within(ours, self._tellings(other))
            if lies and founder not in self._told_within(other) and not self._is_first_of_both(other, founder):
                found.append((lies[0], other, lies[1]))
        if not found:
            return {}
        _, whole, because = min(found, key=lambda item: (-item[0], item[1]))
        return {whole: because}

    def _is_first_of_both(self, other: str, founder: str) -> bool:
        """Say whether each lies in the other, and the other comes first: then it is the part."""
        return other < founder and nesting.within(self._tellings(other), self._tellings(founder)) is not None

    def _near(self, founder: str) -> set[str]:
        looks = [
            look
            for uid in self._uids(founder)
            if is_fine(self._entries[uid].telling.scene)
            for look in self._entries[uid].looks
        ]
        looks = [block for block in looks if not is_of_any_day(block)]
        self._shelves.load("stand", looks)
        uids = {uid for block in looks for uid in self._shelves.get("stand", block)}
        self._shelves.load("home", sorted(uids))
        return {home for uid in uids if (home := self._shelves.one("home", uid))} - {founder}

    def _told_within(self, founder: str) -> frozenset[str]:
        """Return the incidents as part of which a report tells this one."""
        if founder not in self._said:
            self._said[founder] = frozenset(self._read_told_within(founder)) - {founder}
        return self._said[founder]

    def _read_told_within(self, founder: str) -> Iterator[str]:
        for uid, marks in self._shelves.get("member", founder).items():
            if INSIDE in marks:
                telling = self._entries[uid].telling
                for other in self._shelves.get("told", telling.report):
                    home = self._shelves.one("home", other)
                    if home and self._entries[other].telling.index == telling.inside:
                        yield home

    def _tellings(self, founder: str) -> list[Telling]:
        if founder not in self._first:
            self._first[founder] = [self._entries[uid].telling for uid in self._uids(founder)]
        return self._first[founder]

    def _uids(self, founder: str) -> list[str]:
        uids = sorted(self._shelves.get("member", founder))[:COMPARED]
        self._entries.load(uids)
        return uids

    def _keep(self, founder: str, wholes: Wholes) -> None:
        for whole in [*self._shelves.get("within", founder)]:
            if whole not in wholes:
                self._shelves.drop("within", founder, whole)
                self._shelves.drop("nested", whole, founder)
        for whole, because in wholes.items():
            said = json.dumps([[each.feature, each.values, each.weight] for each in because], ensure_ascii=False)
            self._shelves.put("within", founder, whole, said)
            self._shelves.put("nested", whole, founder)
