"""A report as it is after a decision, without reading it anew: the next key does not wait for that."""

import dataclasses
from collections.abc import Mapping
from typing import TypeVar

from ledgerstone import codec, reviewing
from ledgerstone.indexing import OneReport
from ledgerstone.records import Claim, Review
from ledgerstone.web.reports.cards import cards, looked_at_again
from ledgerstone.web.reports.opening import Opened

_T = TypeVar("_T")


def after_decision(opened: Opened, claim: str, made: Review, *, found: Claim, entry: int) -> tuple[Opened, str]:
    """Return the report with a decision laid on it, and the id of the claim that now stands there.

    Args:
        opened: the report as it was read before the decision.
        claim: the id of the claim that was shown.
        made: the decision, as it was recorded.
        found: the claim that the decision is about.
        entry: the number of the entry of the chain that recorded it.
    """
    one = opened.one
    decided = reviewing.replacement(made) or found
    now = made.about if made.verdict == "reject" else codec.identify(decided)
    kept, rejected = _without(one.claims, claim), _without(one.rejected, claim)
    if made.verdict == "reject":
        rejected |= {now: found}
    else:
        kept |= {now: decided}
    home = one.homes.get(claim)
    changed: OneReport = dataclasses.replace(
        one,
        claims=kept,
        rejected=rejected,
        reviews={**_without(one.reviews, claim), now: made},
        levels={**one.levels, now: one.levels.get(claim, one.level)},
        homes={**one.homes, **({now: home} if home else {})},
        queue=tuple(each for id_, each in looked_at_again(one).items() if id_ != claim),
    )
    return dataclasses.replace(opened, one=changed, cards=cards(changed), entry=entry), now


def _without(found: Mapping[str, _T], claim: str) -> dict[str, _T]:
    return {id_: each for id_, each in found.items() if id_ != claim}
