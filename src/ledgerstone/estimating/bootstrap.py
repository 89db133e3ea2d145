"""The bias-corrected and accelerated bootstrap of a table's counts (Efron 1987; DiCiccio & Efron 1996)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Floats = NDArray[np.float64]


def resamples(counts: Floats, *, times: int, seed: int) -> NDArray[np.int64]:
    """Multinomial resamples of the observed people over the observed cells, shape (times, cells)."""
    people = counts.sum()
    return np.random.default_rng(seed).multinomial(int(people), counts / people, size=times)


def acceleration(counts: Floats, estimator: Callable[[Floats], float]) -> float:
    """The acceleration from the jackknife over people, done once a pattern and weighted by its count.

    With r_m the weighted mean of the estimates without one person less the estimate without one of pattern m:
    a = sum n_m r_m^3 / (6 (sum n_m r_m^2)^(3/2)) (Efron 1987, equation 7.3).
    """
    places = np.flatnonzero(counts)
    weights = counts[places]
    without = np.empty(places.size)
    for i, place in enumerate(places):
        fewer = counts.copy()
        fewer[place] -= 1.0
        without[i] = estimator(fewer)
    residual = np.average(without, weights=weights) - without
    spread = np.sum(weights * residual**2)
    return float(np.sum(weights * residual**3) / (6.0 * spread**1.5)) if spread > 0 else 0.0


def bca_interval(draws: Floats, estimate: float, accelerated: float, level: float) -> tuple[float, float]:
    """Quantiles (median-unbiased) of the draws at Phi(z0 + (z0 + z)/(1 - a (z0 + z)))."""
    below = np.clip(np.mean(draws < estimate), 0.5 / draws.size, 1.0 - 0.5 / draws.size)
    shift = ndtri(below)
    tails = shift + ndtri([0.5 - level / 2, 0.5 + level / 2])
    places = ndtr(shift + tails / (1.0 - accelerated * tails))
    low, high = np.quantile(draws, places, method="median_unbiased")
    return float(low), float(high)
