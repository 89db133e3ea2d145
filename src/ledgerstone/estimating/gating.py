"""When not to estimate: what the lists themselves rule out, before any model is fitted."""

import math
from dataclasses import dataclass

from ledgerstone.estimating.pairs import Pair, pairs
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Refusal

FEWEST_LISTS = 3
CHANCE = 1e-6  # a containment less likely than this among independent lists is taken for a copy
SUSPECT_SIZE = 10  # shorter lists may stand within another by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One reason why no number can be given, and what would remove it."""

    reason: str
    needed: str


def obstacles(table: CaptureTable, *, trusted: frozenset[str] = frozenset()) -> tuple[Obstacle, ...]:
    """Everything about the lists that forbids an estimate, the gravest first.

    Args:
        table: the lists.
        trusted: lists that the user knows to be made on their own, though they stand wholly within another.
    """
    empty = _empty_lists(table)
    if empty:
        return empty
    few = _too_few(table)
    if few:
        return few
    overlaps = pairs(table)
    found = [*_copies(table, overlaps, trusted), *_everybody(table), *_islands(table, overlaps)]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The outcome of the checks that every estimator begins with: a refusal, or None and what to warn of."""

    refusal: Refusal | None
    caveats: tuple[str, ...] = ()


def gate(table: CaptureTable, *, trusted: frozenset[str] = frozenset(), override: bool = False) -> Gate:
    """Refuse what the lists rule out.

    Args:
        table: the lists.
        trusted: lists known to be made on their own though they stand within another.
        override: turn obstacles into caveats, except for empty lists and for fewer than three.
    """
    found = obstacles(table, trusted=trusted)
    hard = len(table.lists) < FEWEST_LISTS or 0 in table.sizes
    if not found or (override and not hard):
        return Gate(refusal=None, caveats=tuple(f"Estimated although: {o.reason}" for o in found))
    reason = " ".join(o.reason for o in found)
    return Gate(refusal=Refusal(reason=reason, needed=" ".join(dict.fromkeys(o.needed for o in found))))


def _empty_lists(table: CaptureTable) -> tuple[Obstacle, ...]:
    names = [name for name, size in zip(table.lists, table.sizes, strict=True) if size == 0]
    return tuple(
        Obstacle(reason=f"The list {name!r} is empty.", needed=f"Drop {name!r}, or fill it.") for name in names
    )


def _too_few(table: CaptureTable) -> tuple[Obstacle, ...]:
    if len(table.lists) >= FEWEST_LISTS:
        return ()
    names = ", ".join(table.lists)
    return (
        Obstacle(
            reason=f"There are {len(table.lists)} lists ({names}). With fewer than three, nothing in the data tells "
            "overlap by chance from overlap by dependence.",
            needed="A third list, made on its own. The pairwise figure of two lists assumes that they are "
            "independent; diagnose() shows it as a diagnostic.",
        ),
    )


def _copies(table: CaptureTable, overlaps: tuple[Pair, ...], trusted: frozenset[str]) -> list[Obstacle]:
    found = [
        Obstacle(
            reason=f"{child!r} was made from {parent!r}: their overlap says nothing about the unrecorded.",
            needed=f"Drop {child!r}, or merge it with {parent!r}.",
        )
        for child, parent in table.made_from
    ]
    known = {frozenset(pair) for pair in table.made_from}
    for pair in overlaps:
        if frozenset((pair.first, pair.second)) in known:
            continue
        if pair.same and pair.on_both >= SUSPECT_SIZE:
            found.append(
                Obstacle(
                    reason=f"{pair.first!r} and {pair.second!r} hold exactly the same {pair.on_both} people: "
                    "one is a copy of the other.",
                    needed=f"Drop {pair.second!r}.",
                )
            )
        elif _suspect(table, pair, trusted):
            inner, outer = (pair.first, pair.second) if pair.on_first <= pair.on_second else (pair.second, pair.first)
            found.append(
                Obstacle(
                    reason=f"All {pair.on_both} people on {inner!r} are on {outer!r} too: "
                    f"{inner!r} seems to be compiled from it.",
                    needed=f"Drop {inner!r} or merge the two; or, if it was made on its own, say that you trust it.",
                )
            )
    return found


def _suspect(table: CaptureTable, pair: Pair, trusted: frozenset[str]) -> bool:
    if not pair.contained or pair.on_both < SUSPECT_SIZE:
        return False
    inner, outer = (pair.first, pair.on_second) if pair.on_first <= pair.on_second else (pair.second, pair.on_first)
    if inner in trusted or outer == table.people:
        return False
    return pair.on_both * math.log(outer / table.people) < math.log(CHANCE)


def _everybody(table: CaptureTable) -> list[Obstacle]:
    return [
        Obstacle(
            reason=f"Every person stands on {name!r}: the other lists add nobody.",
            needed=f"Check how {name!r} was made; if it was compiled from the others, drop it.",
        )
        for name, size in zip(table.lists, table.sizes, strict=True)
        if size == table.people
    ]


def _islands(table: CaptureTable, overlaps: tuple[Pair, ...]) -> list[Obstacle]:
    islands = connected(table.lists, overlaps)
    if len(islands) == 1:
        return []
    told = "; ".join(" + ".join(repr(name) for name in island) for island in islands)
    return [
        Obstacle(
            reason=f"The lists do not hang together: no person links these groups: {told}.",
            needed="Check the matching between the groups; or drop the lists that overlap no other, "
            "or estimate each group on its own if it has three lists.",
        )
    ]


def connected(lists: tuple[str, ...], overlaps: tuple[Pair, ...]) -> tuple[tuple[str, ...], ...]:
    """The groups of lists that are linked by overlaps, each in the order of the lists."""
    group = {name: name for name in lists}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for pair in overlaps:
        if pair.on_both:
            group[root(pair.second)] = root(pair.first)
    roots = dict.fromkeys(root(name) for name in lists)
    return tuple(tuple(name for name in lists if root(name) == r) for r in roots)
