"""Which claims may leave, and why the others may not. Closed unless a person opened it.

A claim leaves when its latest verdict is ``accept`` or ``correct`` and nothing on its chain (claim, report, original,
incident, victim) is handled as restricted or sealed. Claims about sexual violence stay, and so does every claim whose
sentence tells of it, unless a person handled that claim as ``open`` and said why (Murad Code 2022, do no harm).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledgerstone import codec
from ledgerstone.errors import InputError
from ledgerstone.records import Assessment, Claim, Handling, Review, Withheld
from ledgerstone.releasing.sentences import meet

PASSING = frozenset({"accept", "correct"})
CLOSED = frozenset({"restricted", "sealed"})
INTIMATE_HARMS = frozenset({"sexual_violence"})
INTIMATE_ACTS = frozenset({"sexual_violence", "forced_nudity"})

# A second guard for sentences whose claims name no such harm; it withholds too much rather than too little.
_INTIMATE_WORDS = re.compile(
    r"\b(?:rape[sd]?|raping|rapists?|sexual\w*|sodomi\w+|stripped naked|(?:forced|made) to (?:strip|undress))\b",
    re.IGNORECASE,
)

_WITHHOLD = "withhold"
_REASONS = {
    "reject": "a reviewer rejected it",
    _WITHHOLD: "a reviewer withheld it",
    "pending": "the review is pending",
    "inconclusive": "the review was inconclusive",
    "disputed": "two people decided otherwise, and nobody has settled it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """The claims that may leave, by id, as corrected; the ids whose handling is ``open``; and what stays, with why."""

    claims: Mapping[str, Claim]
    opened: frozenset[str]
    withheld: tuple[Withheld, ...]


def allow(
    assessments: Sequence[Assessment], *, reviews: Mapping[str, Review], handlings: Iterable[Handling] = ()
) -> Allowed:
    """Return the claims that may leave.

    A release is laid out again from these claims alone, so that no figure rests on a claim that stays.

    Args:
        assessments: the incidents of the case.
        reviews: the latest review of each claim, by the claim's id.
        handlings: every Handling of the case; of several about one record the latest counts.
    """
    levels = _levels(handlings)
    claims = {id_: claim for each in assessments for id_, claim in each.claims.items()}
    chains = _chains(assessments)
    intimate = _intimate_passages(claims)
    passed: dict[str, Claim] = {}
    withheld: list[Withheld] = []
    for id_, found in sorted(claims.items()):
        claim, reason = _reviewed(found, reviews.get(id_))
        reason = reason or _handled(chains[id_], levels)
        if not reason and levels.get(id_) != "open" and _is_intimate(claim, found, intimate):
            reason = "sexual violence is not released unless a person opened it and said why"
        if reason:
            withheld.append(Withheld(record=id_, reason=reason))
        else:
            passed[id_] = claim
    opened = frozenset(id_ for id_, level in levels.items() if level == "open")
    return Allowed(claims=passed, opened=opened, withheld=tuple(withheld))


def in_closed_words(
    leaving: Mapping[str, Claim],
    everything: Sequence[Assessment],
    *,
    reviews: Mapping[str, Review],
    handlings: Iterable[Handling],
) -> frozenset[str]:
    """Return those of some claims whose sentence tells, too, what another claim says that is closed or withheld.

    Args:
        leaving: the claims, by id.
        everything: the incidents with all claims that are known, reviewed or not.
        reviews: the latest review of each claim, by the claim's id.
        handlings: every Handling of the case.
    """
    levels, chains = _levels(handlings), _chains(everything)
    closed: dict[str, list[Claim]] = defaultdict(list)
    for each in everything:
        for id_, claim in each.claims.items():
            kept = id_ in reviews and reviews[id_].verdict == _WITHHOLD
            if id_ not in leaving and (kept or _handled(chains[id_], levels)):
                closed[claim.report].append(claim)
    return frozenset(
        id_ for id_, claim in leaving.items() if any(meet(claim, other) for other in closed.get(claim.report, ()))
    )


def _reviewed(claim: Claim, review: Review | None) -> tuple[Claim, str]:
    if review is None:
        return claim, "nobody has reviewed it"
    if review.verdict not in PASSING:
        return claim, _REASONS.get(review.verdict, "its verdict lets nothing out")
    if review.verdict == "accept":
        return claim, ""
    try:
        corrected = codec.parse("claim", review.replacement or "")
    except InputError:
        return claim, "its correction cannot be read"
    if not isinstance(corrected, Claim) or corrected.report != claim.report:
        return claim, "its correction belongs to another report"
    return corrected, ""


def _levels(handlings: Iterable[Handling]) -> dict[str, str]:
    strictness = {"open": 0, "restricted": 1, "sealed": 2}
    # At one and the same moment the stricter level counts, so that the order of input never matters.
    ordered = sorted(handlings, key=lambda each: (each.at, strictness[each.level]))
    return {each.about: each.level for each in ordered}


def _chains(assessments: Sequence[Assessment]) -> Mapping[str, set[str]]:
    chains: dict[str, set[str]] = defaultdict(set)
    for each in assessments:
        for id_, claim in each.claims.items():
            report = each.reports.get(claim.report)
            chains[id_] |= {id_, claim.report, *([each.incident] if each.incident else [])}
            chains[id_] |= {report.original} if report else set()
        for victim in each.victims:
            for id_ in victim.claims:
                chains[id_].add(victim.victim)
    return chains


def _handled(chain: Iterable[str], levels: Mapping[str, str]) -> str:
    return "it is handled as restricted or sealed" if any(levels.get(id_) in CLOSED for id_ in chain) else ""


def _intimate_passages(claims: Mapping[str, Claim]) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Return, by report, where its text tells of sexual violence by the word of any claim, reviewed or not."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims.values():
        if claim.harm in INTIMATE_HARMS or claim.act in INTIMATE_ACTS:
            spans[claim.report].append((claim.passage.start, claim.passage.end))
    return {report: tuple(each) for report, each in spans.items()}


def _is_intimate(claim: Claim, found: Claim, spans: Mapping[str, tuple[tuple[int, int], ...]]) -> bool:
    said = any(each.harm in INTIMATE_HARMS or each.act in INTIMATE_ACTS for each in (claim, found))
    start, end = claim.passage.start, claim.passage.end
    near = any(start < other_end and other_start < end for other_start, other_end in spans.get(claim.report, ()))
    return said or near or bool(_INTIMATE_WORDS.search(claim.passage.exact))
