"""The values of N0 at which a posterior is computed, and the sums over all values in between.

log p(N0) is smooth in log N0, so it is computed at a few hundred nodes and interpolated by a cubic spline to every
whole number up to 200,000, and beyond it to cells whose width is 1/20,000 of their place.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

Floats = NDArray[np.float64]
DENSE = 16  # whole numbers at the start that are nodes themselves
PER_FOLD = 5.0  # nodes for each factor e, where nothing happens
PER_DEVIATION = 2.5  # nodes for each standard deviation of the sharpest graph that matters
REACH = 9.0  # standard deviations to each side that get these
MOST_NODES = 4000
WHOLE = 200_000


def coarse_nodes(most: int) -> Floats:
    """1, 2, ... 16, then geometrically to `most`, all whole."""
    if most <= DENSE:
        return np.arange(1.0, most + 1.0)
    folds = np.log(most / DENSE)
    further = np.geomspace(DENSE, most, max(2, int(np.ceil(PER_FOLD * folds)) + 1))
    return np.unique(np.round(np.concatenate([np.arange(1.0, DENSE + 1.0), further])))


def refined_nodes(coarse: Floats, place: Floats, spread: Floats) -> Floats:
    """Add nodes around the peaks (places and deviations in log N0) of the graphs that matter."""
    most = coarse[-1]
    finite = np.isfinite(spread)
    if not finite.any():
        return nodes_between(1.0, most, 14.0, coarse)
    place, spread = place[finite], np.maximum(spread[finite], 1e-7)
    low = np.exp(np.clip(np.min(place - REACH * spread), 0.0, np.log(most)))
    high = np.exp(np.clip(np.max(place + REACH * spread), 0.0, np.log(most)))
    return nodes_between(low, high, max(14.0, PER_DEVIATION / float(spread.min())), coarse)


def nodes_between(low: float, high: float, per_fold: float, coarse: Floats) -> Floats:
    """The coarse nodes, with `per_fold` more for each factor e between `low` and `high`."""
    number = int(min(np.ceil(per_fold * np.log(high / low)) + 1, MOST_NODES)) if high > low else 1
    return np.unique(np.concatenate([coarse, np.round(np.geomspace(low, high, max(number, 2)))]))


def widths_of(nodes: Floats) -> Floats:
    """How many whole numbers each node stands for (midpoint cells)."""
    return np.asarray(np.diff(np.concatenate([[0.5], (nodes[1:] + nodes[:-1]) / 2.0, [nodes[-1] + 0.5]])))


@lru_cache(maxsize=1)
def _whole() -> tuple[Floats, Floats]:
    values = np.arange(1.0, WHOLE + 1.0)
    return values, np.log(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """A distribution of N0 over 1 .. most.

    Attributes:
        values: representative values of N0, ascending.
        probability: of each value's cell; adds to 1.
        upper: the largest whole number of each cell; the value itself up to 200,000.
        log_total: log of the sum before it was made 1.
    """

    values: Floats
    probability: Floats
    upper: Floats
    log_total: float

    @property
    def mean(self) -> float:
        """Mean of N0."""
        return float(self.values @ self.probability)

    def quantiles(self, at: Floats) -> Floats:
        """The smallest N0 whose cumulative probability reaches each of `at`."""
        cumulative = np.cumsum(self.probability)
        places = np.searchsorted(cumulative, np.asarray(at) * cumulative[-1] * (1.0 - 1e-13))
        return np.asarray(self.upper[np.minimum(places, self.upper.size - 1)])

    def tail(self, share: float) -> float:
        """Probability of the last `share` of the grid."""
        return float(self.probability[self.values > self.values[-1] * (1.0 - share)].sum())


def interpolate(nodes: Floats, log_density: Floats) -> Posterior:
    """From log p at the nodes to a normalised distribution over all whole numbers between 1 and the last node."""
    most = int(nodes[-1])
    values, places = (every[: min(most, WHOLE)] for every in _whole())
    upper = values
    if nodes.size == most:
        fine = log_density.copy()
    else:
        spline = CubicSpline(np.log(nodes), log_density)
        fine = spline(places)
    if most > WHOLE:
        edges = np.geomspace(WHOLE + 0.5, most + 0.5, int(20_000 * np.log(most / WHOLE)) + 2)
        further = (edges[1:] + edges[:-1]) / 2.0
        fine = np.concatenate([fine, spline(np.log(further)) + np.log(np.diff(edges))])
        values = np.concatenate([values, further])
        upper = np.concatenate([upper, np.floor(edges[1:])])
    top = fine.max()
    probability = np.exp(fine - top)
    total = probability.sum()
    return Posterior(values=values, probability=probability / total, upper=upper, log_total=float(np.log(total) + top))
