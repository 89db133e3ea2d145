"""Lists of a release beside its claims: incidents with their figures, victims, reports. What comes in passed the gate.

CSV as in ``claims.py``: every cell quoted, and none that a spreadsheet would run. JSON Lines hold the same fields.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ledgerstone.records import Assessment
from ledgerstone.releasing.claims import guard

Rows = Iterator[dict[str, Any]]


def incident_rows(assessments: Iterable[Assessment]) -> Rows:
    """Yield a row for each figure of each incident, and one without a figure where there is none."""
    for each in assessments:
        place = next(iter(each.where), None)
        about = {
            "incident": each.incident,
            "label": each.label,
            "earliest": each.when.earliest if each.when else None,
            "latest": each.when.latest if each.when else None,
            "place": place.name if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "precision": place.precision if place else None,
            "actors": "; ".join(f"{actor.name} ({actor.role})" for actor in each.actors),
        }
        for toll in each.tolls or (None,):
            names = ("harm", "status", "group", "low", "best", "high", "policy")
            figure = {name: getattr(toll, name, None) for name in names}
            sources = (toll.independent_low, toll.independent_high) if toll else (None, None)
            yield {**about, **figure, "sources_low": sources[0], "sources_high": sources[1]}


def victim_rows(assessments: Iterable[Assessment]) -> Rows:
    """Yield a row for each victim of each incident."""
    for each in assessments:
        for victim in each.victims:
            person = victim.person
            yield {
                "victim": victim.victim,
                "incident": each.incident,
                "names": "; ".join(name.text for name in person.names),
                "age_low": person.age_low,
                "age_high": person.age_high,
                "sex": person.sex,
                "occupation": person.occupation,
                "status": person.status,
                "harm": victim.harm,
            }


def report_rows(assessments: Iterable[Assessment]) -> Rows:
    """Yield a row for each report of which a claim leaves, once."""
    reports = {id_: report for each in assessments for id_, report in each.reports.items()}
    for id_, report in reports.items():
        names = ("publisher", "published", "title", "url", "language")
        yield {"report": id_, **{name: getattr(report, name) for name in names}}


ROWS: Mapping[str, Callable[[Iterable[Assessment]], Rows]] = {
    "incidents": incident_rows,
    "victims": victim_rows,
    "reports": report_rows,
}


def rows_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as CSV; "" where there are none."""
    out = io.StringIO(newline="")
    if rows:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow([_cell(value) for value in row.values()])
    return out.getvalue()


def rows_jsonl(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as JSON Lines."""
    return "".join(
        json.dumps({key: _plain(value) for key, value in row.items()}, ensure_ascii=False, sort_keys=True) + "\n"
        for row in rows
    )


def _cell(value: Any) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    return guard(plain) if isinstance(plain, str) else str(plain)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
