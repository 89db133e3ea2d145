"""Chains of the latent class sampler: where they start, how they go on, and what they have drawn.

Every chain has its own random stream, spawned from the seed, so that the draws are the same whatever the number of
workers that run them.
"""

from dataclasses import dataclass, field

import numpy as np

from ledgerstone.estimating.sampler.chain import advance
from ledgerstone.estimating.sampler.ladder import climb
from ledgerstone.estimating.sampler.state import Floats, Integers, Lists, Prior, Room, State, room_for
from ledgerstone.estimating.table import CaptureTable

FIRST_STEP, LONGEST = 0.3, 12
STEPS, COLDEST = 16, 0.01


def lists_of(table: CaptureTable) -> Lists:
    """Lay out a table as the compiled loops want it."""
    rows = table.matrix
    return Lists(
        matrix=np.ascontiguousarray(np.vstack([rows.T, rows.sum(axis=1)]).astype(float)),
        members=np.nonzero(rows)[1].astype(np.int64),
        starts=np.concatenate([[0], np.cumsum(rows.sum(axis=1))]).astype(np.int64),
        counts=np.array(table.counts, dtype=np.int64),
        people=float(table.people),
    )


@dataclass(slots=True, kw_only=True)
class Chain:
    """One chain: its random stream, its state (changed in place by `go`), and its draws of n0."""

    rng: np.random.Generator
    state: State
    room: Room
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
        state=State(
            log_on=np.log(inclusion), log_off=np.log1p(-inclusion), log_weight=np.log(np.maximum(weight, 1e-12))
        ),
        room=room_for(classes=classes, lists=rows.shape[1], patterns=lists.counts.size),
        tuning=tuning,
    )


def go(chain: Chain, lists: Lists, prior: Prior, *, iterations: int, warm_up: bool = False) -> None:
    """Advance a chain by `iterations`; draws of the warm-up, in which step sizes are learned, are not kept."""
    draws = np.empty(iterations)
    if chain.rungs is None:
        advance(chain.rng, draws, warm_up, chain.tuning, lists, prior, chain.state, chain.room)
    else:
        heats = np.geomspace(1.0, COLDEST, STEPS)
        climb(chain.rng, draws, heats, chain.rungs, lists, prior, chain.state, chain.room)
    if not warm_up:
        chain.draws.append(draws)


def temper(chain: Chain) -> None:
    """Put copies of a chain's state on every rung of a ladder and forget its draws.

    They came from a chain that stayed in its own mode: kept, they would weigh modes by how many chains began there.
    """
    chain.state = State(*(np.repeat(part[None], STEPS, axis=0) for part in chain.state))
    chain.rungs = np.arange(STEPS)
    chain.draws = []
