"""The log of the room: what is no record, and must be known all the same. Rows are added, and never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from ledgerstone.records.text import normal
from ledgerstone.store.room.models import Doing
from ledgerstone.store.room.models.doings import ABOUT_LENGTH

_LATELY = timedelta(hours=1)


class What(StrEnum):
    """What was done."""

    ENTERED = "logged in"
    LEFT = "logged out"
    TURNED_AWAY = "was not let in"
    FACTOR_ADDED = "added a second factor"
    FACTOR_REMOVED = "removed a second factor"
    PASSWORD_CHANGED = "changed the password"  # noqa: S105 (words)
    SESSIONS_ENDED = "ended other sessions"
    INVITED = "invited"
    INVITATION_TAKEN_BACK = "took an invitation back"
    JOINED = "accepted an invitation"
    ROLES_CHANGED = "changed the roles"
    SHUT_OUT = "closed the account"
    LET_IN_AGAIN = "opened the account again"
    FACTORS_TAKEN = "took the second factors"
    READ_SEALED = "read what is sealed"
    TOOK_LIST = "took a list"
    LEFT_ASIDE = "left material aside"
    LOOKED_AT_RELEASE = "looked at what would leave"
    LET_GO = "let a release out"
    TOOK_RELEASE = "took a release"
    VERIFIED = "had the case verified"
    REFUSED = "was refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One line of the log."""

    number: int
    at: datetime
    by: str
    what: str
    about: str


def note(what: What, *, by: str, about: str = "") -> None:
    """Add a line to the log: who did what, to which record, account or page."""
    said = normal(about)[:ABOUT_LENGTH]  # an address can hold what no database takes
    Doing(at=timezone.now(), by=by, what=what.value, about=said).save(force_insert=True)


def noted_lately(what: What, *, by: str, about: str) -> bool:
    """Say whether the same was noted within the last hour."""
    rows = Doing.objects.filter(at__gte=timezone.now() - _LATELY, by=by, what=what.value)
    return rows.filter(about=normal(about)[:ABOUT_LENGTH]).exists()


def done(*, before: int | None = None, at_most: int) -> list[Done]:
    """Return lines of the log, the newest first; ``before`` is the number of a line, whose elders are wanted."""
    rows = Doing.objects.all() if before is None else Doing.objects.filter(id__lt=before)
    return [
        Done(number=row.pk, at=row.at, by=row.by, what=row.what, about=row.about)
        for row in rows.order_by("-id")[:at_most]
    ]
