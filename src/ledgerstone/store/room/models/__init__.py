"""The tables of the room, a module each; Django finds them by their being imported here."""

from ledgerstone.store.room.models.accounts import Account, Invitation
from ledgerstone.store.room.models.doings import Doing
from ledgerstone.store.room.models.holding import Held
from ledgerstone.store.room.models.jobs import Job
from ledgerstone.store.room.models.releases import ReleaseMade, ReleasePrepared, ReleasesNoted
from ledgerstone.store.room.models.searches import Search
from ledgerstone.store.room.models.work import Assignment, Note

__all__ = [
    "Account",
    "Assignment",
    "Doing",
    "Held",
    "Invitation",
    "Job",
    "Note",
    "ReleaseMade",
    "ReleasePrepared",
    "ReleasesNoted",
    "Search",
]
