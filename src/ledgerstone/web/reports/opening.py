"""A report as whoever asks may see it, read anew at each request: nothing that a form says is believed."""

from dataclasses import dataclass

from django.http import Http404

from ledgerstone.indexing import OneReport, read_report
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.reports.cards import PUT_OFF, Card, cards, level_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A report that may be seen.

    ``entry`` is how far the chain was when it was read.
    """

    id: str
    one: OneReport
    cards: dict[str, Card]
    entry: int

    @property
    def blind(self) -> bool:
        """Whether others' decisions are hidden from who asks."""
        return self.one.blind

    @property
    def undecided(self) -> int:
        """How many claims want a decision; one that was put off is none yet."""
        return sum(card.todo or card.state == PUT_OFF for card in self.cards.values())

    @property
    def level(self) -> str:
        """The strictest handling of what is shown; "" where all of it is open."""
        return level_words(max((self.one.level, *self.one.levels.values())))


def open_report(request: AtDesk, report: str, *, whole: bool = False) -> Opened:
    """Return a report as whoever asks may see it, and log that where it is sealed.

    Args:
        request: who asks.
        report: its id.
        whole: the page itself is opened, and not a part of it.

    Raises:
        Http404: there is none, or it may not be seen; which of the two is not told.
    """
    desk = request.desk
    entry = desk.store.last_entry()  # before anything is read: what comes meanwhile was not shown
    one = read_report(desk.store, report, sight=desk.sight)
    if one is None:
        raise Http404
    opened = Opened(id=report, one=one, cards=cards(one), entry=entry)
    (desk.saw if whole else desk.saw_part)(report, level=opened.level)
    return opened
