"""What waits for somebody to look at it: reports with claims that nobody decided on, disagreements, second looks."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from ledgerstone.disagreeing import DISPUTED
from ledgerstone.store.index.listing import sentence
from ledgerstone.store.index.models import Claim, Incident, Report
from ledgerstone.store.index.second_look import claims_but, incidents_but
from ledgerstone.store.sight import Sight, height

_DEFAULT = "default"
_LOOKED_AT = 600  # claims among which the next reports are sought
_COUNTS = "counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportToReview:
    """A report, and how many of its claims nobody has decided on; None where that is not to be told.

    How many are left tells who looks a second time on how many the first has decided.
    """

    report: str
    title: str
    publisher: str
    unreviewed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimToLookAt:
    """A claim that wants a third decision, or another look, and why."""

    claim: str
    report: str
    title: str
    sentence: str
    by: str
    because: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentToLookAt:
    """An incident, and how many of the team's own figures for it want another look."""

    incident: str
    label: str
    figures: int


def reports_to_review(
    *, sight: Sight, at_most: int, without: Collection[str] = (), using: str = _DEFAULT
) -> list[ReportToReview]:
    """Return the next reports with claims that nobody decided on, the newest first.

    Args:
        sight: what may be seen.
        at_most: how many.
        without: reports to leave out: somebody is at work on them.
        using: the database of the index.
    """
    waiting = _claims(sight, using=using).filter(verdict="", standing=_COUNTS)
    newest = waiting.order_by("-order", "-record").values_list("report", flat=True)[:_LOOKED_AT]
    left_out = frozenset(without)
    ids = [report for report in dict.fromkeys(newest) if report not in left_out][:at_most]
    return reports(ids, sight=sight, using=using)


def reports(ids: Collection[str], *, sight: Sight, using: str = _DEFAULT) -> list[ReportToReview]:
    """Return those of these reports that may be seen, in their order."""
    rows = {
        row.record: row for row in Report.objects.using(using).filter(record__in=list(ids), level__lte=height(sight))
    }
    waiting = _claims(sight, using=using).filter(report__in=list(rows), verdict="", standing=_COUNTS)
    counted = dict(waiting.values_list("report").annotate(number=Count("pk")))
    return [
        ReportToReview(
            report=id_,
            title=rows[id_].title,
            publisher=rows[id_].publisher,
            unreviewed=None if id_ in sight.blind else counted.get(id_, 0),
        )
        for id_ in ids
        if id_ in rows
    ]


def disputed(*, sight: Sight, at_most: int, using: str = _DEFAULT) -> list[ClaimToLookAt]:
    """Return claims on which two people decided otherwise."""
    rows = _claims(sight, using=using).filter(verdict=DISPUTED).order_by("-order", "-record")[:at_most]
    return _told(rows, sight, using=using)


def wanting_another_look(*, sight: Sight, at_most: int, using: str = _DEFAULT) -> list[ClaimToLookAt]:
    """Return claims whose decision wants another look, because something else is found there now."""
    rows = _claims(sight, using=using).exclude(again="").order_by("-order", "-record")[:at_most]
    return _told(rows, sight, using=using)


def figures_wanting_another_look(*, sight: Sight, at_most: int, using: str = _DEFAULT) -> list[IncidentToLookAt]:
    """Return incidents with figures of the team's own that were made when other claims bore on them."""
    seen = height(sight)
    rows = Incident.objects.using(using).filter(looks__gt=0, seen_from__lte=seen, seen_to__gte=seen)
    rows = incidents_but(rows, sight, using=using)
    return [
        IncidentToLookAt(incident=row.record, label=row.label, figures=row.looks)
        for row in rows.order_by("record")[:at_most]
    ]


def _claims(sight: Sight, *, using: str) -> QuerySet[Claim]:
    return claims_but(Claim.objects.using(using).filter(level__lte=height(sight)), sight)


def _told(rows: QuerySet[Claim], sight: Sight, *, using: str) -> list[ClaimToLookAt]:
    found = list(rows)
    titles = {row.report: row.title for row in reports({row.report for row in found}, sight=sight, using=using)}
    return [
        ClaimToLookAt(
            claim=row.record,
            report=row.report,
            title=titles[row.report],
            sentence=sentence(row, sight=sight),
            by=row.decided_by,
            because=row.again,
            level=row.level,
        )
        for row in found
        if row.report in titles
    ]
