"""``/material/``: what arrives is on the disk at once, and sealed when it is like nothing there, or on a word."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from ledgerstone.actions import bringing
from ledgerstone.actions.capturing_pages import listed
from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import BadSetting, InputError, StoreError
from ledgerstone.records import Problem
from ledgerstone.store.index import listing, to_review
from ledgerstone.store.index.to_review import ReportToReview
from ledgerstone.store.room import jobs
from ledgerstone.store.room.holding import Held
from ledgerstone.store.room.jobs import Kind, Shown
from ledgerstone.web.desk import AtDesk, served
from ledgerstone.web.fresh import bring_up
from ledgerstone.web.policies import opened_to

_MORE_TIME = 600  # seconds for one original, where somebody asks for what was too costly once more
_ADDRESSES = 1000
_ASKED = 200  # things that a page asks about at once
_DIGITS = 16


@opened_to(Deed.BRING)
@require_safe
def material(request: AtDesk) -> HttpResponse:
    """Show what can be brought in, what wants a word before it is sealed, and how far the work is."""
    bring_up(request.desk.store)
    return render(request, "material/material.html", {"network": served().network, **_queue(request)})


@opened_to(Deed.BRING)
@require_safe
def queue(request: AtDesk) -> HttpResponse:
    """Show how far the work is, and what wants a word since."""
    return render(request, "material/queue.html", {"swapped": True, **_queue(request)})


@opened_to(Deed.BRING)
@require_POST
def files(request: AtDesk) -> HttpResponse:
    """Put the files that were sent onto the disk, each for itself, and have them looked at."""
    taken = [_take(request, each) for each in request.FILES.getlist("file")]
    if any(isinstance(each, Held) for each in taken):
        jobs.put(Kind.LOOK, by=request.desk.by)
    context = {
        "added": [x for x in taken if isinstance(x, Held)],
        "not_added": [x for x in taken if isinstance(x, Problem)],
    }
    if "HX-Request" in request.headers:
        return render(request, "material/taken.html", context)
    return render(request, "material/material.html", {"network": served().network, **context, **_queue(request)})


@opened_to(Deed.BRING)
@require_POST
def addresses(request: AtDesk) -> HttpResponse:
    """Have pages captured.

    Raises:
        BadSetting: the network is closed to this room, or no address stands there.
    """
    if not served().network:
        raise BadSetting(gettext("The network is closed to this room."), do=gettext("Open it: serve CASE --network"))
    found = list(listed(request.POST.get("addresses", "").encode(), name=gettext("your list")))
    asked = [each.line for each in found if not isinstance(each, Problem)]
    for each in found:
        if isinstance(each, Problem):
            messages.warning(request, f"{each.record}: {each.text}")
    if not asked:
        raise BadSetting(gettext("No address stands there."), do=gettext("Write one a line."))
    jobs.put(Kind.CAPTURE, by=request.desk.by, given={"addresses": asked[:_ADDRESSES]})
    return redirect("material")


@opened_to(Deed.BRING)
@require_POST
def run(request: AtDesk) -> HttpResponse:
    """Have the case brought up to date; on demand with more time for what was too costly before."""
    given: dict[str, Any] = {"seconds": _MORE_TIME} if request.POST.get("more_time") == "yes" else {}
    jobs.put(Kind.RUN, by=request.desk.by, given=given)
    return redirect("material")


@opened_to(Deed.BRING)
@require_POST
def decide(request: AtDesk) -> HttpResponse:
    """Seal what was asked about, or leave it.

    Raises:
        BadSetting: nothing is ticked, or it is not said what is to be done.
        UnknownRecord: somebody gave a word meanwhile.
    """
    given = request.POST.getlist("number")
    numbers = {int(each) for each in given if each.isascii() and each.isdigit() and len(each) < _DIGITS}
    if not numbers:
        raise BadSetting(gettext("Nothing is ticked."), do=gettext("Tick what you mean."))
    desk = request.desk
    if request.POST.get("do") == "seal":
        sealed = len(bringing.seal(desk.store, desk.doer, numbers))
        jobs.put(Kind.RUN, by=desk.by)
        said = ngettext("%(number)s thing is sealed.", "%(number)s things are sealed.", sealed) % {"number": sealed}
    elif request.POST.get("do") == "leave":
        left = len(bringing.leave(desk.store, desk.doer, numbers))
        said = ngettext(
            "%(number)s thing was left aside; the log keeps its name and digest.",
            "%(number)s things were left aside; the log keeps their names and digests.",
            left,
        ) % {"number": left}
    else:
        raise BadSetting(gettext("It is not said what is to be done."), do=gettext("Load the page again."))
    messages.success(request, said)
    return redirect("material")


def _take(request: AtDesk, each: "UploadedFile[bytes]") -> Held | Problem:
    name = each.name or "-"
    try:
        return bringing.bring_upload(request.desk.store, each, name=name, by=request.desk.by)
    except (InputError, StoreError) as error:
        return Problem(record=name, code=error.code, text=f"{error.what} {error.do}".strip())


def _queue(request: AtDesk) -> dict[str, Any]:
    shown = jobs.newest()
    last = next((each for each in shown if each.result.get("problems")), None)
    return {
        "jobs": shown,
        "busy": jobs.unfinished(),
        "problems": _seen(request, last),
        "more": _more(last),
        **_asked(request),
    }


def _asked(request: AtDesk) -> dict[str, Any]:
    """Return what waits for a word, with what it is like, and how many things nobody looked at yet."""
    found = bringing.asked(request.desk.store, request.desk.doer)
    ids = {one["report"] for each in found for one in each.like if "report" in one}
    listed = {each.report: each for each in to_review.reports(ids, sight=request.desk.sight)}
    rows = [{"held": each, "like": [_shown(one, listed) for one in each.like]} for each in found[:_ASKED]]
    return {"asked": rows, "asked_more": len(found) - len(rows)}


def _shown(like: dict[str, Any], listed: Mapping[str, ReportToReview]) -> dict[str, Any]:
    return {**like, "listed": listed.get(like.get("report", "")), "percent": int(100 * like.get("share", 0))}


def _more(job: Shown | None) -> int:
    return int(job.result.get("more", 0)) if job else 0


def _seen(request: AtDesk, job: Shown | None) -> list[dict[str, str]]:
    """Return the problems of a job about records that may be seen."""
    problems: list[dict[str, str]] = job.result["problems"] if job else []
    closed = listing.closed((each["record"] for each in problems), sight=request.desk.sight)
    return [each for each in problems if each["record"] not in closed]
