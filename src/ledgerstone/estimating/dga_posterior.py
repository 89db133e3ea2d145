"""The posterior of the unrecorded under all decomposable graphs, for one table, one delta and one prior."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating.averaging import arrangements, average, joined_by, peaks, set_terms
from ledgerstone.estimating.graphs import Graphs, decomposable
from ledgerstone.estimating.grid import Posterior, coarse_nodes, interpolate, refined_nodes, widths_of
from ledgerstone.estimating.table import CaptureTable

Floats = NDArray[np.float64]
LogPrior = Callable[[Floats], Floats]
NEGLIGIBLE = 34.0  # a graph that is exp(-34) below the best at its peak is left out of the sums
MATTERS = 14.0  # a graph this close to the best decides how fine the grid is
TAIL = 0.01
TAIL_MASS = 1e-4
EXTENSIONS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Averaged:
    """What averaging over graphs gives.

    Attributes:
        posterior: of N0, without the saturated graph unless it was asked for.
        graphs: how many were averaged over.
        edges: the posterior probability that two lists are joined, by pair in lexicographic order.
        best: the most probable graph as a bit mask over the pairs, and its probability.
        saturated: probability that the saturated graph has, or would have had.
        most: the end of the grid.
        tail: probability of the last hundredth of the grid.
    """

    posterior: Posterior
    graphs: int
    edges: Floats
    best: tuple[int, float]
    saturated: float
    most: int
    tail: float


def averaged(table: CaptureTable, *, delta: float, log_prior: LogPrior, saturated: bool, most: int | None) -> Averaged:
    """Average over all decomposable graphs on the table's lists.

    Args:
        table: 3 to 7 lists.
        delta: hyper-Dirichlet pseudo-count of a cell.
        log_prior: log p(N) up to a constant, for an array of N.
        saturated: whether the saturated graph takes part.
        most: end of the grid of N0; None starts at 10 n and extends it threefold until the last hundredth of the
            grid holds less than 1e-4 of the probability (at most nine times).
    """
    if most is not None:
        return _on_grid(table, delta, log_prior, saturated=saturated, most=most)
    most = 10 * table.people
    found = _on_grid(table, delta, log_prior, saturated=saturated, most=most)
    for _ in range(EXTENSIONS):
        if found.tail < TAIL_MASS:
            break
        most *= 3
        found = _on_grid(table, delta, log_prior, saturated=saturated, most=most)
    return found


def _on_grid(table: CaptureTable, delta: float, log_prior: LogPrior, *, saturated: bool, most: int) -> Averaged:
    graphs = decomposable(len(table.lists))
    cells, people, lists = table.cells, table.people, len(table.lists)

    def shared(nodes: Floats) -> Floats:
        return arrangements(float(people), nodes) + log_prior(people + nodes)

    nodes = coarse_nodes(most)
    terms = set_terms(cells, lists, delta, nodes)
    height, place, spread = peaks(terms, shared(nodes), np.log(nodes), graphs.masks, graphs.signs, graphs.used)
    full = int(graphs.edges.argmax())
    without = np.arange(height.size) != full
    best = height[without | saturated].max()
    kept = np.flatnonzero((height > best - NEGLIGIBLE) & (without | saturated))
    near = kept[height[kept] > best - MATTERS]
    nodes = refined_nodes(nodes, place[near], spread[near])
    terms, base, widths = set_terms(cells, lists, delta, nodes), shared(nodes), widths_of(nodes)
    summed, weights = average(terms, base, best, graphs.masks, graphs.signs, graphs.used, widths, kept)
    posterior = interpolate(nodes, summed)
    alone = base + terms[-1]
    return _summary(graphs, posterior, kept, weights, interpolate(nodes, alone).log_total, saturated=saturated)


def _summary(
    graphs: Graphs,
    posterior: Posterior,
    kept: NDArray[np.int64],
    weights: Floats,
    of_full: float,
    *,
    saturated: bool,
) -> Averaged:
    share = weights / weights.sum()
    edges = graphs.edges[kept]
    pairs = graphs.lists * (graphs.lists - 1) // 2
    top = int(share.argmax())
    total = posterior.log_total if saturated else np.logaddexp(posterior.log_total, of_full)
    return Averaged(
        posterior=posterior,
        graphs=graphs.used.size - (0 if saturated else 1),
        edges=joined_by(edges, share, pairs),
        best=(int(edges[top]), float(share[top])),
        saturated=float(np.exp(of_full - total)),
        most=int(posterior.upper[-1]),
        tail=posterior.tail(TAIL),
    )
