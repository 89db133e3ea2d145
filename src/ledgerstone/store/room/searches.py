"""Saved searches, read and written."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from ledgerstone.store.room.models import Account, Search
from ledgerstone.store.room.models.accounts import NAME_LENGTH

MOST = 200
"""Searches that one person saves."""


def searches_of(account: Account) -> Sequence[Search]:
    """Return somebody's own searches, and those that others share, by name."""
    rows = Search.objects.filter(Q(account=account) | Q(shared=True)).select_related("account")
    return list(rows[: MOST * 5])


def save_search(account: Account, *, name: str, view: str, query: str, shared: bool) -> bool:
    """Save a search under a name, in the place of one's own of that name; return whether there was room for it."""
    own = Search.objects.filter(account=account)
    if own.count() >= MOST and not own.filter(name=name).exists():
        return False
    said = {"view": view, "query": query, "shared": shared, "made": timezone.now()}
    Search.objects.update_or_create(account=account, name=name[:NAME_LENGTH], defaults=said)
    return True


def drop_search(account: Account, number: int) -> bool:
    """Take one's own search away; return whether it was there."""
    return bool(Search.objects.filter(account=account, pk=number).delete()[0])
