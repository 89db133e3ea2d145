"""One original of a case, read in a confined process; what it holds is taken into the case, with custody of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Self

from ledgerstone.confining import ConfinedReader, Handed
from ledgerstone.errors import DigestMismatch
from ledgerstone.reading import sniff
from ledgerstone.records import Capture, Original, Problem, Record, Report
from ledgerstone.spreading import Bounds, ahead
from ledgerstone.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What an original gave: reports, problems, and the Originals and Captures of what was taken out of it."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    members: tuple[Record, ...]


class Readers:
    """Reads originals of a case, each in a confined process, several at once. Leave the ``with`` statement to end them.

    Args:
        store: the case.
        captures: those of each original, by SHA-256, as they were before the first is read, so that what is taken out
            of one original changes nothing for the next, however many are read at once.
        by: who reads them.
        bounds: what one original may cost.
        number: how many processes.
    """

    def __init__(
        self,
        store: Store,
        captures: Mapping[str, Sequence[Capture]],
        *,
        by: str,
        bounds: Bounds | None,
        number: int,
    ) -> None:
        self._store = store
        self._captures = captures
        self._by = by
        self._number = number
        self._readers = [ConfinedReader(bounds=bounds) for _ in range(number)]
        self._idle: SimpleQueue[ConfinedReader] = SimpleQueue()
        for each in self._readers:
            self._idle.put(each)
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="reading")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for each in self._readers:  # whoever still waits for one goes on, and what it says is not heard
            each.close()
        self._threads.shutdown()
        for each in self._readers:
            each.close()

    def map(self, originals: Iterable[Original]) -> Iterator[tuple[Original, Read]]:
        """Yield each original with what it gave, in their order.

        Raises:
            MissingOriginal, DigestMismatch: an original is not as it was kept.
        """
        if self._number == 1:
            yield from ((each, self._read(each)) for each in originals)
            return
        for each, future in ahead(self._submit, originals, number=self._number):
            yield each, future.result()

    def _submit(self, original: Original) -> Future[Read]:
        return self._threads.submit(self._read, original)

    def _read(self, original: Original) -> Read:
        reader = self._idle.get()
        try:
            captures = self._captures.get(original.sha256, ())
            return read_original(self._store, original, captures, reader=reader, by=self._by)
        finally:
            self._idle.put(reader)


def read_original(
    store: Store, original: Original, captures: Sequence[Capture], *, reader: ConfinedReader, by: str
) -> Read:
    """Read an original of a case.

    What was itself taken out of another is not unpacked again: its members were taken then, under one budget.

    Args:
        store: the case; the bytes of members are kept in its vault, their records are the caller's to append.
        original: which.
        captures: of it, in the order in which they came.
        reader: the process in which it is read.
        by: who reads it.

    Raises:
        MissingOriginal, DigestMismatch: the original is not as it was kept.
    """
    first = captures[0] if captures else None
    taking = _Taking(store, by=by, copies={each.via[-1]: each for each in captures if each.via and each.archived})
    with store.vault.opened(original.sha256) as file:
        found = reader.read(
            file,
            original=original.sha256,
            name=first.name if first else None,
            media_type=declared(captures) or original.media_type,
            url=first.url if first else None,
            columns=mapping_of(store, captures),
            take=None if captures and all(each.within for each in captures) else taking.take,
        )
    if any(report.original != original.sha256 for report in found.reports):
        raise DigestMismatch(f"What was read is not the original {original.sha256}.", do="Look at the disk.")
    return Read(reports=found.reports, problems=found.problems, members=tuple(taking.records))


def mapping_of(store: Store, captures: Sequence[Capture]) -> str | None:
    """Return the mapping with which a table was brought last, as text; None where it was brought without."""
    sha256 = next((each.columns for each in reversed(captures) if each.columns), None)
    return None if sha256 is None else store.vault.read(sha256).decode("utf-8", "replace")


class _Taking:
    def __init__(self, store: Store, *, by: str, copies: Mapping[str, Capture]) -> None:
        self._store = store
        self._by = by
        self._copies = copies  # pages of which an archived copy is known, by the address that gave them
        self._taken: dict[str, set[tuple[str | None, str | None]]] = {}  # out of what, under which name, by SHA-256
        self.records: list[Record] = []

    def take(self, handed: Handed) -> None:
        """Keep a member's bytes; note its Original, where it is new, and its Capture, where this is the first time."""
        kept = self._store.keep(handed.stream)
        if kept.sha256 not in self._taken:  # asked once: an archive may hold the same bytes ten thousand times
            before = self._store.records(Capture, about=kept.sha256).values()
            self._taken[kept.sha256] = {(each.within, each.name) for each in before}
            if not self._store.records(Original, about=kept.sha256):
                media_type = sniff(kept.beginning, name=handed.name)
                self.records.append(Original(sha256=kept.sha256, size=kept.size, media_type=media_type))
        if (handed.within, handed.name) not in self._taken[kept.sha256]:
            self.records.append(self._capture(handed, kept.sha256))

    def _capture(self, handed: Handed, sha256: str) -> Capture:
        copy = self._copies.get(handed.url or "")
        return Capture(
            original=sha256,
            at=datetime.now(UTC),
            by=self._by,
            how="archive" if handed.url else "attachment",
            name=handed.name,
            url=copy.url if copy else handed.url,
            archived=copy.archived if copy else None,
            headers=handed.headers,
            within=handed.within,
        )


def declared(captures: Sequence[Capture]) -> str | None:
    """Return what a server called it, with the encoding that it declared."""
    headers = (header for capture in captures for header in capture.headers)
    return next((value for name, value in headers if name.lower() == "content-type"), None)
