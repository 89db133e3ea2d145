"""PURE  The claims of one incident -> Tolls, by a named and versioned policy; checks; what the incident is called.

gathering.py     the claims of one incident with who said them, when, and whom they speak of
standards.py     which decisions of the team are in force: credible sources, owners of outlets, criteria
appraising.py    what these say of one claim's source
including.py     whether an incident counts by the criteria
policies/        the rules by which claims become a toll, each under its name: range_v1.py
checking.py      what does not agree with itself, the calendar or the gazetteer
describing.py    label, days, places, actors and means of an incident
people.py        the victims of an incident with all that is said of them
"""

from ledgerstone.reconciling.checking import People, check, people_of, stands_in_several
from ledgerstone.reconciling.describing import Description, describe
from ledgerstone.reconciling.gathering import gather
from ledgerstone.reconciling.including import include
from ledgerstone.reconciling.people import victims
from ledgerstone.reconciling.policies import POLICIES, reconcile
from ledgerstone.reconciling.standards import NONE, Standards

VERSION = "reconcile.2"

__all__ = [
    "NONE",
    "POLICIES",
    "VERSION",
    "Description",
    "People",
    "Standards",
    "check",
    "describe",
    "gather",
    "include",
    "people_of",
    "reconcile",
    "stands_in_several",
    "victims",
]
