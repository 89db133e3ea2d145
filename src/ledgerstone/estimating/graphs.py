"""All decomposable graphs on a few lists, by their cliques and separators.

A graph is decomposable if maximum cardinality search (Tarjan & Yannakakis 1984) finds every vertex's earlier
neighbours joined. The numbers of labelled ones are 8, 61, 822, 18,154 and 617,675 for 3 to 7 vertices.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating.compiled import compiled

NUMBER = {3: 8, 4: 61, 5: 822, 6: 18_154, 7: 617_675}
Bytes = NDArray[np.uint8]
Signs = NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphs:
    """The decomposable graphs on `lists` vertices.

    Attributes:
        lists: J.
        masks: (graphs, 2J - 1) cliques and separators as sets of lists (bit masks), 0 as filling.
        signs: (graphs, 2J - 1) +1 for a clique, -1 for a separator, 0 as filling.
        used: (graphs,) how many of these are filled.
        edges: (graphs,) the graph as a bit mask over the pairs of lists in lexicographic order.
    """

    lists: int
    masks: Bytes
    signs: Signs
    used: Bytes
    edges: NDArray[np.int32]


@compiled
def search(  # noqa: C901, PLR0912 (one compiled loop)
    lists: int,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    masks: Bytes,
    signs: Signs,
    used: Bytes,
    edges: NDArray[np.int32],
) -> int:
    """Fill the arrays with every decomposable graph and return their number."""
    size = first.size
    near = np.zeros(lists, np.int64)
    bits = np.zeros(1 << lists, np.int64)
    for mask in range(1, 1 << lists):
        bits[mask] = bits[mask >> 1] + (mask & 1)
    clique = np.zeros(lists, np.int64)
    separator = np.zeros(lists, np.int64)
    found = 0
    for code in range(1 << size):
        near[:] = 0
        for e in range(size):
            if code >> e & 1:
                near[first[e]] |= 1 << second[e]
                near[second[e]] |= 1 << first[e]
        visited = 0
        cliques = 0
        last = -1
        chordal = True
        for _ in range(lists):
            vertex = -1
            most = -1
            for v in range(lists):
                if not visited >> v & 1 and bits[near[v] & visited] > most:
                    most = bits[near[v] & visited]
                    vertex = v
            earlier = near[vertex] & visited
            for v in range(lists):
                if earlier >> v & 1 and (near[v] | 1 << v) & earlier != earlier:
                    chordal = False
            if not chordal:
                break
            if most <= last or cliques == 0:
                clique[cliques] = earlier | 1 << vertex
                separator[cliques] = earlier
                cliques += 1
            else:
                clique[cliques - 1] |= 1 << vertex
            last = most
            visited |= 1 << vertex
        if not chordal:
            continue
        place = 0
        for c in range(cliques):
            masks[found, place] = clique[c]
            signs[found, place] = 1
            place += 1
            if separator[c] != 0:
                masks[found, place] = separator[c]
                signs[found, place] = -1
                place += 1
        used[found] = place
        edges[found] = code
        found += 1
    return found


@lru_cache(maxsize=5)
def decomposable(lists: int) -> Graphs:
    """All decomposable graphs on 3 to 7 vertices; kept for the life of the process (7: 25 MB)."""
    number = NUMBER[lists]
    pairs = [(i, j) for i in range(lists) for j in range(i + 1, lists)]
    width = 2 * lists - 1
    masks = np.zeros((number, width), np.uint8)
    signs = np.zeros((number, width), np.int8)
    used = np.zeros(number, np.uint8)
    edges = np.zeros(number, np.int32)
    first = np.array([i for i, _ in pairs], dtype=np.int64)
    second = np.array([j for _, j in pairs], dtype=np.int64)
    search(lists, first, second, masks, signs, used, edges)
    return Graphs(lists=lists, masks=masks, signs=signs, used=used, edges=edges)
