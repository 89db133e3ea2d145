"""How a report divides the total that it opens with: "12 people, including four women"."""

from collections.abc import Sequence

from ledgerstone.reconciling.gathering import Told
from ledgerstone.reconciling.policies.figures import bounds, states_number


def divided(told: Sequence[Told], *, group: str | None) -> int | None:
    """Return how many of a group there are by the first totals that reports give in their own voice.

    The greatest where several reports do; None where none divides its total so.
    """
    own = [each for each in told if each.counts and each.claim.speaker is None and states_number(each)]
    totals: dict[str, Told] = {}
    for each in own:
        if each.claim.relation == "whole" and not each.claim.group:
            totals.setdefault(each.claim.report, each)
    parts = [each for each in own if each.claim.group == (group,) and _is_part(each, totals.get(each.claim.report))]
    return max((bounds(each)[0] or 0 for each in parts), default=None)


def _is_part(each: Told, total: Told | None) -> bool:
    return total is not None and each.claim.of == total.id and each.claim.passage == total.claim.passage
