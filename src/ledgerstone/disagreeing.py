"""Which decision on each thing stands. Pure.

The last decision stands. One that was made *blind*, without seeing what another person had decided there, takes
nobody's place: it stands beside that person's. Where the two agree, the first stands, confirmed. Where they do not,
neither stands: what is decided is that it is disputed, and nothing of it leaves, until a decision made knowing both.
"""

import dataclasses
from collections.abc import Iterable

from ledgerstone import codec
from ledgerstone.records import Anchor, Claim, Review

DISPUTED = "disputed"
"""The state of what two people decided otherwise; no verdict that anybody can give."""

_UNDECIDED = "pending"  # not yet a decision with which another could disagree


def standing(reviews: Iterable[Review]) -> list[Review]:
    """Return the decision that stands on each anchor, and on each other record.

    Args:
        reviews: all of them, in the order in which they were made.

    Returns:
        The decisions, by when the last word on each was said. A disputed one has the verdict ``disputed`` and names
        both people; it is made here, and no record.
    """
    found: dict[Anchor | str, Review] = {}
    for review in reviews:
        key = review.anchor or review.about
        found[key] = _beside(found.pop(key, None), review)
    return list(found.values())


def agree(one: Review, other: Review) -> bool:
    """Say whether two decisions on the same thing come to the same."""
    return one.verdict == other.verdict and _right(one) == _right(other)


def _beside(before: Review | None, review: Review) -> Review:
    if before is None or not review.blind or before.verdict == _UNDECIDED or before.by == review.by:
        return review
    if before.verdict == DISPUTED or agree(before, review):
        return before
    said = "; ".join(f"{each.by} said {each.verdict} (“{each.because}”)" for each in (before, review))
    by = f"{before.by} and {review.by}"
    return dataclasses.replace(before, verdict=DISPUTED, because=said, replacement=None, at=review.at, by=by)


def _right(review: Review) -> Claim | None:
    """What a decision says instead; by which words of the sentence it is shown makes no difference."""
    if review.replacement is None:
        return None
    claim = codec.parse("claim", review.replacement)
    if not isinstance(claim, Claim):
        return None
    return dataclasses.replace(claim, passage=dataclasses.replace(claim.passage, start=0, end=0, exact="", boxes=()))
