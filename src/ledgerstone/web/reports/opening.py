"""A report as whoever asks may see it, read anew at each request: nothing that a form says is believed."""

from dataclasses import dataclass

from django.http import Http404

from ledgerstone.indexing import OneReport, read_report
from ledgerstone.indexing.blind import read_report_blind
from ledgerstone.store.room import work
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.reports.cards import Card, cards, level_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A report that may be seen.

    ``entry`` is how far the chain was when it was read, ``blind`` whether others' decisions are hidden from who asks.
    """

    id: str
    one: OneReport
    cards: dict[str, Card]
    entry: int
    blind: bool

    @property
    def level(self) -> str:
        """The strictest handling of what is shown; "" where all of it is open."""
        return level_words(max((self.one.level, *self.one.levels.values())))


def open_report(request: AtDesk, report: str) -> Opened:
    """Return a report as whoever asks may see it.

    Raises:
        Http404: there is none, or it may not be seen; which of the two is not told.
    """
    desk = request.desk
    entry = desk.store.last_entry()  # before anything is read: what comes meanwhile was not shown
    blind = desk.account.pk is not None and work.is_blind(report, to=desk.account.pk)
    if blind:
        one = read_report_blind(desk.store, report, by=desk.by, sight=desk.sight)
    else:
        one = read_report(desk.store, report, sight=desk.sight)
    if one is None:
        raise Http404
    return Opened(id=report, one=one, cards=cards(one), entry=entry, blind=blind)
