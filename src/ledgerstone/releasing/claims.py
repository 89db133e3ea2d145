"""The claims as tables: CSV for a spreadsheet, JSON Lines for a program. Both pass the one gate in a release.

CSV is RFC 4180: UTF-8 without a byte order mark, lines ended by CR LF, every cell quoted. A spreadsheet runs a cell
that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, so such a cell gets an apostrophe before it, and so does one
that begins with an apostrophe: ``unguard`` takes off exactly what ``guard`` put on. Cells that are numbers of ours
(coordinates, counts) are written bare.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from ledgerstone import codec
from ledgerstone.records import Assessment, Claim, Handling, Report, Review
from ledgerstone.releasing.gate import gate
from ledgerstone.releasing.wording import name_words

Mode = Literal["working", "release"]

COLUMNS = (
    "id", "incident", "report", "publisher", "published", "title", "url", "kind", "polarity", "stance", "speaker",
    "speaker_role", "via", "evidence", "harm", "status", "group", "count_low", "count_high", "count_about",
    "count_wording", "person", "age_low", "age_high", "age_band", "sex", "kin", "occupation", "relation", "of", "act",
    "response", "answers", "denies", "detail", "earliest", "latest", "when_wording", "place", "lat", "lon",
    "precision", "actors", "means", "passage", "start", "end", "extractor", "verdict",
)  # fmt: skip

_FORMULA = frozenset("=+-@＝＋－＠'")
_CONTROL = frozenset("\t\r\n")


def claims_csv(
    assessments: Sequence[Assessment],
    *,
    mode: Mode,
    reviews: Mapping[str, Review],
    handlings: Iterable[Handling] = (),
    known: Sequence[Assessment] = (),
) -> str:
    """Return the claims of these incidents as CSV, one row for each claim of each incident.

    Lists within a cell are separated by ``; ``. Of several places the first one's coordinates are given; JSON Lines
    hold them all. Encode the text as UTF-8 and write it without changing line ends.

    Args:
        assessments: the incidents.
        mode: "release" passes the gate, "working" gives every claim.
        reviews: the latest review of each claim, by the claim's id.
        handlings: every Handling of the case.
        known: for a release, the incidents with all claims, reviewed or not: names in them are masked.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for incident, id_, claim, report in _rows(_shown(assessments, mode, reviews, handlings, known)):
        verdict = reviews[id_].verdict if id_ in reviews else None
        cells = {"id": id_, "incident": incident, "verdict": verdict, **_report_cells(report), **_claim_cells(claim)}
        writer.writerow([_cell(cells[column]) for column in COLUMNS])
    return out.getvalue()


def claims_jsonl(
    assessments: Sequence[Assessment],
    *,
    mode: Mode,
    reviews: Mapping[str, Review],
    handlings: Iterable[Handling] = (),
    known: Sequence[Assessment] = (),
) -> str:
    """Return the claims of these incidents as JSON Lines.

    Each line holds ``id``, ``incident``, ``verdict``, ``report`` (what is known of the report, without its text) and
    ``claim``, the claim as canonical JSON (docs/canonical-json.md). A claim in which nothing was masked or corrected
    hashes to its ``id``; where something was, ``changed`` is true.

    Args:
        assessments: the incidents.
        mode: "release" passes the gate, "working" gives every claim.
        reviews: the latest review of each claim, by the claim's id.
        handlings: every Handling of the case.
        known: for a release, the incidents with all claims, reviewed or not: names in them are masked.
    """
    lines = []
    for incident, id_, claim, report in _rows(_shown(assessments, mode, reviews, handlings, known)):
        line: dict[str, Any] = {
            "id": id_,
            "incident": incident,
            "verdict": reviews[id_].verdict if id_ in reviews else None,
            "changed": codec.identify(claim) != id_,
            "claim": codec.to_json(claim),
            "report": {key: _text(value) for key, value in _report_cells(report).items()},
        }
        lines.append(json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n")
    return "".join(lines)


def guard(cell: str) -> str:
    """Return the cell with an apostrophe before it if a spreadsheet might take it for a formula."""
    first = cell.lstrip()[:1]
    return "'" + cell if (first in _FORMULA and first) or (cell[:1] in _CONTROL and cell) else cell


def unguard(cell: str) -> str:
    """Return the cell as it was before ``guard``."""
    return cell[1:] if cell[:1] == "'" and guard(cell[1:]) == cell else cell


def _shown(
    assessments: Sequence[Assessment],
    mode: Mode,
    reviews: Mapping[str, Review],
    handlings: Iterable[Handling],
    known: Sequence[Assessment],
) -> Sequence[Assessment]:
    if mode == "working":
        return assessments
    return gate(assessments, reviews=reviews, handlings=handlings, known=known).assessments


def _rows(assessments: Sequence[Assessment]) -> Iterator[tuple[str | None, str, Claim, Report | None]]:
    for each in assessments:
        for id_, claim in each.claims.items():
            yield each.incident, id_, claim, each.reports.get(claim.report)


def _report_cells(report: Report | None) -> dict[str, Any]:
    names = ("publisher", "published", "title", "url")
    return {name: getattr(report, name) if report else None for name in names}


def _claim_cells(claim: Claim) -> dict[str, Any]:
    plain = ("report", "kind", "polarity", "stance", "harm", "status", "relation", "of", "act", "response", "answers",
             "denies", "detail", "extractor", "group", "means")  # fmt: skip
    cells: dict[str, Any] = {name: getattr(claim, name) for name in plain}
    speaker, count, person, when = claim.speaker, claim.count, claim.person, claim.when
    place = claim.where[0] if claim.where else None
    return cells | {
        "speaker": speaker and speaker.wording,
        "speaker_role": speaker and speaker.role,
        "via": speaker and speaker.via,
        "evidence": tuple(f"{each.kind}: {each.wording}" for each in claim.evidence),
        "count_low": count and count.low,
        "count_high": count and count.high,
        "count_about": ("yes" if count.about else "no") if count else None,
        "count_wording": count and count.wording,
        "person": person and name_words(person.names),
        **{
            name: getattr(person, name) if person else None
            for name in ("age_low", "age_high", "age_band", "sex", "kin", "occupation")
        },
        "earliest": when and when.earliest,
        "latest": when and when.latest,
        "when_wording": when and when.wording,
        "place": tuple(each.name for each in claim.where),
        "lat": place and place.lat,
        "lon": place and place.lon,
        "precision": place and place.precision,
        "actors": tuple(f"{each.role}: {each.name}" for each in claim.actors),
        "passage": claim.passage.exact,
        "start": claim.passage.start,
        "end": claim.passage.end,
    }


def _cell(value: Any) -> str:
    if isinstance(value, (int, float)):
        return str(value)
    return guard(_text(value) or "")


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return "; ".join(value) if isinstance(value, tuple) else str(value.isoformat())
