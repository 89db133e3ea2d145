"""Sums for the timeline, the map and the pictures: as they are kept where everything is asked for, else made afresh."""

from dataclasses import replace

from ledgerstone.store.index import selecting
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.index.fresh import Fresh
from ledgerstone.store.index.kept import KeptSums
from ledgerstone.store.sight import Sight, height

_DEFAULT = "default"
Sums = Fresh | KeptSums


def over(filter_: Filter, *, sight: Sight, using: str = _DEFAULT) -> Sums:
    """Return the sums over what a filter finds, as somebody may see it.

    What is kept holds for everybody of one height; who looks a second time has less in it.
    """
    rows = selecting.incidents(filter_, sight=sight, using=using)
    return Fresh(rows, using) if filter_ or sight.blind else KeptSums(rows, height(sight), using=using)


def on_the_map(filter_: Filter, *, sight: Sight, using: str = _DEFAULT) -> Sums:
    """Return the same for the map, which keeps where things are: a box narrows what is kept, too."""
    if not filter_.box or replace(filter_, box=None) or sight.blind:
        return over(filter_, sight=sight, using=using)
    rows = selecting.incidents(filter_, sight=sight, using=using)
    return KeptSums(rows, height(sight), box=filter_.box, using=using)
