"""Delete records with their salts, and see that their bytes are gone.

    1  the SHA-256 of each original that goes is noted in the folder, so that a stop from here on loses track of none
    2  one transaction: an entry, tombstones that name the commitments, what takes the place of some, the deletion
    3  the originals leave the vault
    4  the database is written anew without what was deleted, and what it kept beside itself is cut off
    5  the note goes

Nobody else has the case open meanwhile. Where steps 3 to 5 were stopped, whoever opens the case next does them again.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from ledgerstone.errors import StoreBusy, StoreError
from ledgerstone.records import Record
from ledgerstone.store import chain, finding_aid, folder, rows
from ledgerstone.store.engine import Engine
from ledgerstone.store.vault import Vault
from ledgerstone.store.writing import write

_A_TOMBSTONE = 500  # commitments that one tombstone names: the database looks each up in its text


def delete(
    engine: Engine,
    path: Path,
    *,
    gone: Sequence[str],
    originals: Iterable[str],
    anew: Sequence[Record],
    tombstone: Callable[[tuple[str, ...]], Record],
    by: str,
    settings: str,
    head: str,
) -> chain.Entry:
    """Do steps 1 and 2; when this returns, the deletion is on the disk.

    Args:
        engine: the database, as a role that may delete.
        path: the case.
        gone: the ids of what is deleted.
        originals: the SHA-256 of the originals among them.
        anew: what takes the place of some.
        tombstone: makes a tombstone for some commitments.
        by: who does it.
        settings: the digest of the settings of the case.
        head: the head of the chain when this was planned.

    Raises:
        StoreBusy: somebody wrote to the case since.
    """
    encoded = [rows.encode(record) for record in anew]

    def work() -> chain.Entry:
        last = rows.last_entry(engine)
        if last is None or last.head != head:
            raise StoreBusy("Somebody wrote to the case meanwhile.", do="Look at what would go, and do it again.")
        commitments = rows.commitments(engine, gone)
        parts = [commitments[at : at + _A_TOMBSTONE] for at in range(0, len(commitments), _A_TOMBSTONE)]
        stones = [rows.encode(tombstone(tuple(part))) for part in parts]
        new = rows.unknown(engine, [*stones, *(each for each in encoded if each.id not in gone)])
        entry = write(engine, new, action="expunge", by=by, settings=settings)
        rows.delete(engine, gone)
        finding_aid.empty(engine)  # it may hold words of theirs, and is made again
        return entry

    folder.write_whole(path / folder.FORGETTING, "".join(f"{each}\n" for each in originals).encode())
    return engine.write(work)


def finish(engine: Engine, path: Path, vault: Vault) -> bool:
    """Do steps 3 to 5, and return whether that could be done.

    Where the transaction of step 2 was never finished, its originals still have their records, and stay.
    """
    note = path / folder.FORGETTING
    if not note.exists():
        return True
    named = note.read_text(encoding="ascii").split()
    for sha256 in named:
        if not engine.do(partial(rows.of_kind, engine, "original", about_=sha256)):
            vault.remove(sha256)
            _remove_held(path / folder.HELD, sha256)
    try:
        done = engine.erase()
    except StoreError:  # no room on the disk to write the database anew, say: the next one tries again
        return False
    if done:
        note.unlink(missing_ok=True)
        folder.sync_folder(path)
    return done


def _remove_held(here: Path, sha256: str) -> None:
    """Take the same bytes away where they were brought to the review room once more, and wait there for a word."""
    for item in here.iterdir() if here.is_dir() else ():
        with item.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        if same:
            item.unlink()
