"""Add a claim that no stage found: a person points at the words, and says what they claim."""

from datetime import UTC, datetime
from typing import Any

from ledgerstone import codec, reviewing
from ledgerstone.actions.deciding import claim_of, record_decision
from ledgerstone.actions.people import who
from ledgerstone.actions.spans import span_of
from ledgerstone.errors import BadReview, UnknownRecord
from ledgerstone.records import Report, Review
from ledgerstone.records.text import normal
from ledgerstone.store.store import Store

_PLAIN = {"polarity": "affirmed", "stance": "asserted"}


def add_claim(
    store: Store,
    report: str,
    *,
    start: int,
    end: int,
    said: dict[str, Any],
    because: str,
    by: str | None = None,
    seen: int | None = None,
    blind: bool = False,
) -> Review:
    """Record a claim that a person read in a report, with the Review by which it stands through every later run.

    The claim names ``reviewing.EXTRACTOR``. What a stage finds later in the same words is compared with it, as with
    any decision.

    Args:
        store: the case.
        report: the report's id.
        start: where in its text the claim's words begin, in code points.
        end: where they end.
        said: the claim's other fields, as in its JSON.
        because: the reason.
        by: who adds it.
        seen: as for :func:`ledgerstone.actions.deciding.review`.
        blind: likewise.

    Raises:
        UnknownRecord: there is no such report.
        BadSpan: the words are not in its text.
        BadReview: no reason, or what is said makes no claim.
        DecidedMeanwhile: somebody decided on a claim of the same words and the same kind after ``seen``.
    """
    name, reason = who(by), normal(because).strip()
    if not reason:
        raise BadReview("A decision needs a reason.", do="Say why.")
    read = store.get([report]).get(report)
    if not isinstance(read, Report):
        raise UnknownRecord(f"No report has the id {report[:12]}.", do="Load the page again.")
    passage = span_of(read, start, end)
    fixed = {"report": report, "passage": codec.to_json(passage), "extractor": reviewing.EXTRACTOR}
    claim = claim_of({**_PLAIN, **said, **fixed})
    made = Review(
        about=codec.identify(claim),
        verdict="accept",
        because=reason,
        anchor=reviewing.anchor(claim, read),
        blind=blind or None,
        at=datetime.now(UTC),
        by=name,
    )
    record_decision(store, made, [claim, made], seen=seen)
    return made
