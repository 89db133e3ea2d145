"""The stages in order, over a case: read from store -> pure stage -> add + audit, one transaction each.

    1  reading       each original that the current reader has not read            -> Reports, and Originals within it
    2  extraction    each report that the current extractor has not searched       -> Claims
    3  linking       the current claims, as decided by people, all together        -> Incidents, Victims, Sources, Links
    4  reconciling   the claims of each incident, by one policy                    -> Tolls, Checks, Grades

Each step leaves a Run that names its input, its version and what it made, in the transaction of what it made. So
stopping loses only the item in work, going on starts there, and running again adds nothing. One bad original or report
never stops a run: it is a Problem in its Run. Damaged evidence does: a CustodyError is caught nowhere.
"""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from ledgerstone import codec, current, extraction, linking, reconciling, reviewing, spreading
from ledgerstone.assessing import POLICY
from ledgerstone.confining import Bounds
from ledgerstone.confining.recognising import installed
from ledgerstone.current import EXTRACTION, LINKING, READING, RECONCILING
from ledgerstone.errors import NoRecognition, TooCostly
from ledgerstone.linking import Linked
from ledgerstone.reconciling.policies import named
from ledgerstone.records import (
    Capture,
    Claim,
    Incident,
    Link,
    Original,
    Problem,
    Record,
    Report,
    Run,
    Source,
    Victim,
)
from ledgerstone.reviewing import Reviewed
from ledgerstone.searching import broken, search
from ledgerstone.store.store import Store
from ledgerstone.taking_out import Readers
from ledgerstone.vocabulary.resources import Resources

Progress = Callable[[str, int, int], None]
_T = TypeVar("_T")
_AT_ONCE = 100  # reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run did: how many inputs each stage worked on, how many records are new, and the current problems."""

    worked: Mapping[str, int]
    added: int
    problems: tuple[Problem, ...]


def run(
    store: Store,
    *,
    by: str,
    policy: str = POLICY,
    progress: Progress | None = None,
    seconds: float | None = None,
    workers: int = 1,
) -> Ran:
    """Bring a case up to date.

    Args:
        store: the case.
        by: who runs it.
        policy: the policy by which tolls are made.
        progress: told the stage, how many of its inputs are done, and how many there are.
        seconds: how long reading one original may take; given, what took too long before is read once more.
        workers: in how many processes originals are read and reports searched; what comes of it is the same.

    Raises:
        CustodyError: an original or a record is damaged.
        UnknownPolicy: there is no such policy.
    """
    named(policy)  # refuses an unknown one before hours of work
    bounds = Bounds(seconds=seconds) if seconds is not None else None
    told = progress or (lambda *_: None)
    job = _Job(store, by=by, resources=current.resources(store), progress=told, bounds=bounds, workers=workers)
    job.read()  # 1
    job.extract()  # 2
    job.link()  # 3
    job.reconcile(policy)  # 4
    return Ran(worked=job.worked, added=job.added, problems=current.problems(store, current.runs(store)))


class _Job:
    """One run over a case, with what its steps share."""

    def __init__(
        self, store: Store, *, by: str, resources: Resources, progress: Progress, bounds: Bounds | None, workers: int
    ) -> None:
        self._bounds = bounds
        self._workers = workers
        self._store = store
        self._by = by
        self._resources = resources
        self._progress = progress
        self._found: tuple[dict[str, Report], Reviewed] | None = None
        self.worked: dict[str, int] = {}
        self.added = 0

    def read(self) -> None:
        """1: each original that the current reader has not read."""
        # What is taken out of an original is read in the next round; there it gives no members any more.
        for again in (self._bounds is not None, False):
            originals = current.to_read(self._store)
            versions = current.reading_versions(self._store, originals)
            todo = self._to_do(READING, versions, originals, again=again)
            captures = {sha256: tuple(self._store.records(Capture, about=sha256).values()) for sha256 in todo}
            number = spreading.worth(self._workers, inputs=len(todo))
            with Readers(self._store, captures, by=self._by, bounds=self._bounds, number=number) as readers:
                inputs = (originals[sha256] for sha256 in todo)
                for original, read in self._telling(READING, readers.map(inputs), len(todo)):
                    members = self._new(read.members)
                    version = versions[original.sha256]
                    self._keep(READING, version, original.sha256, read.reports, read.problems, beside=members)

    def extract(self) -> None:
        """2: each report that the current extractor, with these resources, has not searched."""
        version = f"{extraction.VERSION}+{self._resources.digest[:12]}"
        reports = current.made_by(current.readings(self._store, current.runs(self._store)))
        todo = self._to_do(EXTRACTION, dict.fromkeys(reports, version), reports)
        work = partial(search, resources=self._resources)
        number = spreading.worth(self._workers, inputs=len(todo))
        with spreading.Workers(work, number=number) as workers:
            found = workers.map(self._reports(todo))
            for (id_, _), each in self._telling(EXTRACTION, found, len(todo)):
                made, problems = broken(id_, each) if isinstance(each, spreading.Killed) else each
                self._keep(EXTRACTION, version, id_, made, problems)

    def link(self) -> None:
        """3: all current claims together, as people decided them, knowing what was decided before."""
        about = current.fingerprint(self._store, current.runs(self._store))
        for _ in self._undone_whole(LINKING, linking.VERSION, about):
            self._found = current.found(self._store, current.runs(self._store))
            reports, reviewed = self._found
            linked = linking.link(reviewed.claims, reports=reports, known=self._known(reports, reviewed))
            made: tuple[Record, ...] = (
                *linked.incidents.values(),
                *linked.victims.values(),
                *linked.sources.values(),
                *linked.links,
            )
            self._keep(LINKING, linking.VERSION, about, made, ())

    def reconcile(self, policy: str) -> None:
        """4: the claims of each incident, by one policy."""
        held = current.standards(self._store)
        version = "+".join(filter(None, (reconciling.VERSION, policy, held.version)))
        linked = current.last_of(self._store, LINKING)
        about = _digest([version, linked.about if linked else "", *(linked.made if linked else ())])
        for _ in self._undone_whole(RECONCILING, version, about):
            now = current.read_current(self._store, given=self._found)
            # By the decisions that the version names, even if another was made meanwhile.
            now = replace(now, standards=held, within=current.within(self._store, held))
            made: list[Record] = []
            for each in current.lay_out_current(now, policy=policy):
                made += (*each.tolls, *each.checks, *each.grades, *((each.inclusion,) if each.inclusion else ()))
            self._keep(RECONCILING, version, about, made, ())

    def _reports(self, ids: Sequence[str]) -> Iterator[tuple[str, Report]]:
        """Yield the reports of these ids, a few in memory at once."""
        for start in range(0, len(ids), _AT_ONCE):
            found = self._store.get(ids[start : start + _AT_ONCE])
            yield from ((id_, report) for id_, report in found.items() if isinstance(report, Report))

    def _new(self, members: Iterable[Record]) -> tuple[Record, ...]:
        """Leave out originals that came meanwhile, out of another that held the same bytes."""
        known = partial(self._store.records, Original)
        return tuple(each for each in members if not (isinstance(each, Original) and known(about=each.sha256)))

    def _known(self, reports: Mapping[str, Report], reviewed: Reviewed) -> Linked:
        """What earlier runs decided: identities always, links where this version made them."""
        last = current.last_of(self._store, LINKING)
        before = self._store.get(last.made if last else ())
        links = current.of_type(before, Link) if last and last.version == linking.VERSION else {}
        followed = (*reviewing.follow(links, reviewed), *reviewing.refused(links, reviewed))
        gone = sorted({link.claim for link in followed if link.relation != "part_of"} - reviewed.claims.keys())
        became = self._found_again(gone, reports, reviewed.claims)
        return Linked(
            incidents=current.of_type(before, Incident),
            victims=current.of_type(before, Victim),
            sources=current.of_type(before, Source),
            links=reviewing.lead_on(followed, became),
        )

    def _found_again(
        self, gone: Iterable[str], reports: Mapping[str, Report], claims: Mapping[str, Claim]
    ) -> dict[str, str]:
        """Return which claim of now stands where one of another version stood, so that identities stay theirs."""
        old = {id_: claim for id_, claim in self._store.get(gone).items() if isinstance(claim, Claim)}
        theirs = self._store.get({claim.report for claim in old.values()})
        stood = {id_: report for id_, report in theirs.items() if isinstance(report, Report)}
        return reviewing.found_again(old, claims, reports={**reports, **stood})

    def _to_do(
        self, stage: str, versions: Mapping[str, str], inputs: Iterable[str], *, again: bool = False
    ) -> list[str]:
        """Return the inputs whose latest run of the stage is of another version.

        Those, too, in which text can be recognised now, and with ``again`` those that were too costly.
        """
        latest = current.runs(self._store)
        now = {TooCostly.code} if again else set()
        now |= {NoRecognition.code} if installed() else set()
        return [about for about in inputs if _is_to_do(latest.get((stage, about)), versions[about], now)]

    def _telling(self, stage: str, found: Iterable[_T], total: int) -> Iterator[_T]:
        """Yield what is found, and tell the progress before each and after the last."""
        self._progress(stage, 0, total)
        for number, each in enumerate(found, start=1):
            yield each
            self._progress(stage, number, total)
        self.worked[stage] = self.worked.get(stage, 0) + total

    def _undone_whole(self, stage: str, version: str, about: str) -> Iterator[None]:
        """Yield once, unless the latest run of a stage over the whole case is of this version and input."""
        last = current.last_of(self._store, stage)
        done = last is not None and (last.version, last.about) == (version, about)
        self._progress(stage, int(done), 1)
        if not done:
            yield
            self._progress(stage, 1, 1)
        self.worked[stage] = int(not done)

    def _keep(
        self,
        stage: str,
        version: str,
        about: str,
        made: Iterable[Record],
        problems: Iterable[Problem],
        *,
        beside: Iterable[Record] = (),
    ) -> None:
        """Append what was made with its Run; ``beside`` are originals and acts that came of it, and are no findings."""
        records = tuple({codec.identify(record): record for record in made}.items())
        new = Run(
            stage=stage,
            version=version,
            about=about,
            made=tuple(id_ for id_, _ in records),
            problems=tuple(problems),
            at=datetime.now(UTC),
            by=self._by,
        )

        def done_meanwhile() -> bool:
            """Whether another process did the same since this one looked."""
            latest = [run for run in self._store.records(Run, about=about).values() if run.stage == stage]
            return bool(latest) and latest[-1].version == version and latest[-1].made == new.made

        self.added += len(
            self._store.append(
                [*(record for _, record in records), *beside, new], action=stage, by=self._by, unless=done_meanwhile
            )
        )


def _is_to_do(run: Run | None, version: str, again: Container[str]) -> bool:
    return run is None or run.version != version or any(problem.code in again for problem in run.problems)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
