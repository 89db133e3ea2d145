"""The worker's part of releases: prepare, let go, verify the whole case while people work on it."""

from collections.abc import Callable, Mapping
from typing import Any

from ledgerstone.actions import releasing_in_room
from ledgerstone.errors import CustodyError
from ledgerstone.proving import proofs
from ledgerstone.proving.tokens import trusted_certificates
from ledgerstone.store.room.doings import What, note
from ledgerstone.store.room.jobs import Kind, Work
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import PROVES, verify


def _prepare(store: Store, job: Work) -> dict[str, Any]:
    releasing_in_room.prepare(store, int(job.given["number"]))
    return {}


def _let_go(store: Store, job: Work) -> dict[str, Any]:
    return {"release": releasing_in_room.let_go(store, int(job.given["number"]), by=job.by)}


def _verify(store: Store, job: Work) -> dict[str, Any]:
    """Verify; that something is wrong is what was found, and no failure of the work."""
    note(What.VERIFIED, by=job.by)
    try:
        found = verify(store.path, patience=store.patience, in_use=True)
        proved = [each.words() for each in proofs.prove(found.stamped, heads=found.heads, trusted=_NOBODY)]
    except CustodyError as error:
        return {"wrong": {"code": error.code, "what": error.what, "do": error.do}}
    return {
        "originals": found.originals,
        "records": found.records,
        "entries": found.entries,
        "expunged": found.expunged,
        "head": found.head,
        "notes": list(found.notes),
        "tokens": proved,
        "proves": f"{PROVES} {proofs.PROVES}" if proved else PROVES,
        "proves_not": f"{found.proves_not} {proofs.PROVES_NOT}" if proved else found.proves_not,
    }


_NOBODY = trusted_certificates(())  # whom to trust about time is said on the command line

DOES: Mapping[Kind, Callable[[Store, Work], dict[str, Any]]] = {
    Kind.PREPARE: _prepare,
    Kind.LET_GO: _let_go,
    Kind.VERIFY: _verify,
}
