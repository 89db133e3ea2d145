"""The index kept up while the room is open: a few acts at once, before the page; many in a thread of their own."""

from threading import Event, Lock, Thread

from django.db import connection

from ledgerstone import indexing
from ledgerstone.indexing import Behind
from ledgerstone.store.store import Store

_FEW_ENTRIES = 40  # of the chain
_FEW_PLACES = 12  # to lay out again: some 200 milliseconds
_SOME_PLACES = 100  # after which is looked whether the room closes
_ONE_AT_A_TIME = Lock()
_STOP = Event()


def bring_up(store: Store) -> Behind:
    """Bring the index up to the case where that is a matter of milliseconds; otherwise begin to, and say how far it is.

    A page that lists calls this first, and says so where the answer is that something still waits.
    """
    behind = indexing.behind(store)
    if behind.entries <= _FEW_ENTRIES and behind.waiting <= _FEW_PLACES:
        behind = indexing.follow(store, at_most=_FEW_PLACES)
    if behind.entries > _FEW_ENTRIES or behind.waiting:
        _begin(store)
    return behind


def rest() -> None:
    """Let what follows come to an end, before the case is closed; what is left is done the next time."""
    _STOP.set()
    with _ONE_AT_A_TIME:
        _STOP.clear()


def _begin(store: Store) -> None:
    """Follow in a thread, unless one does."""
    if _ONE_AT_A_TIME.acquire(blocking=False):
        Thread(target=_follow, args=(store,), name="index", daemon=True).start()


def _follow(store: Store) -> None:
    try:
        while not _STOP.is_set() and indexing.follow(store, at_most=_SOME_PLACES).waiting:
            pass
    finally:
        connection.close()
        _ONE_AT_A_TIME.release()
