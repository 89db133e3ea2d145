"""What a team's standards do to a claim and to a toll, in words; internal, with the team's own reasons."""

from collections import defaultdict
from collections.abc import Iterator

from ledgerstone import codec
from ledgerstone.commands import decided
from ledgerstone.current import Current
from ledgerstone.reconciling.appraising import appraise, houses, names_of
from ledgerstone.reconciling.gathering import day_of, gather
from ledgerstone.reconciling.standards import named
from ledgerstone.records import Assessment, Claim, Report, Toll
from ledgerstone.releasing.wording import inclusion_words

_SHORT = 12  # digits of an id, as shown
_BY = {
    "speaker": "by its speaker's name",
    "outlet": "by its outlet's name",
    "kind": "by its speaker's role",
    "others": "since nobody decided on its source by name or role",
}


def of_claim(claim: Claim, now: Current) -> Iterator[str]:
    """Yield what the standards in force say of a claim's source, and who owns its outlet."""
    report = _first_printed(claim, now)
    day = day_of(report)
    found = appraise(claim, report, now.standards, day=day)
    if found:
        id_ = codec.identify(found.decision)[:_SHORT]
        words = f"{decided.words(found.decision)}, {_BY[found.by]}: {found.decision.because}"
        yield f"Source judged ({id_}, by {found.decision.by}): {words}"
    elif now.standards.appraisals:
        yield "Source not judged by the team: what it says counts."
    house, perhaps = houses(names_of(claim, report), now.standards, day=day)
    for each in now.standards.ownerships:
        if named(each.outlet) in perhaps:
            unsure = "" if named(each.owner) in house else " (the day of the report is not known)"
            yield f"Owner: {decided.words(each)}{unsure}: {each.because}"


def of_toll(toll: Toll, of: Assessment, now: Current) -> Iterator[str]:
    """Yield whether the incident counts, which version of the standards the toll rests on, and what is one house."""
    if of.inclusion:
        yield inclusion_words(of.inclusion)
    if now.standards.version:
        yield f"By the team's standards, version {now.standards.version} (`sources` shows them)."
    gathered = gather(of.incident, claims=of.claims, links=of.links, reports=of.reports, standards=now.standards)
    used = {each.claim for each in toll.used}
    one: dict[str, dict[str, None]] = defaultdict(dict)
    maybe: dict[str, dict[str, None]] = defaultdict(dict)
    for each in gathered.told:
        if each.id in used and each.perhaps:
            (one[each.party] if each.party else maybe[each.perhaps])[_who(each.claim, of)] = None
    for groups, words in ((one, "one house, so one independent source"), (maybe, "perhaps one house")):
        for sources in groups.values():
            if len(sources) > 1:
                yield f"{' and '.join(sources)}: {words}."


def _who(claim: Claim, of: Assessment) -> str:
    report = of.reports.get(claim.report)
    return claim.speaker.wording if claim.speaker else (report and report.publisher) or "an outlet not known"


def _first_printed(claim: Claim, now: Current) -> Report | None:
    copies = (x for x in now.links if x.relation == "copy_of" and x.judgement == "positive" and x.claim == claim.report)
    original = next((each.target for each in copies), claim.report)
    return now.reports.get(original) or now.reports.get(claim.report)
