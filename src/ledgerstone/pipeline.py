"""The stages in order, over a case: read from store -> pure stage -> add + audit, one transaction each.

    1  reading       each original that the current reader has not read            -> Reports, and Originals within it
    2  extraction    each report that the current extractor has not searched       -> Claims
    3  linking       the reports of which something is new, as people decided them -> Incidents, Victims, Sources, Links
    4  reconciling   each incident of which something is new, by one policy        -> Tolls, Checks, Grades

Each step leaves a Run that names its input, its version and what it made, in the transaction of what it made. So
stopping loses only the item in work, going on starts there, and running again adds nothing. What is to do is looked up
(``to_do.py``), so that one more report costs about the same in a large case as in a small one. One bad original or
report never stops a run: it is a Problem in its Run. Damaged evidence does: a CustodyError is caught nowhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from ledgerstone import codec, current, extraction, spreading, to_do
from ledgerstone.assessing import POLICY
from ledgerstone.confining.recognising import installed
from ledgerstone.counting import count
from ledgerstone.current import EXTRACTION, LINKING, READING, RECONCILING
from ledgerstone.errors import NoRecognition, TooCostly, TooCostlyToSearch
from ledgerstone.joining import join
from ledgerstone.reconciling.policies import named
from ledgerstone.records import (
    Capture,
    Original,
    Problem,
    Record,
    Report,
    Run,
)
from ledgerstone.searching import ended, is_short, search
from ledgerstone.spreading import Bounds
from ledgerstone.store.store import Store
from ledgerstone.taking_out import Readers
from ledgerstone.vocabulary.resources import Resources

Progress = Callable[[str, int, int], None]
_T = TypeVar("_T")
_AT_ONCE = 100  # reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run did: how many inputs each stage worked on, how many records are new, and the current problems.

    ``changed`` are the ids of the incidents that it reconciled: those of which anything is new, gone ones too.
    """

    worked: Mapping[str, int]
    added: int
    problems: tuple[Problem, ...]
    changed: tuple[str, ...] = ()


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
        seconds: how long reading one original, and searching one report, may take; given, what took too long before
            is tried once more.
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
    to_do.catch_up(store)
    return Ran(worked=job.worked, added=job.added, problems=to_do.problems(store), changed=job.changed)


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
        self.worked: dict[str, int] = {}
        self.added = 0
        self.changed: tuple[str, ...] = ()

    def read(self) -> None:
        """1: each original that the current reader has not read."""
        # What is taken out of an original is read in the next round; there it gives no members any more.
        for again in (self._bounds is not None, False):
            to_do.catch_up(self._store)
            todo = to_do.to_read(self._store, again=_worth_trying_again(costly=again))
            versions = {original.sha256: version for original, version in todo}
            captures = {sha256: tuple(self._store.records(Capture, about=sha256).values()) for sha256 in versions}
            number = spreading.worth(self._workers, inputs=len(todo))
            with Readers(self._store, captures, by=self._by, bounds=self._bounds, number=number) as readers:
                inputs = (original for original, _ in todo)
                for original, read in self._telling(READING, readers.map(inputs), len(todo)):
                    members = self._new(read.members)
                    version = versions[original.sha256]
                    self._keep(READING, version, original.sha256, read.reports, read.problems, beside=members)

    def extract(self) -> None:
        """2: each report that the current extractor, with these resources, has not searched."""
        version = f"{extraction.VERSION}+{self._resources.digest[:12]}"
        to_do.catch_up(self._store)
        again = [TooCostlyToSearch.code] if self._bounds is not None else []
        todo = to_do.to_search(self._store, version, again=again)
        work = partial(search, resources=self._resources)
        number = spreading.worth(self._workers, inputs=len(todo))
        with spreading.Workers(work, number=number, bounds=self._bounds, small=is_short) as workers:
            found = workers.map(self._reports(todo))
            for (id_, _), each in self._telling(EXTRACTION, found, len(todo)):
                made, problems = ended(id_, each) if isinstance(each, spreading.Killed) else each
                self._keep(EXTRACTION, version, id_, made, problems)

    def link(self) -> None:
        """3: the reports of which something is new, as people decided them, and what that makes a difference to."""
        self._progress(LINKING, 0, 1)
        joined = join(self._store, by=self._by)
        self._progress(LINKING, 1, 1)
        self.worked[LINKING] = joined.reports
        self.added += joined.added

    def reconcile(self, policy: str) -> None:
        """4: the claims of each incident of which something is new, by one policy."""
        counted = count(self._store, by=self._by, policy=policy, progress=partial(self._progress, RECONCILING))
        self.worked[RECONCILING] = len(counted.incidents)
        self.added += counted.added
        self.changed = counted.incidents

    def _reports(self, ids: Sequence[str]) -> Iterator[tuple[str, Report]]:
        """Yield the reports of these ids, a few in memory at once."""
        for start in range(0, len(ids), _AT_ONCE):
            found = self._store.get(ids[start : start + _AT_ONCE])
            yield from ((id_, report) for id_, report in found.items() if isinstance(report, Report))

    def _new(self, members: Iterable[Record]) -> tuple[Record, ...]:
        """Leave out originals that came meanwhile, out of another that held the same bytes."""
        known = partial(self._store.records, Original)
        return tuple(each for each in members if not (isinstance(each, Original) and known(about=each.sha256)))

    def _telling(self, stage: str, found: Iterable[_T], total: int) -> Iterator[_T]:
        """Yield what is found, and tell the progress before each and after the last."""
        self._progress(stage, 0, total)
        for number, each in enumerate(found, start=1):
            yield each
            self._progress(stage, number, total)
        self.worked[stage] = self.worked.get(stage, 0) + total

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
            told = [(run.version, run.made, run.problems) for run in latest[-1:]]
            return told == [(new.version, new.made, new.problems)]

        self.added += len(
            self._store.append(
                [*(record for _, record in records), *beside, new], action=stage, by=self._by, unless=done_meanwhile
            )
        )


def _worth_trying_again(*, costly: bool) -> list[str]:
    """Return the codes of the problems after which an original is read once more."""
    return [TooCostly.code] * costly + [NoRecognition.code] * bool(installed())
