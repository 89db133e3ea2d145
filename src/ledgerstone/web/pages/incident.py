"""``/incidents/<id>/``: one incident, and what another policy, or leaving claims out, would make of its figures."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ledgerstone import indexing
from ledgerstone.actions.permissions import Deed
from ledgerstone.assessing import POLICY
from ledgerstone.indexing import OneIncident, read_incident
from ledgerstone.judging import SAME
from ledgerstone.reconciling.policies import POLICIES
from ledgerstone.store.index import listing, standing
from ledgerstone.store.sight import NAMES
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.incidents.determined import claims_seen, codes_of
from ledgerstone.web.incidents.figures import figures
from ledgerstone.web.incidents.history import history
from ledgerstone.web.incidents.nearby import nearby
from ledgerstone.web.incidents.reasons import why
from ledgerstone.web.incidents.shown import show
from ledgerstone.web.policies import opened_to

_MOST_LEFT_OUT = 500  # claims that one look leaves out
_LAID_OUT_NOW = 50  # places and incidents of which the index is behind
_LONGEST = 200  # characters of a search


@opened_to(Deed.READ)
@require_safe
def incident(request: AtDesk, incident: str) -> HttpResponse:
    """Show an incident; one that was taken into another leads there."""
    entry = request.desk.store.last_entry()  # before anything is read: what comes meanwhile was not shown
    one = read(request, incident)
    if one is None:
        into = _became(incident)
        if into is None or read(request, into) is None:  # where it leads is told to who may go there
            raise Http404
        return redirect("incident", into)
    shown = show(one, begin=_number(request.GET.get("from", "")))
    request.desk.saw(incident, level=shown.level)
    numbers = {each.id: each.number for each in shown.view.all_claims}
    return render(
        request,
        "incident/incident.html",
        {
            "id": incident,
            "entry": entry,
            "one": one,
            "shown": shown,
            "view": shown.view,
            "wholes": _parts(request, one, up=True),
            "parts": _parts(request, one, up=False),
            "determined": one.determined,
            "seen": claims_seen(one),
            "harms": codes_of("harm"),
            "statuses": codes_of("status"),
            "groups": codes_of("group"),
            "history": history(request.desk.store, one, numbers, sight=request.desk.sight),
            **_figures(request, incident, one),
        },
    )


@opened_to(Deed.READ)
@require_safe
def figures_if(request: AtDesk, incident: str) -> HttpResponse:
    """Show what the figures would be; nothing is recorded."""
    one = found(request, incident)
    return render(request, "incident/figures.html", {"id": incident, "one": one, **_figures(request, incident, one)})


@opened_to(Deed.READ)
@require_safe
def others(request: AtDesk, incident: str) -> HttpResponse:
    """Show incidents with which this one might be the same."""
    one = found(request, incident)
    words = request.GET.get("q", "").strip()[:_LONGEST]
    near = nearby(one.assessment, words=words, sight=request.desk.sight)
    return render(request, "incident/others.html", {"id": incident, "near": near, "q": words})


@opened_to(Deed.READ)
@require_safe
def why_here(request: AtDesk, incident: str, record: str) -> HttpResponse:
    """Show why a claim, or an incident that is a part, stands with an incident."""
    one = found(request, incident)
    parts = {each for link in one.assessment.links if link.relation == "part_of" for each in (link.claim, link.target)}
    parts = {*listing.labels(sorted(parts), sight=request.desk.sight)}
    if record not in {*one.assessment.claims, *parts}:
        raise Http404
    same = [id_ for row in standing.same([incident], using="default") for id_ in (row.claim, row.target)]
    made = why(request.desk.store, record, among=[incident, *same, *parts])
    return render(request, "incident/why.html", {"why": made})


def read(request: AtDesk, incident: str) -> OneIncident | None:
    """Return an incident as whoever asks may see it."""
    indexing.follow(request.desk.store, at_most=_LAID_OUT_NOW)
    return read_incident(request.desk.store, incident, sight=request.desk.sight)


def found(request: AtDesk, incident: str) -> OneIncident:
    """Return an incident as whoever asks may see it.

    Raises:
        Http404: there is none, or it may not be seen; which of the two is not told.
    """
    one = read(request, incident)
    if one is None:
        raise Http404
    request.desk.saw_part(incident, level=NAMES[one.level])
    return one


def _figures(request: AtDesk, incident: str, one: OneIncident) -> dict[str, Any]:
    policy = request.GET.get("policy", POLICY)
    policy = policy if policy in POLICIES else POLICY
    chosen = (id_ for id_ in request.GET.getlist("claim") if id_ in one.assessment.claims)
    without = tuple(dict.fromkeys(chosen))[:_MOST_LEFT_OUT]
    would_be: OneIncident | None = one
    if without or policy != POLICY:
        sight = request.desk.sight
        would_be = read_incident(request.desk.store, incident, sight=sight, policy=policy, without=without)
    made = figures(one.assessment, would_be.assessment if would_be else None) if one.whole else ()
    grades = would_be.assessment.grades if would_be and one.whole else ()
    return {
        "figures": made,
        "grades": grades,
        "policy": policy,
        "policies": list(POLICIES),
        "without": without,
        "only_looked": bool(without) or policy != POLICY,
    }


def _parts(request: AtDesk, one: OneIncident, *, up: bool) -> dict[str, str]:
    """Return the larger incidents that this one is a part of, or its own parts: what they are called, by id."""
    this = one.assessment.incident
    links = [each for each in one.assessment.links if each.relation == "part_of" and each.judgement == "positive"]
    ids = [each.target if up else each.claim for each in links if this == (each.claim if up else each.target)]
    return listing.labels(ids, sight=request.desk.sight)


def _became(incident: str) -> str | None:
    into = {
        row.claim: row.target
        for row in standing.same([incident], using="default")
        if row.judgement == "positive" and row.relation == SAME
    }
    seen = {incident}
    while (further := into.get(incident)) is not None and further not in seen:
        seen.add(further)
        incident = further
    return incident if len(seen) > 1 else None


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0  # noqa: PLR2004 (digits)
