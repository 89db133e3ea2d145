"""The stages in order, in memory: reports in, one assessment an incident out.

:func:`assess` runs them; :func:`lay_out` is its last step alone, for records that were stored before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ledgerstone.codec import identify
from ledgerstone.extraction import extract
from ledgerstone.linking import link
from ledgerstone.reconciling import NONE, POLICIES, Standards, check, describe, gather, include, victims
from ledgerstone.reconciling.checking import check_across
from ledgerstone.reconciling.including import Within
from ledgerstone.reconciling.policies import named
from ledgerstone.records import Assessment, Claim, Link, Report
from ledgerstone.vocabulary.resources import Resources, open_resources

POLICY = next(iter(POLICIES))


def assess(
    reports: Iterable[Report], *, resources: Resources | None = None, policy: str = POLICY
) -> tuple[Assessment, ...]:
    """Say what is claimed in these reports, incident by incident.

    Args:
        reports: in any order; the result does not depend on it.
        resources: vocabulary and gazetteer; None opens those that come with the program.
        policy: the rule by which claims become tolls.

    Returns:
        One assessment an incident, from the earliest, and one with ``incident`` None for claims that belong to none. No
        report, no assessment; reports without a claim give one without claims.

    Raises:
        UnknownPolicy: there is no policy of that name.
    """
    named(policy)
    resources = resources or open_resources()
    # 1. Each report gets its id; the same report twice is one.
    by_id = {identify(report): report for report in reports}
    # 2. Claims, report by report.
    claims = {identify(claim): claim for id_ in sorted(by_id) for claim in extract(by_id[id_], resources=resources)}
    # 3. Incidents, victims, sources, copies.
    linked = link(claims, reports=by_id)
    # 4. Tolls, checks, and what each incident is called.
    return lay_out(claims, links=linked.links, incidents=linked.incidents, reports=by_id, policy=policy)


def lay_out(
    claims: Mapping[str, Claim],
    *,
    links: Sequence[Link],
    incidents: Iterable[str],
    reports: Mapping[str, Report],
    policy: str = POLICY,
    standards: Standards = NONE,
    within: Within = lambda _: None,
) -> tuple[Assessment, ...]:
    """Lay the records of each incident side by side, with its tolls and checks.

    Args:
        claims: by id.
        links: of claims, incidents and reports, as the linker gives them.
        incidents: the ids of the incidents.
        reports: by id.
        policy: the rule by which claims become tolls.
        standards: what the team decided about sources and about what counts.
        within: what contains a place, for criteria that name a region.

    Raises:
        UnknownPolicy: there is no policy of that name.
    """
    shares = _shares(claims, links, incidents)
    made = [
        _assessment(each, own, claims, links_, reports, policy, standards) for each, (own, links_) in shares.items()
    ]
    made = _dated_by_their_wholes(made, reports)
    if not made and reports:
        made = [
            replace(
                _assessment(None, [], claims, [], reports, policy, standards), reports=_sorted_reports(reports, reports)
            )
        ]
    wholes = {each.claim: each.target for each in links if each.relation == "part_of" and each.judgement == "positive"}
    people = {each.incident: each.victims for each in made if each.incident}
    across = check_across(people, wholes=wholes)
    made = [
        replace(each, checks=(*each.checks, *across[each.incident])) if each.incident in across else each
        for each in made
    ]
    made = [_included(each, standards, within) for each in made]
    by_id = {each.incident: each for each in made}
    return tuple(sorted(made, key=lambda each: _order(each, by_id, wholes)))


def _shares(
    claims: Mapping[str, Claim], links: Sequence[Link], incidents: Iterable[str]
) -> dict[str | None, tuple[list[str], list[Link]]]:
    """Part claims and links by incident, so that each incident is worked on alone and the work stays linear."""
    own: dict[str | None, list[str]] = {each: [] for each in sorted(incidents)}
    home = {
        each.claim: each.target
        for each in links
        if each.target in own and each.relation in {"about", "background"} and each.judgement == "positive"
    }
    for id_ in sorted(claims):
        own.setdefault(home.get(id_), []).append(id_)
    theirs: dict[str | None, list[Link]] = defaultdict(list)
    copies: dict[str, list[Link]] = defaultdict(list)
    for each in links:
        if each.relation == "copy_of":
            copies[each.claim].append(each)
        elif each.relation == "part_of":
            theirs[each.claim].append(each)
            theirs[each.target].append(each)
        elif each.claim in claims:
            theirs[home.get(each.claim)].append(each)
    for incident, ids in own.items():
        for report in sorted({claims[id_].report for id_ in ids}):
            theirs[incident] += copies[report]
    return {incident: (ids, theirs[incident]) for incident, ids in own.items() if ids}


def _assessment(
    incident: str | None,
    own: Sequence[str],
    claims: Mapping[str, Claim],
    links: Sequence[Link],
    reports: Mapping[str, Report],
    policy: str,
    standards: Standards,
) -> Assessment:
    members = {id_: claims[id_] for id_ in own}
    gathered = gather(incident, claims=members, links=links, reports=reports, standards=standards)
    said = describe(gathered)
    rule = named(policy)
    grade = rule.grade(gathered)
    return Assessment(
        incident=incident,
        label=said.label,
        when=said.when,
        where=said.where,
        actors=said.actors,
        means=said.means,
        tolls=rule.tolls(gathered),
        victims=victims(gathered),
        claims={each.id: each.claim for each in gathered.told},
        links=tuple(links),
        checks=check(gathered, reports=reports),
        grades=(grade,) if grade else (),
        reports=_sorted_reports({claim.report for claim in members.values()}, reports),
    )


def _included(each: Assessment, standards: Standards, within: Within) -> Assessment:
    if standards.criteria is None or each.incident is None:
        return each
    found = include(
        each.incident, standards.criteria, tolls=each.tolls, when=each.when, where=each.where, within=within
    )
    return replace(each, inclusion=found)


def _dated_by_their_wholes(made: Sequence[Assessment], reports: Mapping[str, Report]) -> list[Assessment]:
    """Give a part that says no day of its own the days of the larger incident that it is told as part of."""
    by_id = {each.incident: each for each in made}
    dated = []
    for each in made:
        link_up = next((x for x in each.links if x.relation == "part_of" and x.claim == each.incident), None)
        whole = by_id.get(link_up.target) if link_up else None
        if each.when is None and whole and whole.when:
            gathered = gather(each.incident, claims=each.claims, links=each.links, reports=reports)
            said = describe(gathered, within=whole.when)
            dated.append(replace(each, when=said.when, label=said.label))
        else:
            dated.append(each)
    return dated


def _sorted_reports(ids: Iterable[str], reports: Mapping[str, Report]) -> dict[str, Report]:
    return {id_: reports[id_] for id_ in sorted(ids, key=lambda id_: (_day(reports[id_]), id_)) if id_ in reports}


def _day(report: Report) -> date:
    published = report.published
    return published.date() if isinstance(published, datetime) else published or date.max


def _order(
    each: Assessment, made: Mapping[str | None, Assessment], wholes: Mapping[str, str]
) -> tuple[bool, date, str, bool, date, str]:
    """Sort by day, a smaller incident after the larger one that it is part of; what belongs to none comes last."""
    whole = wholes.get(each.incident or "")
    root = made.get(whole, each) if whole else each
    return each.incident is None, _first(root), root.incident or "", root is not each, _first(each), each.incident or ""


def _first(each: Assessment) -> date:
    return each.when.earliest if each.when and each.when.earliest else date.max
