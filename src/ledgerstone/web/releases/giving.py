"""Before the files of a release are shown or given: would what they hold leave today?

What was let go was let go, and its record stands. But the room does not go on giving what was closed since: who seals
a record expects that nobody takes it out of here any more. The index is asked, not the whole case; a name that must be
masked since another report came is found when a release is prepared, not here.
"""

from django.utils.translation import gettext, ngettext

from ledgerstone.errors import ReleaseClosed, StoreBusy
from ledgerstone.store.index.let_go import closed_since
from ledgerstone.store.room.releases import Holds
from ledgerstone.store.store import Store
from ledgerstone.web.fresh import bring_up


def require_open(store: Store, holds: Holds) -> None:
    """Refuse what may not leave any more.

    Raises:
        ReleaseClosed: something in it was closed, rejected or corrected since.
        StoreBusy: the index has not followed yet, so nobody can say.
    """
    behind = bring_up(store)
    if behind.entries or behind.waiting:
        raise StoreBusy(
            gettext("The lists of the room are being brought up, so nobody can say yet what is closed."),
            do=gettext("Wait a minute, and try again."),
        )
    gone = closed_since(holds.claims, holds.others, silent=holds.silent)
    if gone:
        said = ngettext(
            "%(number)s record in it was closed, rejected or corrected since.",
            "%(number)s records in it were closed, rejected or corrected since.",
            gone,
        )
        raise ReleaseClosed(
            said % {"number": gone},
            do=gettext("Make a new release; tell those who have this one, if they should stop using it."),
        )
