"""``/``: what the case holds, and the work that waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.actions import bringing
from ledgerstone.actions.permissions import Deed
from ledgerstone.store.index import listing, selecting, to_review
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.index.listing import MOST_COUNTED
from ledgerstone.store.room import work
from ledgerstone.store.sight import STRICTEST, Sight
from ledgerstone.web import finding
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.fresh import bring_up, lag
from ledgerstone.web.policies import opened_to

_SHOWN = 10


@opened_to(Deed.READ)
@require_safe
def start(request: AtDesk) -> HttpResponse:
    """Show what the case holds, and the work that waits."""
    desk = request.desk
    behind = bring_up(desk.store)
    queue = _queue(request) if desk.may(Deed.REVIEW) else {}
    counts = {"counts": _counts(desk.sight), "most": MOST_COUNTED}
    asked = len(bringing.asked(desk.store, desk.doer)) if desk.may(Deed.BRING) else 0
    return render(request, "start/start.html", {"lag": lag(behind), "asked": asked, **counts, **queue})


def _counts(sight: Sight) -> dict[str, int]:
    """What this person may see of the case; a number of all would tell that something is kept from sight."""
    every = Filter()
    return {
        "incidents": listing.counted(selecting.incidents(every, sight=sight)),
        "claims": listing.counted(selecting.claims(every, sight=sight)),
        "reports": listing.counted(selecting.reports(every, sight=sight)),
        "victims": listing.counted(selecting.victims(every, sight=sight)),
    }


def _queue(request: AtDesk) -> dict[str, object]:
    """Reports on which somebody looks blind stand among that person's own work alone (``desk.sight`` sees to it)."""
    sight, number = request.desk.sight, request.desk.account.pk
    own = work.assigned_to(number, at_most=_SHOWN)
    found = to_review.reports_to_review(sight=sight, at_most=2 * _SHOWN)
    taken = work.taken(each.report for each in found)
    disputed = to_review.disputed(sight=sight, at_most=_SHOWN)
    again = to_review.wanting_another_look(sight=sight, at_most=_SHOWN)
    finding.saw_list(request, [each.level for each in (*disputed, *again)], sealed=STRICTEST)
    determine = request.desk.may(Deed.DETERMINE)
    figures = to_review.figures_wanting_another_look(sight=sight, at_most=_SHOWN) if determine else []
    return {
        "figures": figures,
        "own": to_review.reports([each.report for each in own], sight=sight),
        "waiting": [each for each in found if each.report not in taken][:_SHOWN],
        "disputed": disputed,
        "again": again,
    }
