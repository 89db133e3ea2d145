"""PURE  Claims -> Links to incidents, victims and sources; which reports are copies of one another.

The order, as ``relinking.py`` runs it over what is new and what that makes a difference to:

    1. tellings.py    the claims of one report, parted into the incidents that it tells of
    2. reprints.py    which reports are near-exact copies of earlier ones
    3. incidents.py   tellings of all reports that mean one incident
    4. nesting.py     incidents that are part of a larger one (wholes.py across reports)
    5. victims.py     which claims speak of one person (names.py compares names)
    6. sources.py     who can know: which claims come from one outlet, office or person

What stands together depends on the claims alone, and neither on the order in which they came nor on how they were
split into runs; ``shelves.py`` says what is remembered from one run to the next, and ``naming.py`` which group keeps
which identity. :func:`link` is one run over everything, with nothing remembered. :func:`resembling` says before a
report is taken in what it is like.
"""

from ledgerstone.linking.linked import VERSION, Linked, Relinked, Told
from ledgerstone.linking.relinking import relink
from ledgerstone.linking.resembling import Likeness, resembling
from ledgerstone.linking.shelves import SHELVES, Before, Change
from ledgerstone.linking.stage import link, parted

__all__ = [
    "SHELVES", "VERSION", "Before", "Change", "Likeness", "Linked", "Relinked", "Told", "link", "parted", "relink",
    "resembling",
]  # fmt: skip
