"""airwars.v1: as Airwars' analysts write a range, from the least to the greatest that credible sources claim.

Open bounds are closed and words for a number read ("dozens" is 12 to 24) before the steps of making_v1.py are taken.
"""

from ledgerstone.reconciling.gathering import Gathered
from ledgerstone.reconciling.policies import making_v1
from ledgerstone.reconciling.policies.choosing import best
from ledgerstone.reconciling.policies.closing import closed
from ledgerstone.reconciling.policies.fitting_v1 import within_total
from ledgerstone.reconciling.policies.making_v1 import Rules
from ledgerstone.reconciling.policies.placing import placed
from ledgerstone.records import Toll

RULES = Rules(
    name="airwars.v1",
    words="airwars",
    beyond=2,
    best=best,
    closed=True,
    by_name=True,
    one_source=True,
    summed_up=True,
)
NAME = RULES.name


def tolls(gathered: Gathered) -> tuple[Toll, ...]:
    """Return the tolls of one incident: by harm, everyone first, then each status and each group."""
    return within_total(making_v1.tolls(placed(closed(gathered, words=RULES.words)), RULES))
