"""Reconciling over a case: the incidents of which something is new, one transaction and one Run each.

1  the people of each, whom a check looks for in other incidents too: these are reconciled as well where it changes
2  its tolls, checks, grades, by one policy and by the team's standards
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ledgerstone import codec, current, judging, nearby, reconciling, to_do
from ledgerstone.current import RECONCILING
from ledgerstone.joining import PEOPLE
from ledgerstone.linking import Change
from ledgerstone.reconciling import People
from ledgerstone.records import Assessment, Check, Claim, Incident, Link, Record, Run
from ledgerstone.store.store import Store

_AT_ONCE = 200  # incidents of one transaction, in the first step
_STATE = "position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What reconciling did: the incidents that it worked on, and how many records are new."""

    incidents: tuple[str, ...]
    added: int


def count(store: Store, *, by: str, policy: str, progress: Callable[[int, int], None]) -> Counted:
    """Reconcile whatever is new in a case.

    Args:
        store: the case.
        by: who does it.
        policy: the policy by which tolls are made.
        progress: told how many incidents are done, and how many there are.
    """
    to_do.catch_up(store)
    counting = _Counting(store, by=by, policy=policy)
    counting.look_at_people()
    waiting = to_do.waiting(store, RECONCILING)
    progress(0, len(waiting))
    for number, incident in enumerate(waiting, start=1):
        counting.reconcile(incident)
        progress(number, len(waiting))
    return Counted(incidents=tuple(waiting), added=counting.added)


class _Counting:
    def __init__(self, store: Store, *, by: str, policy: str) -> None:
        self._store = store
        self._by = by
        self._policy = policy
        self._standards = current.standards(store)
        self._within = current.within(store, self._standards)
        self._version = "+".join(filter(None, (reconciling.VERSION, policy, self._standards.version)))
        self._judged = nearby.judgements(store)
        self._laid_out: dict[str, Assessment | None] = {}
        self.added = 0
        self._start_anew_with_another_version()

    def look_at_people(self) -> None:
        """Note who was harmed in the incidents that changed, and who stands in others too."""
        while waiting := list(self._store.aid.first("dirty", PEOPLE, below=None, at_most=_AT_ONCE)):
            beside = self._beside(waiting)
            notes = [note for incident in (*waiting, *beside) for note in self._people(incident)]
            done = [Change("dirty", PEOPLE, incident, None) for incident in waiting]
            anew = [Change("dirty", RECONCILING, incident, "") for incident in (*waiting, *beside)]
            self._change([*notes, *anew, *done])

    def reconcile(self, incident: str) -> None:
        """Make the tolls, checks and grades of one incident."""
        each = self._lay_out(incident)
        self._laid_out.pop(incident, None)
        made: list[Record] = []
        if each is not None:
            made += (*each.tolls, *each.checks, *self._across(incident), *each.grades)
            made += (each.inclusion,) if each.inclusion else ()
        records = {codec.identify(record): record for record in made}
        run = Run(
            stage=RECONCILING,
            version=self._version,
            about=incident,
            made=tuple(records),
            at=datetime.now(UTC),
            by=self._by,
        )
        last = self._last(incident)
        as_before = last.made == run.made and last.version == run.version if last else not records
        done = Change("dirty", RECONCILING, incident, None)
        if as_before:
            self._change([done])
            return

        def done_meanwhile() -> bool:
            """Whether another process did the same since this one looked."""
            now = self._last(incident)
            return now is not None and (now.version, now.made) == (run.version, run.made)

        self.added += len(
            self._store.append(
                [*records.values(), run], action=RECONCILING, by=self._by, unless=done_meanwhile, noting=[done]
            )
        )

    def _last(self, incident: str) -> Run | None:
        runs = [run for run in self._store.records(Run, about=incident).values() if run.stage == RECONCILING]
        return runs[-1] if runs else None

    def _lay_out(self, incident: str) -> Assessment | None:
        if incident not in self._laid_out:
            now = nearby.read_incident(
                self._store, incident, standards=self._standards, within=self._within, judged=self._judged
            )
            made = nearby.lay_out_incident(now, incident, policy=self._policy)
            if len(self._laid_out) >= _AT_ONCE:
                return made
            self._laid_out[incident] = made
        return self._laid_out[incident]

    def _people(self, incident: str) -> Iterator[Change]:
        """Yield what changes of the people of an incident, and the incidents in which somebody of that name is."""
        each = self._lay_out(incident)
        root = self._root(incident)
        people = reconciling.people_of(each.victims) if each else {}
        rows = {key: json.dumps([root, *people[key]], ensure_ascii=False) for key in sorted(people)}
        before = self._store.aid.find("persons", [incident]).get(incident, {})
        changed = {key for key in {*rows, *before} if rows.get(key) != before.get(key)}
        others = self._store.aid.find("person", sorted(changed))
        yield from (Change("dirty", RECONCILING, other, "") for own in others.values() for other in own)
        for key in sorted(changed):
            yield Change("persons", incident, key, rows.get(key))
            yield Change("person", key, incident, rows.get(key))

    def _across(self, incident: str) -> Iterator[Check]:
        keys = self._store.aid.find("persons", [incident]).get(incident, {})
        seen: dict[Check, None] = {}
        for _, own in sorted(self._store.aid.find("person", list(keys)).items()):
            held = [_held(other, text) for other, text in sorted(own.items())]
            if found := reconciling.stands_in_several(held):
                seen[replace(found, incident=incident)] = None
        yield from seen

    def _beside(self, waiting: Sequence[str]) -> list[str]:
        """Return the incidents into which people took these, or to which they put claims of these."""
        into = judging.canonical(self._judged)
        found = {into[incident] for incident in waiting if incident in into}
        put = {each.claim: each.target for each in self._judged if each.judgement == "positive"}
        claims = current.of_type(self._store.get(put), Claim)
        made = nearby.links_of(self._store, {each.report for each in claims.values()}) if claims else {}
        for records in made.values():
            for each in current.of_type(records, Link).values():
                if each.target in waiting and each.claim in put:
                    found.add(put[each.claim])
        incidents = current.of_type(self._store.get(found), Incident)
        return sorted(incidents.keys() - set(waiting))

    def _root(self, incident: str) -> str:
        made = nearby.links_of(self._store, [incident]).get(incident, {})
        links = judging.overlay(current.of_type(made, Link).values(), self._judged)
        wholes = [each.target for each in links if (each.claim, each.relation) == (incident, "part_of")]
        return wholes[-1] if wholes else incident

    def _start_anew_with_another_version(self) -> None:
        """Put every incident on the list where another policy, another version or other standards made the tolls."""
        before = self._store.aid.find(_STATE, [RECONCILING]).get(RECONCILING, {})
        if [*before] == [self._version]:
            return
        every = self._store.aid.keys("founder")
        gone = [Change(_STATE, RECONCILING, old, None) for old in before]
        anew = [Change("dirty", RECONCILING, incident, "") for incident in every]
        self._change([*gone, *anew, Change(_STATE, RECONCILING, self._version, "")])

    def _change(self, changes: Sequence[Change]) -> None:
        self._store.aid.write(lambda: self._store.aid.change(changes))


def _held(incident: str, text: str) -> People:
    root, *views = json.loads(text)
    return People(incident=incident, root=root, views=tuple((name, tuple(claims)) for name, claims in views))
