"""``/``: what the case holds, and where to go on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to


@opened_to(Deed.READ)
@require_safe
def start(request: AtDesk) -> HttpResponse:
    """Show what the case holds."""
    return render(request, "start/start.html", {"counts": dict(request.desk.store.counts())})
