"""PURE  Claims -> Links to incidents, victims and sources; which reports are copies of one another.

The order, as :func:`link` runs it:

    1. tellings.py    the claims of one report, parted into the incidents that it tells of
    2. reprints.py    which reports are near-exact copies of earlier ones
    3. incidents.py   tellings of all reports that mean one incident
    4. nesting.py     incidents that are part of a larger one
    5. victims.py     which claims speak of one person (names.py compares names)
    6. sources.py     who can know: which claims come from one outlet, office or person

Every decision is made over sorted input, so the order in which claims arrive does not matter.
"""

from ledgerstone.linking.linked import VERSION, Linked
from ledgerstone.linking.stage import link

__all__ = ["VERSION", "Linked", "link"]
