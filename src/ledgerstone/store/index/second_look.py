"""What is in no list of somebody who looks a second time: all that rests on what others may have decided there.

A verdict is told by more than its own column. A claim that was corrected is listed with other words and found by them,
one that was rejected is in no figure, and a victim or a day may stand in an incident by a correction alone. So a list
leaves out whatever rests on such a report until that person is done with it, and says so. The pages of the report and
of the incident are laid out anew without what others decided (``ledgerstone.indexing.blind``).
"""

from typing import TypeVar

from django.db.models import Model, QuerySet

from ledgerstone.store.index.models import Claim, Told, Victim
from ledgerstone.store.sight import Sight

_M = TypeVar("_M", bound=Model)


def claims_but(rows: QuerySet[Claim], sight: Sight) -> QuerySet[Claim]:
    """Leave out the claims of the reports at which somebody looks a second time."""
    return rows.exclude(report__in=sight.blind) if sight.blind else rows


def incidents_but(rows: QuerySet[_M], sight: Sight, *, using: str, field: str = "record") -> QuerySet[_M]:
    """Leave out what belongs to an incident that rests on such a report; ``field`` names the incident."""
    if not sight.blind:
        return rows
    there = _claims(sight, using=using).exclude(incident="")
    return rows.exclude(**{f"{field}__in": there.values("incident")})


def victims_but(rows: QuerySet[Victim], sight: Sight, *, using: str) -> QuerySet[Victim]:
    """Leave out the victims that such a report tells of, and those of an incident that rests on one."""
    if not sight.blind:
        return rows
    told = Told.objects.using(using).filter(claim__in=_claims(sight, using=using).values("record"))
    return incidents_but(rows, sight, using=using, field="incident").exclude(record__in=told.values("victim"))


def _claims(sight: Sight, *, using: str) -> QuerySet[Claim]:
    return Claim.objects.using(using).filter(report__in=sight.blind)
