"""What a team's standards say of one claim: whether its source is held credible, and whose house its outlet is of.

No reason that is made here names a source or says why the team judges it so: reasons of tolls leave with a release, and
a speaker's name may have to stay. `sources` tells them, inside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from ledgerstone.reconciling.standards import Standards, holds_on, named
from ledgerstone.records import Appraisal, Claim, Report

_OWN_VOICE = "media"  # the role of an outlet that quotes nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraised:
    """A decision that speaks of a claim's source, and by what: "speaker", "outlet", "kind" or "others"."""

    decision: Appraisal
    by: str

    @property
    def doubt(self) -> str | None:
        """Return why the claim sets no figure, in words that name nobody; None where it may."""
        if self.decision.credibility != "not_credible":
            return None
        day = self.decision.at.date().isoformat()
        return {
            "speaker": f"the team does not hold its speaker credible (decided on {day})",
            "outlet": f"the team does not hold its outlet credible (decided on {day})",
            "kind": f"the team does not hold speakers of its kind credible (decided on {day})",
            "others": f"its source is none of those that the team holds credible (decided on {day})",
        }[self.by]


def appraise(claim: Claim, report: Report | None, standards: Standards, *, day: date | None) -> Appraised | None:
    """Return the decision that speaks of a claim's source.

    By name goes first, the speaker's (or whom the word came through) or the outlet's: one of them held not credible is
    enough. Then the speaker's role, then what holds of all others.

    Args:
        claim: the claim.
        report: the report that it stands in, of a reprint its original.
        standards: the decisions in force.
        day: when it was published.
    """
    if not standards.appraisals:
        return None
    speaker = claim.speaker
    said_by = {named(each) for each in (speaker.wording, speaker.via) if each} if speaker else set()
    by_name = [*_about(said_by, "speaker", standards, day), *_about(outlet_names(report), "outlet", standards, day)]
    if by_name:
        return next((each for each in by_name if each.doubt), by_name[0])
    role = speaker.role if speaker else _OWN_VOICE
    for by, wanted in (("kind", role), ("others", None)):
        found = [each for each in standards.appraisals if each.source is None and each.role == wanted]
        newest = next((each for each in reversed(found) if holds_on(each, day)), None)
        if newest:
            return Appraised(decision=newest, by=by)
    return None


def outlet_names(report: Report | None) -> set[str]:
    """Return what an outlet is called: its name, its site, and the sites that this one is part of."""
    if report is None:
        return set()
    names = {named(report.publisher)} if report.publisher else set()
    parts = _host(report.url).split(".") if report.url else []
    return names | {named(".".join(parts[start:])) for start in range(max(0, len(parts) - 1))}


def houses(names: Iterable[str], standards: Standards, *, day: date | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return whose house an outlet is of: itself and its owners, and theirs, as known and as it may be.

    It may be where the day is not known and an owner's days are. Both are empty where the case knows no owner.
    """
    known = {named(name) for each in standards.ownerships for name in (each.outlet, each.owner)}
    own = known.intersection(names)
    return _owned(own, standards, day, sure=True), _owned(own, standards, day, sure=False)


def names_of(claim: Claim, report: Report | None) -> Sequence[str]:
    """Return the names by which a claim's source may have an owner or be one."""
    return sorted({named(claim.speaker.wording)} if claim.speaker else outlet_names(report))


def parties(houses_: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return one name for all sources whose houses hang together; sources of no house are left out."""
    joined: list[tuple[set[str], list[str]]] = []
    for source, house in sorted(houses_.items()):
        if not house:
            continue
        touching = [each for each in joined if each[0] & house]
        names, sources = set(house).union(*(each[0] for each in touching)), [source]
        for each in touching:
            sources += each[1]
            joined.remove(each)
        joined.append((names, sources))
    return {source: f"house of {min(names)}" for names, sources in joined for source in sources}


def _about(names: set[str], by: str, standards: Standards, day: date | None) -> Iterator[Appraised]:
    """Yield the newest decision that holds for each of these names."""
    for name in sorted(names):
        found = [each for each in standards.appraisals if each.source and named(each.source) == name]
        newest = next((each for each in reversed(found) if holds_on(each, day)), None)
        if newest:
            yield Appraised(decision=newest, by=by)


def _owned(own: set[str], standards: Standards, day: date | None, *, sure: bool) -> frozenset[str]:
    found, waiting = set(own), list(own)
    while waiting:
        name = waiting.pop()
        for each in standards.ownerships:
            holds, owner = holds_on(each, day), named(each.owner)
            if named(each.outlet) == name and owner not in found and (holds or (holds is None and not sure)):
                found.add(owner)
                waiting.append(owner)
    return frozenset(found)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
