"""The records that concern some places and incidents, with every decision laid over them: ``current.py`` for a part.

What comes out is what reading the whole case would give for these incidents (a test compares the two), save the checks
that compare people across all incidents.
"""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledgerstone import current, judging, reviewing
from ledgerstone.current import Current, of_type
from ledgerstone.indexing.blind import blind_places, without_others
from ledgerstone.records import Claim, Incident, Link, Report, Review, Victim
from ledgerstone.reviewing import Reviewed
from ledgerstone.store.index import standing
from ledgerstone.store.index.models import Decided, Linked
from ledgerstone.store.index.standing import HOMES, Place, of_relation
from ledgerstone.store.sight import OF_ALL, Sight
from ledgerstone.store.store import Store

_NOBODY = "indexed"  # the linker that a link read from the index names; nothing is made of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a case as it stands now.

    ``places`` are those whose claims are all here, ``touched`` the incidents that are or were theirs, ``incidents``
    those of them that are there; ``homes`` leads from each claim,
    rejected ones too, to its incident, ``persons`` from a claim to its victims. ``found`` leads from a claim as decided
    to those that were found there, ``reports`` holds older ones too, ``read`` those of the current readings.
    """

    places: frozenset[Place]
    touched: frozenset[str]
    incidents: frozenset[str]
    now: Current
    homes: Mapping[str, str]
    persons: Mapping[str, frozenset[str]]
    found: Mapping[str, frozenset[str]]
    read: frozenset[str]
    handled: tuple[tuple[str, Claim], ...]
    became: Mapping[str, str]

    def place(self, report: str) -> Place:
        """Return where a report stands."""
        each = self.now.reports[report]
        return each.original, each.part


def read_part(
    store: Store,
    *,
    places: Collection[Place],
    incidents: Collection[str],
    using: str,
    alone: bool = False,
    sight: Sight = OF_ALL,
) -> Part:
    """Return the part of a case that these places and incidents touch.

    With ``alone`` it holds these places and no other claims of their incidents: enough to show a report, and no toll.
    What others decided where ``sight`` looks a second time is left out; its levels make no difference here.
    """
    wanted, around = _incidents(places, incidents, using=using)
    everywhere = frozenset(places if alone else {*places, *_places_of(around, using=using)})
    read = {row.report: row for row in standing.read_at(everywhere, using=using)}
    claims = of_type(store.get(row.claim for row in standing.found_in(read, using=using)), Claim)
    reports = of_type(store.get(read), Report)
    blind = blind_places(store, sight)
    decided = standing.decided_at(everywhere, using=using)
    if blind:
        decided = without_others(store, decided, about=sight.blind, places=blind, by=sight.by)
    links = _links({*claims, *_decided_claims(decided), *read, *around}, around, using=using)
    about = standing.decided_about({*read, *links, *around, *_targets(links)}, using=using)
    if blind:
        about = without_others(store, about, about=sight.blind, places=blind, by=sight.by)
    reviewed = _reviewed(store, claims, reports, (*decided, *about))
    older = {claim.report for claim in (*reviewed.claims.values(), *reviewed.rejected.values())} - reports.keys()
    reports |= of_type(store.get(sorted(older)), Report)
    links |= {row.link: row for row in standing.same(_targets(links), using=using)}
    judgements = _judgements(links)
    kept = reviewing.follow({id_: _link(row) for id_, row in links.items() if not row.judged}, reviewed)
    kept = judging.overlay(kept, judgements)
    homes, persons = _belonging(kept, links)
    gone = _homes_of_rejected(store, reviewed.rejected, judgements, using=using)
    now = Current(
        reports=reports,
        reviewed=reviewed,
        incidents=of_type(store.get(around), Incident),
        victims=of_type(store.get({each for own in persons.values() for each in own}), Victim),
        sources={},
        links=tuple(each for each in kept if _stands(each, reports, reviewed.claims)),
        homes=gone,
        problems=(),
        standards=(standards := current.standards(store)),
        within=current.within(store, standards),
    )
    return Part(
        places=everywhere,
        touched=frozenset(wanted),
        incidents=frozenset(wanted & now.incidents.keys()),
        now=now,
        homes={**homes, **gone},
        persons=persons,
        found=_found(reviewed, decided),
        read=frozenset(read),
        handled=_handled(store, decided),
        became=judging.canonical(judgements),
    )


def laid_out(part: Part, claims: Mapping[str, Claim]) -> Current:
    """Return the part as :class:`Current`, with these claims of its incidents and no others."""
    reviewed = part.now.reviewed
    rejected = {id_: each for id_, each in reviewed.rejected.items() if id_ in claims}
    kept = {id_: each for id_, each in reviewed.claims.items() if id_ in claims}
    return dataclasses.replace(part.now, reviewed=dataclasses.replace(reviewed, claims=kept, rejected=rejected))


def _incidents(places: Collection[Place], incidents: Collection[str], *, using: str) -> tuple[set[str], set[str]]:
    """Return the incidents that these touch, now or as they were listed; and with them those they are parts of."""
    reports = {row.report for row in standing.read_at(places, using=using)}
    claims = {row.claim for row in standing.found_in(reports, using=using)}
    claims |= _decided_claims(standing.decided_at(places, using=using))
    listed = standing.listed_at(places, using=using)
    claims |= {row.record for row in listed}
    homes = of_relation(standing.linked_from(claims, using=using), *HOMES, of="incident")
    wanted = {*incidents, *(row.target for row in homes), *(row.incident for row in listed if row.incident)}
    wanted |= {id_ for row in standing.same(wanted, using=using) for id_ in (row.claim, row.target)}
    ups = [row for row in standing.linked_from(wanted, using=using) if row.relation == "part_of"]
    return wanted, wanted | {row.target for row in ups}


def _places_of(incidents: Collection[str], *, using: str) -> set[Place]:
    claims = {row.claim for row in standing.linked_to(incidents, using=using) if row.relation in HOMES}
    listed = {(row.original, row.part) for row in standing.listed_of(incidents, using=using)}
    return standing.places_of_claims(claims, using=using) | listed


def _decided_claims(decided: Iterable[Decided]) -> set[str]:
    return {id_ for row in decided if row.kind == "review" for id_ in (row.about, row.becomes) if id_}


def _links(sources: Collection[str], incidents: Collection[str], *, using: str) -> dict[str, Linked]:
    rows = standing.linked_from(sources, using=using)
    rows += [row for row in standing.linked_to(incidents, using=using) if row.relation == "part_of"]
    return {row.link: row for row in sorted(rows, key=lambda row: (row.claim, row.relation, row.target))}


def _targets(links: Mapping[str, Linked]) -> set[str]:
    return {row.target for row in links.values()}


def _link(row: Linked) -> Link:
    linker = judging.PERSON if row.judged else _NOBODY
    return Link(claim=row.claim, target=row.target, relation=row.relation, judgement=row.judgement, linker=linker)


def _judgements(rows: Mapping[str, Linked]) -> tuple[Link, ...]:
    return tuple(_link(row) for row in sorted(rows.values(), key=lambda row: row.pk) if row.judged)


def _reviewed(
    store: Store,
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    rows: Iterable[Decided],
) -> Reviewed:
    ids = [row.record for row in sorted(rows, key=lambda row: row.number) if row.kind == "review"]
    return reviewing.apply(claims, reports=reports, reviews=of_type(store.get(ids), Review).values(), get=store.get)


def _belonging(links: Iterable[Link], rows: Mapping[str, Linked]) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    of = {row.target: row.of for row in rows.values()}
    homes: dict[str, str] = {}
    persons: dict[str, frozenset[str]] = {}
    for each in links:
        if each.judgement != "positive" or each.relation not in HOMES:
            continue
        if of[each.target] == "incident":
            homes[each.claim] = each.target
        elif of[each.target] == "victim":
            persons[each.claim] = persons.get(each.claim, frozenset()) | {each.target}
    return homes, persons


def _homes_of_rejected(
    store: Store, rejected: Mapping[str, Claim], judgements: Sequence[Link], *, using: str
) -> dict[str, str]:
    found = store.about_any(Link, rejected) if rejected else {}
    links = judging.overlay((each for each in found.values() if each.linker != judging.PERSON), judgements)
    incidents = standing.known_incidents({each.target for each in links}, using=using)
    return {each.claim: each.target for each in links if each.target in incidents}


def _stands(link: Link, reports: Mapping[str, Report], claims: Mapping[str, Claim]) -> bool:
    if link.relation in {"part_of", "copy_of"}:
        return link.relation == "part_of" or link.claim in reports
    return link.claim in claims


def _found(reviewed: Reviewed, decided: Iterable[Decided]) -> dict[str, frozenset[str]]:
    """Return, for claims that a person put in the place of another, what was found there, seen or now."""
    found: dict[str, frozenset[str]] = {}
    for before, after in reviewed.became.items():
        found[after] = found.get(after, frozenset()) | {before}
    for row in decided:
        if row.becomes in reviewed.claims and row.about != row.becomes:
            found[row.becomes] = found.get(row.becomes, frozenset()) | {row.about}
    return found


def _handled(store: Store, decided: Iterable[Decided]) -> tuple[tuple[str, Claim], ...]:
    """Return the claims of these places, of whichever version, that somebody said who may see."""
    ids = [row.about for row in decided if row.kind == "handling"]
    return tuple(of_type(store.get(ids), Claim).items()) if ids else ()
