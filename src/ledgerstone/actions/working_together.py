"""Several people on one case: permission -> decision, assignment or note.

A decision in the room knows what its person was shown: up to which entry of the chain, and whether blind. What two
people decided otherwise is settled by somebody who may settle.
"""

from typing import Any

from ledgerstone.actions import adding_claims, deciding
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Deed, require
from ledgerstone.disagreeing import DISPUTED
from ledgerstone.errors import BadReview, StillBlind, UnknownRecord
from ledgerstone.records import Review
from ledgerstone.records.text import normal
from ledgerstone.store.room import holding, work
from ledgerstone.store.store import Store

LONGEST_NOTE = 5_000
"""Characters of a note, and of a reason."""


def decide(
    store: Store,
    doer: Doer,
    claim: str,
    verdict: str,
    *,
    because: str,
    stands: Review | None,
    seen: int,
    blind: bool,
    replace: dict[str, Any] | None = None,
) -> Review:
    """Record a decision on a claim, as somebody in the room made it.

    Args:
        store: the case.
        doer: who decides.
        claim: its id.
        verdict: as for :func:`ledgerstone.actions.deciding.review`.
        because: the reason.
        stands: the decision that stands on it now.
        seen: the number of the chain's entry up to which this person was shown what was decided.
        blind: whether this person was not shown what others decided.
        replace: as there.

    Raises:
        NotAllowed: this person may not decide, or may not settle what two decided otherwise.
        BadReview, BadSpan, DecidedMeanwhile: as there.
    """
    settles = stands is not None and stands.verdict == DISPUTED and not blind
    require(doer.roles, Deed.SETTLE if settles else Deed.REVIEW)
    return deciding.review(
        store,
        claim,
        verdict,
        because=_short(because),
        replace=replace,
        by=doer.by,
        seen=seen,
        blind=blind,
    )


def take_back(store: Store, doer: Doer, *, because: str, stands: Review | None, seen: int, blind: bool) -> Review:
    """Undo a decision by a new one: what was found there stands again, undecided.

    Raises:
        NotAllowed, DecidedMeanwhile: as for :func:`decide`.
        BadReview: there is nothing to take back.
    """
    if stands is None:
        raise BadReview("Nobody has decided on this claim.", do="There is nothing to take back.")
    return decide(store, doer, stands.about, "pending", because=because, stands=stands, seen=seen, blind=blind)


def add_claim(
    store: Store,
    doer: Doer,
    report: str,
    *,
    start: int,
    end: int,
    said: dict[str, Any],
    because: str,
    seen: int,
    blind: bool,
) -> Review:
    """Record a claim that no stage found, as somebody in the room read it.

    Raises:
        NotAllowed: this person may not decide on claims.
        UnknownRecord, BadSpan, BadReview, DecidedMeanwhile: as for :func:`ledgerstone.actions.adding_claims.add_claim`.
    """
    require(doer.roles, Deed.REVIEW)
    return adding_claims.add_claim(
        store,
        report,
        start=start,
        end=end,
        said=said,
        because=_short(because),
        by=doer.by,
        seen=seen,
        blind=blind,
    )


def take_on(doer: Doer, report: str) -> None:
    """Take a report on oneself.

    Raises:
        NotAllowed: this person may not decide on claims.
        StillBlind: this person looks at it a second time, and would see by that what others decided.
    """
    require(doer.roles, Deed.REVIEW)
    _keep_blind(doer, report)
    _assign(report, to=doer.number, by=doer.by, blind=False)


def assign(doer: Doer, report: str, *, to: int, blind: bool) -> None:
    """Give a report to somebody, blind or not.

    Raises:
        NotAllowed: this person may not give work to others.
        UnknownRecord: there is no such account.
        StillBlind: somebody would end the own second look so.
    """
    require(doer.roles, Deed.ASSIGN)
    if to == doer.number:
        _keep_blind(doer, report)
    _assign(report, to=to, by=doer.by, blind=blind)


def finish(doer: Doer, report: str, *, undecided: int) -> None:
    """Say that one is done with a report; who looked blind sees from here on what others decided.

    Args:
        doer: who is done.
        report: its id.
        undecided: on how many of its claims this person has not decided.

    Raises:
        NotAllowed: this person may not decide on claims.
        StillBlind: this person looks at it a second time, and has not decided on all of it.
    """
    require(doer.roles, Deed.REVIEW)
    if undecided:
        _keep_blind(doer, report)
    if doer.number is not None:
        work.finish(report, to=doer.number)


def write_note(doer: Doer, report: str, *, text: str) -> None:
    """Write a note on a report.

    Raises:
        NotAllowed: this person may not write notes.
        BadReview: it is empty, or too long.
    """
    require(doer.roles, Deed.NOTE)
    said = _short(text).strip()
    if not said:
        raise BadReview("The note is empty.", do="Write what the others should know.")
    work.write_note(report, by=doer.by, text=said)


def forget_what_is_gone(store: Store) -> None:
    """Take away what can say what was to be forgotten: notes on reports that were expunged, and what waits of them."""
    holding.sweep(store.path)
    known = work.reports_worked_on()
    gone = known - store.get(known).keys()
    if gone:
        work.forget(gone)


def _keep_blind(doer: Doer, report: str) -> None:
    """Refuse to show who looks a second time what others decided, before all is decided once more."""
    if doer.number is not None and work.is_blind(report, to=doer.number):
        raise StillBlind(
            "You look at this report a second time, and have not said of every claim what you decide.",
            do="Decide on the others, if only that they are inconclusive; or have whoever gave it to you take it back.",
        )


def _assign(report: str, *, to: int | None, by: str, blind: bool) -> None:
    if to is None or not work.assign(report, to=to, by=by, blind=blind):
        raise UnknownRecord("There is no such account, or it is closed.", do="Load the page again.")


def _short(text: str) -> str:
    said = normal(text)
    if len(said) > LONGEST_NOTE:
        raise BadReview(f"That is {len(said):,} characters; {LONGEST_NOTE:,} are kept.", do="Say it in fewer words.")
    return said
