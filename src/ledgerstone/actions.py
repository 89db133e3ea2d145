"""Everything a person can change: permission -> record -> audit, one transaction each.

In a case folder of one's own, permission is the system's right to write the folder; the store refuses without it.
"""

import dataclasses
import getpass
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ledgerstone import __version__, codec, reviewing, vocabulary
from ledgerstone.capturing import Source, opened, sources
from ledgerstone.errors import BadReview, BadSetting, InputError, UnknownRecord
from ledgerstone.reading import sniff
from ledgerstone.records import Capture, Claim, Handling, Original, Problem, Record, Report, Review
from ledgerstone.records.text import normal
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


def who(by: str | None = None) -> str:
    """Return the name under which acts are recorded: the one given, or that of the account.

    Raises:
        BadSetting: there is none.
    """
    try:
        name = normal(by if by is not None else getpass.getuser()).strip()
    except (KeyError, OSError) as error:
        raise BadSetting("The system names no user.", do="Say who you are with --by.") from error
    if not name:
        raise BadSetting("The name of who does this is empty.", do="Say who you are with --by.")
    return name


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


def add(store: Store, named: Iterable[str | Path], *, by: str | None = None) -> Iterator[Added | Problem]:
    """Take originals in, each in a transaction of its own; what was yielded as added is on the disk.

    The same bytes again add only a Capture. What cannot be taken is yielded as a Problem, and the others go on.

    Raises:
        NotFound: what was named is not there.
    """
    name = who(by)
    for source in sources(named):
        if isinstance(source, Problem):
            yield source
            continue
        try:
            kept, records = _take(source, keep=store.keep, by=name)
        except InputError as error:
            yield Problem(record=source.name or "-", code=error.code, text=error.what)
            continue
        if store.records(Original, about=kept.sha256):
            records = tuple(record for record in records if not isinstance(record, Original))
        store.append(records, action="add", by=name)
        yield Added(sha256=kept.sha256, name=source.name, size=kept.size, new=kept.new)


def review(
    store: Store,
    id_: str,
    verdict: str,
    *,
    because: str,
    replace: dict[str, Any] | None = None,
    by: str | None = None,
) -> Review:
    """Record a verdict on a record.

    Args:
        store: the case.
        id_: the record's id, or a beginning that no other id has.
        verdict: accept, correct, reject, withhold, pending or inconclusive.
        because: the reason.
        replace: for ``correct``, the fields of the claim that are otherwise, as in its JSON; None empties one.
        by: who decides.

    Raises:
        UnknownRecord: no record has that id.
        BadReview: no reason, no such verdict, or a correction that makes no claim.
    """
    name, reason = who(by), _reason(because)
    if verdict not in vocabulary.codes("verdict"):
        known = ", ".join(code.name for code in vocabulary.code_list("verdict").codes)
        raise BadReview(f"{verdict!r} is no verdict.", do=f"Say one of: {known}.")
    about, record = _record(store, id_)
    if not isinstance(record, Claim):
        return _review_of_other(store, about, verdict, because=reason, replace=replace, by=name)
    earlier = _correction_that_made(store, about)
    corrected = _corrected(record, verdict, replace)
    made = Review(
        about=earlier.about if earlier else about,
        verdict="correct" if earlier and verdict == "accept" else verdict,
        because=reason,
        replacement=codec.canonical(corrected) if corrected else _kept(earlier, verdict),
        anchor=earlier.anchor if earlier else _anchor(store, record),
        at=datetime.now(UTC),
        by=name,
    )
    store.append([made, *([corrected] if corrected else [])], action="review", by=name)
    return made


def handle(store: Store, id_: str, level: str, *, because: str, by: str | None = None) -> Handling:
    """Record who may see a record: open, restricted or sealed.

    Args:
        store: the case.
        id_: a record's id or its beginning.
        level: the level.
        because: the reason.
        by: who decides.

    Raises:
        UnknownRecord: no record has that id.
        BadReview: no reason, or no such level.
    """
    name, reason = who(by), _reason(because)
    if level not in vocabulary.codes("handling"):
        raise BadReview(f"{level!r} is no level of handling.", do="Say open, restricted or sealed.")
    about, record = _record(store, id_)
    # Handling of an original counts by its SHA-256, which is how reports name it.
    about = record.sha256 if isinstance(record, Original) else about
    made = Handling(about=about, level=level, because=reason, at=datetime.now(UTC), by=name)
    store.append([made], action="handling", by=name)
    return made


def _take(source: Source, *, keep: Callable[[Stream], Kept], by: str) -> tuple[Kept, tuple[Record, ...]]:
    with opened(source) as stream:
        kept = keep(stream)
    original = Original(sha256=kept.sha256, size=kept.size, media_type=sniff(kept.beginning, name=source.name))
    capture = Capture(original=kept.sha256, at=datetime.now(UTC), by=by, how=source.how, name=source.name)
    return kept, (original, capture)


def _reason(because: str) -> str:
    reason = normal(because).strip()
    if not reason:
        raise BadReview("A decision needs a reason.", do='Give it with --because "...".')
    return reason


def _record(store: Store, id_: str) -> tuple[str, Record]:
    found = store.find(id_.strip().lower())
    return found, store.get([found])[found]


def _review_of_other(
    store: Store, about: str, verdict: str, *, because: str, replace: dict[str, Any] | None, by: str
) -> Review:
    if verdict == "correct" or replace:
        raise BadReview("Only a claim can be corrected.", do="Reject the record instead.")
    made = Review(about=about, verdict=verdict, because=because, at=datetime.now(UTC), by=by)
    store.append([made], action="review", by=by)
    return made


def _corrected(claim: Claim, verdict: str, replace: dict[str, Any] | None) -> Claim | None:
    if verdict != "correct":
        if replace:
            raise BadReview(f"A verdict of {verdict} takes no replacement.", do="Say correct.")
        return None
    if not replace:
        raise BadReview("A correction needs what is right.", do="Give it: --replace '{\"count\": {...}}'.")
    if fixed := sorted(replace.keys() & {"report", "passage", "extractor"}):
        raise BadReview(f"A correction keeps the claim's {fixed[0]}.", do="Reject the claim instead.")
    tree = {**codec.to_json(claim), **replace, "extractor": reviewing.EXTRACTOR}
    try:
        made = codec.from_json(Claim, {name: value for name, value in tree.items() if value is not None})
        codec.canonical(made)
    except InputError as error:
        raise BadReview(f"The correction makes no claim: {error.what}", do="See docs/codebook.md.") from error
    if not isinstance(made, Claim) or dataclasses.replace(made, extractor=claim.extractor) == claim:
        raise BadReview("The correction changes nothing.", do="Accept the claim instead.")
    return made


def _correction_that_made(store: Store, id_: str) -> Review | None:
    """Return the review whose replacement is the claim of that id: a decision on it is one on what was found there."""
    for made in reversed(store.records(Review).values()):
        claim = reviewing.replacement(made)
        if claim is not None and codec.identify(claim) == id_:
            return made
    return None


def _kept(earlier: Review | None, verdict: str) -> str | None:
    """A corrected claim stays corrected, whatever is decided on it later, until it is rejected."""
    return earlier.replacement if earlier and verdict != "reject" else None


def _anchor(store: Store, claim: Claim) -> Any:
    report = store.get([claim.report]).get(claim.report)
    if not isinstance(report, Report):
        raise UnknownRecord(f"The report {claim.report} of the claim is not in the case.", do="Run `verify`.")
    return reviewing.anchor(claim, report)


def parse_replacement(text: str) -> dict[str, Any]:
    """Return the fields that a person gave as JSON.

    Raises:
        BadReview: it is no JSON object.
    """
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadReview(
            f"The replacement is no JSON: {error}.", do='Give one object: \'{"harm": "injured"}\'.'
        ) from error
    if not isinstance(tree, dict):
        raise BadReview("The replacement is JSON, but no object.", do='Give one object: \'{"harm": "injured"}\'.')
    return tree
