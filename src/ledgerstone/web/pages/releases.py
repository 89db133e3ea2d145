"""``/releases/``: what was let go; have a release prepared, read it, let it go, take its files."""

import json
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ledgerstone.actions import preparing, releasing_in_room
from ledgerstone.actions.permissions import Deed
from ledgerstone.assessing import POLICY
from ledgerstone.reconciling.policies import POLICIES
from ledgerstone.store.index import selecting
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.room import releases
from ledgerstone.store.room.doings import What, note
from ledgerstone.store.room.models import ReleasePrepared
from ledgerstone.store.room.models.releases import TITLE_LENGTH
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.fresh import bring_up
from ledgerstone.web.policies import opened_to
from ledgerstone.web.releases import giving, stages

_MEDIA = {
    "html": "text/html; charset=utf-8",
    "csv": "text/plain; charset=utf-8",
    "jsonl": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "sha256": "text/plain; charset=utf-8",
}
# A dossier is shown as it leaves: it has a style of its own, and runs, fetches and sends nothing.
_ALONE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)


@opened_to(Deed.RELEASE)
@require_safe
def made(request: AtDesk) -> HttpResponse:
    """List the releases of the case, and offer to make one."""
    releasing_in_room.list_made(request.desk.store)
    context = {
        "made": releases.made(),
        "prepared": stages.prepared(),
        "policies": sorted(POLICIES),
        "policy": POLICY,
        "shapes": list(preparing.SHAPES),
        "longest": TITLE_LENGTH,
    }
    return render(request, "releases/releases.html", context)


@opened_to(Deed.RELEASE)
@require_POST
def prepare(request: AtDesk) -> HttpResponse:
    """Have a release prepared."""
    given = request.POST
    number = releasing_in_room.ask(
        request.desk.doer,
        title=given.get("title", ""),
        policy=given.get("policy", ""),
        shapes=given.getlist("shape"),
    )
    return redirect("release_prepared", number)


@opened_to(Deed.RELEASE)
@require_safe
def prepared(request: AtDesk, number: int) -> HttpResponse:
    """Show what would leave, what stays and why; and how far it is."""
    request.desk.require_no_second_look()
    row = releases.prepared(number)
    stage = stages.stage(number, row)
    if stage is None:
        raise Http404
    context = {"number": number, "row": row, "stage": stage, **_told(request, row)}
    return render(request, "releases/prepared.html", context)


@opened_to(Deed.RELEASE)
@require_safe
def state(request: AtDesk, number: int) -> HttpResponse:
    """Say how far it is; where that has changed for good, the page is loaded anew."""
    stage = stages.stage(number, releases.prepared(number))
    if stage is None:
        raise Http404
    answer = render(request, "releases/state.html", {"number": number, "stage": stage})
    if not stage.moves:
        answer["HX-Refresh"] = "true"
    return answer


@opened_to(Deed.RELEASE)
@require_safe
def file(request: AtDesk, number: int, name: str) -> HttpResponse:
    """Show one file of what would leave, to be read before it does."""
    request.desk.require_no_second_look()
    row = releases.prepared(number, with_files=True)
    if row is None or row.files is None:
        raise Http404
    giving.require_open(request.desk.store, releases.holds_of(row))
    data = releasing_in_room.file_of(bytes(row.files), name)
    if data is None:
        raise Http404
    note(What.LOOKED_AT_RELEASE, by=request.desk.by, about=f"{row.title} {name}".strip())
    answer = HttpResponse(data, content_type=_MEDIA[name.rpartition(".")[2]])
    answer["Content-Security-Policy"] = _ALONE
    answer["Content-Disposition"] = "inline"
    return answer


@opened_to(Deed.RELEASE)
@require_POST
def let_go(request: AtDesk, number: int) -> HttpResponse:
    """Have what was looked at let go."""
    releasing_in_room.ask_to_let_go(request.desk.doer, number)
    return redirect("release_prepared", number)


@opened_to(Deed.RELEASE)
@require_safe
def take(request: AtDesk, release: str) -> HttpResponse:
    """Give the files of a release, as one archive, as long as what is in it may leave."""
    request.desk.require_no_second_look()
    releasing_in_room.list_made(request.desk.store)
    row = releases.release(release)
    if row is None or row.files is None:
        raise Http404
    giving.require_open(request.desk.store, releases.holds_of(row))
    note(What.TOOK_RELEASE, by=request.desk.by, about=release)
    answer = HttpResponse(bytes(row.files), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="release-{quote(row.version)}.zip"'
    return answer


def _told(request: AtDesk, row: ReleasePrepared | None) -> dict[str, Any]:
    """Return what a prepared release holds and leaves out; of what stays, only what this person may see is named."""
    if row is None or not row.digest:
        return {}
    summary = json.loads(row.summary)
    behind = bring_up(request.desk.store)
    if behind.entries or behind.waiting:  # nobody can say yet what may be seen, so nothing is named
        return {"told": summary}
    for each in (*summary["stays"], *summary["masked"]):
        each["claims"] = _seen(request, each["records"])
    return {"told": summary}


def _seen(request: AtDesk, records: list[str]) -> list[Any]:
    rows = selecting.claims(Filter(), sight=request.desk.sight).filter(record__in=records)
    return list(rows.order_by("record").values("record", "report"))
