"""``/enter/<ticket>/``: one person's way in, by the link that the terminal shows. It works once."""

import secrets
from threading import Lock

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ledgerstone.store.room.accounts import accounts
from ledgerstone.web.desk import served
from ledgerstone.web.policies import Anyone, opened_to

_ONE_AT_A_TIME = Lock()


@opened_to(Anyone.NOBODY)
@require_safe
def enter(request: HttpRequest, ticket: str) -> HttpResponse:
    """Log the owner of this room in, where the link is the one that was shown and was not used."""
    if not _take(ticket):
        return render(request, "entering/used.html", status=403)
    login(request, accounts()[0])
    return redirect("start")


def _take(ticket: str) -> bool:
    case = served()
    with _ONE_AT_A_TIME:
        right = not case.of_team and case.ticket is not None
        right = right and secrets.compare_digest(case.ticket or "", ticket)
        if right:
            case.ticket = None
    return right
