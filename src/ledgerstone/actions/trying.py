"""Read what is not in the case yet, as it would be read in it; nothing of it is kept."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from ledgerstone.confining import ConfinedReader, Handed
from ledgerstone.records import Capture, Original, Report
from ledgerstone.store import folder
from ledgerstone.store.room.holding import Held, opened
from ledgerstone.store.store import Store
from ledgerstone.taking_out import declared

_MEMBERS = 100  # things in a container that are looked at
_LARGEST = 256_000_000  # bytes of all of them; what a container holds beyond it is sealed unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The reports that something holds."""

    reports: tuple[Report, ...]


def first_read(store: Store, held: Held, *, reader: ConfinedReader) -> Tried:
    """Read what is held, and what it contains one level down; what cannot be read gives no report."""
    original = next(each for each in held.records if isinstance(each, Original))
    capture = next(each for each in held.records if isinstance(each, Capture))
    with opened(store.path, held) as file:
        members = _Members(store.path / folder.HELD)
        found = reader.read(
            file,
            original=held.sha256,
            name=capture.name,
            media_type=declared((capture,)) or original.media_type,
            url=capture.url,
            take=members.take,
        )
        reports = list(found.reports)
        for handed, member in members.taken:
            with member:
                again = reader.read(member, original=held.sha256, name=handed.name, url=handed.url)
            reports += again.reports
    return Tried(reports=tuple(reports))


class _Members:
    def __init__(self, scratch: Path) -> None:
        self._scratch, self._left = scratch, _LARGEST
        self.taken: list[tuple[Handed, BinaryIO]] = []

    def take(self, handed: Handed) -> None:
        """Keep a member for a while; its bytes are read to the end in any case, because others follow."""
        to = TemporaryFile(dir=self._scratch)  # noqa: SIM115 (closed by who reads it)
        wanted = len(self.taken) < _MEMBERS and self._left > 0
        while piece := handed.stream.read(1 << 20):
            self._left -= len(piece)
            wanted = wanted and self._left > 0
            if wanted:
                to.write(piece)
        if not wanted:
            to.close()
            return
        to.seek(0)
        self.taken.append((handed, to))
