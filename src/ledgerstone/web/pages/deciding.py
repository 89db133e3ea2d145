"""Decide on the claims of a report, correct one, add one that no stage found, see how one was decided.

The card that comes back is made of the records. Lists follow when somebody asks for one (``fresh.py``), so that the
next key does not wait for them.
"""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledgerstone import codec
from ledgerstone.actions import looking_again, working_together
from ledgerstone.actions.permissions import Deed
from ledgerstone.actions.spans import span_of
from ledgerstone.errors import BadReview, BadSpan, DecidedMeanwhile
from ledgerstone.indexing.one import decisions_on
from ledgerstone.indexing.rows import line
from ledgerstone.records import Claim, Review
from ledgerstone.releasing.claim_view import STATES
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to
from ledgerstone.web.reports import fields
from ledgerstone.web.reports.after import after_decision
from ledgerstone.web.reports.cards import looked_at_again
from ledgerstone.web.reports.opening import Opened, open_report
from ledgerstone.web.reports.reasons import AS_IT_SAYS, LATER, TAKEN_BACK

_UNDO, _TAKE = "undo", "take"
# What needs no reason of one's own.
_PLAIN = {"accept": AS_IT_SAYS, "pending": LATER, _TAKE: AS_IT_SAYS, _UNDO: TAKEN_BACK}
_CONFLICT, _REFUSED = 409, 422
_LONGEST = 2_000  # characters of a reason that the history shows


@opened_to(Deed.REVIEW)
@require_POST
def decide(request: AtDesk, report: str, claim: str) -> HttpResponse:
    """Record a decision on a claim, and answer with its card as it now is."""
    opened = open_report(request, report)
    _claim(opened, claim)
    seen, number = _number(request.POST.get("entry")), _number(request.POST.get("number"))
    try:
        made = _decided(request, opened, claim, seen=seen)
    except DecidedMeanwhile as error:
        return _conflict(request, report, claim, error)
    except (BadReview, BadSpan) as error:
        return _said(f"{error.what} {error.do}")
    store, id_ = request.desk.store, codec.identify(made)
    entry = next((entry for entry, each, _ in store.since(seen, kinds=("review",)) if each == id_), seen)
    found = store.get([made.about])[made.about]
    assert isinstance(found, Claim)  # noqa: S101 (what a decision on a claim is about)
    after, now = after_decision(opened, claim, made, found=found, entry=entry)
    card = after.cards[now]
    if (card.number, card.start) != (number, opened.cards[claim].start):  # its mark stands elsewhere in the text
        return _read_anew(report, now)
    return render(request, "report/card.html", {"opened": after, "card": card, "refused": ""})


def _decided(request: AtDesk, opened: Opened, claim: str, *, seen: int) -> Review:
    store, doer, said = request.desk.store, request.desk.doer, request.POST
    verdict, because = said.get("verdict", ""), said.get("because", "").strip()
    because = because or _PLAIN.get(verdict, "")
    stands, before = opened.one.reviews.get(claim), _claim(opened, claim)
    again = looked_at_again(opened.one).get(claim)
    if again is not None and verdict in {_TAKE, "accept"}:
        look = looking_again.take if verdict == _TAKE else partial(looking_again.keep, stands=before)
        return look(store, doer, again, because=because, seen=seen)
    common: dict[str, Any] = {"stands": stands, "seen": seen, "blind": opened.blind, "because": because}
    if verdict == _UNDO:
        return working_together.take_back(store, doer, **common)
    replace = _replaced(opened, before, said, said.getlist("group")) if verdict == "correct" else None
    # What is rejected is what is found there now, so that it is asked for no more.
    about = again.claim if again is not None and again.claim and verdict == "reject" else claim
    return working_together.decide(store, doer, about, verdict, replace=replace, **common)


def _conflict(request: AtDesk, report: str, claim: str, error: DecidedMeanwhile) -> HttpResponse:
    """Answer with the card of the claim as somebody else decided on it meanwhile."""
    opened = open_report(request, report)
    other = request.desk.store.get([error.review]).get(error.review)
    about = other.about if isinstance(other, Review) else claim
    stands = {review.about: id_ for id_, review in opened.one.reviews.items()}
    now = next((id_ for id_ in (stands.get(about, ""), claim, about) if id_ in opened.cards), None)
    if now is None or opened.cards[now].number != _number(request.POST.get("number")):
        return _read_anew(report, now or "")
    context = {"opened": opened, "card": opened.cards[now], "refused": error.what}
    return render(request, "report/card.html", context, status=_CONFLICT)


def _read_anew(report: str, claim: str) -> HttpResponse:
    to = f"{reverse('report', args=[report])}?claim={claim}#claim-{claim}"
    return HttpResponse(status=204, headers={"HX-Redirect": to})


@opened_to(Deed.REVIEW)
@require_safe
def correct(request: AtDesk, report: str, claim: str) -> HttpResponse:
    """Show the form by which a claim is corrected; ``start`` and ``end`` are other words that were selected."""
    opened = open_report(request, report)
    before = _claim(opened, claim)
    address, number = reverse("decide", args=[report, claim]), opened.cards[claim].number
    return _form(request, opened, before, address=address, number=number)


@opened_to(Deed.REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AtDesk, report: str) -> HttpResponse:
    """Show the form by which a claim is added to the words that were selected, and record it."""
    opened = open_report(request, report)
    if not opened.one.text:
        raise Http404
    if request.method != "POST":
        return _form(request, opened, None, address=reverse("add_claim", args=[report]))
    said, store = request.POST, request.desk.store
    try:
        made = working_together.add_claim(
            store,
            request.desk.doer,
            report,
            start=_number(said.get("start")),
            end=_number(said.get("end")),
            said=fields.said(said, before=None, groups=said.getlist("group")),
            because=said.get("because", "").strip() or AS_IT_SAYS,
            seen=_number(said.get("entry")),
            blind=opened.blind,
        )
    except DecidedMeanwhile as error:
        return _said(f"{error.what} {error.do}", status=_CONFLICT)
    except (BadReview, BadSpan) as error:
        return _said(f"{error.what} {error.do}")
    return _read_anew(report, made.about)


@opened_to(Deed.READ)
@require_safe
def history(request: AtDesk, report: str, claim: str) -> HttpResponse:
    """Show every decision on a claim. Who looks blind sees none but the own, which the card shows already."""
    opened = open_report(request, report)
    _claim(opened, claim)
    made = decisions_on(request.desk.store, opened.one, claim)
    return render(request, "report/history.html", {"decisions": [_told(each) for each in made]})


def _told(each: Review) -> dict[str, Any]:
    because = line(each.because, most=_LONGEST)
    return {"by": line(each.by), "at": each.at, "state": STATES[each.verdict], "because": because, "blind": each.blind}


def _claim(opened: Opened, claim: str) -> Claim:
    found = opened.one.claims.get(claim) or opened.one.rejected.get(claim)
    if found is None:
        raise Http404
    return found


def _replaced(opened: Opened, before: Claim, said: Any, groups: list[str]) -> dict[str, Any]:
    replace = fields.said(said, before=before, groups=groups)
    if opened.one.text and said.get("start") and said.get("end"):
        passage = span_of(opened.one.report, _number(said["start"]), _number(said["end"]))
        if (passage.start, passage.end) != (before.passage.start, before.passage.end):
            replace["passage"] = {"start": passage.start, "end": passage.end}
    return replace


def _form(request: AtDesk, opened: Opened, before: Claim | None, *, address: str, number: int = 0) -> HttpResponse:
    start, end = request.GET.get("start", ""), request.GET.get("end", "")
    if not opened.one.text and (before is None or start or end):
        raise Http404
    words = line(before.passage.exact, most=_LONGEST) if before and opened.one.text else ""
    if start and end:
        try:
            passage = span_of(opened.one.report, _number(start), _number(end))
        except BadSpan as error:
            return _said(f"{error.what} {error.do}")
        start, end, words = str(passage.start), str(passage.end), line(passage.exact, most=_LONGEST)
    elif before is None:
        return _said(gettext("Select the words in the text first."))
    shown = {"start": start, "end": end, "words": words, "entry": opened.entry, "number": number, "address": address}
    context = {"said": fields.shown(before), "choices": fields.choices(), "claim": before, **shown}
    return render(request, "report/fields.html", context)


def _number(text: Any) -> int:
    given = str(text or "")
    if not given.isascii() or not given.isdigit():
        raise BadSpan("The form does not say where.", do="Load the page again, and try once more.")
    return int(given[:18])


def _said(text: str, *, status: int = _REFUSED) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
