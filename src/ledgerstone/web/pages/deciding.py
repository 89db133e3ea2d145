"""Decide on the claims of a report, correct one, add one that no stage found, see how one was decided.

The card that comes back is made of the records. Lists follow when somebody asks for one (``fresh.py``), so that the
next key does not wait for them.
"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledgerstone.actions import working_together
from ledgerstone.actions.permissions import Deed
from ledgerstone.actions.spans import span_of
from ledgerstone.errors import BadReview, BadSpan, DecidedMeanwhile
from ledgerstone.indexing.blind import decisions_on
from ledgerstone.indexing.rows import line
from ledgerstone.records import Claim, Review
from ledgerstone.releasing.claim_view import STATES
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to
from ledgerstone.web.reports import fields
from ledgerstone.web.reports.opening import Opened, open_report
from ledgerstone.web.reports.reasons import AS_IT_SAYS, LATER, TAKEN_BACK

_UNDO = "undo"
_PLAIN = {"accept": AS_IT_SAYS, "pending": LATER}  # the verdicts that need no reason of one's own
_CONFLICT, _REFUSED = 409, 422
_LONGEST = 2_000  # characters of a reason that the history shows


@opened_to(Deed.REVIEW)
@require_POST
def decide(request: AtDesk, report: str, claim: str) -> HttpResponse:
    """Record a decision on a claim, and answer with its card as it now is."""
    opened = open_report(request, report)
    said, groups = request.POST, request.POST.getlist("group")
    stands, before = opened.one.reviews.get(claim), _claim(opened, claim)
    common: dict[str, Any] = {"stands": stands, "seen": _number(said.get("entry")), "blind": opened.blind}
    store, doer, because = request.desk.store, request.desk.doer, said.get("because", "").strip()
    try:
        if said.get("verdict") == _UNDO:
            made = working_together.take_back(store, doer, because=because or TAKEN_BACK, **common)
        else:
            verdict = said.get("verdict", "")
            because = because or _PLAIN.get(verdict, "")
            replace = _replaced(opened, before, said, groups) if verdict == "correct" else None
            made = working_together.decide(store, doer, claim, verdict, because=because, replace=replace, **common)
    except DecidedMeanwhile as error:
        return _card(
            request, report, claim, decided=_about(request, error.review), refused=error.what, status=_CONFLICT
        )
    except (BadReview, BadSpan) as error:
        return _said(f"{error.what} {error.do}")
    shown = opened.cards[claim]
    return _card(request, report, claim, decided=made.about, was=(shown.number, shown.start))


@opened_to(Deed.REVIEW)
@require_safe
def correct(request: AtDesk, report: str, claim: str) -> HttpResponse:
    """Show the form by which a claim is corrected; ``start`` and ``end`` are other words that were selected."""
    opened = open_report(request, report)
    before = _claim(opened, claim)
    return _form(request, opened, before, address=reverse("decide", args=[report, claim]))


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
    to = f"{reverse('report', args=[report])}?claim={made.about}#claim-{made.about}"
    return HttpResponse(status=204, headers={"HX-Redirect": to})


@opened_to(Deed.READ)
@require_safe
def history(request: AtDesk, report: str, claim: str) -> HttpResponse:
    """Show every decision on a claim. Who looks blind sees none but the own, which the card shows already."""
    opened = open_report(request, report)
    _claim(opened, claim)
    made = () if opened.blind else decisions_on(request.desk.store, opened.one, claim)
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
    if said.get("start") and said.get("end"):
        passage = span_of(opened.one.report, _number(said["start"]), _number(said["end"]))
        if (passage.start, passage.end) != (before.passage.start, before.passage.end):
            replace["passage"] = {"start": passage.start, "end": passage.end}
    return replace


def _form(request: AtDesk, opened: Opened, before: Claim | None, *, address: str) -> HttpResponse:
    start, end = request.GET.get("start", ""), request.GET.get("end", "")
    words = line(before.passage.exact, most=_LONGEST) if before else ""
    if start and end:
        try:
            passage = span_of(opened.one.report, _number(start), _number(end))
        except BadSpan as error:
            return _said(f"{error.what} {error.do}")
        start, end, words = str(passage.start), str(passage.end), line(passage.exact, most=_LONGEST)
    elif before is None:
        return _said(gettext("Select the words in the text first."))
    shown = {"start": start, "end": end, "words": words, "entry": opened.entry, "address": address}
    context = {"said": fields.shown(before), "choices": fields.choices(), "claim": before, **shown}
    return render(request, "report/fields.html", context)


def _card(
    request: AtDesk,
    report: str,
    claim: str,
    *,
    decided: str = "",
    was: tuple[int, int] = (0, 0),
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with the card of the claim that now stands where this one stood, under the number that the page knows."""
    opened = open_report(request, report)
    stands = {review.about: id_ for id_, review in opened.one.reviews.items()}
    now = next((id_ for id_ in (stands.get(decided, ""), claim, decided) if id_ in opened.cards), "")
    if not now:  # what another person decided took the claim away; the page is to be read anew
        return HttpResponse(status=status, headers={"HX-Refresh": "true"})
    card = opened.cards[now]
    if not refused and (card.number, card.start) != was:  # its mark stands elsewhere in the text
        to = f"{reverse('report', args=[report])}?claim={now}#claim-{now}"
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    context = {"opened": opened, "card": card, "refused": refused}
    return render(request, "report/card.html", context, status=status)


def _about(request: AtDesk, review: str) -> str:
    found = request.desk.store.get([review]).get(review)
    return found.about if isinstance(found, Review) else ""


def _number(text: Any) -> int:
    given = str(text or "")
    if not given.isascii() or not given.isdigit():
        raise BadSpan("The form does not say where.", do="Load the page again, and try once more.")
    return int(given[:18])


def _said(text: str, *, status: int = _REFUSED) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
