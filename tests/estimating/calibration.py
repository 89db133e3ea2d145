"""Simulation-based calibration of the latent class sampler (Talts et al. 2018).

A state is drawn from the prior, kept with the probability that n0 respects the bound; n people are drawn from the
patterns it gives to those on at least one list; the sampler sees these. Then the rank of the true n0 among the
sampler's draws is uniform, if and only if the sampler's target is the posterior.
"""

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating import CaptureTable
from ledgerstone.estimating.chains import go, lists_of, start, temper
from ledgerstone.estimating.sampler.state import Prior


def draw_truth(rng: np.random.Generator, prior: Prior, lists: int, people: int) -> tuple[float, CaptureTable]:
    while True:
        alpha = max(rng.gamma(prior.shape, 1.0 / prior.rate), 1e-3)
        breaks = np.append(rng.beta(1.0, alpha, prior.classes - 1), 1.0)
        weights = breaks * np.append(1.0, np.cumprod(1.0 - breaks[:-1]))
        inclusion = rng.random((prior.classes, lists))
        masks = np.arange(1 << lists)
        bits = masks[:, None] >> np.arange(lists) & 1
        cells = np.array([np.prod(np.where(bits, row, 1.0 - row), axis=1) for row in inclusion])
        chance = weights @ cells
        missing = rng.poisson(min(rng.gamma(people) * chance[0] / (1.0 - chance[0]), 1e12))
        if missing <= prior.most:
            break
    counts = rng.multinomial(people, chance[1:] / chance[1:].sum())
    names = tuple("ABCDEFGH"[:lists])
    kept = [(int(mask), int(count)) for mask, count in zip(masks[1:], counts, strict=True) if count]
    table = CaptureTable(lists=names, patterns=tuple(m for m, _ in kept), counts=tuple(c for _, c in kept))
    return float(missing), table


def ranks(
    *, worlds: int, seed: int, lists: int, people: int, classes: int, iterations: int, keep: int, tempered: bool = False
) -> NDArray[np.int64]:
    """The rank of the truth among `keep` draws in each world, 0 .. keep."""
    rng = np.random.default_rng(seed)
    prior = Prior(classes=classes, shape=0.25, rate=0.25, most=20.0 * people)
    found = np.empty(worlds, dtype=np.int64)
    for world in range(worlds):
        missing, table = draw_truth(rng, prior, lists, people)
        laid = lists_of(table)
        chain = start(laid, prior, np.random.SeedSequence(seed).spawn(world + 1)[world], scattered=bool(world % 2))
        go(chain, laid, prior, iterations=500, warm_up=True)
        if tempered:
            temper(chain)
        go(chain, laid, prior, iterations=iterations)
        drawn = chain.drawn[iterations // 10 :]
        thinned = drawn[np.linspace(0, drawn.size - 1, keep).astype(int)]
        found[world] = np.sum(thinned < missing) + rng.integers(0, np.sum(thinned == missing) + 1)
    return found


def uniformity(found: NDArray[np.int64], *, keep: int, bins: int = 10) -> float:
    """Chi-squared statistic of the ranks in `bins` equal bins; about bins - 1 where they are uniform."""
    counts, _ = np.histogram(found, bins=bins, range=(0, keep + 1))
    expected = found.size / bins
    return float(((counts - expected) ** 2 / expected).sum())
