"""Several chains, run until they agree, and escalated when they do not."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating.chains import Chain, go, start, temper
from ledgerstone.estimating.compiled import uncollected
from ledgerstone.estimating.convergence import effective_size, r_hat
from ledgerstone.estimating.progress import Progress
from ledgerstone.estimating.sampler.state import Lists, Prior

Floats = NDArray[np.float64]
WARM_UP = 1500
FIRST_ROUND = 2000
GROWTH = 1.5
LEFT_OUT = 5  # the first fifth after the warm-up
AGREED = 1.01
APART = 1.03  # after ESCALATE iterations, chains further apart than this are tempered
ESCALATE = 40_000
TEMPERED_COST = 8  # iterations for which one of a ladder counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What the chains have drawn, and whether they agree.

    Attributes:
        draws: (draws, chains) of n0, the warm-up and the first fifth after it left out.
        r_hat, effective: rank-normalised split R-hat and bulk effective size of log(n0 + 0.5).
        converged: whether both reached what was asked.
        iterations: of each chain, those of the warm-up among them; one of a tempered chain counts as 8.
        tempered: whether the chains had to be tempered.
    """

    draws: Floats
    r_hat: float
    effective: float
    converged: bool
    iterations: int
    tempered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to try.

    Attributes:
        chains: at least 4, half of them started scattered.
        effective: bulk effective size at which to stop.
        iterations: at most so many of each chain; one of a tempered chain counts as 8.
        workers: threads; they change the time, never the result.
    """

    chains: int
    effective: float
    iterations: int
    workers: int


def explore(
    lists: Lists, prior: Prior, effort: Effort, seed: np.random.SeedSequence, progress: Progress
) -> Exploration:
    """Run the chains in growing rounds until R-hat is at most 1.01 and the effective size is reached."""
    chains = [start(lists, prior, child, scattered=bool(c % 2)) for c, child in enumerate(seed.spawn(effort.chains))]
    progress("chains start; the first run on a machine compiles for a while", 0, effort.iterations)
    with ThreadPoolExecutor(max_workers=effort.workers) as pool:
        with uncollected():  # the first run on a machine compiles here
            _each(pool, chains, lists, prior, WARM_UP, warm_up=True)
        done, size, tempered = WARM_UP, FIRST_ROUND, False
        while True:
            cost = TEMPERED_COST if tempered else 1
            size = max(1, min(size, (effort.iterations - done) // cost))
            _each(pool, chains, lists, prior, size)
            done += size * cost
            found = _judge(chains, effort, done, tempered=tempered)
            progress(f"chains (R-hat {found.r_hat:.3f}, effective size {found.effective:.0f})", done, effort.iterations)
            if found.converged or done + cost > effort.iterations:
                return found
            if not tempered and done >= ESCALATE and found.r_hat > APART:
                tempered = True
                for chain in chains:
                    temper(chain)
                size = FIRST_ROUND
            else:
                size = int(size * GROWTH)


def _each(
    pool: ThreadPoolExecutor,
    chains: Sequence[Chain],
    lists: Lists,
    prior: Prior,
    iterations: int,
    *,
    warm_up: bool = False,
) -> None:
    run = partial(go, lists=lists, prior=prior, iterations=iterations, warm_up=warm_up)
    for _ in pool.map(run, chains):
        pass


def _judge(chains: Sequence[Chain], effort: Effort, done: int, *, tempered: bool) -> Exploration:
    drawn = np.column_stack([chain.drawn for chain in chains])
    draws = drawn[drawn.shape[0] // LEFT_OUT :]
    logs = np.log(draws + 0.5)
    apart, effective = r_hat(logs), effective_size(logs)
    return Exploration(
        draws=draws,
        r_hat=apart,
        effective=effective,
        converged=apart <= AGREED and effective >= effort.effective,
        iterations=done,
        tempered=tempered,
    )
