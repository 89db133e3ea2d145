"""Who works on a report, and what they write to each other about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ledgerstone.actions import working_together
from ledgerstone.actions.permissions import Deed
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to
from ledgerstone.web.reports.opening import open_report


@opened_to(Deed.NOTE)
@require_POST
def note(request: AtDesk, report: str) -> HttpResponse:
    """Write a note on a report."""
    open_report(request, report)
    working_together.write_note(request.desk.doer, report, text=request.POST.get("text", ""))
    return redirect("report", report)


@opened_to(Deed.REVIEW)
@require_POST
def take(request: AtDesk, report: str) -> HttpResponse:
    """Take a report on oneself."""
    open_report(request, report)
    working_together.take_on(request.desk.doer, report)
    return redirect("report", report)


@opened_to(Deed.REVIEW)
@require_POST
def done(request: AtDesk, report: str) -> HttpResponse:
    """Say that one is done with a report."""
    opened = open_report(request, report)
    working_together.finish(request.desk.doer, report, undecided=opened.undecided)
    return redirect("report", report)


@opened_to(Deed.ASSIGN)
@require_POST
def assign(request: AtDesk, report: str) -> HttpResponse:
    """Give a report to somebody."""
    open_report(request, report)
    to = request.POST.get("to", "")
    number = int(to[:18]) if to.isascii() and to.isdigit() else -1
    working_together.assign(request.desk.doer, report, to=number, blind=bool(request.POST.get("blind")))
    messages.success(request, gettext("The report was given to them."))
    return redirect("report", report)
