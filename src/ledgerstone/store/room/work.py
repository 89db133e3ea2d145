"""Assignments and notes, read and written. ``actions/working_together.py`` sees to it that it may be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ledgerstone.store.room.models import Account, Assignment, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A report that somebody is to review, by whose word, whether blind, and when it was done."""

    report: str
    to: str
    by: str
    at: datetime
    blind: bool
    done: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What somebody wrote about a report."""

    by: str
    at: datetime
    text: str


def assign(report: str, *, to: int, by: str, blind: bool) -> bool:
    """Give a report to an account; return whether there is such an account, open, that can be given work."""
    account = Account.objects.filter(pk=to, is_active=True).first()
    if account is None:
        return False
    given = {"by": by, "at": timezone.now(), "blind": blind, "done": None}
    Assignment.objects.update_or_create(report=report, to=account, defaults=given)
    return True


def finish(report: str, *, to: int) -> bool:
    """Say that somebody is done with a report; return whether it was theirs and open."""
    return Assignment.objects.filter(report=report, to=to, done=None).update(done=timezone.now()) > 0


def is_blind(report: str, *, to: int) -> bool:
    """Say whether somebody is to decide on a report without seeing what others decided, and is not done."""
    return Assignment.objects.filter(report=report, to=to, blind=True, done=None).exists()


def blind_for(account: int) -> frozenset[str]:
    """Return the reports on which somebody is to decide without seeing what others decided, and is not done."""
    rows = Assignment.objects.filter(to=account, blind=True, done=None)
    return frozenset(rows.values_list("report", flat=True))


def assigned_to(account: int, *, at_most: int) -> list[Assigned]:
    """Return what an account is to review, the newest first."""
    return [_assigned(row) for row in Assignment.objects.filter(to=account, done=None).select_related("to")[:at_most]]


def assigned_of(report: str) -> list[Assigned]:
    """Return who is or was to review a report."""
    return [_assigned(row) for row in Assignment.objects.filter(report=report).select_related("to")]


def taken(reports: Iterable[str]) -> frozenset[str]:
    """Return those of these reports that somebody is at work on."""
    return frozenset(Assignment.objects.filter(report__in=list(reports), done=None).values_list("report", flat=True))


def reports_worked_on() -> frozenset[str]:
    """Return the reports that somebody was given, or wrote about."""
    given = Assignment.objects.order_by().values_list("report", flat=True).distinct()
    return frozenset(given.union(Note.objects.order_by().values_list("report", flat=True).distinct()))


def forget(reports: Iterable[str]) -> None:
    """Take away what was written about some reports, and who was given them."""
    gone = list(reports)
    Note.objects.filter(report__in=gone).delete()
    Assignment.objects.filter(report__in=gone).delete()


def write_note(report: str, *, by: str, text: str) -> None:
    """Add a note."""
    Note(report=report, by=by, at=timezone.now(), text=text).save(force_insert=True)


def notes(report: str, *, at_most: int) -> list[Noted]:
    """Return the last notes on a report, in the order in which they were written."""
    rows = Note.objects.filter(report=report).order_by("-at", "-id")[:at_most]
    return [Noted(by=row.by, at=row.at, text=row.text) for row in reversed(rows)]


def _assigned(row: Assignment) -> Assigned:
    return Assigned(report=row.report, to=row.to.name, by=row.by, at=row.at, blind=row.blind, done=row.done)
