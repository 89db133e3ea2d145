"""The index kept up while the room is open: a few acts at once, before the page; many in a thread of their own."""

from dataclasses import dataclass
from threading import Event, Lock, Thread

from django.db import connection

from ledgerstone import indexing
from ledgerstone.indexing import Behind
from ledgerstone.store.store import Store

_FEW_ENTRIES = 40  # of the chain
_FEW_PLACES = 12  # to lay out again: some 200 milliseconds
_SOME_PLACES = 100  # after which is looked whether the room closes
_MUCH = 1000  # entries, places and incidents: so much takes long enough to ask how far it is
_ONE_AT_A_TIME = Lock()
_STOP = Event()
_most_waiting = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How far the lists have followed, in hundredths, since numbers of records would tell of what is kept from sight.

    ``noted`` is how much of what was recorded they know of, ``laid_out`` how much of that shows in them. ``much`` is
    whether what is missing is more than what was done a moment ago.
    """

    noted: int
    laid_out: int
    much: bool


def lag(behind: Behind) -> Lag | None:
    """Say how far the lists have followed; None where they are up to the case.

    How much is to be laid out in all is known from when this process began to.
    """
    global _most_waiting  # noqa: PLW0603 (one case a process)
    _most_waiting = max(_most_waiting, behind.waiting) if behind.waiting else 0
    if not behind.entries and not behind.waiting:
        return None
    return Lag(
        noted=100 * (behind.of - behind.entries) // max(behind.of, 1) if behind.entries else 100,
        laid_out=0 if behind.entries else 100 * (_most_waiting - behind.waiting) // max(_most_waiting, 1),
        much=behind.entries + _most_waiting >= _MUCH,
    )


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
