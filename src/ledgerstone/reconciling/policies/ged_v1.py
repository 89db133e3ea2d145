"""ged.v1: best, high and low as the UCDP Georeferenced Event Dataset has them. It counts deaths only.

Best is the figure of the most reliable source, and where no such distinction can be made, the lower one. The dead are
parted into civilians, combatants (of all sides) and those whose status nobody tells: the total less the others.
"""

from collections.abc import Sequence
from dataclasses import replace

from ledgerstone.reconciling.gathering import Gathered
from ledgerstone.reconciling.policies import making_v1
from ledgerstone.reconciling.policies.choosing import most_reliable
from ledgerstone.reconciling.policies.closing import closed
from ledgerstone.reconciling.policies.making_v1 import Rules
from ledgerstone.records import Reason, Toll

RULES = Rules(name="ged.v1", words="stated", beyond=2, best=most_reliable, closed=True)
NAME = RULES.name
_PARTS = ("civilian", "combatant")


def tolls(gathered: Gathered) -> tuple[Toll, ...]:
    """Return the tolls of the killed: everyone, civilians, combatants, and those of unknown status."""
    made = making_v1.tolls(closed(gathered, words=RULES.words), RULES)
    dead = {toll.status: toll for toll in made if toll.harm == "killed" and toll.group is None}
    everyone, parts = dead.get(None), [dead[status] for status in _PARTS if status in dead]
    if everyone is None:
        return ()
    everyone = _summed(everyone, parts)
    return (everyone, *parts, *_unknown(everyone, parts))


def _summed(everyone: Toll, parts: Sequence[Toll]) -> Toll:
    """Return the toll of everyone, of which best is at least the sum of its parts: in GED it is their sum."""
    best = sum(part.best or 0 for part in parts)
    if everyone.best is None or best <= everyone.best:
        return everyone
    reason = f"the dead of each status come to {best}, more than the best figure of all: best is their sum"
    known = {each.claim for each in everyone.used}
    added = {each.claim: Reason(claim=each.claim, reason=reason) for part in parts for each in part.used}
    return replace(
        everyone,
        best=best,
        high=None if everyone.high is None else max(everyone.high, best),
        used=(*everyone.used, *(each for claim, each in added.items() if claim not in known)),
        set_aside=tuple(each for each in everyone.set_aside if each.claim not in added),
    )


def _unknown(everyone: Toll, parts: Sequence[Toll]) -> tuple[Toll, ...]:
    """Return the toll of those whose status nobody tells: deaths_unknown of GED, so that best is the sum of all."""
    if everyone.best is None or not parts:
        return ()
    best = everyone.best - sum(part.best or 0 for part in parts)
    if best <= 0:
        return ()
    low = (everyone.low or 0) - sum(part.high or part.best or 0 for part in parts)
    high = None if everyone.high is None else everyone.high - sum(part.low or 0 for part in parts)
    reason = f"{best} of {everyone.best}: the others are counted as {' or '.join(part.status or '' for part in parts)}"
    used = tuple(Reason(claim=each.claim, reason=reason) for each in everyone.used)
    return (replace(everyone, status="unknown", low=max(0, low), best=best, high=high, used=used),)
