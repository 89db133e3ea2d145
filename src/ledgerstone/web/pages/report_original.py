"""The original beside its report: pages and pictures drawn anew, HTML as plain text; nothing is run or fetched."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import CustodyError, InputError
from ledgerstone.records import Report
from ledgerstone.records.text import seen
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to
from ledgerstone.web.reports import originals
from ledgerstone.web.reports.opening import open_report

_PAGES_AT_ONCE = 30  # further ones are asked for


@opened_to(Deed.READ)
@require_safe
def original(request: AtDesk, report: str) -> HttpResponse:
    """Show the original of a report."""
    read = _readable(request, report)
    first = max(1, _whole(request.GET.get("from", "1")))
    if read.part:
        return render(request, "report/original.html", {"kind": "part", "report_id": report})
    try:
        looked = originals.look(request.desk.store, read)
    except (InputError, CustodyError) as error:
        return render(request, "report/original.html", {"kind": "refused", "what": error.what, "do": error.do})
    last = min(looked.pages, first + _PAGES_AT_ONCE - 1)
    shown = {
        "kind": looked.kind,
        "pages": range(first, last + 1),
        "all": looked.pages,
        "next": last + 1 if last < looked.pages else 0,
        "lines": seen(looked.text).split("\n"),
        "cut_off": looked.cut_off,
        "report_id": report,
        "archive": originals.has_archive(request.desk.store, read),
    }
    return render(request, "report/original.html", shown)


@opened_to(Deed.READ)
@require_safe
def page(request: AtDesk, report: str, number: int) -> HttpResponse:
    """Answer with a page of a PDF, as a picture."""
    read = _readable(request, report)
    return _drawn(lambda: originals.draw_page(request.desk.store, read, number))


@opened_to(Deed.READ)
@require_safe
def picture(request: AtDesk, report: str) -> HttpResponse:
    """Answer with a picture: veiled, unless it is asked for."""
    read = _readable(request, report)
    veiled = request.GET.get("show") != "1"
    return _drawn(lambda: originals.draw_picture(request.desk.store, read, veiled=veiled))


@opened_to(Deed.READ)
@require_safe
def screenshot(request: AtDesk, report: str) -> HttpResponse:
    """Answer with the picture of a captured page: veiled, unless it is asked for."""
    read = _readable(request, report)
    veiled = request.GET.get("show") != "1"
    return _drawn(lambda: originals.draw_screenshot(request.desk.store, read, veiled=veiled))


def _readable(request: AtDesk, report: str) -> Report:
    """Return the report, where all of it may be seen: its original shows whatever stands in it."""
    opened = open_report(request, report)
    if not opened.one.text:
        raise Http404
    return opened.one.report


def _drawn(draw: Callable[[], bytes]) -> HttpResponse:
    try:
        data = draw()
    except InputError as error:
        raise Http404(error.what) from error
    if not data:
        raise Http404
    return HttpResponse(data, content_type="image/png", headers={"Content-Disposition": "inline"})


def _whole(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdigit() else 1
