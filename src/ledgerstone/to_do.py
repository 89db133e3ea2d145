"""What a case still has to do, found without reading the rest of it.

The finding aid follows the records: :func:`catch_up` reads those that came since it was last there, and nothing else.
These are the shelves that it fills, beside those of the linker (``linking/shelves.py``), which the pipeline fills:

    run STAGE   input               -> version of its latest run, with the run's id
    report      current report      -> its place among the others, with the place that it has in its original
    read        original            -> its current reports           place     place -> its current reports
    decision    place               -> reviews of claims there       problems  all -> runs that had some
    problem     stage and code      -> inputs that had it
    dirty       linking             -> places of which something is new
                people, reconciling -> incidents of which something is new
    judged      all                 -> reviews of links that people made
    removed, refused, held, kept: what people decided of other records
    position    records             -> how far it has followed; linking, reconciling -> by which version
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ledgerstone import current, judging, reading
from ledgerstone.current import COLUMNS, EXTRACTION, QUOTING, READING
from ledgerstone.linking.shelves import Shelves
from ledgerstone.records import Claim, Incident, Link, Original, Problem, Report, Run, Source, Victim
from ledgerstone.store.aid import Row
from ledgerstone.store.store import Store

_AT_ONCE = 5000  # records of one step
ALL = "all"


def catch_up(store: Store) -> None:
    """Bring the finding aid up to the newest record."""
    while store.aid.write(partial(_step, store)):
        pass


def to_read(store: Store, *, again: Iterable[str]) -> list[tuple[Original, str]]:
    """Return the originals that the current reader has not read, each with the version with which it is to be.

    Args:
        store: the case.
        again: codes of problems after which one is read once more.
    """
    own = set(store.settings.gazetteers)
    waiting = dict.fromkeys(store.aid.originals_without(f"run {READING}", item=reading.VERSION))
    problems = store.aid.find("problem", [f"{READING} {code}" for code in again])
    retried = dict.fromkeys(about for abouts in problems.values() for about in abouts)
    versions = current.reading_versions(store, [*waiting, *retried])
    done = store.aid.find(f"run {READING}", [*versions])
    wanted = [
        sha256
        for sha256, version in versions.items()
        if sha256 not in own and (sha256 in retried or version not in done.get(sha256, {}))
    ]
    originals = store.about_any(Original, wanted).values()
    return [(each, versions[each.sha256]) for each in originals if each.media_type != COLUMNS]


def to_search(store: Store, version: str, *, again: Iterable[str]) -> list[str]:
    """Return the current reports that the current extractor has not searched.

    Args:
        store: the case.
        version: of the extractor.
        again: codes of problems after which one is searched once more.
    """
    waiting = store.aid.without("report", lacking=f"run {EXTRACTION}", item=version)
    problems = store.aid.find("problem", [f"{EXTRACTION} {code}" for code in again])
    retried = {about for abouts in problems.values() for about in abouts} - {*waiting}
    return [*waiting, *sorted(store.aid.find("report", sorted(retried)))]


def problems(store: Store) -> tuple[Problem, ...]:
    """Return the problems of the current runs."""
    held = store.aid.find("problems", [ALL]).get(ALL, {})
    searched = [item.split(" ", 1)[1] for item in held if item.split(" ")[0] in {EXTRACTION, QUOTING}]
    live = store.aid.find("report", searched)
    stages = {"capturing": 0, READING: 1, EXTRACTION: 2, QUOTING: 3}
    counted = [
        (stages[stage], run)
        for stage, about, run in ((*item.split(" ", 1), run) for item, run in held.items())
        if stage in stages and (stage not in {EXTRACTION, QUOTING} or about in live)
    ]
    runs = store.get(run for _, run in sorted(counted))
    return tuple(problem for run in runs.values() if isinstance(run, Run) for problem in run.problems)


def _step(store: Store) -> bool:
    """Follow some records; called within a transaction. Say whether there may be more."""
    entry, place = map(int, store.aid.one("position", "records", default="0 -1").split())
    rows = store.aid.records_after((entry, place), kinds=("run", "review"), at_most=_AT_ONCE)
    if not rows:
        return False
    follower = _Follower(store)
    for row in rows:
        follower.follow(row)
    last = rows[-1]
    follower.shelves.set_one("position", "records", f"{last.entry} {last.place}")
    store.aid.change(follower.shelves.changes())
    return len(rows) == _AT_ONCE


class _Follower:
    """Notes what some records change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.shelves = Shelves(store.aid)

    def follow(self, row: Row) -> None:
        tree = json.loads(row.text)
        if row.kind == "run":
            self._follow_run(row, tree)
        elif tree.get("anchor"):
            place = place_of(tree["anchor"]["original"], tree["anchor"].get("part"))
            self.shelves.put("decision", place, f"{row.entry:012}{row.place:06}", row.id)
            self._dirty(place)
        else:
            self._follow_decision(row, tree)

    def _follow_run(self, row: Row, tree: dict[str, Any]) -> None:
        stage, about = tree["stage"], tree["about"]
        self.shelves.set_one(f"run {stage}", about, tree["version"], row.id)
        codes = {problem["code"] for problem in tree.get("problems", ())}
        self._note_problems(stage, about, row.id, codes)
        if stage == READING:
            self._follow_reading(row, about, tree.get("made", ()))
        elif stage in {EXTRACTION, QUOTING}:
            for place in self.shelves.get("report", about).values():
                self._dirty(place)

    def _note_problems(self, stage: str, about: str, run: str, codes: set[str]) -> None:
        item = f"{stage} {about}"
        for code in self.shelves.get("problems of", item):
            self.shelves.drop("problem", f"{stage} {code}", about)
            self.shelves.drop("problems of", item, code)
        self.shelves.drop("problems", ALL, item)
        for code in sorted(codes):
            self.shelves.put("problem", f"{stage} {code}", about)
            self.shelves.put("problems of", item, code)
            self.shelves.put("problems", ALL, item, run)

    def _follow_reading(self, row: Row, original: str, made: Iterable[str]) -> None:
        for report in [*self.shelves.get("read", original)]:
            self.shelves.drop("read", original, report)
            for order, old in [*self.shelves.get("report", report).items()]:
                self.shelves.drop("report", report, order)
                self.shelves.drop("place", old, report)
                self._dirty(old)
        found = current.of_type(self._store.get(made), Report)
        for number, (id_, each) in enumerate(found.items()):
            place = place_of(original, each.part)
            self.shelves.put("read", original, id_)
            self.shelves.put("report", id_, f"{row.entry:012}{row.place:06}{number:06}", place)
            self.shelves.put("place", place, id_)
            self._dirty(place)

    def _follow_decision(self, row: Row, tree: dict[str, Any]) -> None:
        about, rejected = tree["about"], tree["verdict"] == "reject"
        record = self._store.get([about]).get(about)
        if rejected:
            self.shelves.set_one("removed", about, row.id)
        else:
            for review in [*self.shelves.get("removed", about)]:
                self.shelves.drop("removed", about, review)
        if isinstance(record, Link) and record.linker == judging.PERSON:
            self.shelves.put("judged", ALL, f"{row.entry:012}{row.place:06}", row.id)
            self._follow_judgement(record)
        elif isinstance(record, Link):
            self._follow_link(record, holds=tree["verdict"] == "accept", rejected=rejected)
        for place in self._places_of(record, about):
            self._dirty(place)

    def _follow_link(self, link: Link, *, holds: bool, rejected: bool) -> None:
        """Note what was decided on a link of the linker."""
        is_positive = link.judgement == "positive"
        refuses = (rejected and is_positive) or (holds and link.judgement == "negative")
        (self.shelves.put if refuses else self.shelves.drop)("refused", link.claim, link.target)
        target = self._store.get([link.target]).get(link.target)
        if isinstance(target, Incident) and link.relation == "about":
            claim = self._store.get([link.claim]).get(link.claim)
            for held in [*self.shelves.get("held", link.claim)]:
                if held == link.target or (holds and is_positive):
                    self.shelves.drop("held", link.claim, held)
                    self._unkeep(held, link.claim)
            if holds and is_positive and isinstance(claim, Claim):
                self.shelves.put("held", link.claim, link.target)
                self.shelves.put("kept", link.target, f"{claim.report} {link.claim}")

    def _follow_judgement(self, link: Link) -> None:
        """Put the incidents on the list that a person's own link leads from and to; it is laid over the linker's."""
        for id_, each in self._store.get([link.claim, link.target]).items():
            if isinstance(each, Incident):
                self.shelves.put("dirty", "people", id_)
            elif isinstance(each, Victim):
                for place in self._places_of(each, id_):
                    self._dirty(place)

    def _unkeep(self, incident: str, claim: str) -> None:
        for item in [*self.shelves.get("kept", incident)]:
            if item.endswith(claim):
                self.shelves.drop("kept", incident, item)

    def _places_of(self, record: object, id_: str) -> Iterator[str]:
        """Yield the places whose reports a decision on a record is about."""
        if isinstance(record, Report):
            yield place_of(record.original, record.part)
        elif isinstance(record, Source):  # its claims stand in any incident
            every = self._store.aid.find("report", self._store.aid.keys("report"))
            yield from (place for places in every.values() for place in places.values())
        elif isinstance(record, Link | Incident | Victim):
            founded = record.claim if isinstance(record, Link) else record.founded_by
            found = self._store.get([founded]).get(founded)
            if isinstance(found, Claim):
                report = self._store.get([found.report]).get(found.report)
                yield from self._places_of(report, found.report)
            elif isinstance(found, Report | Incident | Victim) and founded != id_:
                yield from self._places_of(found, founded)

    def _dirty(self, place: str) -> None:
        self.shelves.put("dirty", "linking", place)


def place_of(original: str, part: str | None) -> str:
    """Return the name of a report's place: its original, and which part of it the report is."""
    return f"{original} {part or ''}"


def waiting(store: Store, stage: str) -> list[str]:
    """Return what is new to a stage: places of reports to linking, incidents to reconciling."""
    return list(store.aid.first("dirty", stage, below=None, at_most=10**9))
