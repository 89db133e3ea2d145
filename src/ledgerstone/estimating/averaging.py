"""Bayesian averaging over decomposable graphs, compiled: the posterior of N0, the number of the unrecorded.

Madigan & York (1997): given a graph, the cell probabilities are hyper-Dirichlet with delta a cell. For a set A of a
lists with marginal counts t_A(s), where t_A(0) leaves out the unrecorded, and d_A = delta 2^(J - a):

    f_A(N0) = lgamma(N0 + t_A(0) + d_A) + sum_{s != 0} lgamma(t_A(s) + d_A) - 2^a lgamma(d_A)
              + lgamma(2^J delta) - lgamma(n + N0 + 2^J delta)
    log w(G, N0) = sum_cliques f - sum_separators f + lgamma(n + N0 + 1) - lgamma(N0 + 1) - sum lgamma(n_m + 1)
                   + log p(n + N0)
"""

import math

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.graphs import Bytes, Signs
from ledgerstone.estimating.sampler.state import Floats, Integers

FLOOR = math.exp(-60.0)


@compiled
def set_terms(cells: Integers, lists: int, delta: float, nodes: Floats) -> Floats:
    """f_A at each node for each set A, shape (2^J, nodes); row 0 is 0."""
    size = 1 << lists
    people = float(cells.sum())
    terms = np.zeros((size, nodes.size))
    common = np.empty(nodes.size)
    whole = size * delta
    for i in range(nodes.size):
        common[i] = math.lgamma(whole) - math.lgamma(people + nodes[i] + whole)
    margin = np.empty(size)
    for mask in range(1, size):
        chosen = 0
        for j in range(lists):
            chosen += mask >> j & 1
        each = delta * (1 << (lists - chosen))
        for c in range(size):
            margin[c] = 0.0
        for c in range(size):
            margin[c & mask] += cells[c]
        fixed = -float(1 << chosen) * math.lgamma(each)
        for s in range(1, size):
            if s & mask == s:
                fixed += math.lgamma(margin[s] + each)
        for i in range(nodes.size):
            terms[mask, i] = math.lgamma(nodes[i] + margin[0] + each) + fixed + common[i]
    return terms


@compiled
def arrangements(people: float, nodes: Floats) -> Floats:
    """lgamma(n + N0 + 1) - lgamma(N0 + 1) at each node."""
    found = np.empty(nodes.size)
    for i in range(nodes.size):
        found[i] = math.lgamma(people + nodes[i] + 1.0) - math.lgamma(nodes[i] + 1.0)
    return found


@compiled
def joined_by(edges: NDArray[np.int32], share: Floats, pairs: int) -> Floats:
    """The summed share of the graphs that join each pair."""
    joined = np.zeros(pairs)
    for g in range(edges.size):
        for p in range(pairs):
            if edges[g] >> p & 1:
                joined[p] += share[g]
    return joined


@compiled
def peaks(
    terms: Floats, base: Floats, at: Floats, masks: Bytes, signs: Signs, used: Bytes
) -> tuple[Floats, Floats, Floats]:
    """Where each graph's weight is highest: its log height, its place and its standard deviation in log N0.

    From the parabola through the three best neighbouring nodes `at` (log N0, ascending); a graph that rises to an end
    of the grid has its height there and an infinite deviation.
    """
    graphs = used.size
    height = np.empty(graphs)
    place = np.empty(graphs)
    spread = np.full(graphs, math.inf)
    line = np.empty(base.size)
    for g in range(graphs):
        for i in range(base.size):
            line[i] = base[i]
        for c in range(used[g]):
            sign = float(signs[g, c])
            row = terms[masks[g, c]]
            for i in range(base.size):
                line[i] += sign * row[i]
        top = int(line.argmax())
        height[g] = line[top]
        place[g] = at[top]
        if 0 < top < base.size - 1:
            left = at[top - 1] - at[top]
            right = at[top + 1] - at[top]
            down = line[top - 1] - line[top]
            up = line[top + 1] - line[top]
            bend = (down / left - up / right) / (left - right)
            slope = down / left - bend * left
            if bend < 0.0:
                move = -slope / (2.0 * bend)
                height[g] += slope * move / 2.0
                place[g] += move
                spread[g] = math.sqrt(-0.5 / bend)
    return height, place, spread


@compiled
def average(
    terms: Floats, base: Floats, top: float, masks: Bytes, signs: Signs, used: Bytes, widths: Floats, chosen: Integers
) -> tuple[Floats, Floats]:
    """Sum graphs at every node.

    Args:
        terms: (2^J, nodes) from `set_terms`.
        base: (nodes,) what all graphs share.
        top: about the largest log weight; what is exp(-60) below it counts as exp(-60) of it once.
        masks: cliques and separators of the graphs; see `Graphs`.
        signs: which is which.
        used: how many of them.
        widths: (nodes,) how many values of N0 a node stands for.
        chosen: which graphs to sum.

    Returns:
        The log of the summed weight at each node, and each chosen graph's weight over all N0 relative to exp(top).
    """
    nodes = base.size
    summed = np.full(nodes, FLOOR)
    weights = np.zeros(chosen.size)
    line = np.empty(nodes)
    for place in range(chosen.size):
        g = chosen[place]
        for i in range(base.size):
            line[i] = base[i]
        for c in range(used[g]):
            sign = float(signs[g, c])
            row = terms[masks[g, c]]
            for i in range(nodes):
                line[i] += sign * row[i]
        for i in range(nodes):
            gap = line[i] - top
            if gap > -60.0:
                value = math.exp(gap)
                summed[i] += value
                weights[place] += value * widths[i]
    for i in range(nodes):
        summed[i] = math.log(summed[i]) + top
    return summed, weights
