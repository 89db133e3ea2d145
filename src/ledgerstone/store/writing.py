"""One transaction of a case: an entry of the chain, what it commits to, and the records."""

from collections.abc import Sequence
from datetime import UTC, datetime

from ledgerstone.store import chain, rows
from ledgerstone.store.engine import Engine
from ledgerstone.store.rows import Encoded


def write(engine: Engine, new: Sequence[Encoded], *, action: str, by: str, settings: str) -> chain.Entry:
    """Write an entry that follows the last one, with its records; called within a transaction that writes.

    Args:
        engine: the database.
        new: records that are not there yet.
        action: what was done.
        by: who did it.
        settings: the digest of the settings of the case.
    """
    salts = [chain.new_salt() for _ in new]
    last = rows.last_entry(engine)
    commitments = (
        chain.commitment(salt=salt, record=item.id, text=item.text) for item, salt in zip(new, salts, strict=True)
    )
    entry = chain.entry(
        seq=last.seq + 1 if last else 1,
        at=datetime.now(UTC).isoformat(timespec="microseconds"),
        by=by,
        action=action,
        settings=settings,
        commitments=chain.digest_of(commitments),
        previous=last.head if last else chain.BEGINNING,
    )
    rows.insert(engine, entry, new, salts)
    return entry
