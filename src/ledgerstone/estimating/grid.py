"""The values of N0 at which a posterior is computed, and the sums over all values in between.

log p(N0) is smooth in log N0, so it is computed at a few hundred nodes and interpolated by a cubic spline to every
whole number up to 200,000, and beyond it to cells whose width is 1/20,000 of their place.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.spline import splined

Floats = NDArray[np.float64]
DENSE = 16  # whole numbers at the start that are nodes themselves
PER_FOLD = 5.0  # nodes for each factor e, where nothing happens
PER_DEVIATION = 2.5  # nodes for each standard deviation of the sharpest graph that matters
REACH = 9.0  # standard deviations to each side that get these
MOST_NODES = 4000
WHOLE = 200_000


@compiled
def among(low: float, high: float, number: int, others: Floats) -> Floats:
    """`number` whole numbers, evenly in logs from low to high, and `others` (ascending): each once, ascending."""
    found = np.empty(number + others.size)
    size = 0
    taken = 0
    fold = math.log(high / low) / max(number - 1, 1)
    for i in range(number + 1):
        value = math.inf
        if i < number:
            value = round(low * math.exp(i * fold)) if i < number - 1 else round(high)
        while taken < others.size and others[taken] <= value:
            if size == 0 or others[taken] > found[size - 1]:
                found[size] = others[taken]
                size += 1
            taken += 1
        if i < number and (size == 0 or value > found[size - 1]):
            found[size] = value
            size += 1
    return found[:size].copy()


def coarse_nodes(most: int) -> Floats:
    """1, 2, ... 16, then geometrically to `most`, all whole."""
    if most <= DENSE:
        return np.arange(1.0, most + 1.0)
    number = max(2, math.ceil(PER_FOLD * math.log(most / DENSE)) + 1)
    return among(float(DENSE), float(most), number, np.arange(1.0, DENSE + 1.0))


def refined_nodes(coarse: Floats, place: Floats, spread: Floats) -> Floats:
    """Add nodes around the peaks (places and deviations in log N0) of the graphs that matter."""
    most = float(coarse[-1])
    finite = np.isfinite(spread)
    if not finite.any():
        return nodes_between(1.0, most, 14.0, coarse)
    place, spread = place[finite], np.maximum(spread[finite], 1e-7)
    furthest = math.log(most)
    low = math.exp(min(max(float((place - REACH * spread).min()), 0.0), furthest))
    high = math.exp(min(max(float((place + REACH * spread).max()), 0.0), furthest))
    return nodes_between(low, high, max(14.0, PER_DEVIATION / float(spread.min())), coarse)


def nodes_between(low: float, high: float, per_fold: float, coarse: Floats) -> Floats:
    """The coarse nodes, with `per_fold` more for each factor e between `low` and `high`."""
    number = int(min(math.ceil(per_fold * math.log(high / low)) + 1, MOST_NODES)) if high > low else 1
    return among(low, high, max(number, 2), coarse)


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


def log_totalled(log_values: Floats) -> tuple[Floats, float]:
    """Exponentials that add to 1, and the log of what they added to before."""
    top = log_values.max()
    probability = np.exp(log_values - top)
    total = float(probability.sum())
    probability /= total
    return probability, math.log(total) + float(top)


def interpolate(nodes: Floats, log_density: Floats) -> Posterior:
    """From log p at the nodes to a normalised distribution over all whole numbers between 1 and the last node."""
    most = int(nodes[-1])
    values, places = (every[: min(most, WHOLE)] for every in _whole())
    if nodes.size == most:
        probability, log_total = log_totalled(log_density)
        return Posterior(values=values, probability=probability, upper=values, log_total=log_total)
    if most <= WHOLE:
        probability, log_total = log_totalled(splined(np.log(nodes), log_density, places))
        return Posterior(values=values, probability=probability, upper=values, log_total=log_total)
    edges = np.geomspace(WHOLE + 0.5, most + 0.5, int(20_000 * np.log(most / WHOLE)) + 2)
    further = (edges[1:] + edges[:-1]) / 2.0
    fine = splined(np.log(nodes), log_density, np.concatenate([places, np.log(further)]))
    fine[WHOLE:] += np.log(np.diff(edges))
    probability, log_total = log_totalled(fine)
    return Posterior(
        values=np.concatenate([values, further]),
        probability=probability,
        upper=np.concatenate([values, np.floor(edges[1:])]),
        log_total=log_total,
    )
