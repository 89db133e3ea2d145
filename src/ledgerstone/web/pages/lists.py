"""``/incidents/``, ``/claims/``, ``/reports/`` and ``/victims/``: four lists under one filter."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.store.index import listing, selecting
from ledgerstone.store.index.listing import DEATHS, NAME, NEWEST, OLDEST
from ledgerstone.store.sight import STRICTEST
from ledgerstone.web import finding
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to

ORDERS = {
    "incidents": (NEWEST, OLDEST, DEATHS),
    "claims": (NEWEST, OLDEST),
    "reports": (NEWEST, OLDEST),
    "victims": (NAME,),
}


@opened_to(Deed.READ)
@require_safe
def incidents(request: AtDesk) -> HttpResponse:
    """List incidents with their figures."""
    asked = finding.read(request, order=NEWEST)
    rows = selecting.incidents(asked.filter, sight=request.desk.sight)
    page = listing.page(rows, order=asked.order, after=asked.after)
    tolls = listing.tolls_of(page.rows)
    lines = [{"row": row, "tolls": tolls[row.pk]} for row in page.rows]
    return _show(request, asked, "incidents", page, lines)


@opened_to(Deed.READ)
@require_safe
def claims(request: AtDesk) -> HttpResponse:
    """List claims."""
    asked = finding.read(request, order=NEWEST)
    sight = request.desk.sight
    rows = selecting.claims(asked.filter, sight=sight)
    page = listing.page(rows, order=asked.order, after=asked.after)
    labels = listing.labels([row.incident for row in page.rows], sight=sight)
    titles = listing.titles([row.report for row in page.rows], sight=sight)
    lines = [
        {
            "row": row,
            "label": labels.get(row.incident, ""),
            "report": titles.get(row.report),
            "sentence": listing.sentence(row, sight=sight),
        }
        for row in page.rows
    ]
    return _show(request, asked, "claims", page, lines)


@opened_to(Deed.READ)
@require_safe
def reports(request: AtDesk) -> HttpResponse:
    """List reports with how many of their claims were reviewed."""
    asked = finding.read(request, order=NEWEST)
    sight = request.desk.sight
    rows = selecting.reports(asked.filter, sight=sight)
    page = listing.page(rows, order=asked.order, after=asked.after)
    numbers = listing.numbers_of_claims([row.record for row in page.rows], sight=sight)
    lines = [{"row": row, "numbers": numbers.get(row.record, (0, 0, 0))} for row in page.rows]
    return _show(request, asked, "reports", page, lines)


@opened_to(Deed.READ)
@require_safe
def victims(request: AtDesk) -> HttpResponse:
    """List victims."""
    asked = finding.read(request, order=NAME)
    sight = request.desk.sight
    rows = selecting.victims(asked.filter, sight=sight)
    page = listing.page(rows, order=asked.order, after=asked.after)
    labels = listing.labels([row.incident for row in page.rows], sight=sight)
    lines = [{"row": row, "label": labels.get(row.incident, "")} for row in page.rows]
    return _show(request, asked, "victims", page, lines)


def _show(
    request: AtDesk, asked: finding.Asked, view: str, page: listing.Page[Any], lines: list[dict[str, Any]]
) -> HttpResponse:
    finding.saw_list(request, [row.level for row in page.rows], sealed=STRICTEST)
    shown = {
        **finding.context(request, asked, view),
        "lines": lines,
        "page": page,
        "most": listing.MOST_COUNTED,
        "orders": [(each, asked.address(order=each)) for each in ORDERS[view]],
        "next": asked.address(order=asked.order, after=page.after) if page.after else "",
        "first": asked.address(order=asked.order) if asked.after else "",
    }
    return render(request, f"finding/{view}.html", shown)
