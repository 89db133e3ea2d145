"""``/searches/``: views saved under a name; the address of each can be shared as it is."""

from urllib.parse import parse_qsl

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import BadSearch
from ledgerstone.records.text import normal, on_one_line
from ledgerstone.store.index.filtering import read_filter
from ledgerstone.store.room.searches import MOST, drop_search, save_search, searches_of
from ledgerstone.web import finding
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to

_LONGEST_NAME = 80


@opened_to(Deed.READ)
@require_safe
def searches(request: AtDesk) -> HttpResponse:
    """List one's own searches, and those that others share."""
    account = request.desk.account
    lines = [
        {"search": each, "address": f"{reverse(each.view)}?{each.query}", "own": each.account_id == account.pk}
        for each in searches_of(account)
        if each.view in finding.VIEWS
    ]
    return render(request, "finding/searches.html", {"lines": lines, "view": "searches", "views": finding.tabs()})


@opened_to(Deed.NOTE)
@require_POST
def save(request: AtDesk) -> HttpResponse:
    """Save a search under a name."""
    given = request.POST
    name = on_one_line(normal(given.get("name", "")))[:_LONGEST_NAME]
    view = given.get("view", "")
    if not name or view not in finding.VIEWS:
        raise BadSearch("A search is saved under a name.", do="Give it one.")
    query = read_filter(dict(parse_qsl(given.get("query", "")))).query()
    if not save_search(request.desk.account, name=name, view=view, query=query, shared="shared" in given):
        raise BadSearch(f"You have saved {MOST} searches.", do="Take one away first.")
    return redirect("searches")


@opened_to(Deed.NOTE)
@require_POST
def drop(request: AtDesk, number: int) -> HttpResponse:
    """Take one's own search away."""
    if not drop_search(request.desk.account, number):
        raise Http404
    return redirect("searches")
