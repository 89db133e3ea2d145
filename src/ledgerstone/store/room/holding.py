"""What waits for a word before it is sealed: its bytes on the disk, in a folder beside the vault, and a row for each.

Nothing of it is in the case: sealing copies the bytes into the vault, and leaving takes them away.
"""

import json
import os
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from ledgerstone import codec
from ledgerstone.errors import MissingOriginal
from ledgerstone.records import Record
from ledgerstone.store import folder
from ledgerstone.store.room.models import Account
from ledgerstone.store.room.models import Held as Row
from ledgerstone.store.vault import Stream, copied

_AT_ONCE = 400  # values in one query
_DAY = 86_400  # seconds; no upload takes so long


class State(StrEnum):
    """Where something that was brought is."""

    NEW = "new"
    ASKED = "asked"
    SEALING = "sealing"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Bytes that are on the disk, not yet with a row: under which name, their SHA-256, size and beginning."""

    token: str
    sha256: str
    size: int
    beginning: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Something that was brought: ``records`` are those that sealing appends, ``like`` what it resembles."""

    number: int
    token: str
    name: str
    size: int
    sha256: str
    by: str
    account: int | None
    at: datetime
    state: str
    records: tuple[Record, ...]
    like: Sequence[dict[str, Any]]


def keep(case: Path, stream: Stream) -> Kept:
    """Copy a stream onto the disk, beside the case.

    Raises:
        StoreError: the disk said no; nothing is kept.
    """
    token = os.urandom(16).hex()
    path = _path(case, token)
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        sha256, size, beginning = copied(stream, to=path)
        folder.sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise folder.disk_said(error, "Nothing was taken in") from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Kept(token=token, sha256=sha256, size=size, beginning=beginning)


def hold(kept: Kept, *, name: str, by: str, records: Sequence[Record]) -> Held:
    """Note what was kept; from here on it is not lost."""
    written = json.dumps([[codec.kind_of(each), codec.canonical(each)] for each in records])
    row = Row.objects.create(
        token=kept.token,
        name=name,
        size=kept.size,
        sha256=kept.sha256,
        by=by,
        account=Account.objects.filter(name=by).first(),
        at=datetime.now(UTC),
        state=State.NEW,
        records=written,
    )
    return _held(row)


@contextmanager
def opened(case: Path, held: Held) -> Iterator[BinaryIO]:
    """Open what is held.

    Raises:
        MissingOriginal: its file is gone.
    """
    try:
        file = _path(case, held.token).open("rb")
    except FileNotFoundError as error:
        raise MissingOriginal(
            f"{held.name!r} waited to be sealed, and its file is gone.", do="Bring it again."
        ) from error
    with file:
        yield file


def held(state: State | None = None, *, numbers: Collection[int] | None = None) -> list[Held]:
    """Return what is held, the oldest first."""
    rows = Row.objects.all() if state is None else Row.objects.filter(state=state)
    if numbers is None:
        return [_held(row) for row in rows]
    wanted = sorted(numbers)
    parts = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
    return [_held(row) for part in parts for row in rows.filter(pk__in=part)]


def ask(number: int, like: Sequence[dict[str, Any]]) -> None:
    """Say what something resembles, and wait for a word."""
    Row.objects.filter(pk=number).update(state=State.ASKED, like=json.dumps(like, ensure_ascii=False))


def begin(number: int, to: State) -> bool:
    """Begin to seal something, or to leave it; False where somebody else did."""
    return bool(Row.objects.filter(pk=number, state__in=[State.NEW, State.ASKED]).update(state=to))


def let_go(case: Path, held: Held) -> None:
    """Take a row away with its bytes: they are in the case now, or nobody wants them there."""
    _path(case, held.token).unlink(missing_ok=True)
    Row.objects.filter(pk=held.number).delete()


def sweep(case: Path) -> None:
    """Take away old files of which there is no row: uploads that were cut off, never acknowledged.

    So are rows without a file: its bytes were expunged from the case, and here with it.
    """
    here, before = case / folder.HELD, time.time() - _DAY
    known = set(Row.objects.values_list("token", flat=True))
    for token in known:
        if not (here / token).exists():
            Row.objects.filter(token=token).delete()
    for path in here.iterdir() if here.is_dir() else ():
        if path.name not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _path(case: Path, token: str) -> Path:
    return case / folder.HELD / token


def _held(row: Row) -> Held:
    return Held(
        number=row.pk,
        token=row.token,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        by=row.by,
        account=row.account_id,
        at=row.at,
        state=row.state,
        records=tuple(codec.parse(kind, text) for kind, text in json.loads(row.records)),
        like=json.loads(row.like),
    )
