"""Those who were shot or stabbed and are not among the dead are injured, where nobody counts more injured than that."""

from collections.abc import Sequence
from dataclasses import replace

from ledgerstone.records import Reason, Toll


def with_survivors(made: Sequence[Toll]) -> tuple[Toll, ...]:
    """Return the tolls of an incident with the toll of the injured that follows from those hit and those killed.

    "Four people were shot, one of them died" is three injured. A text that says of nobody that he died of it tells of
    wounded people. Where others count as many injured or more, their figure stands.
    """
    everyone = {toll.harm: toll for toll in made if toll.status is None and toll.group is None}
    hit, killed, injured = (everyone.get(harm) for harm in ("hit", "killed", "injured"))
    if hit is None or hit.best is None:
        return tuple(made)
    alive = hit.best - ((killed.best or 0) if killed else 0)
    if alive <= 0 or (injured is not None and (injured.best or 0) >= alive):
        return tuple(made)
    told = injured or replace(hit, harm="injured", low=None, best=None, high=None, used=(), set_aside=())
    reason = f"hit, and not among the killed: {alive}"
    toll = replace(
        told,
        low=alive if told.low is None else told.low,
        best=alive,
        high=None if hit.high is None else max(alive, told.high or 0),
        used=(*told.used, *(Reason(claim=each.claim, reason=reason) for each in hit.used)),
        independent_low=max(told.independent_low, hit.independent_low),
        independent_high=max(told.independent_high, hit.independent_high),
    )
    others = [each for each in made if each is not injured]
    return tuple(sorted([toll, *others], key=lambda each: each.harm))
