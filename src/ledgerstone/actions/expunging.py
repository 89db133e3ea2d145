"""Forget an original, with all that rests on it; in a team two people are needed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ledgerstone import forgetting
from ledgerstone.actions.people import who, why
from ledgerstone.errors import BadReview, NotAllowed, UnknownRecord
from ledgerstone.forgetting import Plan, Row
from ledgerstone.records import (
    Appraisal,
    Capture,
    Criteria,
    Determination,
    Handling,
    Original,
    Ownership,
    Record,
    Report,
    Request,
    Review,
    Tombstone,
)
from ledgerstone.records.text import normal
from ledgerstone.store.store import Store

_GIVE_IT = 'Give it with --because "...", and name nobody in it.'
_ROOTS = (Original, Review, Handling, Appraisal, Ownership, Criteria, Determination)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expunged:
    """What was done: the plan, who asked for it, and whether the bytes are gone from the case folder already."""

    plan: Plan
    asked_by: tuple[str, ...]
    erased: bool


def plan(store: Store, ids: Iterable[str]) -> Plan:
    """Return what expunging some records would do; nothing is changed.

    Args:
        store: the case.
        ids: ids of originals or decisions (reviews, handlings ...), or their beginnings; an original's SHA-256 is taken
            as well.

    Raises:
        UnknownRecord: no record has that id.
        NotAllowed: the words stand in something else, or the case cannot be without it.
    """
    return _plan(store, [_root(store, id_) for id_ in ids])


def ask(store: Store, ids: Iterable[str], *, because: str, by: str | None = None) -> tuple[Request, ...]:
    """Ask that records be expunged, for another person to do it.

    Raises:
        UnknownRecord, NotAllowed: as for :func:`plan`.
        BadReview: there is no reason.
    """
    name, reason, at = who(by), why(because, what="Forgetting needs a reason.", do=_GIVE_IT), datetime.now(UTC)
    made = tuple(Request(about=_root(store, id_), because=reason, at=at, by=name) for id_ in dict.fromkeys(ids))
    store.append(made, action="request", by=name)
    return made


def expunge(store: Store, ids: Iterable[str], *, because: str, by: str | None = None) -> Expunged:
    """Delete records with all that rests on them, and the bytes of the originals among them.

    Args:
        store: the case; nobody else may have it open.
        ids: as for :func:`plan`.
        because: the reason, which is kept for good: it must not name whom it is to forget.
        by: who does it; another person than the one who asked for it.

    Raises:
        UnknownRecord, NotAllowed: as for :func:`plan`; or nobody else asked for it in a team's case.
        BadReview: there is no reason, or one that says what is to be forgotten.
        StoreBusy: somebody else has the case open.
    """
    name, reason = who(by), why(because, what="Forgetting needs a reason.", do=_GIVE_IT)
    head = store.entries()[-1].head
    roots = [_root(store, id_) for id_ in ids]
    asked_by = _asked_by(store, roots, by=name)
    if store.of_a_team and not asked_by:
        raise NotAllowed(
            "In a team's case two people expunge: nobody else has asked for this.",
            do="Ask for it with --ask, and let another person do it.",
        )
    planned = _plan(store, roots)
    _refuse_telling(reason, planned.names)
    at = datetime.now(UTC)

    def tombstone(commitments: tuple[str, ...]) -> Tombstone:
        return Tombstone(commitments=commitments, because=reason, asked_by=asked_by, at=at, by=name)

    erased = store.expunge(
        planned.gone, originals=planned.originals, anew=planned.anew, tombstone=tombstone, by=name, head=head
    )
    return Expunged(plan=planned, asked_by=asked_by, erased=erased)


def said_in(store: Store, words: str) -> dict[str, str]:
    """Return the SHA-256 of each original whose text or capture holds the words, with its file's name."""
    wanted = re.compile(re.escape(normal(words)), re.IGNORECASE)
    captures = store.records(Capture).values()
    names = {each.original: each.name or each.url or "standard input" for each in captures}
    reports = (each for each in store.records(Report).values() if any(map(wanted.search, _texts(each))))
    found = {each.original for each in reports}
    found |= {each.original for each in captures if wanted.search(" ".join((each.name or "", each.url or "")))}
    return {sha256: name for sha256, name in names.items() if sha256 in found}


def _texts(report: Report) -> Iterator[str]:
    yield from (report.text, report.title or "", report.publisher or "", report.url or "")
    yield from (cut.text for cut in report.furniture)


def _plan(store: Store, roots: Sequence[str]) -> Plan:
    return forgetting.plan(roots, rows=lambda: (Row(*row) for row in store.rows()), get=store.get)


def _root(store: Store, id_: str) -> str:
    """Return the id of a record that can be expunged, by its id or the SHA-256 of its original."""
    given = id_.strip().lower()
    by_bytes = store.records(Original, about=given)
    found = next(iter(by_bytes)) if by_bytes else _by_beginning(store, given)
    record = store.get([found])[found]
    if not isinstance(record, _ROOTS):
        raise NotAllowed(f"{found[:12]} is no original and no decision.", do=_where_it_stands(store, record))
    if isinstance(record, Original) and record.sha256 in store.settings.gazetteers:
        raise NotAllowed("The case was made with this gazetteer, and needs it.", do="Make a new case without it.")
    return found


def _by_beginning(store: Store, prefix: str) -> str:
    originals = [id_ for id_, each in store.records(Original).items() if each.sha256.startswith(prefix)]
    try:
        return store.find(prefix)
    except UnknownRecord:
        if len(originals) == 1 and len(prefix) >= 4:  # noqa: PLR2004 (as for ids)
            return originals[0]
        raise


def _where_it_stands(store: Store, record: Record) -> str:
    """Say which original holds the words of a finding: as long as that is there, so are they."""
    report = getattr(record, "report", None)
    original = getattr(store.get([report]).get(report) if report else record, "original", None)
    if original is None:
        return "It rests on originals: expunge these."
    return f"Its words stand in the original {original[:12]}: expunge that."


def _asked_by(store: Store, roots: Sequence[str], *, by: str) -> tuple[str, ...]:
    """Return who asked for all of it, whoever does it now left out."""
    asked = [{each.by for each in store.records(Request, about=root).values()} - {by} for root in roots]
    return tuple(sorted(set.intersection(*asked))) if asked else ()


def _refuse_telling(reason: str, names: Iterable[str]) -> None:
    for name in names:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", reason, re.IGNORECASE):
            raise BadReview(
                "The reason is kept for good, and it names somebody whom it is to forget.",
                do="Say why without a name: consent withdrawn, danger to a person, an order of a court.",
            )
