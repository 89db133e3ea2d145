"""``/pictures/``: deaths over time, by accused, and as each kind of speaker tells them; as drawing, SVG and data."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.indexing import leaving_sums
from ledgerstone.indexing.leaving import Leaving
from ledgerstone.releasing.claims import guard
from ledgerstone.store.index import selecting, summing
from ledgerstone.store.index.summing import Sums
from ledgerstone.store.index.sums import People
from ledgerstone.web import drawing, finding
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to
from ledgerstone.web.through_gate import through_gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A picture: its heading, what must be known of it, where its rows come from, and those of a file."""

    heading: Promise
    note: Promise
    rows: Callable[[Sums], Sequence[People]]
    leaving: Callable[[Leaving], Sequence[People]]


KINDS = {
    "time": Kind(
        heading=gettext_lazy("Deaths over time"),
        note=gettext_lazy("By the first day of each incident."),
        rows=lambda sums: sums.by_period(sums.period()),
        leaving=leaving_sums.by_period,
    ),
    "accused": Kind(
        heading=gettext_lazy("Deaths by who is accused"),
        note=gettext_lazy("Accused is what sources said; several who are accused of one incident stand together."),
        rows=lambda sums: sums.by_accused(),
        leaving=leaving_sums.by_accused,
    ),
    "tellers": Kind(
        heading=gettext_lazy("Deaths as each kind of speaker tells them"),
        note=gettext_lazy("Each row is what the same policy makes of these speakers alone. The rows overlap."),
        rows=lambda sums: sums.by_teller(),
        leaving=leaving_sums.by_teller,
    ),
}


@opened_to(Deed.READ)
@require_safe
def pictures(request: AtDesk) -> HttpResponse:
    """Show the three pictures of what was found, each with its data."""
    asked = finding.read(request)
    finding.saw_view(request, asked)
    over = summing.over(asked.filter, sight=request.desk.sight)
    shown = [
        {"name": name, "kind": kind, "bars": drawing.bars(sums, _names(name, sums)), "sums": sums}
        for name, kind in KINDS.items()
        for sums in [kind.rows(over)]
    ]
    context = {**finding.context(request, asked, "pictures"), "pictures": shown, "left": over.left_out()}
    return render(request, "finding/pictures.html", context)


@opened_to(Deed.TAKE_LIST)
@require_safe
def picture(request: AtDesk, name: str, form: str) -> HttpResponse:
    """Give one picture away, as SVG or its data: made anew of what passes the gate of a release."""
    if name not in KINDS or form not in _FORMS:
        raise Http404
    asked = finding.read(request)
    found = selecting.incidents(asked.filter, sight=request.desk.of_files)
    ids = frozenset(found.order_by().values_list("record", flat=True))
    sums = KINDS[name].leaving(through_gate(request, asked, ids, by_teller=name == "tellers"))
    media, write = _FORMS[form]
    answer = HttpResponse(write(name, sums), content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="deaths-{name}.{form}"'
    return answer


def _names(name: str, sums: Sequence[People]) -> list[str]:
    if name == "tellers":
        return [finding.words(each.key) for each in sums]
    return [each.key or gettext("nobody named") for each in sums]


def _svg(name: str, sums: Sequence[People]) -> str:
    made = drawing.bars(sums, _names(name, sums))
    return render_to_string("finding/bars.svg", {"bars": made, "alone": True, "heading": KINDS[name].heading})


def _csv(name: str, sums: Sequence[People]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name, *(list(asdict(_NOBODY))[1:])])
    for each in sums:
        writer.writerow([guard(each.key), *list(asdict(each).values())[1:]])
    return out.getvalue()


def _jsonl(name: str, sums: Sequence[People]) -> str:
    return "".join(f"{json.dumps({name: each.key, **asdict(each)}, ensure_ascii=False)}\n" for each in sums)


_NOBODY = People(key="", low=0, high=0, incidents=0, without_low=0, without_high=0)
_FORMS: dict[str, tuple[str, Callable[[str, Sequence[People]], str]]] = {
    "svg": ("image/svg+xml", _svg),
    "csv": ("text/csv; charset=utf-8", _csv),
    "jsonl": ("application/x-ndjson", _jsonl),
}
