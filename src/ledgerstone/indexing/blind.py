"""A report as one person decided on it, and nobody else: what who looks blind is shown."""

import dataclasses

from ledgerstone import reviewing
from ledgerstone.current import of_type
from ledgerstone.indexing.one import OneReport, read_report
from ledgerstone.records import Claim, Review
from ledgerstone.store.index import standing
from ledgerstone.store.sight import Sight
from ledgerstone.store.store import Store

_DEFAULT = "default"


def read_report_blind(store: Store, report: str, *, by: str, sight: Sight, using: str = _DEFAULT) -> OneReport | None:
    """Return a report with its claims as they were found, and as this person decided on them.

    None where there is none, or where not all of it may be seen: who may not see all cannot look a second time.
    """
    one = read_report(store, report, sight=sight, using=using)
    if one is None or not one.text:
        return None
    place = (one.report.original, one.report.part)
    found = of_type(store.get(row.claim for row in standing.found_in([report], using=using)), Claim)
    rows = sorted(standing.decided_at([place], using=using), key=lambda row: row.number)
    made = of_type(store.get(row.record for row in rows if row.kind == "review"), Review)
    own = [each for each in made.values() if each.by == by]
    reviewed = reviewing.apply(found, reports={report: one.report}, reviews=own, get=store.get)
    return dataclasses.replace(
        one,
        claims=reviewed.claims,
        rejected=reviewed.rejected,
        reviews=reviewed.reviews,
        levels=dict.fromkeys((*reviewed.claims, *reviewed.rejected), one.level),
        queue=(),
    )


def decisions_on(store: Store, report: OneReport, claim: str, *, using: str = _DEFAULT) -> tuple[Review, ...]:
    """Return every decision that was made on a claim of a report, in the order in which they were made."""
    stands = report.reviews.get(claim)
    if stands is None or stands.anchor is None:
        return ()
    rows = standing.decided_at([(report.report.original, report.report.part)], using=using)
    ids = [row.record for row in sorted(rows, key=lambda row: row.number) if row.kind == "review"]
    return tuple(each for each in of_type(store.get(ids), Review).values() if each.anchor == stands.anchor)
