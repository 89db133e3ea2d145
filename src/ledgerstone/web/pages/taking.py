"""``/incidents.csv`` and the like: what a list found, as a file, through the gate of a release."""

import dataclasses
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.indexing.leaving import Leaving
from ledgerstone.records import Assessment
from ledgerstone.releasing import claims_csv, claims_jsonl
from ledgerstone.releasing.tables import ROWS, rows_csv, rows_jsonl
from ledgerstone.releasing.withholding import PASSING
from ledgerstone.store.index import selecting
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.sight import Sight
from ledgerstone.web import finding
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to
from ledgerstone.web.through_gate import refuse, through_gate

_ROWS = 200_000  # that one file is looked for among
_MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


@opened_to(Deed.TAKE_LIST)
@require_safe
def take(request: AtDesk, name: str, form: str) -> HttpResponse:
    """Give what a list found as a file: what was reviewed and is open, masked as in a release."""
    if name not in {*ROWS, "claims"} or form not in _MEDIA:
        raise Http404
    asked = finding.read(request)
    found, incidents = _found(name, asked, sight=request.desk.of_files)
    left = through_gate(request, asked, incidents)
    answer = HttpResponse(_write(name, form, left, found), content_type=_MEDIA[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _found(name: str, asked: finding.Asked, *, sight: Sight) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids that the list found, and of which incidents they are; both within what is open to all."""
    if name == "incidents":
        rows = _ids(selecting.incidents(asked.filter, sight=sight), "record")
        return rows, rows
    if name == "claims":
        claims = selecting.claims(asked.filter, sight=sight).filter(verdict__in=PASSING)
        return _ids(claims, "record"), _ids(claims, "incident")
    if name == "victims":
        victims = selecting.victims(asked.filter, sight=sight)
        return _ids(victims, "record"), _ids(victims, "incident")
    reports = selecting.reports(asked.filter, sight=sight)
    claims = selecting.claims(Filter(), sight=sight).filter(report__in=reports.order_by().values("record"))
    return _ids(reports, "record") - sight.blind, _ids(claims, "incident")


def _ids(rows: QuerySet[Any], field: str) -> frozenset[str]:
    found = frozenset(rows.order_by().values_list(field, flat=True)[: _ROWS + 1])
    if len(found) > _ROWS:
        refuse()
    return found - {""}


def _write(name: str, form: str, left: Leaving, found: Collection[str]) -> str:
    if name == "claims":
        only = [_with_claims(each, found) for each in left.assessments]
        write = claims_csv if form == "csv" else claims_jsonl
        return write([each for each in only if each.claims], mode="working", reviews=left.reviews)
    rows = [row for row in ROWS[name](left.assessments) if row[name.removesuffix("s")] in found]
    return rows_csv(rows) if form == "csv" else rows_jsonl(rows)


def _with_claims(each: Assessment, found: Collection[str]) -> Assessment:
    return dataclasses.replace(each, claims={id_: claim for id_, claim in each.claims.items() if id_ in found})
