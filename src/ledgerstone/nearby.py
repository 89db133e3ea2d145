"""What a case holds now of some reports or of one incident, without reading the rest of it: ``current.py`` for a part.

A place is where a report stands: its original, and which part of it. Decisions of people on claims hold for a place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledgerstone import current, judging, reviewing
from ledgerstone.current import EXTRACTION, LINKING, QUOTING, Current
from ledgerstone.linking import Before, parted
from ledgerstone.linking.shelves import Items
from ledgerstone.reconciling import Standards
from ledgerstone.reconciling.including import Within
from ledgerstone.records import Assessment, Claim, Incident, Link, Record, Report, Review, Run, Source, Victim
from ledgerstone.reviewing import Reviewed
from ledgerstone.store.store import Store
from ledgerstone.to_do import ALL, place_of

_EVERY = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The reports at some places, with those that a decision stands in, and their claims as people decided them."""

    reports: Mapping[str, Report] = field(default_factory=dict)
    current: frozenset[str] = frozenset()
    reviewed: Reviewed


def read_places(store: Store, places: Iterable[str]) -> Place:
    """Return the current reports and claims of some places, as people decided them."""
    wanted = list(dict.fromkeys(places))
    ids = [id_ for own in store.aid.find("place", wanted).values() for id_ in own]
    reports = current.of_type(store.get(ids), Report)
    runs = [
        run
        for stage in (EXTRACTION, QUOTING)
        for own in store.aid.find(f"run {stage}", ids).values()
        for run in own.values()
    ]
    claims = current.of_type(store.get(current.made_by(_runs(store, runs))), Claim)
    claims = {id_: claim for id_, claim in claims.items() if claim.report in reports}
    reviews = _reviews(store, wanted, ids)
    reviewed = reviewing.apply(claims, reports=reports, reviews=reviews, get=store.get)
    older = {claim.report for claim in (*reviewed.claims.values(), *reviewed.rejected.values())} - reports.keys()
    older_ones = current.of_type(store.get(sorted(older)), Report)
    return Place(reports={**reports, **older_ones}, current=frozenset(reports), reviewed=reviewed)


def _reviews(store: Store, places: Sequence[str], reports: Sequence[str]) -> list[Review]:
    """Return the reviews of claims at these places and of these reports, in the order in which they were made."""
    ids = [review for own in store.aid.find("decision", places).values() for review in sorted(own.items())]
    held = store.get([id_ for _, id_ in sorted(ids)])
    removed = store.aid.find("removed", reports)
    held |= store.get([id_ for own in removed.values() for id_ in own])
    return [*current.of_type(held, Review).values()]


def places_of(store: Store, reports: Iterable[str]) -> dict[str, str]:
    """Return the place of each report, also of one that an older reader made."""
    wanted = list(dict.fromkeys(reports))
    found = {id_: place for id_, own in store.aid.find("report", wanted).items() for place in own.values()}
    older = store.get(id_ for id_ in wanted if id_ not in found)
    return found | {id_: place_of(each.original, each.part) for id_, each in older.items() if isinstance(each, Report)}


def links_of(store: Store, abouts: Iterable[str]) -> dict[str, dict[str, Record]]:
    """Return what the latest run of linking made for each of these reports or incidents, by id."""
    ids = {about: run for about, own in store.aid.find(f"run {LINKING}", list(abouts)).items() for run in own.values()}
    runs = {run.about: run.made for run in _runs(store, ids.values())}
    made = store.get(id_ for own in runs.values() for id_ in own)
    return {about: {id_: made[id_] for id_ in own if id_ in made} for about, own in runs.items()}


def as_before(made: Mapping[str, Record]) -> Before:
    """Part what linking made for a report by what its links lead to."""
    of = {type_: [*current.of_type(made, type_)] for type_ in (Incident, Victim, Source)}
    return parted([*current.of_type(made, Link).values()], of[Incident], of[Victim], of[Source])


class Remembered:
    """What linking knows of a case: its shelves in the finding aid, and the records that it asks for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, shelf: str, keys: Sequence[str]) -> Mapping[str, Items]:
        """Return the items under each key that has any."""
        return self._store.aid.find(shelf, keys)

    def first(self, shelf: str, key: str, *, below: str | None, at_most: int) -> Sequence[str]:
        """Return the first items under a key, sorted, all of them less than ``below``."""
        return self._store.aid.first(shelf, key, below=below, at_most=at_most)

    def reports(self, ids: Iterable[str]) -> Mapping[str, Report]:
        """Return the reports of these ids."""
        return current.of_type(self._store.get(ids), Report)

    def claims(self, reports: Iterable[str]) -> Mapping[str, Claim]:
        """Return the claims of these reports, as people decided them."""
        wanted = {*reports}
        found = read_places(self._store, places_of(self._store, sorted(wanted)).values())
        return {id_: claim for id_, claim in found.reviewed.claims.items() if claim.report in wanted}

    def links(self, reports: Iterable[str]) -> Mapping[str, Before]:
        """Return the links that the latest run made for each of these reports."""
        return {about: as_before(made) for about, made in links_of(self._store, reports).items()}


def judgements(store: Store) -> tuple[Link, ...]:
    """Return the links that people made and that stand."""
    ids = store.aid.find("judged", [ALL]).get(ALL, {})
    reviews = current.of_type(store.get(review for _, review in sorted(ids.items())), Review)
    return judging.judged(reviews.values(), store.get)


def read_incident(
    store: Store, incident: str, *, standards: Standards, within: Within, judged: Sequence[Link]
) -> Current:
    """Return what the case holds now of one incident: its claims, rejected ones too, and their links and reports.

    Args:
        store: the case.
        incident: its id.
        standards: the team's, as ``current.standards`` reads them.
        within: what contains a place, as ``current.within`` says it.
        judged: the links that people made, as :func:`judgements` reads them.
    """
    same = {incident, *(id_ for id_, one in judging.canonical(judged).items() if one == incident)}
    put = store.get(each.claim for each in judged if each.target in same and each.judgement == "positive")
    reports = sorted(
        {id_ for each in same for id_ in reports_of(store, each)}
        | {each.report for each in current.of_type(put, Claim).values()}
    )
    found = read_places(store, places_of(store, reports).values())
    made = links_of(store, sorted({*reports, *found.reports}))
    own = links_of(store, sorted(same))
    records = {id_: each for links in (*made.values(), *own.values()) for id_, each in links.items()}
    records |= store.get({incident, *(each.target for each in judged)})
    links = judging.overlay(reviewing.follow(current.of_type(records, Link), found.reviewed), judged)
    claims = {
        each.claim: found.reviewed.claims[each.claim]
        for each in links
        if each.target == incident and each.relation in {"about", "background"} and each.claim in found.reviewed.claims
    }
    return Current(
        reports=found.reports,
        reviewed=replace(found.reviewed, claims=claims),
        incidents={id_: each for id_, each in current.of_type(records, Incident).items() if id_ == incident},
        victims=current.of_type(records, Victim),
        sources=current.of_type(records, Source),
        links=tuple(links),
        homes=current.homes_of(store, found.reviewed, {incident}, judged),
        problems=(),
        standards=standards,
        within=within,
    )


def reports_of(store: Store, incident: str) -> list[str]:
    """Return the reports that tell of an incident."""
    founders = [*store.aid.find("founder", [incident]).get(incident, {})]
    uids = [uid for own in store.aid.find("member", founders).values() for uid in own]
    told = store.aid.find("teller", uids)
    kept = store.aid.find("kept", [incident]).get(incident, {})
    return sorted({report for own in told.values() for report in own} | {item.split()[0] for item in kept})


def lay_out_incident(now: Current, incident: str, *, policy: str) -> Assessment | None:
    """Lay one incident out; None where nothing is left of it. Checks across incidents are left to the caller."""
    made = current.lay_out_current(now, policy=policy)
    return next((each for each in made if each.incident == incident), None)


def _runs(store: Store, ids: Iterable[str]) -> list[Run]:
    return [*current.of_type(store.get(ids), Run).values()]


def by_report(claims: Mapping[str, Claim]) -> dict[str, dict[str, Claim]]:
    """Part claims by their reports."""
    found: dict[str, dict[str, Claim]] = defaultdict(dict)
    for id_, claim in claims.items():
        found[claim.report][id_] = claim
    return found
