"""What the lists look like, and whether they can carry an estimate: to be read before any number."""

from dataclasses import dataclass

import numpy as np

from ledgerstone.estimating.existence import exists, full_design, identified, overlapping_triples
from ledgerstone.estimating.gating import Obstacle, connected, obstacles
from ledgerstone.estimating.pairs import Pair, log_interval, pairs
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Refusal

SHORT_LIST = 10
THIN_OVERLAP = 5.0
HEAVY_SHARE = 0.8
MOST_LISTS_CHECKED = 10  # the linear program has 2^J cells
DEVIATE_95 = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What `diagnose` found.

    Attributes:
        people: distinct people on at least one list.
        lists, sizes, alone: names, people on each, and people on that list alone.
        caught: people on exactly 1, 2, ... J lists.
        pairs: every pair of lists, with its overlap and Chapman's number.
        groups: lists linked by overlaps; one group is what is needed.
        triples: triples of lists that overlap pairwise.
        lower_bound: Chao's bound with its 95 % interval, or None where nobody stands on two lists.
        main_effects: whether the independence model has an estimate and is identified; None if not checked.
        obstacles: why no estimate may be given; empty if one may.
        warnings: what makes an estimate weak.
    """

    people: int
    lists: tuple[str, ...]
    sizes: tuple[int, ...]
    alone: tuple[int, ...]
    caught: tuple[int, ...]
    pairs: tuple[Pair, ...]
    groups: tuple[tuple[str, ...], ...]
    triples: int
    lower_bound: tuple[float, float, float] | None
    main_effects: bool | None
    obstacles: tuple[Obstacle, ...]
    warnings: tuple[str, ...]

    @property
    def estimable(self) -> bool:
        """Whether the lists themselves allow an estimate (a model may still refuse)."""
        return not self.obstacles

    @property
    def refusal(self) -> Refusal | None:
        """The obstacles as one refusal."""
        if not self.obstacles:
            return None
        return Refusal(
            reason=" ".join(o.reason for o in self.obstacles), needed=" ".join(o.needed for o in self.obstacles)
        )


def diagnose(table: CaptureTable, *, trusted: frozenset[str] = frozenset()) -> Diagnosis:
    """Look at sizes, overlaps and support; say whether the lists can carry an estimate, and why not.

    Args:
        table: the lists.
        trusted: lists known to be made on their own although they stand within another.
    """
    overlaps = pairs(table)
    found = list(obstacles(table, trusted=trusted))
    main = _main_effects(table) if not found else None
    if main is False:
        found.append(
            Obstacle(
                reason="Not even the model of independent lists has a maximum likelihood estimate: too many of the "
                "possible patterns are empty.",
                needed="Merge or drop sparse lists.",
            )
        )
    return Diagnosis(
        people=table.people,
        lists=table.lists,
        sizes=table.sizes,
        alone=_alone(table),
        caught=tuple(table.caught(k) for k in range(1, len(table.lists) + 1)),
        pairs=overlaps,
        groups=connected(table.lists, overlaps),
        triples=overlapping_triples(table),
        lower_bound=lower_bound(table, DEVIATE_95),
        main_effects=main,
        obstacles=tuple(found),
        warnings=_warnings(table, overlaps),
    )


def lower_bound(table: CaptureTable, deviate: float) -> tuple[float, float, float] | None:
    """Chao (1987), bias-corrected: n + f1(f1-1)/(2(f2+1)), with its log-normal interval; None without any overlap.

    Variance: f1(f1-1)/(2(f2+1)) + f1(2f1-1)^2/(4(f2+1)^2) + f1^2 f2 (f1-1)^2/(4(f2+1)^4) (Chao 1987, equation 11 in
    its bias-corrected form).
    """
    once, twice = table.caught(1), table.caught(2)
    if table.people == once:
        return None
    unseen = once * (once - 1) / (2 * (twice + 1))
    variance = (
        unseen
        + once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    low, high = log_interval(table.people, table.people + unseen, variance, deviate)
    return table.people + unseen, low, high


def _alone(table: CaptureTable) -> tuple[int, ...]:
    counts = dict(zip(table.patterns, table.counts, strict=True))
    return tuple(counts.get(1 << j, 0) for j in range(len(table.lists)))


def _main_effects(table: CaptureTable) -> bool | None:
    if len(table.lists) > MOST_LISTS_CHECKED:
        return None
    design = full_design(len(table.lists), ())
    return identified(design) and exists(design, np.asarray(table.cells[1:] > 0))


def _warnings(table: CaptureTable, overlaps: tuple[Pair, ...]) -> tuple[str, ...]:
    told = [
        f"The list {name!r} holds only {size} people."
        for name, size in zip(table.lists, table.sizes, strict=True)
        if 0 < size < SHORT_LIST
    ]
    apart = [f"{pair.first} and {pair.second}" for pair in overlaps if not pair.on_both]
    if apart:
        told.append(f"{len(apart)} of {len(overlaps)} pairs of lists share nobody: {', '.join(apart[:6])}.")
    thin = sum(pair.on_both > 0 and pair.expected < THIN_OVERLAP for pair in overlaps)
    if thin:
        told.append(f"{thin} of {len(overlaps)} pairs of lists are expected to share fewer than 5 people.")
    if not table.caught(2):
        told.append("Nobody stands on exactly two lists: Chao's bound rests on nothing.")
    alone = _alone(table)
    for name, only in zip(table.lists, alone, strict=True):
        if sum(alone) and only > HEAVY_SHARE * sum(alone):
            told.append(f"{only} of the {sum(alone)} people on one list alone stand on {name!r}.")
    told += [f"All people on {inner!r} are on {outer!r}; that may be chance." for inner, outer in _contained(overlaps)]
    return tuple(told)


def _contained(overlaps: tuple[Pair, ...]) -> list[tuple[str, str]]:
    return [
        (pair.first, pair.second) if pair.on_first <= pair.on_second else (pair.second, pair.first)
        for pair in overlaps
        if pair.contained
    ]
