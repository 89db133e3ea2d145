"""What changes an incident: claims set aside, taken out or moved; incidents and victims judged to be one or not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from ledgerstone import codec, indexing
from ledgerstone.actions import determining, linking, working_together
from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import BadDetermination, BadLink, BadReview, DecidedMeanwhile
from ledgerstone.indexing import OneIncident, read_incident
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.incidents.determined import bound, claims_seen
from ledgerstone.web.incidents.history import history
from ledgerstone.web.pages.incident import found
from ledgerstone.web.policies import opened_to

_LAID_OUT_NOW = 100  # places and incidents; what is left over follows at the next act


@opened_to(Deed.DETERMINE)
@require_POST
def set_aside(request: AtDesk, incident: str) -> HttpResponse:
    """Reject the chosen claims, with one reason: no figure rests on them any more."""
    one = found(request, incident)
    chosen = _chosen(request, one)
    made: set[str] = set()
    for claim in chosen:
        _reject(request, one, claim, made)
    said = ngettext("%(number)s claim was set aside.", "%(number)s claims were set aside.", len(chosen))
    return _back(request, incident, said % {"number": len(chosen)})


@opened_to(Deed.LINK)
@require_POST
def split(request: AtDesk, incident: str) -> HttpResponse:
    """Make a new incident of the chosen claims."""
    one = found(request, incident)
    chosen = _chosen(request, one)
    made = linking.split(request.desk.store, incident, chosen, because=_because(request), by=request.desk.by)
    return _back(request, made, gettext("The claims that you chose are an incident of their own now: this one."))


@opened_to(Deed.LINK)
@require_POST
def move(request: AtDesk, incident: str) -> HttpResponse:
    """Move the chosen claims to another incident."""
    one, other = found(request, incident), _other(request)
    because, by = _because(request), request.desk.by
    for claim in _chosen(request, one):
        linking.judge(request.desk.store, claim, other, "positive", because=because, by=by)
        linking.judge(request.desk.store, claim, incident, "negative", because=because, by=by)
    return _back(request, other, gettext("The claims that you chose belong to this incident now."))


@opened_to(Deed.LINK)
@require_POST
def judge(request: AtDesk, incident: str) -> HttpResponse:
    """Judge whether another incident is this one, or one of its parts."""
    found(request, incident)
    other, judgement = _other(request), request.POST.get("judgement", "")
    part = request.POST.get("part") == "yes"
    linking.judge(
        request.desk.store, other, incident, judgement, because=_because(request), part=part, by=request.desk.by
    )
    return _back(request, incident, gettext("Your judgement is recorded."))


@opened_to(Deed.LINK)
@require_POST
def judge_victims(request: AtDesk, incident: str) -> HttpResponse:
    """Judge whether two victims are one person."""
    one = found(request, incident)
    known = {each.victim for each in one.assessment.victims}
    chosen = [id_ for id_ in dict.fromkeys(request.POST.getlist("victim")) if id_ in known]
    if len(chosen) != 2:  # noqa: PLR2004 (two victims)
        raise BadLink(gettext("Choose two victims."), do=gettext("Tick the boxes beside their names."))
    judgement = request.POST.get("judgement", "")
    linking.judge(request.desk.store, chosen[1], chosen[0], judgement, because=_because(request), by=request.desk.by)
    return _back(request, incident, gettext("Your judgement is recorded."))


@opened_to(Deed.LINK)
@require_POST
def take_back(request: AtDesk, incident: str) -> HttpResponse:
    """Take a judgement back that concerns this incident."""
    one = found(request, incident)
    id_ = request.POST.get("link", "")
    if id_ not in {each.take_back for each in history(request.desk.store, one, {}, sight=request.desk.sight)}:
        raise Http404
    linking.take_back(request.desk.store, id_, because=_because(request), by=request.desk.by)
    return _back(request, incident, gettext("The judgement is taken back."))


@opened_to(Deed.DETERMINE)
@require_POST
def determine(request: AtDesk, incident: str) -> HttpResponse:
    """Record the team's own figure, by whoever sees every claim of the incident, and all that came meanwhile."""
    one, given = found(request, incident), request.POST
    if one.blind:
        raise BadDetermination(
            gettext(
                "You look a second time at a report of this incident, so no figure of it can be determined by you."
            ),
            do=gettext("Finish your second look first."),
        )
    if not one.whole:
        raise BadDetermination(
            gettext("Some claims of this incident are closed to you, so no figure of it can be determined by you."),
            do=gettext("Ask somebody who may see them all."),
        )
    if given.get("seen") != claims_seen(one):
        raise BadDetermination(
            gettext("The claims of this incident are others than when the page was shown to you. Nothing was saved."),
            do=gettext("Load the page again, look at them, and determine the figure then."),
        )
    determining.determine(
        request.desk.store,
        one.assessment,
        given.get("harm", ""),
        bound(given.get("low", "")),
        bound(given.get("high", "")),
        because=_because(request),
        status=given.get("status") or None,
        group=given.get("group") or None,
        by=request.desk.by,
    )
    return _back(request, incident, gettext("The team's own figure is recorded."))


@opened_to(Deed.DETERMINE)
@require_POST
def withdraw(request: AtDesk, incident: str) -> HttpResponse:
    """Take a figure of the team's own back."""
    one, id_ = found(request, incident), request.POST.get("determination", "")
    if id_ not in {each.id for each in one.determined}:
        raise Http404
    determining.take_back(request.desk.store, id_, because=_because(request), by=request.desk.by)
    return _back(request, incident, gettext("The figure is taken back."))


def _reject(request: AtDesk, one: OneIncident, claim: str, made: set[str]) -> None:
    """Reject one claim, unless somebody decided on it since the page was shown.

    Two of the chosen can be one thing to decide on: what was just decided on the one holds for the other.
    """
    try:
        review = working_together.decide(
            request.desk.store,
            request.desk.doer,
            claim,
            "reject",
            because=_because(request),
            stands=one.reviews.get(claim),
            seen=_entry(request),
            blind=one.assessment.claims[claim].report in request.desk.blind,
        )
        made.add(codec.identify(review))
    except DecidedMeanwhile as error:
        if error.review not in made:
            raise


def _entry(request: AtDesk) -> int:
    """Return the entry of the chain up to which the page was shown."""
    said = request.POST.get("entry", "")
    if not (said.isascii() and said.isdigit()):
        raise BadReview(gettext("The form does not say what it was shown."), do=gettext("Load the page again."))
    return int(said[:18])


def _because(request: AtDesk) -> str:
    return request.POST.get("because", "")


def _chosen(request: AtDesk, one: OneIncident) -> list[str]:
    chosen = [id_ for id_ in dict.fromkeys(request.POST.getlist("claim")) if id_ in one.assessment.claims]
    if not chosen:
        raise BadLink(gettext("No claim was chosen."), do=gettext("Tick the claims that you mean."))
    return chosen


def _other(request: AtDesk) -> str:
    """Return the other incident that was chosen, if it may be seen."""
    other = request.POST.get("other", "")
    if read_incident(request.desk.store, other, sight=request.desk.sight) is None:
        raise BadLink(gettext("No other incident was chosen."), do=gettext("Choose one of the list."))
    return other


def _back(request: AtDesk, incident: str, said: str) -> HttpResponse:
    indexing.follow(request.desk.store, at_most=_LAID_OUT_NOW)
    messages.success(request, said)
    return redirect("incident", incident)


ACTS: dict[str, Callable[..., HttpResponse]] = {
    "set-aside": set_aside,
    "split": split,
    "move": move,
    "judge": judge,
    "victims": judge_victims,
    "take-back": take_back,
    "determine": determine,
    "withdraw": withdraw,
}
"""The acts by the last part of their address."""
