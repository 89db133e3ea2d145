"""A telling as linking keeps it on its shelves: with a name that sorts it, and the blocks in which others find it."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledgerstone import codec
from ledgerstone.linking import blocking
from ledgerstone.linking.places import FINE, finest
from ledgerstone.linking.profiles import Telling
from ledgerstone.records import Claim, Where

FOUNDS, INSIDE = "f", "i"  # marks of a telling beside its name, for which it need not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A telling; ``uid`` sorts as tellings are placed, and is another when anything of the telling is otherwise."""

    uid: str
    telling: Telling
    stands: tuple[str, ...]
    looks: tuple[str, ...]
    marks: str

    @property
    def areas(self) -> tuple[str, ...]:
        """The blocks of an area alone, in which tellings without a day look for others."""
        return tuple(key for key in self.stands if blocking.is_of_any_day(key))


def entry(telling: Telling, claims: Mapping[str, Claim]) -> Entry:
    """Return the entry of a telling; ``claims`` holds those of its report."""
    written = to_json(telling, founds=_founds(telling, claims))
    digest = hashlib.sha256(written.encode()).hexdigest()[:12]
    return _entry(f"{_order(telling)}{digest}", telling, founds=_founds(telling, claims))


def to_json(telling: Telling, *, founds: bool) -> str:
    """Return a telling as JSON, the same for the same telling."""
    tree: dict[str, Any] = {
        "report": telling.report,
        "index": telling.index,
        "inside": telling.inside,
        "claims": telling.claims,
        "background": telling.background,
        "earliest": telling.earliest and telling.earliest.isoformat(),
        "latest": telling.latest and telling.latest.isoformat(),
        "soft": telling.soft,
        "scope": [codec.to_json(place) for place in telling.scope],
        "figures": telling.figures,
        "founds": founds,
        **{name: sorted(getattr(telling, name)) for name in _SETS},
    }
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)


def from_json(uid: str, text: str) -> Entry:
    """Return the entry that :func:`to_json` wrote."""
    tree = json.loads(text)
    scope = tuple(codec.from_json(Where, place) for place in tree["scope"])
    telling = Telling(
        report=tree["report"],
        index=tree["index"],
        inside=tree["inside"],
        claims=tuple(tree["claims"]),
        background=tuple(tree["background"]),
        earliest=date.fromisoformat(tree["earliest"]) if tree["earliest"] else None,
        latest=date.fromisoformat(tree["latest"]) if tree["latest"] else None,
        soft=tree["soft"],
        scope=scope,
        scene=finest(scope),
        figures=tuple((harm, number) for harm, number in tree["figures"]),
        acts=frozenset(tree["acts"]),
        harms=frozenset(tree["harms"]),
        actors=frozenset(tree["actors"]),
        names=frozenset(tree["names"]),
    )
    return _entry(uid, telling, founds=tree["founds"])


_SETS = ("acts", "harms", "actors", "names")


def _entry(uid: str, telling: Telling, *, founds: bool) -> Entry:
    stands, looks = blocking.keys(telling)
    marks = FOUNDS * founds + INSIDE * (telling.inside is not None)
    return Entry(uid=uid, telling=telling, stands=stands, looks=looks, marks=marks)


def _founds(telling: Telling, claims: Mapping[str, Claim]) -> bool:
    """Say whether a telling is of an incident: somebody harmed (or said not to be), or something done."""
    return any(claims[id_].kind in {"harm", "act", "attribution"} for id_ in telling.claims)


def _order(telling: Telling) -> str:
    """Sort by how much a telling pins down: dated, softly, not at all; a part before a whole, fine before wide."""
    dated = 3 if telling.earliest is None else 2 if telling.soft else 0
    placed = 0 if telling.scene and telling.scene[0].precision in FINE else 1 if telling.scene else 2
    days = (telling.latest - telling.earliest).days if telling.latest and telling.earliest else 99
    part = 0 if telling.inside is not None else 1000  # parts first: what tells of the same spot alone then finds them
    return f"{dated + (not telling.scene)}{part + placed * 100 + days:04}{telling.report[:24]}{telling.index:03}"


Read = Callable[[str, str], Mapping[str, str]]


class Entries:
    """The entries that a run has read, each once."""

    def __init__(self, get: Read, was: Read, load: Callable[[str, Iterable[str]], None]) -> None:
        self._get, self._was, self._load = get, was, load
        self._read: dict[str, Entry] = {}

    def add(self, each: Entry) -> None:
        """Keep an entry that is new."""
        self._read[each.uid] = each

    def load(self, uids: Sequence[str]) -> None:
        """Ask for several at once."""
        self._load("telling", [uid for uid in uids if uid not in self._read])

    def __iter__(self) -> Iterator[str]:
        return iter([*self._read])

    def __getitem__(self, uid: str) -> Entry:
        if uid not in self._read:
            written = self._get("telling", uid) or self._was("telling", uid)
            self._read[uid] = from_json(uid, written[""])
        return self._read[uid]
