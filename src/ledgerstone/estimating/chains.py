"""Chains of the latent class sampler: where they start, how they go on, and what they have drawn.

Every chain has its own random stream, spawned from the seed, so that the draws are the same whatever the number of
workers that run them.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating.sampler.chain import advance
from ledgerstone.estimating.sampler.ladder import climb
from ledgerstone.estimating.table import CaptureTable

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
FLOWS, SWAPS, MOVES, LONGEST = 1, 10, 6, 12
STEPS, COLDEST, HOT_MOVES = 16, 0.01, 20
FIRST_STEP = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """A table as the compiled loops want it.

    Attributes:
        matrix: (J + 1, M) 0/1 by list and pattern, and in the last row the number of lists of each pattern.
        members, starts: the lists of pattern m are members[starts[m]:starts[m + 1]].
        counts: (M,) people.
        people: n.
    """

    matrix: Floats
    members: Integers
    starts: Integers
    counts: Integers
    people: int

    @classmethod
    def of(cls, table: CaptureTable) -> "Lists":
        """Lay out a table."""
        rows = table.matrix
        return cls(
            matrix=np.ascontiguousarray(np.vstack([rows.T, rows.sum(axis=1)]).astype(float)),
            members=np.nonzero(rows)[1].astype(np.int64),
            starts=np.concatenate([[0], np.cumsum(rows.sum(axis=1))]).astype(np.int64),
            counts=np.array(table.counts, dtype=np.int64),
            people=table.people,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """K classes; alpha ~ Gamma(shape, rate); n0 <= most; p(N) ~ 1/N."""

    classes: int
    shape: float
    rate: float
    most: float


@dataclass(slots=True, kw_only=True)
class Chain:
    """One chain: its random stream, its state (changed in place by `go`), and its draws of n0."""

    rng: np.random.Generator
    log_on: Floats
    log_off: Floats
    log_weight: Floats
    tuning: Floats
    rungs: Integers | None = None
    draws: list[Floats] = field(default_factory=list)

    @property
    def drawn(self) -> Floats:
        """All draws so far."""
        return np.concatenate(self.draws) if self.draws else np.zeros(0)


def start(lists: Lists, prior: Prior, seed: np.random.SeedSequence, *, scattered: bool) -> Chain:
    """Start a chain near the lists' sizes, or `scattered`: every pattern whole in a random class."""
    rng = np.random.default_rng(seed)
    rows = lists.matrix[:-1].T
    classes = prior.classes
    if scattered:
        place = rng.integers(0, classes, lists.counts.size)
        held = np.zeros(classes)
        np.add.at(held, place, lists.counts)
        on = np.zeros((classes, rows.shape[1]))
        np.add.at(on, place, rows * lists.counts[:, None])
        inclusion = (on + 0.5) / (held[:, None] + 1.0)
        weight = (held + 1.0) / (lists.people + classes)
    else:
        share = np.clip(lists.counts @ rows / lists.people, 1e-4, 1.0 - 1e-4)
        logits = np.log(share / (1.0 - share)) + 0.5 * rng.standard_normal((classes, share.size))
        inclusion = 1.0 / (1.0 + np.exp(-logits))
        weight = -np.sort(-rng.dirichlet(np.full(classes, 0.5)))
    tuning = np.full((classes + 1, max(rows.shape[1] + 1, 3)), 10.0)
    tuning[classes, :3] = np.log(FIRST_STEP), 0.0, LONGEST
    return Chain(
        rng=rng,
        log_on=np.log(inclusion),
        log_off=np.log1p(-inclusion),
        log_weight=np.log(np.maximum(weight, 1e-12)),
        tuning=tuning,
    )


def go(chain: Chain, lists: Lists, prior: Prior, *, iterations: int, warm_up: bool = False) -> None:
    """Advance a chain by `iterations`; draws of the warm-up, in which step sizes are learned, are not kept."""
    draws = np.empty(iterations)
    if chain.rungs is None:
        advance(
            chain.rng, draws, warm_up, FLOWS, SWAPS, MOVES, chain.tuning, lists.matrix, lists.members, lists.starts,
            lists.counts, prior.most, prior.shape, prior.rate, chain.log_on, chain.log_off, chain.log_weight,
        )  # fmt: skip
    else:
        climb(
            chain.rng, draws, np.geomspace(1.0, COLDEST, STEPS), SWAPS, HOT_MOVES, lists.matrix, lists.members,
            lists.starts, lists.counts, prior.most, prior.shape, prior.rate, chain.log_on, chain.log_off,
            chain.log_weight, chain.rungs,
        )  # fmt: skip
    if not warm_up:
        chain.draws.append(draws)


def temper(chain: Chain) -> None:
    """Put copies of a chain's state on every rung of a ladder and forget its draws."""
    chain.log_on = np.repeat(chain.log_on[None], STEPS, axis=0)
    chain.log_off = np.repeat(chain.log_off[None], STEPS, axis=0)
    chain.log_weight = np.repeat(chain.log_weight[None], STEPS, axis=0)
    chain.rungs = np.arange(STEPS)
    chain.draws = []
