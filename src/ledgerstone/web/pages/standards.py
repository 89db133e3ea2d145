"""``/standards/``: whom the team holds credible, who owns which outlet, which incidents count; and deciding it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ledgerstone import current
from ledgerstone.actions import deciding_standards as acts
from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import BadReview
from ledgerstone.reconciling.standards import history
from ledgerstone.records import Criteria, Ownership, Review
from ledgerstone.store.index import standing
from ledgerstone.store.room import jobs
from ledgerstone.store.room.jobs import Kind
from ledgerstone.store.sight import height
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.fresh import bring_up
from ledgerstone.web.policies import opened_to
from ledgerstone.web.standards.effect import effect
from ledgerstone.web.standards.forms import FORMS, Appraise, Include, Own

_setters = opened_to(Deed.SET_STANDARDS)


@_setters
@require_safe
def standards(request: AtDesk) -> HttpResponse:
    """Show what is in force, what was decided before, and the forms for more."""
    return _page(request)


@_setters
@require_safe
def standards_if(request: AtDesk) -> HttpResponse:
    """Show what a decision would do to figures; nothing is recorded."""
    form = _form(request.GET)
    if not form.is_valid():
        return render(request, "standards/effect.html", {"errors": form.errors})
    bring_up(request.desk.store)
    made = form.made(request.desk.store, by=request.desk.by)
    found = effect(request.desk.store, made, sight=request.desk.sight)
    return render(request, "standards/effect.html", {"effect": found, "made": made})


@_setters
@require_POST
def decide(request: AtDesk) -> HttpResponse:
    """Record a decision, and have the figures made anew.

    Raises:
        BadReview: there is no reason.
    """
    form = _form(request.POST)
    if not form.is_valid():
        return _page(request, tried=form, status=400)
    if not form.cleaned_data["because"].strip():
        raise BadReview(gettext("There is no reason."), do=gettext("Say why; whoever asks later has only that."))
    desk = request.desk
    acts.record(desk.store, desk.doer, form.made(desk.store, by=desk.by))
    return _done(request, gettext("The decision is recorded; the figures are being made anew."))


@_setters
@require_POST
def take_back(request: AtDesk, decision: str) -> HttpResponse:
    """Take a decision back."""
    desk = request.desk
    acts.take_back(desk.store, desk.doer, decision, because=request.POST.get("because", ""))
    return _done(request, gettext("The decision is taken back; the figures are being made anew."))


def _done(request: AtDesk, said: str) -> HttpResponse:
    jobs.put(Kind.RUN, by=request.desk.by)
    messages.success(request, said)
    return redirect("standards")


def _form(given: Any) -> Appraise | Own | Include:
    kind = given.get("kind", "")
    if kind not in FORMS:
        raise Http404
    return FORMS[kind](given, auto_id=f"{kind}-%s")


def _page(request: AtDesk, *, tried: Appraise | Own | Include | None = None, status: int = 200) -> HttpResponse:
    forms = {kind: form(auto_id=f"{kind}-%s", initial={"kind": kind}) for kind, form in FORMS.items()}
    if tried is not None:
        forms[tried.data["kind"]] = tried
    context = {"forms": forms, "tried": tried.data["kind"] if tried else "", **_decided(request)}
    return render(request, "standards/standards.html", context, status=status)


def _decided(request: AtDesk) -> dict[str, Any]:
    """Return the decisions that may be seen, the newest first, and the version in force."""
    store = request.desk.store
    made = current.decisions(store)
    reviews = tuple(store.about_any(Review, made).values())
    held = current.standards(store)
    closed = standing.levels(made, using="default")
    rows = [
        {"id": id_, "made": each, "kind": _kind(each), "version": version, "in_force": each in held.decisions}
        for id_, each, version in history(made, reviews)
        if closed.get(id_, 0) <= height(request.desk.sight)
    ]
    rows.reverse()
    return {
        "in_force": [row for row in rows if row["in_force"]],
        "before": [row for row in rows if not row["in_force"]],
        "version": held.version,
    }


def _kind(made: object) -> str:
    if isinstance(made, Criteria):
        return "include"
    return "own" if isinstance(made, Ownership) else "appraise"
