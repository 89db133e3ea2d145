"""Take in what is brought to the review room: held, looked at, and sealed, unless it resembles what the case holds.

    1  what comes is put onto the disk beside the case, with a capture that says when it came and who brought it
    2  it is read as it would be read in the case, and held against what linking remembers
    3  what is like nothing there is sealed; of the rest somebody says whether it is sealed too, or left
    4  what is left is taken away, and the log of the room keeps its name and its digest

Who may not see what something resembles is not told that it does: then it is sealed, as if it were like nothing.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from ledgerstone import codec
from ledgerstone.actions import permissions
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.adding import Added
from ledgerstone.actions.people import who
from ledgerstone.actions.permissions import Deed, Role
from ledgerstone.actions.trying import Tried, first_read
from ledgerstone.capturing.sources import readable_name
from ledgerstone.confining import Bounds, ConfinedReader
from ledgerstone.errors import MissingOriginal, UnknownRecord
from ledgerstone.linking import resembling
from ledgerstone.nearby import Remembered
from ledgerstone.reading import sniff
from ledgerstone.records import Capture, Original, Record, Report
from ledgerstone.store.index import standing
from ledgerstone.store.room import accounts, holding
from ledgerstone.store.room.doings import What, note
from ledgerstone.store.room.holding import Held, State
from ledgerstone.store.sight import Sight, height
from ledgerstone.store.store import Store
from ledgerstone.store.vault import Kept, Stream

_BOUNDS = Bounds(seconds=30.0)  # for one look; what takes longer is sealed unseen, and linking looks at it after
_SHOWN = 5  # reports of one file that are named as being like others


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look came to: how many things were sealed, and of how many somebody is asked."""

    sealed: int
    asked: int


def bring_upload(store: Store, stream: Stream, *, name: str, by: str) -> Held:
    """Hold what somebody sent; when this returns, it is on the disk.

    Args:
        store: the case.
        stream: the bytes, which are read once, a piece at a time.
        name: the file's name as it was sent; nothing is ever opened by it.
        by: who sent it.

    Raises:
        DiskFull, NoRight: it cannot be kept; nothing was taken in.
    """
    kept = holding.keep(store.path, stream)
    said = readable_name(name) or "-"
    original = Original(sha256=kept.sha256, size=kept.size, media_type=sniff(kept.beginning, name=said))
    capture = Capture(original=kept.sha256, at=datetime.now(UTC), by=who(by), how="upload", name=said)
    return holding.hold(kept, name=said, by=by, records=(original, capture))


class Holding:
    """Keeps captured pages until they were looked at, in place of the case: ``keep`` and ``take`` of ``add_pages``."""

    def __init__(self, store: Store, *, by: str) -> None:
        self._store, self._by = store, by
        self._kept: dict[str, holding.Kept] = {}

    def keep(self, stream: Stream) -> Kept:
        """Put a page onto the disk."""
        kept = holding.keep(self._store.path, stream)
        self._kept[kept.sha256] = kept
        return Kept(sha256=kept.sha256, size=kept.size, beginning=kept.beginning, new=True)

    def take(self, records: tuple[Record, ...]) -> None:
        """Hold a page with its records."""
        capture = next(each for each in records if isinstance(each, Capture))
        kept = self._kept.pop(capture.original)
        holding.hold(kept, name=capture.url or "-", by=self._by, records=records)


def look(store: Store, *, tell: Callable[[int, int], None]) -> Looked:
    """Look at everything that nobody looked at yet; the case is best brought up to date first.

    Args:
        store: the case.
        tell: called with how many were looked at, of how many.
    """
    holding.sweep(store.path)
    _finish(store)
    waiting = holding.held(State.NEW)
    beside: dict[str, Report] = {}
    sealed = 0
    with ConfinedReader(bounds=_BOUNDS) as reader:
        for number, each in enumerate(waiting):
            tell(number, len(waiting))
            tried = first_read(store, each, reader=reader)
            like = _like(store, each, tried, beside)
            if any(_sees(_sight_of(each), _records_of(one), store) for one in like):
                holding.ask(each.number, like)
            elif holding.begin(each.number, State.SEALING):
                _seal(store, each)
                beside |= {codec.identify(report): report for report in tried.reports}
                sealed += 1
    tell(len(waiting), len(waiting))
    return Looked(sealed=sealed, asked=len(waiting) - sealed)


def seal(store: Store, doer: Doer, numbers: Collection[int]) -> list[Added]:
    """Take into the case what somebody was asked about, all the same.

    Raises:
        NotAllowed: this person brings nothing in.
        UnknownRecord: none of it waits for a word, or somebody gave it before.
    """
    permissions.require(doer.roles, Deed.BRING)
    return [_seal(store, each) for each in _chosen(doer, numbers, store, to=State.SEALING)]


def leave(store: Store, doer: Doer, numbers: Collection[int]) -> list[Held]:
    """Take away what somebody was asked about; the log keeps what it was.

    Raises:
        NotAllowed: this person brings nothing in.
        UnknownRecord: none of it waits for a word, or somebody gave it before.
    """
    permissions.require(doer.roles, Deed.BRING)
    chosen = _chosen(doer, numbers, store, to=State.LEAVING)
    for each in chosen:
        note(What.LEFT_ASIDE, by=doer.by, about=f"{each.sha256} {each.name}")
        holding.let_go(store.path, each)
    return chosen


def asked(store: Store, doer: Doer) -> list[Held]:
    """Return what waits for a word that this person may give, each with what of it this person may see."""
    sight = permissions.sees(doer.roles)
    found = []
    for each in holding.held(State.ASKED):
        like = [one for one in each.like if _sees(sight, _records_of(one), store)]
        if like or each.by == doer.by:
            found.append(replace(each, like=like))
    return found


def _finish(store: Store) -> None:
    """Do what somebody gave a word for, and whose process ended before it was done."""
    for each in holding.held(State.LEAVING):
        holding.let_go(store.path, each)
    for each in holding.held(State.SEALING):
        with suppress(MissingOriginal):  # the other process is not at its end: it sealed this a moment ago
            _seal(store, each)


def _chosen(doer: Doer, numbers: Collection[int], store: Store, *, to: State) -> list[Held]:
    may = {each.number for each in asked(store, doer)}
    chosen = [each for each in holding.held(numbers=may.intersection(numbers)) if holding.begin(each.number, to)]
    if not chosen:
        raise UnknownRecord("Nothing of this waits for a word.", do="Somebody may have given it. Load the page again.")
    return chosen


def _like(store: Store, held: Held, tried: Tried, beside: Mapping[str, Report]) -> list[dict[str, Any]]:
    """Return what something resembles: the same bytes, or near-copies of its reports, those most alike first."""
    known = [*store.records(Capture, about=held.sha256).values()]
    if known:
        first = known[0]
        return [
            {"same": held.sha256, "name": first.name or first.url or "", "by": first.by, "at": first.at.isoformat()}
        ]
    waits = [each for each in holding.held() if each.sha256 == held.sha256 and each.number < held.number]
    if waits:
        return [{"waits": held.sha256, "name": waits[0].name, "by": waits[0].by, "at": waits[0].at.isoformat()}]
    remembered = Remembered(store)
    found = [own for report in tried.reports if (own := resembling(report, remembered, beside=beside))]
    shown = sorted((each for own in found for each in own), key=lambda each: (-each.share, each.report))[:_SHOWN]
    return [{**asdict(each), "of": len(found), "reports": len(tried.reports)} for each in shown]


def _records_of(like: Mapping[str, Any]) -> str:
    return str(like.get("report") or like.get("same") or "")


def _sees(sight: Sight, record: str, store: Store) -> bool:
    """Say whether somebody may see what something resembles: a report with its original, or the original alone."""
    report = store.get([record]).get(record) if record else None
    ids = [record, *([report.original] if isinstance(report, Report) else [])]
    levels = standing.levels(ids, using="default")
    return all(levels.get(id_, 0) <= height(sight) for id_ in ids)


def _sight_of(held: Held) -> Sight:
    account = accounts.account(held.account) if held.account is not None else None
    return permissions.sees([role for role in Role if account and role.value in account.roles.split()])


def _seal(store: Store, held: Held) -> Added:
    with holding.opened(store.path, held) as file:
        store.keep(file)
    known = bool(store.records(Original, about=held.sha256))
    records = tuple(each for each in held.records if not (known and isinstance(each, Original)))
    store.append(records, action="add", by=held.by)
    holding.let_go(store.path, held)
    return Added(sha256=held.sha256, name=held.name, size=held.size, new=not known)
