"""Everything a person can change: permission -> record -> audit, one transaction each.

    adding.py     make a case, take originals in
    deciding.py   review a record, say who may see it
    letting_go.py the working copy, and the release of what passed review

In a case folder of one's own, permission is the system's right to write the folder; the store refuses without it.
"""

from ledgerstone.actions.adding import Added, add, init
from ledgerstone.actions.deciding import handle, parse_replacement, review
from ledgerstone.actions.letting_go import SHAPES, Released, release, working_dossier
from ledgerstone.actions.people import who

__all__ = [
    "SHAPES",
    "Added",
    "Released",
    "add",
    "handle",
    "init",
    "parse_replacement",
    "release",
    "review",
    "who",
    "working_dossier",
]
