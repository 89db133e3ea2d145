"""``/reports/<id>/``: the text as read, with its claims marked in place, and what was cut out of it on demand."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ledgerstone.actions import permissions
from ledgerstone.actions.permissions import Deed
from ledgerstone.indexing.rows import line
from ledgerstone.store.index import to_review
from ledgerstone.store.room import work
from ledgerstone.store.room.accounts import accounts
from ledgerstone.store.room.models import Account
from ledgerstone.web.desk import AtDesk, roles_of
from ledgerstone.web.fresh import bring_up
from ledgerstone.web.policies import opened_to
from ledgerstone.web.reports.laid_out import lay_out
from ledgerstone.web.reports.opening import Opened, open_report
from ledgerstone.web.reports.reasons import REASONS
from ledgerstone.web.reports.windows import window_of, windows
from ledgerstone.web.saying import said_day

_NOTES = 50
_CUTS = 200  # pieces of furniture that are shown
_OF_A_CUT = 500  # characters of each
_AROUND = 20  # reports among which the next is sought


@opened_to(Deed.READ)
@require_safe
def report(request: AtDesk, report: str) -> HttpResponse:
    """Show a report."""
    opened = open_report(request, report, whole=True)
    return render(request, "report/report.html", _page(request, opened))


@opened_to(Deed.READ)
@require_safe
def furniture(request: AtDesk, report: str) -> HttpResponse:
    """Show what was cut out of a report as furniture."""
    opened = open_report(request, report)
    cuts = opened.one.report.furniture if opened.one.text else ()
    shown = [
        {"number": number, "text": line(cut.text, most=_OF_A_CUT), "reason": cut.reason}
        for number, cut in enumerate(cuts[:_CUTS], start=1)
    ]
    return render(request, "report/furniture.html", {"cuts": shown, "more": max(0, len(cuts) - _CUTS)})


@opened_to(Deed.REVIEW)
@require_safe
def next_report(request: AtDesk) -> HttpResponse:
    """Go to the next report that has claims to decide on: one's own work first, then what nobody is at work on."""
    bring_up(request.desk.store)
    last = request.GET.get("after", "")
    sight, number = request.desk.sight, request.desk.account.pk
    own = [each.report for each in work.assigned_to(number, at_most=_AROUND) if each.report != last]
    mine = (each.report for each in to_review.reports(own, sight=sight) if _waits(request, each))
    found = next(mine, None) or next(_free(request, last), None)
    return redirect("report", found) if found else redirect("start")


def _waits(request: AtDesk, given: to_review.ReportToReview) -> bool:
    """Say whether there is something to decide; who looks a second time has the own decisions counted."""
    if given.unreviewed is None:
        return open_report(request, given.report).undecided > 0
    return given.unreviewed > 0


def _free(request: AtDesk, last: str) -> Iterator[str]:
    found = to_review.reports_to_review(sight=request.desk.sight, at_most=_AROUND, without={last})
    taken = work.taken(each.report for each in found)
    return (each.report for each in found if each.report not in taken)


def _page(request: AtDesk, opened: Opened) -> dict[str, Any]:
    one, every = opened.one, opened.cards
    cut = windows(one.report.text, [card.start for card in every.values()])
    number = _number(request, opened, cut)
    start, end = cut[number - 1]
    shown = [card for card in every.values() if start <= card.start < end]
    claims = {**one.claims, **one.rejected}
    around = [(card.number, claims[card.id]) for card in every.values()]
    todo = {card.number for card in every.values() if card.todo}
    before = next((card for card in reversed(every.values()) if card.todo and card.start < start), None)
    after = next((card for card in every.values() if card.todo and card.start >= end), None)
    return {
        "opened": opened,
        "facts": _facts(opened),
        "paragraphs": lay_out(one.report, around, window=(start, end), todo=todo) if one.text else (),
        "cards": shown,
        "window": number,
        "windows": len(cut),
        "earlier": window_of(before.start, cut) if before else 0,
        "later": window_of(after.start, cut) if after else 0,
        "done": sum(not card.todo for card in every.values()),
        "reasons": REASONS,
        "cuts": len(one.report.furniture) if one.text else 0,
        "notes": _notes(opened),
        **_work(request, opened),
    }


def _number(request: AtDesk, opened: Opened, cut: tuple[tuple[int, int], ...]) -> int:
    """The window that is asked for: by its number, or by a claim in it; without either, the first with work to do."""
    wanted = opened.cards.get(request.GET.get("claim", ""))
    asked = request.GET.get("page", "")
    if wanted is None and asked.isascii() and asked.isdigit():
        return min(max(1, int(asked[:9])), len(cut))
    wanted = wanted or next((card for card in opened.cards.values() if card.todo), None)
    return window_of(wanted.start, cut) if wanted else 1


def _facts(opened: Opened) -> dict[str, str]:
    read = opened.one.report
    return {
        "title": line(read.title),
        "publisher": line(read.publisher),
        "published": said_day(read.published),
        "url": line(read.url),
        "part": line(read.part),
        "language": read.language or "",
    }


def _notes(opened: Opened) -> list[dict[str, Any]]:
    """Notes tell what others think of a report, so who looks blind does not see them."""
    if opened.blind:
        return []
    return [{"by": line(each.by), "at": each.at, "text": each.text} for each in work.notes(opened.id, at_most=_NOTES)]


def _work(request: AtDesk, opened: Opened) -> dict[str, Any]:
    desk = request.desk
    assigned = work.assigned_of(opened.id)
    own = next((each for each in assigned if each.to == desk.by and each.done is None), None)
    people = accounts() if desk.may(Deed.ASSIGN) else []
    reviewing = [each for each in people if each.is_active and _reviews(each)]
    return {"assigned": assigned, "own": own, "people": reviewing}


def _reviews(account: Account) -> bool:
    return permissions.may(roles_of(account), Deed.REVIEW)
