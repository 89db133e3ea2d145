"""``/material/``: files are sealed as they arrive; what is to be read, linked and reconciled goes into the queue."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ledgerstone.actions.adding import Added, add_upload
from ledgerstone.actions.capturing_pages import listed
from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import BadSetting, InputError, StoreError
from ledgerstone.records import Problem
from ledgerstone.store.index import standing
from ledgerstone.store.room import jobs
from ledgerstone.store.room.jobs import Kind, Shown
from ledgerstone.store.sight import height
from ledgerstone.web.desk import AtDesk, served
from ledgerstone.web.policies import opened_to

_MORE_TIME = 600  # seconds for one original, where somebody asks for what was too costly once more
_ADDRESSES = 1000


@opened_to(Deed.BRING)
@require_safe
def material(request: AtDesk) -> HttpResponse:
    """Show what can be brought in, and how far what was brought is."""
    return render(request, "material/material.html", {"network": served().network, **_queue(request)})


@opened_to(Deed.BRING)
@require_safe
def queue(request: AtDesk) -> HttpResponse:
    """Show how far the work is."""
    return render(request, "material/queue.html", _queue(request))


@opened_to(Deed.BRING)
@require_POST
def files(request: AtDesk) -> HttpResponse:
    """Seal the files that were sent, each for itself, and have them read."""
    taken = [_take(request, each) for each in request.FILES.getlist("file")]
    if any(isinstance(each, Added) for each in taken):
        jobs.put(Kind.RUN, by=request.desk.by)
    context = {
        "added": [x for x in taken if isinstance(x, Added)],
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


def _take(request: AtDesk, each: "UploadedFile[bytes]") -> Added | Problem:
    name = each.name or "-"
    try:
        return add_upload(request.desk.store, each, name=name, by=request.desk.by)
    except (InputError, StoreError) as error:
        return Problem(record=name, code=error.code, text=f"{error.what} {error.do}".strip())


def _queue(request: AtDesk) -> dict[str, Any]:
    shown = jobs.newest()
    last = next((each for each in shown if each.result.get("problems")), None)
    return {"jobs": shown, "busy": jobs.unfinished(), "problems": _seen(request, last), "more": _more(last)}


def _more(job: Shown | None) -> int:
    return int(job.result.get("more", 0)) if job else 0


def _seen(request: AtDesk, job: Shown | None) -> list[dict[str, str]]:
    """Return the problems of a job about records that may be seen."""
    problems: list[dict[str, str]] = job.result["problems"] if job else []
    levels = standing.levels((each["record"] for each in problems), using="default")
    return [each for each in problems if levels.get(each["record"], 0) <= height(request.desk.sight)]
