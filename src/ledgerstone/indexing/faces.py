"""Each incident as it looks to those who see everything, and to those who do not see all its claims.

A figure that rests on a claim which somebody may not see is not shown to them, and none is made of the others: it
would be another number under the same name. Label, days and places are told from what they may see alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledgerstone.assessing import POLICY
from ledgerstone.current import lay_out_current
from ledgerstone.indexing.chains import Levels
from ledgerstone.indexing.part import Part, laid_out
from ledgerstone.indexing.sentences import sentence_levels
from ledgerstone.records import Assessment, Claim, Toll
from ledgerstone.store.sight import STRICTEST

TOLD_OF = "killed"
"""The harm whose figures are kept by who told them, too."""

PUBLISHER = "publisher"
"""The role of whoever speaks in a claim without a speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """An incident as laid out for those whose sight lies between two levels.

    ``whole`` is no where claims are missing; ``level`` is the strictest of what is shown. ``silent`` are the claims of
    which the sentence tells of something closed, too, and is not searched. ``told_by`` are the figures that the same
    policy makes of the speakers of one role alone.
    """

    assessment: Assessment
    seen_from: int
    seen_to: int
    whole: bool
    level: int
    told_by: Mapping[str, Toll]
    silent: frozenset[str] = frozenset()


def faces(part: Part, levels: Levels) -> Iterator[Face]:
    """Yield the faces of each incident of a part."""
    reviewed, homes = part.now.reviewed, part.homes
    everything = {**reviewed.claims, **reviewed.rejected}
    claims = {id_: each for id_, each in everything.items() if homes.get(id_) in part.now.incidents}
    steps: dict[str, set[int]] = defaultdict(
        set
    )  # the sights at which more of an incident shows than at the one before
    full: dict[str, int] = defaultdict(int)  # the sight from which on all claims of an incident show
    sentences = sentence_levels(part, levels)
    for id_ in claims:
        steps[homes[id_]] |= {levels.claims[id_], sentences[id_]}
        full[homes[id_]] = max(full[homes[id_]], levels.claims[id_])
    for step in sorted({each for incident in part.incidents for each in steps[incident]}):
        shown = {id_: each for id_, each in claims.items() if levels.claims[id_] <= step}
        whole = {incident for incident in part.incidents if full[incident] <= step}
        silent = frozenset(id_ for id_ in shown if sentences[id_] > step)
        closed: dict[str, int] = defaultdict(int)
        for id_ in shown:
            closed[homes[id_]] = max(closed[homes[id_]], levels.claims[id_])
        told_by = _told_by(part, {id_: each for id_, each in shown.items() if homes[id_] in whole})
        for each in lay_out_current(laid_out(part, shown), policy=POLICY):
            incident = each.incident
            if incident in part.incidents and step in steps[incident]:
                later = [other for other in steps[incident] if other > step]
                yield Face(
                    assessment=each,
                    seen_from=step,
                    seen_to=min(later) - 1 if later else STRICTEST,
                    whole=incident in whole,
                    level=closed[incident],
                    told_by=told_by.get(incident, {}),
                    silent=silent,
                )


def _told_by(part: Part, claims: Mapping[str, Claim]) -> dict[str, dict[str, Toll]]:
    """Return, by incident and role, the toll that the policy makes of the speakers of that role alone."""
    roles: dict[str, dict[str, Claim]] = defaultdict(dict)
    for id_, each in claims.items():
        if each.harm == TOLD_OF and each.kind == "harm" and id_ in part.now.reviewed.claims:
            roles[each.speaker.role if each.speaker else PUBLISHER][id_] = each
    found: dict[str, dict[str, Toll]] = defaultdict(dict)
    for role, own in roles.items():
        for made in lay_out_current(laid_out(part, own), policy=POLICY):
            for toll in made.tolls:
                if made.incident and (toll.harm, toll.status, toll.group) == (TOLD_OF, None, None):
                    found[made.incident][role] = toll
    return found
