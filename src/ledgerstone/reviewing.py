"""What people decided, laid over what a stage found. Pure: records in, records out.

A review of a claim holds for every claim with the same anchor, whichever version found it. Where what was found now
differs from what the person saw, or nothing is found there any more, the person's decision stands, and the claim is
queued for another look.

    1. the decision that stands on each anchor, and on each other record (``disagreeing.py``)
    2. claims of rejected reports go
    3. each reviewed claim is kept, replaced or taken out
    4. links follow: those of a replaced claim lead to its replacement, rejected ones go
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ledgerstone import codec, disagreeing
from ledgerstone.records import Anchor, Claim, Link, Record, Report, Review

EXTRACTOR = "review.1"  # the extractor that a claim names which a person corrected or added

_Get = Callable[[Iterable[str]], Mapping[str, Record]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A decision that wants another look: which review, of which claim now (None: none stands there), and why."""

    review: Review
    claim: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Claims as decided.

    ``reviews`` holds the review of each claim that has one, by the id under which it stands in ``claims`` or
    ``rejected``; ``became`` leads from the id of a claim found to that of the one which stands for it; ``removed`` are
    ids of other records that were rejected.
    """

    claims: Mapping[str, Claim]
    rejected: Mapping[str, Claim]
    reviews: Mapping[str, Review]
    became: Mapping[str, str]
    removed: frozenset[str]
    queue: tuple[Again, ...]


def anchor(claim: Claim, report: Report) -> Anchor:
    """Return what a review of the claim holds on to."""
    exact = claim.passage.exact
    occurrence = report.text.count(exact, 0, claim.passage.start) if exact else 0
    return Anchor(
        original=report.original,
        part=report.part,
        exact=exact,
        occurrence=occurrence,
        kind=claim.kind,
        harm=claim.harm,
        group=claim.group,
        wording=_wording(claim),
    )


def apply(
    claims: Mapping[str, Claim], *, reports: Mapping[str, Report], reviews: Iterable[Review], get: _Get
) -> Reviewed:
    """Lay reviews over claims.

    Args:
        claims: what was found, by id.
        reports: the reports of these claims, by id.
        reviews: all reviews, in the order in which they were made; of several of one thing the last counts, unless
            two people decided blind of each other and otherwise.
        get: returns records by their ids, also those that no current run found.
    """
    latest = disagreeing.standing(reviews)  # 1
    removed = frozenset(r.about for r in latest if r.anchor is None and r.verdict == "reject")
    found = {id_: claim for id_, claim in claims.items() if claim.report not in removed}  # 2
    about_claims = [review for review in latest if review.anchor is not None]
    seen = get([review.about for review in about_claims]) if about_claims else {}
    state = _State(claims=dict(found), reports=reports, seen=seen)
    if about_claims:
        standing = _by_anchor(found, reports, {r.anchor for r in about_claims})
        for review in about_claims:  # 3
            state.lay(review, [(id_, found[id_]) for id_ in standing[review.anchor]])
    return Reviewed(
        claims=state.claims,
        rejected=state.rejected,
        reviews=state.reviews,
        became=state.became,
        removed=removed,
        queue=tuple(state.queue),
    )


def follow(links: Mapping[str, Link], reviewed: Reviewed) -> tuple[Link, ...]:
    """Return the links that hold, those of replaced claims leading from the replacement."""  # 4
    kept: dict[Link, None] = {}
    for id_, link in links.items():
        if reviewed.removed.isdisjoint({id_, link.claim, link.target}) and link.claim not in reviewed.rejected:
            kept[dataclasses.replace(link, claim=reviewed.became.get(link.claim, link.claim))] = None
    return tuple(kept)


def lead_on(links: Iterable[Link], became: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the links, each from the claim that its claim became."""
    return tuple(dataclasses.replace(link, claim=became.get(link.claim, link.claim)) for link in links)


def found_again(
    old: Mapping[str, Claim], claims: Mapping[str, Claim], *, reports: Mapping[str, Report]
) -> dict[str, str]:
    """Return, for claims of another version, the id of the claim with the same anchor; the first where several have it.

    Args:
        old: claims that are no longer found, by id.
        claims: those that are found now.
        reports: the reports of both.
    """
    anchors = {id_: anchor(claim, reports[claim.report]) for id_, claim in old.items() if claim.report in reports}
    standing = _by_anchor(claims, reports, set(anchors.values()))
    return {id_: standing[place][0] for id_, place in anchors.items() if standing.get(place)}


def replacement(review: Review) -> Claim | None:
    """Return the corrected claim of a review that corrects one."""
    if review.replacement is None:
        return None
    claim = codec.parse("claim", review.replacement)
    return claim if isinstance(claim, Claim) else None


class _State:
    """What changes while the reviews are laid over the claims, one after the other."""

    def __init__(self, *, claims: dict[str, Claim], reports: Mapping[str, Report], seen: Mapping[str, Record]) -> None:
        self.claims = claims
        self._reports = reports
        self.rejected: dict[str, Claim] = {}
        self.reviews: dict[str, Review] = {}
        self.became: dict[str, str] = {}
        self.queue: list[Again] = []
        self._seen = seen

    def lay(self, review: Review, standing: list[tuple[str, Claim]]) -> None:
        seen = self._seen.get(review.about)
        decided = replacement(review) or seen
        if not isinstance(seen, Claim) or not isinstance(decided, Claim):
            return
        decided_id = codec.identify(decided)
        for id_, claim in standing:
            differs = _value(claim) not in (_value(seen), _value(decided))
            if differs:
                self._queue(review, id_, "what is found there now has another value than what was decided on")
            if review.verdict == "reject":
                self._reject(review, id_, claim)
            elif review.replacement is not None or (review.verdict == "accept" and differs):
                self._replace(review, id_, decided_id, decided)
            else:
                self.reviews[id_] = review
        if not standing:
            self._lost(review, seen)
            if review.verdict == "reject":
                self._reject(review, review.about, seen)
            else:
                self._replace(review, review.about, decided_id, decided)

    def _lost(self, review: Review, seen: Claim) -> None:
        """Queue what is found no more. A claim that a person added was never found, and stays while its text does."""
        if seen.extractor != EXTRACTOR:
            self._queue(review, None, "nothing is found there any more")
        elif seen.report not in self._reports:
            self._queue(review, None, "a person added it to a text that was read anew since")

    def _queue(self, review: Review, claim: str | None, reason: str) -> None:
        self.queue.append(Again(review=review, claim=claim, reason=reason))

    def _reject(self, review: Review, id_: str, claim: Claim) -> None:
        self.claims.pop(id_, None)
        self.rejected[id_] = claim
        self.reviews[id_] = review

    def _replace(self, review: Review, id_: str, decided_id: str, decided: Claim) -> None:
        self.claims.pop(id_, None)
        self.claims[decided_id] = decided
        self.reviews[decided_id] = review
        if id_ != decided_id:
            self.became[id_] = decided_id


def _by_anchor(
    claims: Mapping[str, Claim], reports: Mapping[str, Report], wanted: set[Anchor | None]
) -> Mapping[Anchor | None, list[str]]:
    places = {(a.original, a.part, a.exact) for a in wanted if a is not None}
    standing: dict[Anchor | None, list[str]] = defaultdict(list)
    for id_, claim in claims.items():
        report = reports[claim.report]
        if (report.original, report.part, claim.passage.exact) in places:
            standing[anchor(claim, report)].append(id_)
    return standing


def _wording(claim: Claim) -> str:
    if claim.count is not None:
        return claim.count.wording
    if claim.person is not None and claim.person.names:
        return claim.person.names[0].text
    return " ".join(code for code in (claim.act, claim.response, claim.detail) if code)


def _value(claim: Claim) -> tuple[Any, ...]:
    """Return what a reviewer decides on; times, places and actors may grow finer without a second look."""
    return (
        claim.polarity,
        claim.stance,
        claim.harm,
        claim.status,
        claim.group,
        claim.count,
        claim.person,
        claim.relation,
        claim.act,
        claim.response,
        claim.denies,
        claim.detail,
    )
