"""One original of a case, read in a confined process; what it holds is taken into the case, with custody of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ledgerstone.confining import ConfinedReader, Handed
from ledgerstone.errors import DigestMismatch
from ledgerstone.reading import sniff
from ledgerstone.records import Capture, Original, Problem, Record, Report
from ledgerstone.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What an original gave: reports, problems, and the Originals and Captures of what was taken out of it."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    members: tuple[Record, ...]


def read_original(store: Store, original: Original, *, reader: ConfinedReader, by: str) -> Read:
    """Read an original of a case.

    What was itself taken out of another is not unpacked again: its members were taken then, under one budget.

    Args:
        store: the case; the bytes of members are kept in its vault, their records are the caller's to append.
        original: which.
        reader: the process in which it is read.
        by: who reads it.

    Raises:
        MissingOriginal, DigestMismatch: the original is not as it was kept.
    """
    captures = tuple(store.records(Capture, about=original.sha256).values())
    first = captures[0] if captures else None
    taking = _Taking(store, by=by, copies={each.archived: each for each in captures if each.archived})
    with store.vault.opened(original.sha256) as file:
        found = reader.read(
            file,
            original=original.sha256,
            name=first.name if first else None,
            media_type=_declared(captures) or original.media_type,
            url=first.url if first else None,
            take=None if captures and all(each.within for each in captures) else taking.take,
        )
    if any(report.original != original.sha256 for report in found.reports):
        raise DigestMismatch(f"What was read is not the original {original.sha256}.", do="Look at the disk.")
    return Read(reports=found.reports, problems=found.problems, members=tuple(taking.records))


class _Taking:
    def __init__(self, store: Store, *, by: str, copies: Mapping[str, Capture]) -> None:
        self._store = store
        self._by = by
        self._copies = copies  # captures of an archived copy, by its address: their ``url`` is the page's own
        self._known: set[str] = set()
        self.records: list[Record] = []

    def take(self, handed: Handed) -> None:
        """Keep a member's bytes; note its Original, where it is new, and its Capture, where this is the first time."""
        kept = self._store.keep(handed.stream)
        if kept.sha256 not in self._known and not self._store.records(Original, about=kept.sha256):
            media_type = sniff(kept.beginning, name=handed.name)
            self.records.append(Original(sha256=kept.sha256, size=kept.size, media_type=media_type))
        self._known.add(kept.sha256)
        before = self._store.records(Capture, about=kept.sha256).values()
        copy = self._copies.get(handed.url or "")
        if not any((each.within, each.name) == (handed.within, handed.name) for each in before):
            self.records.append(
                Capture(
                    original=kept.sha256,
                    at=datetime.now(UTC),
                    by=self._by,
                    how="archive" if handed.url else "attachment",
                    name=handed.name,
                    url=copy.url if copy else handed.url,
                    archived=copy.archived if copy else None,
                    headers=handed.headers,
                    within=handed.within,
                )
            )


def _declared(captures: Sequence[Capture]) -> str | None:
    """Return what a server called it, with the encoding that it declared."""
    headers = (header for capture in captures for header in capture.headers)
    return next((value for name, value in headers if name.lower() == "content-type"), None)
