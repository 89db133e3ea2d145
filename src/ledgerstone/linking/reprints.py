"""Step 2: which reports are near-exact copies of earlier ones, so that a reprint adds no source.

Candidates share one of the smallest hashes of their word shingles (Broder 1997, "On the resemblance and containment of
documents"), which keeps the work near-linear. A candidate is a copy when at least four fifths of the shorter one's
words stand in sentences that the other has too, wording apart by a little and figures not at all.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from ledgerstone.linking.folding import folded
from ledgerstone.linking.shelves import Shelves
from ledgerstone.linking.wordings import CROWD, IN_COMMON, SHARE, Told, share, sketch, told
from ledgerstone.records import Report

_LONG = 400  # characters
_DIGITS = 9
_LENGTH = 10**_DIGITS - 1  # characters; a longer text is taken for one of so many
_ID = 64  # characters of a report's id
_ALL = 10**9


class _Sheet(NamedTuple):
    """A report as others look for it: its age, which sorts originals before their copies, and its smallest hashes."""

    age: str
    keys: tuple[str, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.age[-_ID:].strip()

    @property
    def is_long(self) -> bool:
        """Whether the text is so long that one hash in common says nothing."""
        length: int = _LENGTH - int(self.age[-_ID - _DIGITS : -_ID])
        return length > _LONG


class Copies:
    """Finds what copies what, as few reports anew as need be: those that are new, and later ones that could copy them.

    Args:
        shelves: which reports have which hashes, and which of them copy others.
        read: returns reports by their ids.
    """

    def __init__(self, shelves: Shelves, read: Callable[[Iterable[str]], Mapping[str, Report]]) -> None:
        self._shelves = shelves
        self._read = read
        self._given: Mapping[str, Report | None] = {}
        self._told: dict[str, Told] = {}
        self._heap: list[str] = []
        self._waiting: set[str] = set()
        self._gone: set[str] = set()

    def find(self, reports: Mapping[str, Report | None]) -> set[str]:
        """Take in reports that are new or, with None, gone; return those that copy another one than before."""
        self._given = reports
        for id_, report in sorted(reports.items()):
            kept = self._kept(id_)
            if report is None and kept:
                self._gone.add(id_)
                self._push(kept.age)
            elif report is not None and not kept:
                self._enter(_sheet(id_, report))
        changed = set()
        while self._heap:
            age = heapq.heappop(self._heap)
            self._waiting.discard(age)
            id_ = _id(age)
            if self._place(id_):
                changed.add(id_)
        return changed

    def _place(self, id_: str) -> bool:
        """Say anew what a report copies; return whether that is another than before."""
        sheet = self._kept(id_)
        if sheet is None:
            return False
        old = self._shelves.one("copy", id_)
        found = None if id_ in self._gone else self._closest(sheet)
        if found:
            self._shelves.set_one("copy", id_, found[0], str(found[1]))
            self._shelves.put("copied", found[0], id_)
        elif old is not None:
            self._shelves.drop("copy", id_, old)
        new = found[0] if found else None
        if old is not None and old != new:
            self._shelves.drop("copied", old, id_)
        was_root = bool(self._shelves.get("root", id_))
        is_root = found is None and id_ not in self._gone
        if is_root != was_root:
            change = self._shelves.put if is_root else self._shelves.drop
            change("root", id_, "")
            for key in sheet.keys:
                change("rooted", key, sheet.age)
            for age in self._concerned(sheet):
                self._push(age)
        if not is_root:
            self._told.pop(id_, None)  # only originals are compared again
        if id_ in self._gone:
            self._leave(sheet)
        return old != new

    def _closest(self, sheet: _Sheet) -> tuple[str, float] | None:
        """Return the earlier report whose words this one has, which is itself no copy, and the share of them."""
        seen = Counter[str]()
        for key in sheet.keys:
            roots = self._shelves.first("rooted", key, below=sheet.age, at_most=CROWD + 1)
            if len(roots) <= CROWD:
                seen.update(_id(age) for age in roots)
        best: tuple[str, float] | None = None
        for root in sorted(seen, key=lambda root: (-seen[root], root)):
            if seen[root] < IN_COMMON and sheet.is_long:
                break
            share = self._share(sheet.id, root)
            if share >= SHARE and (best is None or share > best[1]):
                best = root, round(share, 4)
        return best

    def _concerned(self, sheet: _Sheet) -> Iterator[str]:
        """Yield the later reports that could copy this one, or could see other ones beside it no more, or again."""
        found: set[str] = set()
        for key in sheet.keys:
            roots = self._shelves.first("rooted", key, at_most=CROWD + 2)
            edge = roots[CROWD - 1] if len(roots) >= CROWD else None
            end = roots[-1] if len(roots) == CROWD + 2 else None
            for age in self._shelves.first("sketch", key, below=end, at_most=_ALL):
                if age <= sheet.age or age in self._waiting or age in found:
                    continue
                if (edge is not None and age >= edge) or self._is_like(sheet, _id(age)):
                    found.add(age)
        yield from sorted(found)

    def _is_like(self, sheet: _Sheet, other: str) -> bool:
        if self._shelves.one("copy", other) == sheet.id:
            return True
        return sheet.id not in self._gone and self._share(other, sheet.id) >= SHARE

    def _share(self, id_: str, root: str) -> float:
        given = {each: self._given.get(each) for each in (id_, root) if each not in self._told}
        kept = self._read([each for each, report in given.items() if report is None])
        for each, report in ((each, report or kept.get(each)) for each, report in given.items()):
            if report is not None:
                self._told[each] = told(report.text)
        return share(self._told[id_], self._told[root]) if {id_, root} <= self._told.keys() else 0.0

    def _kept(self, id_: str) -> _Sheet | None:
        kept = self._shelves.get("sheet", id_) or self._shelves.was("sheet", id_)
        return next((_Sheet(age, tuple(keys.split())) for age, keys in kept.items()), None)

    def _enter(self, sheet: _Sheet) -> None:
        self._shelves.put("sheet", sheet.id, sheet.age, " ".join(sheet.keys))
        for key in sheet.keys:
            self._shelves.put("sketch", key, sheet.age)
        self._push(sheet.age)

    def _leave(self, sheet: _Sheet) -> None:
        self._shelves.drop("sheet", sheet.id, sheet.age)
        for key in sheet.keys:
            self._shelves.drop("sketch", key, sheet.age)

    def _push(self, age: str) -> None:
        if age not in self._waiting:
            self._waiting.add(age)
            heapq.heappush(self._heap, age)


def _sheet(id_: str, report: Report) -> _Sheet:
    return _Sheet(_age(id_, report), tuple(f"{key:08x}" for key in sketch(report.text)))


def _id(age: str) -> str:
    return age[-_ID:].strip()


def _age(id_: str, report: Report) -> str:
    """Sort originals before their copies: by day, then the one that names its own outlet, then the longer."""
    published = report.published
    day = published.date() if isinstance(published, datetime) else published or date.max
    names_itself = bool(report.publisher) and folded(report.publisher or "") in folded(report.text)
    length = min(len(report.text), _LENGTH)
    return f"{day.isoformat()}{int(not names_itself)}{_LENGTH - length:0{_DIGITS}}{id_:>{_ID}}"
