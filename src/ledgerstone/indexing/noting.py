"""What came to the chain since the index last looked: noted by id, and what it concerns put on the list of work.

Only the latest run of a stage over an input counts, as in ``current.py``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ledgerstone import codec, judging, reviewing
from ledgerstone.current import EXTRACTION, LINKING, QUOTING, READING, is_over_the_whole_case, taken_out_of
from ledgerstone.records import (
    KINDS,
    Appraisal,
    Claim,
    Criteria,
    Determination,
    Handling,
    Incident,
    Link,
    Ownership,
    Record,
    Report,
    Review,
    Run,
    Source,
    Tombstone,
    Victim,
)
from ledgerstone.store.index import noted, standing
from ledgerstone.store.index.models import Linked
from ledgerstone.store.index.noted import Decision
from ledgerstone.store.index.standing import Place
from ledgerstone.store.sight import LEVELS
from ledgerstone.store.store import Store

_STANDARDS = (Appraisal, Ownership, Criteria)
NOTED = tuple(
    kind for kind, type_ in KINDS.items() if type_ in {Run, Review, Handling, Determination, Tombstone, *_STANDARDS}
)
"""The kinds of record that change what counts."""

_OF = {Incident: "incident", Victim: "victim", Source: "source", Report: "report"}
_MANY = 5000  # links looked at together


@dataclass(slots=True)
class Came:
    """Some of what came: the latest run of each stage over each input, and what people decided.

    ``standards`` is whether the team's standards are others now, which concerns every incident; ``determined`` are the
    incidents for which it stated a figure of its own.
    """

    runs: dict[tuple[str, str], Run] = field(default_factory=dict)
    decisions: dict[str, Review | Handling] = field(default_factory=dict)
    forgotten: bool = False
    standards: bool = False
    determined: set[str] = field(default_factory=set)

    def take(self, id_: str, record: Record) -> None:
        """Take in one record."""
        if isinstance(record, Run):
            if record.stage == LINKING and is_over_the_whole_case(record):
                return  # of an older version; the next run makes its links anew, report by report
            self.runs[record.stage, record.about] = record
        elif isinstance(record, Review | Handling):
            self.decisions[id_] = record
        elif isinstance(record, Tombstone):
            self.forgotten = True
        elif isinstance(record, Determination):
            self.determined.add(record.incident)
        elif isinstance(record, _STANDARDS):
            self.standards = True


def note(store: Store, came: Came, *, using: str) -> None:
    """Note what came, and put what it concerns on the list of work."""
    of = {stage: {about: run for (each, about), run in came.runs.items() if each == stage} for stage, _ in came.runs}
    _readings(store, of.get(READING, {}), using=using)
    for stage in (EXTRACTION, QUOTING):
        _searches(stage, of.get(stage, {}), using=using)
    _linking(store, of.get(LINKING, {}), using=using)
    _decisions(store, came.decisions, using=using)
    standing.wait_for(incidents=came.determined, using=using)
    if came.standards:
        standing.wait_for(incidents=standing.every_incident(using=using), using=using)


def _readings(store: Store, runs: Mapping[str, Run], *, using: str) -> None:
    before = standing.places_in(runs, using=using)
    made = store.get(id_ for run in runs.values() for id_ in run.made)
    places = {id_: (each.original, each.part) for id_, each in made.items() if isinstance(each, Report)}
    noted.readings(runs, places, using=using)
    standing.wait_for({*before, *places.values()}, using=using)


def _searches(stage: str, runs: Mapping[str, Run], *, using: str) -> None:
    noted.searches(stage, {report: run.made for report, run in runs.items()}, using=using)
    standing.wait_for(standing.places_of_reports(runs, using=using), using=using)


def _linking(store: Store, runs: Mapping[str, Run], *, using: str) -> None:
    """Note the links that are new, and drop those that are no more, of the reports and incidents that were linked."""
    now = {id_ for run in runs.values() for id_ in run.made}
    earlier = [run for run in store.about_any(Run, runs).values() if run.stage == LINKING]
    gone = {id_ for run in earlier for id_ in run.made} - now
    _wait_for_links(noted.unlink(gone, using=using), using=using)
    known = noted.links(now, using=using)
    new = [id_ for run in runs.values() for id_ in run.made if id_ not in known]
    for start in range(0, len(new), _MANY):
        links = {id_: each for id_, each in store.get(new[start : start + _MANY]).items() if isinstance(each, Link)}
        targets = store.get({each.target for each in links.values()})
        of = {id_: _OF.get(type(each), "") for id_, each in targets.items()}
        _wait_for_links(noted.link(links, of=of, using=using), using=using)


def _wait_for_links(links: Iterable[Linked], *, using: str) -> None:
    rows = list(links)
    parts = [row for row in rows if row.relation == "part_of"]
    same = [row for row in rows if row.relation == judging.SAME]
    parts += [row for row in same if row.of == "incident"]
    incidents = {row.target for row in rows if row.of == "incident"} | {row.claim for row in parts}
    merged = [id_ for row in same if row.of == "incident" for id_ in (row.claim, row.target)]
    incidents |= {row.claim for row in standing.linked_to(merged, using=using) if row.relation == "part_of"}
    others = [row.claim for row in rows if row.relation not in {"part_of", judging.SAME} and row.of != "incident"]
    people = [id_ for row in same if row.of == "victim" for id_ in (row.claim, row.target)]
    claims = [row.claim for row in standing.linked_to(people, using=using)]
    places = standing.places_of_claims(claims, using=using)
    places |= standing.places_of_claims((row.claim for row in rows if row.relation in standing.HOMES), using=using)
    places |= standing.places_of_reports(others, using=using)
    standing.wait_for(places, incidents, using=using)


def _decisions(store: Store, decisions: Mapping[str, Review | Handling], *, using: str) -> None:
    subjects = store.get(each.about for each in decisions.values())
    reports = store.get(each.report for each in subjects.values() if isinstance(each, Claim))
    noted.decisions(
        [_decision(id_, each, subjects.get(each.about), reports) for id_, each in decisions.items()], using=using
    )
    _judgements(store, {id_: each for id_, each in subjects.items() if isinstance(each, Link)}, using=using)
    handled = [each for each in decisions.values() if isinstance(each, Handling)]
    noted.levels({each.about: LEVELS[each.level] for each in handled}, using=using)
    for each in decisions.values():
        _wait_for(store, each, subjects.get(each.about), reports, using=using)


def _judgements(store: Store, links: Mapping[str, Link], *, using: str) -> None:
    """Note which judgement of people stands on each pair on which something was decided now."""
    for link in links.values():
        if link.linker != judging.PERSON:
            continue
        ends = (link.claim, link.target) if link.relation == judging.SAME else (link.claim,)
        made = {id_: each for end in ends for id_, each in store.records(Link, about=end).items()}
        theirs = {id_: each for id_, each in made.items() if judging.same_pair(each, link)}
        rows = sorted(standing.decided_about(theirs, using=using), key=lambda row: row.number)
        reviews = store.get(row.record for row in rows)
        now = judging.judged((each for each in reviews.values() if isinstance(each, Review)), store.get)
        _wait_for_links(noted.unlink(theirs, using=using), using=using)
        targets = store.get({each.target for each in now})
        of = {id_: _OF.get(type(each), "") for id_, each in targets.items()}
        new = {codec.identify(each): each for each in now}
        _wait_for_links(noted.link(new, of=of, judged=True, using=using), using=using)


def _decision(id_: str, each: Review | Handling, subject: Record | None, reports: Mapping[str, Record]) -> Decision:
    place = ("", "")
    becomes = ""
    if isinstance(each, Review) and each.anchor is not None:
        place = (each.anchor.original, each.anchor.part)
        made = reviewing.replacement(each)
        becomes = codec.identify(made) if made else ""
    elif isinstance(subject, Claim) and isinstance(report := reports.get(subject.report), Report):
        place = (report.original, report.part)
    kind = "review" if isinstance(each, Review) else "handling"
    return Decision(record=id_, kind=kind, about=each.about, place=place, becomes=becomes)


def _wait_for(
    store: Store, each: Review | Handling, subject: Record | None, reports: Mapping[str, Record], *, using: str
) -> None:
    places: set[Place] = set()
    incidents: set[str] = set()
    if isinstance(each, Review) and each.anchor is not None:
        places = {(each.anchor.original, each.anchor.part)}
    elif isinstance(subject, Claim):
        report = reports.get(subject.report)
        places = {(report.original, report.part)} if isinstance(report, Report) else set()
    elif isinstance(subject, Report):
        places = {(subject.original, subject.part)}
    elif isinstance(subject, Link):
        _wait_for_links(standing.linked_by([each.about], using=using), using=using)
    elif isinstance(subject, Incident):
        incidents = {each.about}
    elif isinstance(subject, Determination):
        incidents = {subject.incident}
    elif isinstance(subject, _STANDARDS):
        incidents = standing.every_incident(using=using)
    elif isinstance(subject, Victim):
        claims = [row.claim for row in standing.linked_to([each.about], using=using)]
        places = standing.places_of_claims(claims, using=using)
    elif subject is None:  # an original, which is handled by its SHA-256
        places = standing.places_in({each.about, *taken_out_of(store, [each.about])[each.about]}, using=using)
    standing.wait_for(places, incidents, using=using)
