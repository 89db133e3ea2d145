"""PURE  The claims of one incident -> Tolls, by a named and versioned policy; checks; what the incident is called.

gathering.py     the claims of one incident with who said them, when, and whom they speak of
policies/        the rules by which claims become a toll, each under its name: range_v1.py
checking.py      what does not agree with itself, the calendar or the gazetteer
describing.py    label, days, places, actors and means of an incident
people.py        the victims of an incident with all that is said of them
"""

from ledgerstone.reconciling.checking import check
from ledgerstone.reconciling.describing import Description, describe
from ledgerstone.reconciling.gathering import gather
from ledgerstone.reconciling.people import victims
from ledgerstone.reconciling.policies import POLICIES, reconcile

VERSION = "reconcile.1"

__all__ = ["POLICIES", "VERSION", "Description", "check", "describe", "gather", "reconcile", "victims"]
