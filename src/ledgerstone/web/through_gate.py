"""Lists and pictures on their way out: each passes the gate of a release, whole, and is logged."""

from collections.abc import Collection

from django.utils.translation import gettext

from ledgerstone.errors import StoreBusy, TooManyToTake
from ledgerstone.indexing.leaving import Leaving, leaving
from ledgerstone.releasing.withholding import PASSING
from ledgerstone.store.index import listing
from ledgerstone.store.room.doings import What, note
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.finding import Asked

MOST = 1000
"""Incidents that one file holds; it is made while somebody waits."""


def through_gate(request: AtDesk, asked: Asked, incidents: Collection[str], *, by_teller: bool = False) -> Leaving:
    """Return what may leave of these incidents, and log that it was taken.

    Args:
        request: who takes it.
        asked: what was asked for.
        incidents: the ids of those that were found within ``request.desk.of_files``.
        by_teller: also the figures that each kind of speaker tells.

    Raises:
        StoreBusy: the lists are behind the case, so that something would be missing.
        TooManyToTake: it is more than one file holds.
    """
    if asked.behind.waiting or asked.behind.entries:
        raise StoreBusy(
            gettext("The lists are being brought up to the case: a file would lack what came last."),
            do=gettext("Try again in a moment."),
        )
    passing = listing.with_verdicts(incidents, PASSING, sight=request.desk.of_files)
    if len(passing) > MOST:
        refuse()
    note(What.TOOK_LIST, by=request.desk.by, about=request.get_full_path())
    return leaving(request.desk.store, passing, by_teller=by_teller)


def refuse() -> None:
    """Refuse what one file does not hold.

    Raises:
        TooManyToTake: always.
    """
    raise TooManyToTake(
        gettext("This list touches more than %(most)s incidents with reviewed claims.") % {"most": MOST},
        do=gettext("Narrow it by a filter, or use the command `ledgerstone release`."),
    )
