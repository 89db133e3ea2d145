"""A case as one object: ``with ledgerstone.Case("path") as case: ...``. It works in a notebook too."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ledgerstone import current, pipeline
from ledgerstone.actions import adding, capturing_pages, deciding, determining, expunging, letting_go, setting_standards
from ledgerstone.actions.adding import Added
from ledgerstone.actions.expunging import Expunged
from ledgerstone.actions.letting_go import Released
from ledgerstone.actions.people import who
from ledgerstone.assessing import POLICY
from ledgerstone.capturing.asking import Asked, read_line
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.errors import InputError, StoreBusy
from ledgerstone.forgetting import Plan
from ledgerstone.pipeline import Progress, Ran
from ledgerstone.records import (
    Appraisal,
    Assessment,
    Criteria,
    Determination,
    Determined,
    Handling,
    Ownership,
    Problem,
    Request,
    Review,
)
from ledgerstone.reviewing import Again
from ledgerstone.settings import PATIENCE
from ledgerstone.store import exporting
from ledgerstone.store.exporting import Exported
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import Verified, verify


class Case:
    """An open case folder. Leave the ``with`` statement, or call :meth:`close`, to bring it to rest.

    Args:
        path: the folder.
        by: the name under which acts are recorded; None is the name of the account.
        patience: seconds to wait for another process.

    Raises:
        NotACase, NewerCase: the folder cannot be opened.
        StoreBusy: another process verifies or seals it.
    """

    def __init__(self, path: str | Path, *, by: str | None = None, patience: float = PATIENCE) -> None:
        self._by = who(by)
        self.store = Store(Path(path), patience=patience)

    @classmethod
    def create(cls, path: str | Path, *, gazetteers: Sequence[str | Path] = (), by: str | None = None) -> Self:
        """Make a case and open it.

        Args:
            path: a folder that is empty or not yet there.
            gazetteers: the case's own places, in CSV; they are taken into the vault.
            by: the name under which acts are recorded.

        Raises:
            NotACase: something is in the way.
            BadGazetteer, NotFound: a gazetteer cannot be used; no case is made.
        """
        adding.init(Path(path), gazetteers=[Path(each) for each in gazetteers], by=by).close()
        return cls(path, by=by)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the case and bring it to rest."""
        self.store.close()

    def add(self, *sources: str | Path) -> tuple[Added | Problem, ...]:
        """Take files, folders, or "-" for standard input into the vault; a Problem names what cannot be taken."""
        return tuple(adding.add(self.store, sources, by=self._by))

    def run(
        self, *, policy: str = POLICY, progress: Progress | None = None, seconds: float | None = None, workers: int = 1
    ) -> Ran:
        """Bring the case up to date; running again adds nothing.

        ``workers`` says in how many processes originals are read and reports searched; the result is the same.
        ``seconds`` says how long reading one original, and searching one report, may take; given, what took too long
        before is tried once more.
        """
        return pipeline.run(self.store, by=self._by, policy=policy, progress=progress, seconds=seconds, workers=workers)

    def assessments(self, *, policy: str = POLICY) -> tuple[Assessment, ...]:
        """Return what the case holds now, incident by incident, as people decided."""
        return current.assessments(self.store, policy=policy)

    def queue(self) -> tuple[Again, ...]:
        """Return the decisions that want another look, because something else is found there now."""
        return current.read_current(self.store).reviewed.queue

    def review(self, id_: str, verdict: str, *, because: str, replace: dict[str, Any] | None = None) -> Review:
        """Record a verdict on a record: accept, correct, reject, withhold, pending or inconclusive."""
        return deciding.review(self.store, id_, verdict, because=because, replace=replace, by=self._by)

    def handle(self, id_: str, level: str, *, because: str) -> Handling:
        """Record who may see a record: open, restricted or sealed."""
        return deciding.handle(self.store, id_, level, because=because, by=self._by)

    def determine(
        self, incident: str, harm: str, low: int | None, high: int | None, *, because: str, **whom: Any
    ) -> Determination:
        """Record the team's own figure for an incident, beside the policy's; ``status`` and ``group`` narrow it."""
        of = determining.find(self.store, incident)
        return determining.determine(self.store, of, harm, low, high, because=because, by=self._by, **whom)

    def determined(self) -> dict[str, tuple[Determined, ...]]:
        """Return the team's own figures that stand, by incident; ``look`` says which want another look."""
        return current.determined(self.store, self.assessments())

    def appraise(self, source: str | None, credibility: str, *, because: str, **bounds: Any) -> Appraisal:
        """Record what the team holds of a source: credible, not_credible, undecided; ``role``, ``since``, ``until``."""
        return setting_standards.appraise(self.store, source, credibility, because=because, by=self._by, **bounds)

    def own(self, outlet: str, owner: str, *, because: str, **bounds: Any) -> Ownership:
        """Record who owns an outlet, and where that is known from; ``since``, ``until``."""
        return setting_standards.own(self.store, outlet, owner, because=because, by=self._by, **bounds)

    def include(self, *, because: str, **criteria: Any) -> Criteria:
        """Record which incidents the case counts, by the criteria that ``include`` of the command line takes."""
        return setting_standards.include(self.store, because=because, by=self._by, **criteria)

    def dossier(self, *, policy: str = POLICY) -> str:
        """Return the working copy of the dossier: full text, unreviewed claims marked, not to be passed on."""
        return letting_go.working_dossier(self.store, policy=policy)

    def release(
        self,
        out: str | Path,
        *,
        shapes: Iterable[str] = letting_go.SHAPES,
        policy: str = POLICY,
        title: str | None = None,
    ) -> Released:
        """Write what passed review into a new folder, in these shapes or in all, and record that it was let go."""
        return letting_go.release(self.store, Path(out), shapes=tuple(shapes), policy=policy, title=title, by=self._by)

    def add_pages(
        self,
        *addresses: str,
        again: bool = True,
        limits: Limits | None = None,
        allow: Iterable[str] = (),
    ) -> tuple[Added | Problem, ...]:
        """Capture web pages, and nothing else that they name; a Problem says what could not be had.

        Args:
            addresses: of pages.
            again: capture what was captured before once more.
            limits: of size, time and rate; None are the program's own.
            allow: hosts or networks that are private, and may be reached all the same.
        """
        fetcher = Fetcher(rules=Rules.allowing(tuple(allow)), limits=limits or Limits(), room=self.store.vault.folder)
        asked = [_asked(address) for address in addresses]
        return tuple(capturing_pages.add_pages(self.store, asked, fetcher=fetcher, by=self._by, again=again))

    def plan_expunging(self, *ids: str) -> Plan:
        """Return what expunging originals, reviews or handlings would do; nothing is changed."""
        return expunging.plan(self.store, ids)

    def ask_to_expunge(self, *ids: str, because: str) -> tuple[Request, ...]:
        """Ask that records be expunged, for another person to do it."""
        return expunging.ask(self.store, ids, because=because, by=self._by)

    def expunge(self, *ids: str, because: str) -> Expunged:
        """Delete records with all that rests on them, and the bytes of the originals among them; for good.

        Raises:
            NotAllowed: in a team's case nobody else asked for it; or the case cannot be without it.
            StoreBusy: somebody else has the case open.
        """
        return expunging.expunge(self.store, ids, because=because, by=self._by)

    def export(self, out: str | Path) -> Exported:
        """Write the whole case into one file that is not yet there: also its backup, while others work on it."""
        return exporting.export(self.store.path, Path(out), patience=self.store.patience)

    def verify(self) -> Verified:
        """Close the case, read everything again, and open it once more.

        Raises:
            CustodyError: the first thing that is wrong; the case stays closed.
            StoreBusy: another process has it open.
        """
        path, patience = self.store.path, self.store.patience
        self.store.close()
        try:
            found = verify(path, patience=patience)
        except StoreBusy:
            self.store = Store(path, patience=patience)
            raise
        self.store = Store(path, patience=patience)
        return found


def _asked(address: str) -> Asked | Problem:
    try:
        return read_line(address)
    except InputError as error:
        return Problem(record=address[:200], code=error.code, text=f"{error.what} {error.do}".strip())
