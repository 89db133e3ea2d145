"""Reports that somebody is to review: the work that lists, searches and saved searches can be narrowed to."""

from django.db.models import QuerySet

from ledgerstone.store.index.models import Report
from ledgerstone.store.room.models import Assignment
from ledgerstone.store.sight import Sight


def given_to(name: str, *, sight: Sight, using: str) -> QuerySet[Report]:
    """Return the reports that were given to somebody who is not done with them.

    Where somebody else looks at a report, too, is not told to who looks at it a second time: an open first look would
    say that nothing is decided yet.

    Args:
        name: of an account.
        sight: what may be seen.
        using: the database of the index, in which the accounts are, too.
    """
    open_ = Assignment.objects.using(using).filter(to__name=name, done=None)
    rows = Report.objects.using(using).filter(record__in=open_.order_by().values("report"))
    return rows if name == sight.by or not sight.blind else rows.exclude(record__in=sight.blind)
