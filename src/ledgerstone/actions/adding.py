"""Make a case, and take originals in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ledgerstone import __version__
from ledgerstone.actions.people import who
from ledgerstone.actions.stamping import with_token
from ledgerstone.capturing import Source, opened, sources
from ledgerstone.capturing.authority import Authority
from ledgerstone.capturing.sources import readable_name
from ledgerstone.current import COLUMNS
from ledgerstone.errors import InputError, NotFound
from ledgerstone.reading import sniff
from ledgerstone.reading.columns import LARGEST_MAPPING, read_columns
from ledgerstone.records import Capture, Original, Problem, Record
from ledgerstone.store.folder import Settings
from ledgerstone.store.store import Store
from ledgerstone.store.vault import Kept, Stream, Vault
from ledgerstone.vocabulary.resources import open_resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One original taken in: its SHA-256, its name, its size in bytes, and whether the bytes are new to the case."""

    sha256: str
    name: str | None
    size: int
    new: bool


def init(path: Path, *, gazetteers: Sequence[Path] = (), by: str | None = None) -> Store:
    """Make a case. Its own gazetteers are taken into the vault, and case.toml names them by their SHA-256.

    Raises:
        NotACase: something is in the way.
        BadGazetteer, NotFound: a gazetteer cannot be used; no case is made.
    """
    name = who(by)
    open_resources(tuple(gazetteers))  # refuses a bad one before anything is made

    def bring(vault: Vault) -> tuple[Settings, tuple[Record, ...]]:
        taken = [_take(Source(path=path, how="file", name=path.name), keep=vault.keep, by=name) for path in gazetteers]
        settings = Settings(
            made_by=f"ledgerstone {__version__}",
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            gazetteers=tuple(kept.sha256 for kept, _ in taken),
        )
        return settings, tuple(record for _, records in taken for record in records)

    return Store.create(path, by=name, bring=bring)


def add(
    store: Store,
    named: Iterable[str | Path],
    *,
    columns: Path | None = None,
    by: str | None = None,
    authority: Authority | None = None,
) -> Iterator[Added | Problem]:
    """Take originals in, each in a transaction of its own; what was yielded as added is on the disk.

    The same bytes again add only a Capture. What is not there or cannot be taken is yielded as a Problem, and the
    others go on. Where ``authority`` gives no token, the original is taken without one, and a Problem says so.

    Args:
        store: the case.
        named: files, folders, or "-" for standard input.
        columns: the mapping of the columns, where they are tables; it becomes an original too.
        by: who adds.
        authority: whose token says when.

    Raises:
        BadColumns, NotFound: the mapping cannot be used; nothing was added.
    """
    name = who(by)
    mapping = _take_mapping(store, columns, by=name) if columns is not None else None
    for source in _sources(named):
        if isinstance(source, Problem):
            yield source
            continue
        try:
            kept, (original, capture) = _take(source, keep=store.keep, by=name, columns=mapping)
        except InputError as error:
            yield Problem(record=source.name or "-", code=error.code, text=error.what)
            continue
        capture, problem = with_token(capture, authority)
        records: tuple[Record, ...] = (original, capture)
        if store.records(Original, about=kept.sha256):
            records = tuple(record for record in records if not isinstance(record, Original))
        store.append(records, action="add", by=name)
        yield Added(sha256=kept.sha256, name=source.name, size=kept.size, new=kept.new)
        if problem is not None:
            yield problem


def _sources(named: Iterable[str | Path]) -> Iterator[Source | Problem]:
    for item in named:
        try:
            yield from sources([item])
        except NotFound as error:
            yield Problem(record=readable_name(item), code=error.code, text=error.what)


def _take_mapping(store: Store, path: Path, *, by: str) -> str:
    """Take a mapping of columns in, once it is known to be one, and return its SHA-256."""
    source = Source(path=path, how="file", name=readable_name(path.name))
    with opened(source) as stream:
        read_columns(stream.read(LARGEST_MAPPING + 1).decode("utf-8", "replace"))
    kept, (_, capture) = _take(source, keep=store.keep, by=by)
    original = Original(sha256=kept.sha256, size=kept.size, media_type=COLUMNS)
    known = store.records(Original, about=kept.sha256)
    store.append((capture,) if known else (original, capture), action="add", by=by)
    return kept.sha256


def _take(
    source: Source, *, keep: Callable[[Stream], Kept], by: str, columns: str | None = None
) -> tuple[Kept, tuple[Original, Capture]]:
    with opened(source) as stream:
        kept = keep(stream)
    original = Original(sha256=kept.sha256, size=kept.size, media_type=sniff(kept.beginning, name=source.name))
    capture = Capture(
        original=kept.sha256, at=datetime.now(UTC), by=by, how=source.how, name=source.name, columns=columns
    )
    return kept, (original, capture)
