"""The working copy of the dossier, and the release of what passed review."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ledgerstone import carrying, current, releasing
from ledgerstone.actions import preparing
from ledgerstone.actions.people import who
from ledgerstone.actions.preparing import SHAPES
from ledgerstone.assessing import POLICY
from ledgerstone.errors import BadSetting
from ledgerstone.records import Release
from ledgerstone.store.folder import UNFINISHED, make, sync_folder, write_whole
from ledgerstone.store.store import Store

__all__ = ["SHAPES", "Released", "release", "working_dossier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A release: where it lies, the names of its files, and its record."""

    folder: Path
    files: tuple[str, ...]
    record: Release


def working_dossier(store: Store, *, policy: str = POLICY, at: datetime | None = None) -> str:
    """Return the dossier with full texts and unreviewed claims, marked as internal on every page.

    Args:
        store: the case.
        policy: the policy by which tolls are made.
        at: the day on its cover; None is today.
    """
    now = current.read_current(store)
    originals, captures = current.custody(store)
    laid_out = current.lay_out_current(now, policy=policy)
    return releasing.dossier(
        laid_out,
        mode="working",
        title=store.path.resolve().name,
        policy=policy,
        originals=originals,
        captures=captures,
        reviews=now.reviewed.reviews,
        handlings=carrying.handlings(store, now),
        withheld=preparing.rejected(now),
        standards=preparing.standards_words(now),
        determined=current.determined(store, laid_out),
        dated=(at or datetime.now(UTC)).date(),
    )


def release(
    store: Store,
    out: Path,
    *,
    shapes: Sequence[str] = (),
    policy: str = POLICY,
    title: str | None = None,
    by: str | None = None,
) -> Released:
    """Write what passed review into a new folder, and record that it was let go.

    1. What may leave passes the gate, and is laid out again, so that no figure rests on a claim that stays.
    2. The files are written beside ``out``.
    3. The tolls and the Release are recorded, with the digest of each file.
    4. The folder gets its name.

    Args:
        store: the case.
        out: a folder that is empty or not yet there.
        shapes: names of ``SHAPES``; none is all.
        policy: the policy by which tolls are made.
        title: the title of the dossier.
        by: who lets it go.

    Raises:
        BadSetting: an unknown shape, or something is in the way.
        ReadOnlyCase: the case may not be written, so the release could not be recorded.
    """
    name = who(by)
    preparing.check_shapes(shapes)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadSetting(f"{out} is there and not an empty folder.", do="Name a new one.")
    store.require_writable()
    prepared = preparing.prepare(store, shapes=shapes, policy=policy, title=title)  # 1
    unfinished = _write(out, prepared.files)  # 2
    made = preparing.release_of(prepared, by=name)
    preparing.record(store, prepared, made)  # 3
    unfinished.rename(out)  # 4
    sync_folder(out.absolute().parent)
    return Released(folder=out, files=tuple(sorted(prepared.files)), record=made)


def _write(out: Path, files: Mapping[str, bytes]) -> Path:
    unfinished = out.absolute().with_name(f"{UNFINISHED}{out.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    make(unfinished)
    for name, data in files.items():
        write_whole(unfinished / name, data)
    return unfinished
