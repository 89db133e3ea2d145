"""What a case holds now: the records of each stage's current run, with what people decided laid over them.

Tolls, views and releases read this and nothing else, so that a claim found by two versions is never counted twice.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ledgerstone import determining, judging, reading, reviewing
from ledgerstone.assessing import POLICY, lay_out
from ledgerstone.capturing import CAPTURING
from ledgerstone.reconciling.including import Within
from ledgerstone.reconciling.standards import NONE, Decision, Standards, in_force
from ledgerstone.records import (
    Appraisal,
    Assessment,
    Capture,
    Claim,
    Criteria,
    Determination,
    Determined,
    Incident,
    Link,
    Original,
    Ownership,
    Problem,
    Reason,
    Record,
    Report,
    Review,
    Run,
    Source,
    Toll,
    Victim,
)
from ledgerstone.reviewing import Reviewed
from ledgerstone.store.store import Store
from ledgerstone.vocabulary.containing import containing
from ledgerstone.vocabulary.resources import Resources, open_resources

READING, EXTRACTION = "reading", "extraction"
QUOTING = "quoting"  # extraction by a language model, where a person asked for it
LINKING, RECONCILING = "linking", "reconciling"

COLUMNS = "application/vnd.ledgerstone.columns+yaml"
"""The media type of a mapping of a table's columns, which is an original, and no report."""

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The records of a case that count now.

    ``reviewed`` holds the claims as decided, ``links`` lead from them, ``reports`` are those of the current readings
    and those that a decided claim stands in. ``homes`` leads from each claim that was rejected to its
    incident. ``problems`` are those of the current runs. ``standards`` are the team's decisions about sources and about
    what counts, ``within`` says what contains a place.
    """

    reports: Mapping[str, Report]
    reviewed: Reviewed
    incidents: Mapping[str, Incident]
    victims: Mapping[str, Victim]
    sources: Mapping[str, Source]
    links: tuple[Link, ...]
    homes: Mapping[str, str]
    problems: tuple[Problem, ...]
    standards: Standards = NONE
    within: Within = lambda _: None


def resources(store: Store) -> Resources:
    """Open the gazetteers: the case's own, then the common one.

    Raises:
        MissingOriginal, DigestMismatch: a gazetteer of the case is not what was kept.
        MissingResource: the common one was not built.
    """
    return open_resources(gazetteers(store))


def gazetteers(store: Store) -> tuple[Path, ...]:
    """Return where the case's own gazetteers lie, each checked."""
    for sha256 in store.settings.gazetteers:
        store.vault.check(sha256)
    return tuple(store.vault.path(sha256) for sha256 in store.settings.gazetteers)


def runs(store: Store) -> dict[tuple[str, str], Run]:
    """Return the latest run of each stage for each input."""
    return {(run.stage, run.about): run for run in store.records(Run).values()}


def to_read(store: Store) -> dict[str, Original]:
    """Return the originals that are read into reports, by SHA-256: all but gazetteers and mappings of tables."""
    own = set(store.settings.gazetteers)
    originals = (each for each in store.records(Original).values() if each.media_type != COLUMNS)
    return {each.sha256: each for each in originals if each.sha256 not in own}


def reading_versions(store: Store, originals: Iterable[str]) -> dict[str, str]:
    """Return the version of the stage reading for each original: another mapping of a table is another version."""
    originals = list(originals)
    mapped = {each.original: each.columns for each in store.about_any(Capture, originals).values() if each.columns}
    return {
        sha256: f"{reading.VERSION}+{mapped[sha256][:12]}" if sha256 in mapped else reading.VERSION
        for sha256 in originals
    }


def made(store: Store, runs_: Iterable[Run | None], type_: type[_R]) -> dict[str, _R]:
    """Return the records of one type that these runs made, by id, in their order."""
    return of_type(store.get(made_by(run for run in runs_ if run is not None)), type_)


def of_type(records: Mapping[str, Record], type_: type[_R]) -> dict[str, _R]:
    """Return those of one type, by id, in their order."""
    return {id_: record for id_, record in records.items() if isinstance(record, type_)}


def readings(store: Store, latest: Mapping[tuple[str, str], Run]) -> list[Run]:
    """Return the current run of reading for each original."""
    return [run for sha256 in to_read(store) if (run := latest.get((READING, sha256))) is not None]


def made_by(runs_: Iterable[Run]) -> list[str]:
    """Return the ids of what these runs made, each once, in their order."""
    return list(dict.fromkeys(id_ for run in runs_ for id_ in run.made))


def _searches(latest: Mapping[tuple[str, str], Run], reports: Iterable[str]) -> list[Run]:
    """Return the runs that searched these reports for claims: by the rules, and by a model where one was asked."""
    keys = [(stage, report) for report in reports for stage in (EXTRACTION, QUOTING)]
    return [latest[key] for key in keys if key in latest]


def problems(store: Store, latest: Mapping[tuple[str, str], Run]) -> tuple[Problem, ...]:
    """Return the problems of the current runs."""
    read = readings(store, latest)
    capturing = [run for (stage, _), run in latest.items() if stage == CAPTURING]
    counted = [*capturing, *read, *_searches(latest, made_by(read))]
    return tuple(problem for run in counted for problem in run.problems)


def found(store: Store, latest: Mapping[tuple[str, str], Run]) -> tuple[dict[str, Report], Reviewed]:
    """Return the current reports, and the current claims as decided."""
    reports = made(store, readings(store, latest), Report)
    claims = made(store, _searches(latest, reports), Claim)
    reviewed = reviewing.apply(claims, reports=reports, reviews=store.records(Review).values(), get=store.get)
    # A decision can stand in a report that an older reader made.
    older = {claim.report for claim in (*reviewed.claims.values(), *reviewed.rejected.values())} - reports.keys()
    reports |= {id_: report for id_, report in store.get(sorted(older)).items() if isinstance(report, Report)}
    return reports, reviewed


def linkings(latest: Mapping[tuple[str, str], Run]) -> list[Run]:
    """Return the current runs of linking: of each report and incident; of an older case, the one over all of it."""
    found = [run for (stage, _), run in latest.items() if stage == LINKING]
    whole = [run for run in found if is_over_the_whole_case(run)]
    return [run for run in found if run not in whole] or whole[-1:]


def is_over_the_whole_case(run: Run) -> bool:
    """Say whether a run is one of a version that linked or reconciled a whole case at once."""
    return run.version == "link.1" or run.version.startswith("reconcile.1+")


def read_current(store: Store) -> Current:
    """Return what the whole case holds now; of a part of it, ``nearby.py`` does."""
    latest = runs(store)
    reports, reviewed = found(store, latest)
    linked = store.get(made_by(linkings(latest)))
    judgements = standing_judgements(store)
    judged_on = store.get({each.target for each in judgements})
    links, incidents = of_type(linked, Link), {**of_type(linked, Incident), **of_type(judged_on, Incident)}
    kept = judging.overlay(reviewing.follow(links, reviewed), judgements)
    return Current(
        reports=reports,
        reviewed=reviewed,
        incidents=incidents,
        victims={**of_type(linked, Victim), **of_type(judged_on, Victim)},
        sources=of_type(linked, Source),
        links=tuple(link for link in kept if _stands(link, reports, reviewed)),
        homes=homes_of(store, reviewed, incidents, judgements),
        problems=problems(store, latest),
        standards=(in_force_now := standards(store)),
        within=within(store, in_force_now),
    )


def decisions(store: Store) -> dict[str, Decision]:
    """Return every decision about sources and about what counts, by id, from the first to the last."""
    found: dict[str, Decision] = {
        **store.records(Appraisal),
        **store.records(Ownership),
        **store.records(Criteria),
    }
    return dict(sorted(found.items(), key=lambda item: item[1].at))


def standards(store: Store) -> Standards:
    """Return those that are in force."""
    made = decisions(store)
    return in_force(made, store.about_any(Review, made).values()) if made else NONE


def within(store: Store, of: Standards) -> Within:
    """Return what contains a place, as far as the criteria ask for it."""
    if of.criteria is None or not of.criteria.regions:
        return lambda _: None
    gazetteer = resources(store).gazetteer
    return lambda where: containing(where, gazetteer)


def assessments(store: Store, *, policy: str = POLICY) -> tuple[Assessment, ...]:
    """Return what the case holds now, incident by incident, with every decision of people that was recorded.

    Raises:
        UnknownPolicy: there is no such policy.
    """
    return lay_out_current(read_current(store), policy=policy)


def lay_out_current(now: Current, *, policy: str) -> tuple[Assessment, ...]:
    """Lay the current records out, incident by incident; what a reviewer rejected stands set aside, with the reason."""
    claims = now.reviewed.claims
    laid_out = lay_out_claims(now, claims, policy=policy)
    return tuple(_with_rejected(each, now, policy=policy) for each in laid_out)


def lay_out_claims(now: Current, claims: Mapping[str, Claim], *, policy: str) -> tuple[Assessment, ...]:
    """Lay some claims of the case out, by the team's standards and with everything else as it is now."""
    return lay_out(
        claims,
        links=now.links,
        incidents=now.incidents,
        reports=now.reports,
        policy=policy,
        standards=now.standards,
        within=now.within,
    )


def _with_rejected(each: Assessment, now: Current, *, policy: str) -> Assessment:
    reviewed = now.reviewed
    here = {id_: claim for id_, claim in reviewed.rejected.items() if now.homes.get(id_) == each.incident}
    if not here:
        return each
    reasons = {id_: f"a reviewer rejected it: {reviewed.reviews[id_].because}" for id_ in here}
    aside = {id_: Reason(claim=id_, reason=reason) for id_, reason in reasons.items()}
    tolls = (
        replace(toll, set_aside=(*toll.set_aside, *(aside[id_] for id_ in here if _counts(here[id_], toll))))
        for toll in (*each.tolls, *_left_empty(each, here.values(), policy=policy))
    )
    reports = {claim.report: now.reports[claim.report] for claim in here.values()}
    return replace(each, tolls=tuple(tolls), claims={**each.claims, **here}, reports={**each.reports, **reports})


def _left_empty(each: Assessment, rejected: Iterable[Claim], *, policy: str) -> Iterator[Toll]:
    """Yield a toll without a figure for each harm of which every claim was rejected, so that the rejection shows."""
    counted = {toll.harm for toll in each.tolls if (toll.status, toll.group) == (None, None)}
    harms = {claim.harm for claim in rejected if claim.kind == "harm" and claim.harm}
    for harm in sorted(harms - counted):
        yield Toll(incident=each.incident, harm=harm, low=None, best=None, high=None, policy=policy)


def homes_of(
    store: Store, reviewed: Reviewed, incidents: Collection[str], judgements: Sequence[Link]
) -> dict[str, str]:
    """Return, of these incidents, the one that each rejected claim was linked to when it last was."""
    found = store.about_any(Link, reviewed.rejected).values()
    links = judging.overlay((link for link in found if link.linker != judging.PERSON), judgements)
    return {link.claim: link.target for link in links if link.target in incidents}


def _counts(claim: Claim, toll: Toll) -> bool:
    return (claim.harm, toll.status, toll.group) == (toll.harm, None, None)


def determined(store: Store, laid_out: Iterable[Assessment]) -> dict[str, tuple[Determined, ...]]:
    """Return the team's own figures that stand, for each of these incidents that has any."""
    made = store.records(Determination)
    if not made:
        return {}
    judgements = standing_judgements(store)
    reviews = store.about_any(Review, made).values()
    standing = determining.in_force(made, reviews, became=judging.canonical(judgements))
    return {
        each.incident: determining.beside(standing[each.incident], each.claims)
        for each in laid_out
        if each.incident in standing
    }


def standing_judgements(store: Store) -> tuple[Link, ...]:
    """Return what people judged of links and has not been taken back, the newest last."""
    return judging.judged(store.records(Review).values(), store.get)


def custody(store: Store) -> tuple[dict[str, Original], dict[str, tuple[Capture, ...]]]:
    """Return the originals by SHA-256, and how each came in: its captures, behind those of what it was taken from."""
    own: dict[str, tuple[Capture, ...]] = {}
    for capture in store.records(Capture).values():
        own[capture.original] = (*own.get(capture.original, ()), capture)
    return to_read(store), {sha256: _from_outside_in(sha256, own, ()) for sha256 in own}


def _from_outside_in(
    sha256: str, own: Mapping[str, tuple[Capture, ...]], inside: tuple[str, ...]
) -> tuple[Capture, ...]:
    """The captures of what an original was taken from, then its own. An archive can hold its own bytes' twin."""
    here = (*inside, sha256)
    around = dict.fromkeys(each.within for each in own.get(sha256, ()) if each.within and each.within not in here)
    outer = (each for outside in around for each in _from_outside_in(outside, own, here))
    return (*outer, *own.get(sha256, ()))


def taken_out_of(store: Store, originals: Iterable[str]) -> dict[str, set[str]]:
    """Return, by SHA-256, which originals were taken out of each of these, however deep."""
    inside: dict[str, set[str]] = {}
    for each in store.records(Capture).values():
        if each.within:
            inside.setdefault(each.within, set()).add(each.original)
    return {outer: _reached(outer, inside) - {outer} for outer in originals}


def _reached(start: str, steps: Mapping[str, set[str]]) -> set[str]:
    reached, new = {start}, {start}
    while new:
        new = {each for here in new for each in steps.get(here, ())} - reached
        reached |= new
    return reached


def _stands(link: Link, reports: Mapping[str, Report], reviewed: Reviewed) -> bool:
    """Say whether the claim that a link leads from is still found; links between incidents and reports stay."""
    if link.relation in {"part_of", "copy_of"}:
        return link.relation == "part_of" or link.claim in reports
    return link.claim in reviewed.claims
