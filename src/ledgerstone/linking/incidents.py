"""Step 3: tellings of all reports that mean one incident.

The best-placed tellings come first (a day and a place of their own, then soft days, then none), each joins the incident
it fits best, and must not contradict any telling that is already there. So an undated report may stand with one
incident, but never makes two of them one.

What a telling joins depends on nothing but the tellings before it in that order, in the blocks in which it looks. So
where some tellings are new, other or gone, these are placed anew in their order; where one of them stands otherwise
than before, so is each later one for which that can make a difference, and no other. What comes of it is what placing
all tellings from the first would give.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ledgerstone.linking import scoring
from ledgerstone.linking.blocking import is_of_any_day
from ledgerstone.linking.entries import FOUNDS, Entries, Entry, to_json
from ledgerstone.linking.shelves import Shelves
from ledgerstone.records import Because

_CLOSE = 0.25  # two incidents whose scores lie nearer to one another than this cannot be told apart
_TOO_MANY = 300  # incidents of an area
COMPARED = 12  # tellings of one incident that a new one is held against, the first ones; keeps large ones linear
_ALL = 10**9
_FIRST_OF_A_REPORT = 8  # tellings of a report that is copied, beside which those of the copy look

Fit = tuple[float, tuple[Because, ...]]
Get = Callable[[str, str], Mapping[str, str]]


@dataclass(slots=True)
class Settled:
    """What placing changed: why each telling stands where it does, the founders of incidents, and the blocks."""

    because: dict[str, Fit] = field(default_factory=dict)
    founders: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)


class Placing:
    """Places tellings anew, as few as need be.

    Args:
        shelves: where tellings stand.
        entries: the tellings themselves.
    """

    def __init__(self, shelves: Shelves, entries: Entries) -> None:
        self._shelves = shelves
        self._entries = entries
        self._heap: list[str] = []
        self._waiting: set[str] = set()
        self._gone: set[str] = set()
        self._fresh: set[str] = set()
        self._done = Settled()

    def settle(self, *, new: Iterable[Entry], gone: Iterable[str], other: Iterable[str]) -> Settled:
        """Place what is new, was taken away, or stands in a report that copies another than before."""
        for each in new:
            self._entries.add(each)
            self._enter(each)
            self._fresh.add(each.uid)
            self._push(each.uid)
        for uid in gone:
            self._gone.add(uid)
            self._push(uid)
        for uid in other:
            self._fresh.add(uid)
            self._push(uid)
        while self._heap:
            uid = heapq.heappop(self._heap)
            self._waiting.discard(uid)
            self._place(uid)
        return self._done

    def why(self, uid: str) -> Fit:
        """Return the score and the reasons with which a telling stands where it does, once all are settled."""
        return self._decide(self._entries[uid])[1:]

    def _place(self, uid: str) -> None:
        entry = self._entries[uid]
        old = self._shelves.one("home", uid)
        if uid in self._gone:
            new: str | None = None
            self._leave(entry)
        else:
            new, *_ = decided = self._decide(entry)
            self._done.because[uid] = decided[1:]
        if old == new and uid not in self._fresh:
            return
        if old is not None:
            self._shelves.drop("home", uid, old)
            self._shelves.drop("member", old, uid)
        if new is not None:
            self._shelves.set_one("home", uid, new)
            self._shelves.put("member", new, uid, entry.marks)
        for block in entry.areas:
            if old == uid and new != uid:
                self._shelves.drop("found", block, uid)
            elif new == uid:
                self._shelves.put("found", block, uid)
        touched = {founder for founder in (old, new) if founder is not None}
        self._done.founders |= touched
        for later in self._concerned(entry, touched, joined=new):
            self._push(later)

    def _decide(self, entry: Entry) -> tuple[str, float, tuple[Because, ...]]:
        """Return the founder of the incident that a telling joins (itself, where it founds one), score and reasons."""
        scored: list[tuple[float, str, tuple[Because, ...]]] = []
        for founder in sorted(self._near(entry)):
            fit = self._fit(entry, founder, self._shelves.get)
            if fit is not None:
                scored.append((fit[0], founder, fit[1]))
        scored.sort(key=lambda item: (-item[0], item[1]))
        telling = entry.telling
        loose = telling.soft or telling.earliest is None
        if not scored or (loose and len(scored) > 1 and scored[0][0] - scored[1][0] < _CLOSE):
            return entry.uid, 1.0, ()
        score, founder, because = scored[0]
        return founder, scoring.normal(score), because

    def _near(self, entry: Entry) -> set[str]:
        founders: set[str] = set()
        if not self._is_lost(entry):
            self._shelves.load("stand", entry.looks)
            before = {uid for block in entry.looks for uid in self._shelves.get("stand", block) if uid < entry.uid}
            self._shelves.load("home", sorted(before))
            founders = {home for uid in before if (home := self._shelves.one("home", uid))}
        root = self._shelves.one("copy", entry.telling.report)
        if root is not None:
            for uid in self._shelves.get("told", root):
                home = self._shelves.one("home", uid) if uid < entry.uid else None
                if home and self._entries[uid].telling.index < _FIRST_OF_A_REPORT:
                    founders.add(home)
        return founders

    def _is_lost(self, entry: Entry) -> bool:
        """Say whether a telling without a day looks where so much happened that it says nothing of which it means."""
        if entry.telling.earliest is not None:
            return False
        enough = _TOO_MANY + 1
        return any(
            len(self._shelves.first("found", block, below=entry.uid, at_most=enough)) == enough
            for block in entry.looks
            if is_of_any_day(block)
        )

    def _fit(self, entry: Entry, founder: str, get: Get) -> Fit | None:
        """Return the best score with any of an incident's tellings; None where it is too low, or one contradicts."""
        telling = entry.telling
        members = get("member", founder)
        if any(uid in members and uid < entry.uid for uid in get("told", telling.report)):
            return None  # the report itself tells them apart
        first = sorted(uid for uid in members if uid < entry.uid)[:COMPARED]
        self._entries.load(first)
        best: Fit = (-99.0, ())
        ours = _root(telling.report, get)
        for uid in first:
            other = self._entries[uid].telling
            is_copy = ours == _root(other.report, get) and telling.index == other.index
            score, because = scoring.compare(telling, other, is_copy=is_copy)
            if any(part.weight <= scoring.CANNOT for part in because):
                return None
            best = max(best, (score, because), key=lambda item: item[0])
        return best if best[0] >= scoring.JOIN else None

    def _concerned(self, entry: Entry, touched: set[str], *, joined: str | None) -> Iterator[str]:
        """Yield the later tellings for which it can make a difference that this one stands otherwise."""
        blocks = set(entry.stands)
        beside: set[str] = set()
        for founder in sorted(touched):
            if self._is_among_first(entry.uid, founder):
                beside |= {*self._shelves.get("member", founder), *self._shelves.was("member", founder)}
        near_the_front = bool(beside)
        self._entries.load(sorted(beside))
        blocks.update(block for uid in beside for block in self._entries[uid].stands)
        self._done.blocks |= blocks
        later = {*self._lookers(blocks)}
        if near_the_front:
            later |= {uid for founder in touched for uid in self._shelves.get("member", founder)}
            later |= self._told_by_copies(self._entries[uid].telling.report for uid in beside)
        kin = {*self._shelves.get("told", entry.telling.report)} | self._told_by_copies([entry.telling.report])
        unsure = self._edge(entry)
        for uid in sorted(uid for uid in later | kin if uid > entry.uid):
            if uid in self._waiting or uid in self._gone:
                continue
            other = self._entries[uid]
            lost = unsure is not None and uid > unsure and other.telling.earliest is None
            if lost or uid in kin or self._concerns(other, touched, joined=joined, same=not near_the_front):
                yield uid

    def _told_by_copies(self, reports: Iterable[str]) -> set[str]:
        """Return the tellings of the reports that copy these: they look beside them, whatever their day and place."""
        roots = sorted({*reports})
        self._shelves.load("copied", roots)
        copies = sorted({copy for root in roots for copy in self._shelves.get("copied", root)})
        self._shelves.load("told", copies)
        return {uid for copy in copies for uid in self._shelves.get("told", copy)}

    def _concerns(self, other: Entry, touched: set[str], *, joined: str | None, same: bool) -> bool:
        """Say whether a telling can join, or leave, one of the incidents whose tellings are others than before.

        ``same`` says that those that it would be held against are the same: the first ones.
        """
        home = self._shelves.one("home", other.uid)
        for founder in sorted(touched):
            stays = founder == joined == home  # nothing that it saw of its own incident is gone
            if stays and same:
                continue
            now = self._fit(other, founder, self._shelves.get)
            before = self._fit(other, founder, self._shelves.was)
            if (now or before) and not (stays and now == before):
                return True
        return False

    def _is_among_first(self, uid: str, founder: str) -> bool:
        """Say whether a telling is, or was, one of those of an incident that others are held against."""
        for members in (self._shelves.get("member", founder), self._shelves.was("member", founder)):
            if uid == founder or (uid in members and sum(other < uid for other in members) < COMPARED):
                return True
        return False

    def _lookers(self, blocks: Iterable[str]) -> Iterator[str]:
        """Yield the tellings that look in these blocks; in one of an area alone only those that are not lost there."""
        narrow = [block for block in blocks if not is_of_any_day(block)]
        self._shelves.load("look", narrow)
        for block in narrow:
            yield from self._shelves.get("look", block)
        for block in blocks:
            if is_of_any_day(block):
                founders = self._shelves.first("found", block, at_most=_TOO_MANY + 2)
                last = founders[-1] if len(founders) == _TOO_MANY + 2 else None
                yield from self._shelves.first("look", block, below=last, at_most=_ALL)

    def _edge(self, entry: Entry) -> str | None:
        """Return the telling after which one without a day can be lost, or no more, by one incident more or less."""
        edges = [
            founders[-1]
            for block in entry.areas
            if len(founders := self._shelves.first("found", block, at_most=_TOO_MANY)) == _TOO_MANY
        ]
        return min(edges, default=None)

    def _push(self, uid: str) -> None:
        if uid not in self._waiting:
            self._waiting.add(uid)
            heapq.heappush(self._heap, uid)

    def _enter(self, entry: Entry) -> None:
        from_now = to_rows(entry)
        for shelf, key, value in from_now:
            self._shelves.put(shelf, key, _item(shelf, entry), value)

    def _leave(self, entry: Entry) -> None:
        for shelf, key, _ in to_rows(entry):
            self._shelves.drop(shelf, key, _item(shelf, entry))


def _item(shelf: str, entry: Entry) -> str:
    return {"telling": "", "teller": entry.telling.report}.get(shelf, entry.uid)


def to_rows(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield shelf, key and value of all that a telling puts on the shelves before it is placed."""
    yield "telling", entry.uid, to_json(entry.telling, founds=FOUNDS in entry.marks)
    yield "told", entry.telling.report, ""
    yield "teller", entry.uid, ""
    for block in entry.stands:
        yield "stand", block, ""
    for block in entry.looks:
        yield "look", block, ""


def _root(report: str, get: Get) -> str:
    return next(iter(get("copy", report)), report)
