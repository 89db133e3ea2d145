"""``/log/``: who saw and did what. Two lists: the audit chain of the case, and the log of the room."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import BadSetting
from ledgerstone.store.room.doings import done
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to

LINES = 100


@opened_to(Deed.SEE_LOG)
@require_safe
def log(request: AtDesk) -> HttpResponse:
    """Show the newest lines of one of the two, or those before a line."""
    chain = request.GET.get("of") == "chain"
    before = _number(request.GET.get("before", ""))
    if chain:
        entries = request.desk.store.entries_before(before, at_most=LINES + 1)
        lines = [
            {"number": each.seq, "at": datetime.fromisoformat(each.at), "by": each.by, "what": each.action}
            for each in entries
        ]
    else:
        lines = [
            {"number": each.number, "at": each.at, "by": each.by, "what": each.what, "about": each.about}
            for each in done(before=before, at_most=LINES + 1)
        ]
    more = len(lines) > LINES
    context = {"lines": lines[:LINES], "chain": chain, "more": lines[LINES - 1]["number"] if more else None}
    return render(request, "log/log.html", context)


def _number(given: str) -> int | None:
    if not given:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 18:  # noqa: PLR2004 (what the database counts to)
        raise BadSetting("That is no line of the log.", do="Begin at the newest.")
    return int(given)
