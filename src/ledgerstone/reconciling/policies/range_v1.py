"""range.v1: from the lowest to the highest credible claim about everyone meant; see ``docs/policies.md``."""

from ledgerstone.reconciling.gathering import Gathered
from ledgerstone.reconciling.policies import making_v1
from ledgerstone.reconciling.policies.choosing import best
from ledgerstone.reconciling.policies.making_v1 import Rules
from ledgerstone.records import Toll

# One name more than a total is rather one person spelled twice than one whom every total forgot.
RULES = Rules(name="range.v1", words="stated", best=best, beyond=2)
NAME = RULES.name


def tolls(gathered: Gathered) -> tuple[Toll, ...]:
    """Return the tolls of one incident: by harm, everyone first, then each status and each group."""
    return making_v1.tolls(gathered, RULES)
