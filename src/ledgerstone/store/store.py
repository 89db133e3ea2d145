"""The one door to a case: open it, append records with one chain entry a transaction, read, close and seal."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast

from ledgerstone.errors import BadSetting, NotACase, ReadOnlyCase, UnknownRecord
from ledgerstone.records import KINDS, Record
from ledgerstone.settings import PATIENCE
from ledgerstone.store import chain, expunging, finding_aid, folder, placing, rows
from ledgerstone.store.aid import Aid
from ledgerstone.store.engine import Engine
from ledgerstone.store.folder import CaseFile, Settings
from ledgerstone.store.presence import Presence
from ledgerstone.store.resting import settle
from ledgerstone.store.upgrading import upgrade
from ledgerstone.store.vault import Kept, Stream, Vault
from ledgerstone.store.writing import write

_R = TypeVar("_R")
_AT_ONCE = 2000  # records that one query brings
_LAST = 2**62  # a place behind every record of an entry
_SHORTEST_PREFIX = 4  # hexadecimal digits by which a person may name a record


class Store:
    """An open case. Use it in a ``with`` statement: leaving it closes the database and seals the case.

    Raises:
        NotACase, NewerCase, ChangedSettings: the folder cannot be opened.
        StoreBusy: somebody holds it.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.path = path
        self.vault = Vault(path / folder.VAULT)
        self._closed = False
        self.patience = patience
        folder.read_case_file(path)
        self._presence = Presence(path)
        try:
            self._presence.enter(patience=patience)
            self.read_only = not folder.writable(path)
            self._content = self._of_this_version()
            self._engine = placing.engine(path, self._content, patience=patience, read_only=self._as_it_is())
            self.aid = Aid(self._engine, self._open_for_writing)
            self._finish_expunging()
        except BaseException:
            self._presence.leave()
            raise

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        by: str,
        bring: Callable[[Vault], tuple[Settings, tuple[Record, ...]]],
        patience: float = PATIENCE,
    ) -> Self:
        """Make a case folder and open it. It gets its name when it is whole: a crash leaves no half of a case.

        Args:
            path: a folder that is empty or not yet there.
            by: who makes it.
            bring: puts the case's own gazetteers into the new vault, and returns the settings and the first records.
            patience: seconds to wait for another process.

        Raises:
            NotACase: something is in the way.
        """
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise NotACase(f"{path} is there and not an empty folder.", do="Choose another name, or an empty folder.")
        unfinished = path.absolute().parent / f"{folder.UNFINISHED}{path.name}-{os.getpid()}"
        folder.make(unfinished / folder.VAULT)
        try:
            settings, records = bring(Vault(unfinished / folder.VAULT))
            with placing.made(unfinished, patience=patience) as schema:
                folder.write_case_file(unfinished, CaseFile(settings=settings, schema=schema))
                with cls(unfinished, patience=patience) as store:
                    store.append(records, action="init", by=by, even_if_nothing=True)
                unfinished.rename(path)
        except BaseException:
            shutil.rmtree(unfinished)
            raise
        folder.sync_folder(path.absolute().parent)
        return cls(path, patience=patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(
        self,
        records: Iterable[Record],
        *,
        action: str,
        by: str,
        unless: Callable[[], bool] | None = None,
        even_if_nothing: bool = False,
        noting: Iterable[tuple[str, str, str, str | None]] = (),
    ) -> tuple[str, ...]:
        """Add records in one transaction with one chain entry; when this returns, they are on the disk.

        Args:
            records: what is there already is left out.
            action: what was done, for the chain: "add", "reading", "review" ...
            by: who did it.
            unless: asked inside the transaction; where it says yes, nothing is added. It may call
                :meth:`records` and the other readers of this store.
            even_if_nothing: write an entry even where no record is new.
            noting: what changes in the finding aid with it.

        Returns:
            The ids of the records that were new.

        Raises:
            ReadOnlyCase: the folder may not be written.
            StoreBusy: another process writes for too long.
        """
        encoded = [rows.encode(record) for record in records]
        self._open_for_writing()

        def work() -> tuple[str, ...]:
            if unless is not None and unless():
                return ()
            new = rows.unknown(self._engine, encoded)
            if new or even_if_nothing:
                write(self._engine, new, action=action, by=by, settings=self.settings.digest)
            finding_aid.change(self._engine, noting)
            return tuple(item.id for item in new)

        return self._engine.write(work)

    def keep(self, source: Stream) -> Kept:
        """Copy a stream into the vault. Its Original and Capture are appended afterwards; only then it was taken in.

        Raises:
            ReadOnlyCase: the folder may not be written.
            StoreError: the disk said no; nothing is kept.
        """
        self._open_for_writing()
        return self.vault.keep(source)

    def expunge(
        self,
        gone: Sequence[str],
        *,
        originals: Sequence[str],
        anew: Sequence[Record],
        tombstone: Callable[[tuple[str, ...]], Record],
        by: str,
        head: str,
    ) -> bool:
        """Delete records with their salts, in one transaction that leaves tombstones, and the bytes of originals.

        Args:
            gone: the ids of what is deleted.
            originals: the SHA-256 of the originals among them.
            anew: records that take the place of some of them.
            tombstone: makes a tombstone for some commitments.
            by: who does it.
            head: the head of the chain when this was planned.

        Returns:
            Whether the bytes are gone too. Otherwise the disk said no, and the next command tries again.

        Raises:
            ReadOnlyCase: the folder may not be written.
            StoreBusy: somebody else has the case open, or wrote to it meanwhile.
            BadSetting: the records are in PostgreSQL, and the environment names no owner of the tables.
        """
        self._open_for_writing()
        with self._alone(), self._owner() as owner:
            # First, since it can be made anew: whatever stops this, no word of what goes outlasts its record there.
            placing.empty_index(self.path, self._content, patience=self.patience)
            expunging.delete(
                owner,
                self.path,
                gone=gone,
                originals=originals,
                anew=anew,
                tombstone=tombstone,
                by=by,
                settings=self.settings.digest,
                head=head,
            )
            return expunging.finish(owner, self.path, self.vault)

    @property
    def of_a_team(self) -> bool:
        """Whether the records are in a team's PostgreSQL."""
        return bool(self._content.schema)

    @property
    def settings(self) -> Settings:
        """The settings of the case."""
        return self._content.settings

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, kind and canonical JSON of every record, in the order in which they came."""
        place = (0, 0)
        while some := self._engine.do(partial(rows.after, self._engine, place, at_most=_AT_ONCE)):
            for entry, number, id_, kind, text in some:
                place = (entry, number)
                yield id_, kind, text

    def get(self, ids: Iterable[str]) -> dict[str, Record]:
        """Return the records with these ids, in their order; those that are not there are left out."""
        wanted = list(ids)
        return self._engine.do(lambda: rows.by_id(self._engine, wanted))

    def records(self, type_: type[_R], *, about: str | None = None) -> dict[str, _R]:
        """Return the records of a type by id, in the order in which they came.

        Args:
            type_: ``Claim``, ``Review`` ...
            about: only those that hang on this, see :mod:`ledgerstone.store.about`.

        Raises:
            ChangedRow: a text is no longer the one that its id names.
        """
        kind = next(kind for kind, known in KINDS.items() if known is type_)
        found = self._engine.do(lambda: rows.of_kind(self._engine, kind, about_=about))
        return cast("dict[str, _R]", found)

    def about_any(self, type_: type[_R], abouts: Iterable[str]) -> dict[str, _R]:
        """Return the records of a type that hang on any of these, in the order in which they came.

        Raises:
            ChangedRow: a text is no longer the one that its id names.
        """
        kind = next(kind for kind, known in KINDS.items() if known is type_)
        wanted = list(abouts)
        found = self._engine.do(lambda: rows.about_any(self._engine, kind, wanted))
        return cast("dict[str, _R]", found)

    def since(self, entry: int, *, kinds: Sequence[str]) -> Iterator[tuple[int, str, Record]]:
        """Yield the records of some kinds that came after an entry of the chain, with the number of theirs.

        Raises:
            ChangedRow: a text is no longer the one that its id names.
        """
        place = (entry, _LAST)
        while some := self._engine.do(
            partial(rows.of_kinds_after, self._engine, place, tuple(kinds), at_most=_AT_ONCE)
        ):
            for number, at, id_, kind, text in some:
                place = (number, at)
                yield number, id_, rows.decode(id_, kind, text)

    def last_entry(self) -> int:
        """Return the number of the newest entry of the chain."""
        last = self._engine.do(lambda: rows.last_entry(self._engine))
        return last.seq if last else 0

    def newest(self, type_: type[_R], *, field: str, value: str) -> _R | None:
        """Return the newest record of a type whose field holds a text; None where there is none."""
        kind = next(kind for kind, known in KINDS.items() if known is type_)
        found = self._engine.do(lambda: rows.newest(self._engine, kind, field=field, value=value))
        return cast("_R | None", found)

    def find(self, prefix: str) -> str:
        """Return the one id that begins so.

        Raises:
            UnknownRecord: no record's id does, or several do.
        """
        if len(prefix) < _SHORTEST_PREFIX or set(prefix) - set("0123456789abcdef"):
            raise UnknownRecord(
                f"{prefix!r} is no record's id.", do=f"Give at least {_SHORTEST_PREFIX} of its hexadecimal digits."
            )
        found = self._engine.do(lambda: rows.beginning_with(self._engine, prefix, at_most=2))
        if not found:
            raise UnknownRecord(f"No record's id begins with {prefix}.", do="`show` lists the ids.")
        if len(found) > 1:
            raise UnknownRecord(f"Several ids begin with {prefix}.", do="Give more of its digits.")
        return found[0]

    def counts(self) -> Mapping[str, int]:
        """Return how many records of each kind there are."""
        return self._engine.do(lambda: rows.counts(self._engine))

    def entries(self) -> tuple[chain.Entry, ...]:
        """Return the audit chain."""
        return self._engine.do(lambda: tuple(rows.entries(self._engine)))

    def entries_before(self, seq: int | None = None, *, at_most: int) -> list[chain.Entry]:
        """Return the newest entries of the chain, or those before an entry, the newest first."""
        return self._engine.do(lambda: rows.entries_before(self._engine, seq, at_most=at_most))

    def close(self) -> None:
        """Close the database, and seal the case if nobody else has it open."""
        if self._closed:
            return
        self._closed = True
        try:
            self._engine.close()
            if not self.read_only and self._presence.try_alone():
                settle(self.path)
        finally:
            self._presence.leave()

    def _of_this_version(self) -> CaseFile:
        content = folder.read_case_file(self.path)
        if self.read_only or content.settings.format == folder.FORMAT:
            return content
        with self._alone():
            return upgrade(self.path, folder.read_case_file(self.path), patience=self.patience)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep everybody else out for a while."""
        self._presence.enter_alone(patience=self.patience)
        try:
            yield
        finally:
            self._presence.enter(patience=self.patience)

    @contextmanager
    def _owner(self) -> Iterator[Engine]:
        """The connection that may delete: in SQLite the one that is open."""
        if not self.of_a_team:
            yield self._engine
            return
        with closing(placing.owner(self.path, self._content, patience=self.patience)) as owner:
            yield owner

    def _finish_expunging(self) -> None:
        """Do what a stop left undone, where this process can and is alone; if not, the next one tries."""
        if self.read_only or not (self.path / folder.FORGETTING).exists():
            return
        if self._presence.try_alone():
            self._open_for_writing()
            with suppress(BadSetting), self._owner() as owner:
                expunging.finish(owner, self.path, self.vault)
        self._presence.enter(patience=self.patience)

    def _as_it_is(self) -> bool:
        if self.read_only and folder.unwritten(self.path):
            raise ReadOnlyCase(
                f"{self.path} may only be read, and was not closed.",
                do="Copy it to where you may write, and open that.",
            )
        return self.read_only

    def require_writable(self) -> None:
        """Refuse where nothing can be recorded.

        Raises:
            ReadOnlyCase: the folder may not be written.
        """
        if self.read_only:
            raise ReadOnlyCase(f"{self.path} may only be read by you.", do="Copy it, or ask for the right to write.")

    def _open_for_writing(self) -> None:
        self.require_writable()
        content = folder.read_case_file(self.path)
        if content.at_rest:
            folder.write_case_file(self.path, replace(content, at_rest=""))
