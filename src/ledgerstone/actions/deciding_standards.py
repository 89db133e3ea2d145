"""Decide in the room whom the team holds credible, who owns what, and what counts: permission -> decision.

The decisions are those of ``setting_standards.py``, as the command line makes them.
"""

from ledgerstone.actions import deciding
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Deed, require
from ledgerstone.actions.setting_standards import keep
from ledgerstone.errors import UnknownRecord
from ledgerstone.reconciling.standards import Decision
from ledgerstone.records import Appraisal, Criteria, Ownership, Review
from ledgerstone.store.store import Store


def record(store: Store, doer: Doer, made: Decision) -> Decision:
    """Record a decision about sources, or about what counts.

    Raises:
        NotAllowed: this person sets no standards.
    """
    require(doer.roles, Deed.SET_STANDARDS)
    return keep(store, made)


def take_back(store: Store, doer: Doer, id_: str, *, because: str) -> Review:
    """Take a decision back: a review that rejects it.

    Raises:
        NotAllowed: this person sets no standards.
        UnknownRecord: there is no such decision.
        BadReview: no reason.
    """
    require(doer.roles, Deed.SET_STANDARDS)
    if not isinstance(store.get([id_]).get(id_), Appraisal | Ownership | Criteria):
        raise UnknownRecord("There is no such decision.", do="Load the page again.")
    return deciding.review(store, id_, "reject", because=because, by=doer.by)
