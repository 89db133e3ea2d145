"""Predict the killed and injured of shootings from local news, in the form that the set's scorer documents.

    python -m benchmarks.gun_violence FOLDER > PREDICTIONS.jsonl              each article read alone
    python -m benchmarks.gun_violence FOLDER --together > PREDICTIONS.jsonl   all linked into incidents

FOLDER holds documents.jsonl; of a document ``title``, ``published`` and ``text`` are read. The scorer's ``document_``
lines measure articles read alone, its others incidents that were linked. The figure is the best one of ged.v1 for the
killed and of range.v1 for the injured: the Gun Violence Archive gives one number each.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.running import Answer, GoldSet, Record, json_lines, start
from ledgerstone.assessing import assess
from ledgerstone.codec import identify
from ledgerstone.records import Assessment, Report
from ledgerstone.vocabulary.resources import open_resources

_HARMS = ("killed", "injured")
_WIDE = ("country", "admin1", "region")
_TOGETHER = "--together"


def questions(folder: Path) -> Iterator[Record]:
    """Yield the documents, with the figures of their incident where the folder holds them."""
    facts = folder / "incidents.jsonl"
    gold = {each["incident"]: each for each in json_lines(facts)} if facts.exists() else {}
    for record in json_lines(folder / "documents.jsonl"):
        yield {**record, "gold": gold.get(record.get("incident"))}


def answer(record: Record) -> Answer:
    """Return the prediction for one article read alone: the incident with most claims."""
    assessments = assess([_report(record)], resources=open_resources())
    main = max(assessments, key=lambda each: (each.incident is not None, len(each.claims)), default=None)
    told = _told(main) if main else {}
    return Answer(prediction={"documents": [record["id"]], **told}, assessments=assessments)


def _report(record: Record) -> Report:
    """Return the article as a person reads it: the headline, then the text."""
    text = f"{record['title']}\n\n{record['text']}"
    return Report.from_text(text, title=record["title"], published=record["published"])


def _told(main: Assessment) -> Record:
    known = [where for where in main.where if where.lat is not None]
    place = next((where for where in known if where.precision not in _WIDE), next(iter(known), None))
    return {
        **{harm: _best(main, harm) for harm in _HARMS},
        "date": main.when.earliest.isoformat() if main.when and main.when.earliest else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def _best(assessment: Assessment, harm: str) -> list[int] | None:
    toll = next((t for t in assessment.tolls if t.harm == harm and t.status is None and t.group is None), None)
    return None if toll is None or toll.best is None else [toll.best, toll.best]


def together(records: Iterable[Record]) -> Iterator[Record]:
    """Yield an incident for each that the linker makes of all documents; a document stands in one, its main one."""
    reports: dict[str, Report] = {}
    ids: dict[str, list[str]] = defaultdict(list)
    for record in records:
        report = _report(record)
        reports[identify(report)] = report
        ids[identify(report)].append(record["id"])
    homes: dict[str, tuple[int, Assessment]] = {}
    for assessment in assess(reports.values(), resources=open_resources()):
        for report_id in assessment.reports if assessment.incident else ():
            claims = sum(claim.report == report_id for claim in assessment.claims.values())
            if report_id not in homes or claims > homes[report_id][0]:
                homes[report_id] = claims, assessment
    members: dict[str, list[str]] = defaultdict(list)
    incidents = {}
    for report_id, (_, assessment) in homes.items():
        members[assessment.incident or ""] += ids[report_id]
        incidents[assessment.incident or ""] = assessment
    for incident, documents in members.items():
        yield {"documents": documents, **_told(incidents[incident])}


def wrong(record: Record, prediction: Record) -> Iterator[str]:
    """Yield each figure that is neither the incident's nor the one without suspects."""
    gold = record["gold"] or {}
    for harm in _HARMS:
        right = {gold.get(harm, 0), gold.get(harm, 0) - gold.get(f"suspects_{harm}", 0)}
        said = (prediction.get(harm) or [0])[0]
        if said not in right:
            yield f"{harm}: {said}, gold {gold.get(harm)}, {gold.get(f'suspects_{harm}')} of them suspects"


if __name__ == "__main__":
    if _TOGETHER in sys.argv:
        sys.argv.remove(_TOGETHER)
        for found in together(questions(Path(sys.argv[1]))):
            print(json.dumps(found, ensure_ascii=False))
    else:
        start(GoldSet(about=__doc__ or "", questions=questions, answer=answer, wrong=wrong))
