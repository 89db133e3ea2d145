"""The linker: the numbered steps, and the links that come of them."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial

from ledgerstone.codec import identify
from ledgerstone.linking import incidents, nesting, reprints, sources, tellings, victims
from ledgerstone.linking.linked import VERSION, Linked
from ledgerstone.linking.profiles import Telling
from ledgerstone.records import Because, Claim, Incident, Link, Report, Source, Victim

_link = partial(Link, linker=VERSION)
_NOTHING = Linked()


def link(claims: Mapping[str, Claim], *, reports: Mapping[str, Report], known: Linked = _NOTHING) -> Linked:
    """Link claims to incidents, victims and sources, and copies to the reports they copy.

    Args:
        claims: by id, of one report or of many; their order does not matter.
        reports: by id; those of the claims at least.
        known: identities and links decided before, which are kept.

    Returns:
        Every identity named by a link, known or new, and all links of these claims, in a fixed order.
    """
    by_report: dict[str, dict[str, Claim]] = defaultdict(dict)
    for id_, claim in claims.items():
        by_report[claim.report][id_] = claim
    # 1. Tellings
    told = [each for id_ in sorted(by_report) for each in tellings.tell(id_, by_report[id_], report=reports.get(id_))]
    # 2. Reprints
    copied = reprints.find(reports)
    copies = {id_: root for id_, (root, _) in copied.items()}
    # 3. Incidents
    founding = partial(sources.founding, claims=claims, reports=reports)
    groups = [
        group
        for group in incidents.group(told, copies=copies)
        if any(_founds(telling, claims) for telling in group.tellings)
    ]
    homes, made, links = _incidents(groups, founding, known)
    # 4. Nesting
    links += _parts(groups, homes)
    scopes = _scopes(claims, links)
    # 5. Victims
    people, person_links = _victims(scopes, links, claims, founding, known)
    # 6. Sources
    origins, origin_links = _sources(scopes, claims, reports, copies, known)
    copy_links = [
        _link(claim=id_, target=root, relation="copy_of", score=share, because=(_share(share),))
        for id_, (root, share) in sorted(copied.items())
    ]
    links += person_links + origin_links + copy_links
    refused = {(each.claim, each.target) for each in known.links if each.judgement == "negative"}
    kept = {(x.claim, x.relation, x.target): x for x in links if (x.claim, x.target) not in refused}
    return Linked(incidents=made, victims=people, sources=origins, links=tuple(kept[key] for key in sorted(kept)))


def _founds(telling: Telling, claims: Mapping[str, Claim]) -> bool:
    """Say whether a telling is of an incident: somebody harmed (or said not to be), or something done."""
    return any(claims[id_].kind in {"harm", "act", "attribution"} for id_ in telling.claims)


def _share(share: float) -> Because:
    return Because(feature="words", values="share of the shorter report's words in common", weight=share)


def _incidents(
    groups: Sequence[incidents.Group], founding: partial[tuple[str, str, int, int, str]], known: Linked
) -> tuple[list[str], dict[str, Incident], list[Link]]:
    before = _before(known, known.incidents)
    homes: list[str] = []
    made: dict[str, Incident] = {}
    links: list[Link] = []
    for group in groups:
        ids = [id_ for telling in group.tellings for id_ in telling.claims]
        home = _known_home(ids, before)
        if home is None or home in made:
            incident = Incident(founded_by=min(_founders(group), key=founding))
            home = identify(incident)
        else:
            incident = known.incidents[home]
        homes.append(home)
        made[home] = incident
        for telling, score, because in zip(group.tellings, group.scores, group.because, strict=True):
            new = [_link(claim=id_, target=home, score=score, because=because) for id_ in telling.claims]
            new += [_link(claim=id_, target=home, relation="background") for id_ in telling.background]
            links += (before.get(each.claim, each) for each in new)
    made |= {each.target: known.incidents[each.target] for each in links if each.target in known.incidents}
    return homes, made, links


def _founders(group: incidents.Group) -> Iterable[str]:
    return (id_ for telling in group.tellings for id_ in telling.claims)


def _before(known: Linked, identities: Container[str]) -> dict[str, Link]:
    """Return what was decided of each claim before: it stands, whatever would be decided now."""
    return {x.claim: x for x in known.links if x.target in identities and x.judgement == "positive"}


def _known_home(ids: Iterable[str], before: Mapping[str, Link]) -> str | None:
    votes = Counter(before[id_].target for id_ in ids if id_ in before)
    return min(votes, key=lambda target: (-votes[target], target)) if votes else None


def _parts(groups: Sequence[incidents.Group], homes: Sequence[str]) -> list[Link]:
    where = {telling.key: number for number, group in enumerate(groups) for telling in group.tellings}
    found: dict[tuple[int, int], tuple[Because, ...]] = {}
    for number, group in enumerate(groups):
        for telling in group.tellings:
            whole = where.get((telling.report, telling.inside)) if telling.inside is not None else None
            if whole is not None and whole != number:
                said = Because(feature="report", values="told as part of the other", weight=1.0)
                found.setdefault((number, whole), (said,))
    for number, whole, because in nesting.pairs([group.tellings for group in groups]):
        if (whole, number) not in found and not any(part == number for part, _ in found):
            found[number, whole] = because
    return [
        _link(claim=homes[small], target=homes[large], relation="part_of", score=_sum(because), because=because)
        for (small, large), because in sorted(found.items())
        if (large, small) not in found or small < large
    ]


def _sum(because: Sequence[Because]) -> float:
    return round(min(1.0, sum(part.weight for part in because)), 4)


def _scopes(claims: Mapping[str, Claim], links: Iterable[Link]) -> dict[str, list[str]]:
    """Return the claims by incident, sorted; those of no incident by their report."""
    of = {each.claim: each.target for each in links if each.relation in {"about", "background"}}
    scopes: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(claims):
        scopes[of.get(id_, claims[id_].report)].append(id_)
    return scopes


def _victims(
    scopes: Mapping[str, Sequence[str]],
    links: Iterable[Link],
    claims: Mapping[str, Claim],
    founding: partial[tuple[str, str, int, int, str]],
    known: Linked,
) -> tuple[dict[str, Victim], list[Link]]:
    before = _before(known, known.victims)
    whole = {each.claim: each.target for each in links if each.relation == "part_of"}
    families: dict[str, list[str]] = defaultdict(list)
    for scope in sorted(scopes):
        families[whole.get(scope, scope)] += scopes[scope]
    made: dict[str, Victim] = {}
    found: list[Link] = []
    for family in sorted(families):
        for group in victims.group(families[family], claims):
            home = _known_home(group.claims, before)
            victim = known.victims[home] if home else Victim(founded_by=min(group.claims, key=founding))
            home = home or identify(victim)
            made[home] = victim
            for id_, score, because in zip(group.claims, group.scores, group.because, strict=True):
                found.append(before.get(id_) or _link(claim=id_, target=home, score=score, because=because))
    made |= {each.target: known.victims[each.target] for each in found if each.target in known.victims}
    return made, found


def _sources(
    scopes: Mapping[str, Sequence[str]],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    copies: Mapping[str, str],
    known: Linked,
) -> tuple[dict[str, Source], list[Link]]:
    before = _before(known, known.sources)
    made: dict[str, Source] = {}
    found: list[Link] = []
    for origin in sources.group(scopes, claims, reports=reports, copies=copies):
        home = _known_home(origin.claims, before)
        source = known.sources[home] if home else Source(founded_by=origin.claims[0])
        home = home or identify(source)
        made[home] = source
        new = [_link(claim=id_, target=home, relation="from", because=(origin.because,)) for id_ in origin.claims]
        found += (before.get(each.claim, each) for each in new)
    made |= {each.target: known.sources[each.target] for each in found if each.target in known.sources}
    return made, found
