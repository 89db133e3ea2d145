"""Look again at a decision because something else is found there now: keep it, or take what is found."""

import dataclasses
from datetime import UTC, datetime

from ledgerstone import codec, reviewing
from ledgerstone.actions import deciding
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Deed, require
from ledgerstone.errors import BadReview
from ledgerstone.records import Claim, Review
from ledgerstone.reviewing import Again
from ledgerstone.store.store import Store

_FIXED = {"report", "passage", "extractor"}


def keep(store: Store, doer: Doer, again: Again, stands: Claim, *, because: str, seen: int) -> Review:
    """Decide that what was decided holds, whatever is found there now; it is asked for no more until that changes.

    Args:
        store: the case.
        doer: who decides.
        again: what wants another look.
        stands: the claim that stands there by the decision.
        because: the reason.
        seen: as for :func:`ledgerstone.actions.deciding.review`.

    Raises:
        NotAllowed: this person may not decide.
        BadReview, DecidedMeanwhile: as there.
    """
    require(doer.roles, Deed.REVIEW)
    if again.claim is None:
        return _keep_what_is_gone(store, doer, again, stands, because=because, seen=seen)
    found, now = codec.to_json(store.get([again.claim])[again.claim]), codec.to_json(stands)
    differs = {name: now.get(name) for name in found.keys() | now.keys() if found.get(name) != now.get(name)}
    replace = {name: value for name, value in differs.items() if name not in _FIXED}
    return deciding.review(store, again.claim, "correct", because=because, replace=replace, by=doer.by, seen=seen)


def take(store: Store, doer: Doer, again: Again, *, because: str, seen: int) -> Review:
    """Decide that what is found there now is right.

    Raises:
        NotAllowed, BadReview, DecidedMeanwhile: as for :func:`keep`; or nothing is found there.
    """
    require(doer.roles, Deed.REVIEW)
    if again.claim is None:
        raise BadReview("Nothing is found there any more.", do="Keep the decision, or reject the claim.")
    return deciding.review(store, again.claim, "accept", because=because, by=doer.by, seen=seen)


def _keep_what_is_gone(store: Store, doer: Doer, again: Again, stands: Claim, *, because: str, seen: int) -> Review:
    """What no stage finds any more stands from here on as a claim that a person added."""
    claim = dataclasses.replace(stands, extractor=reviewing.EXTRACTOR)
    made = Review(
        about=codec.identify(claim),
        verdict="accept",
        because=because,
        anchor=again.review.anchor,
        at=datetime.now(UTC),
        by=doer.by,
    )
    deciding.record_decision(store, made, [claim, made], seen=seen)
    return made
