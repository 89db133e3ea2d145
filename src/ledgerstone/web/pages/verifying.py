"""``/verify/``: the whole case read again by the worker, and in plain words what was found."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.store.room import jobs
from ledgerstone.store.room.jobs import Kind, State
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to

_ON_ITS_WAY = {State.WAITING, State.WORKING}


@opened_to(Deed.VERIFY)
@require_safe
def verifying(request: AtDesk) -> HttpResponse:
    """Show what verifying found last, and offer to do it again."""
    job = jobs.latest(Kind.VERIFY)
    return render(request, "releases/verifying.html", {"job": job, "busy": job and job.state in _ON_ITS_WAY})


@opened_to(Deed.VERIFY)
@require_safe
def state(request: AtDesk) -> HttpResponse:
    """Say how far it is; where it is done, the page is loaded anew."""
    job = jobs.latest(Kind.VERIFY)
    busy = job and job.state in _ON_ITS_WAY
    answer = render(request, "releases/verifying_state.html", {"job": job, "busy": busy})
    if not busy:
        answer["HX-Refresh"] = "true"
    return answer


@opened_to(Deed.VERIFY)
@require_POST
def verify(request: AtDesk) -> HttpResponse:
    """Have the whole case read again."""
    jobs.put(Kind.VERIFY, by=request.desk.by)
    return redirect("verifying")
