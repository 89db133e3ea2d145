"""Which incidents a decision about a source may touch: those of which a source of that name, or in that role, tells."""

from collections.abc import Sequence

from django.db.models import Q

from ledgerstone.store.index import selecting
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.index.models import Claim, Incident, Report
from ledgerstone.store.sight import Sight, height

_DEFAULT = "default"
_MOST = 1000  # incidents; more are not counted


def incidents(names: Sequence[str], *, role: str, sight: Sight, using: str = _DEFAULT) -> list[str]:
    """Return incidents that may be seen, the newest first.

    Args:
        names: of outlets, sites, offices or people, one of which tells of the incident; none asks for no name.
        role: in which somebody tells of it; "" asks for none.
        sight: what may be seen.
        using: the database of the index.
    """
    seen = height(sight)
    rows = Incident.objects.using(using).filter(seen_from__lte=seen, seen_to__gte=seen)
    if names or role:
        told = Claim.objects.using(using).filter(level__lte=seen)
        found = told.filter(role=role) if role else told.filter(_by(names, sight, using=using))
        rows = rows.filter(record__in=found.order_by().values("incident"))
    return list(rows.order_by("-order", "-record").values_list("record", flat=True)[:_MOST])


def _by(names: Sequence[str], sight: Sight, *, using: str) -> Q:
    """Return what asks for claims whose speaker has such a name, or whose report is printed under it."""
    asked = Q(pk__in=())
    printed = Q(pk__in=())
    for name in names:
        said = selecting.claims(Filter(speaker=name), sight=sight, using=using).order_by().values("pk")
        asked |= Q(pk__in=said)
        printed |= Q(publisher__icontains=name) | Q(url__icontains=name)
    return asked | Q(report__in=Report.objects.using(using).filter(printed).order_by().values("record"))
