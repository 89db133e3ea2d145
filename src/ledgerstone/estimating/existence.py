"""Does a log-linear model have a maximum likelihood estimate, and do the data identify it?

Fienberg & Rinaldo (2012, theorem 1): with design A (a row a cell) and counts y, the estimate exists if and only if a
strictly positive x has A'x = A'y. Only the support of y matters, so the program below is solved for 0/1 counts.
"""

from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from ledgerstone.estimating.table import CaptureTable

SLACK = 1e-9


def exists(design: NDArray[np.float64], support: NDArray[np.bool_]) -> bool:
    """Whether the Poisson maximum likelihood estimate exists; `design` is (cells, columns), `support` (cells,).

    Solves: maximise s subject to A'x = A'1[support], x >= s, x >= 0, 0 <= s <= 1; it exists if and only if s > 0.
    """
    if bool(support.all()):
        return True
    cells, _ = design.shape
    answer = linprog(
        np.append(np.zeros(cells), -1.0),
        A_ub=np.hstack([-np.eye(cells), np.ones((cells, 1))]),
        b_ub=np.zeros(cells),
        A_eq=np.hstack([design.T, np.zeros((design.shape[1], 1))]),
        b_eq=design.T @ support.astype(float),
        bounds=[(0.0, None)] * cells + [(0.0, 1.0)],
        method="highs",
    )
    if answer.status != 0 or answer.fun is None:
        return False
    least = float(answer.fun)
    return least < -SLACK


def identified(design: NDArray[np.float64]) -> bool:
    """Whether the columns are linearly independent."""
    return bool(np.linalg.matrix_rank(design) == design.shape[1])


@lru_cache(maxsize=64)
def full_design(lists: int, pairs: tuple[tuple[int, int], ...]) -> NDArray[np.float64]:
    """Intercept, lists and `pairs` over all cells but 0, shape (2^J - 1, 1 + J + pairs)."""
    masks = np.arange(1, 1 << lists)
    bits = [(masks >> j & 1).astype(float) for j in range(lists)]
    design = np.column_stack([np.ones(masks.size), *bits, *(bits[i] * bits[j] for i, j in pairs)])
    design.setflags(write=False)
    return design


def overlapping_triples(table: CaptureTable) -> int:
    """Triples of lists of which all three pairs overlap; with none, the model with all pairs is not identified."""
    size = len(table.lists)
    overlap = {(i, j) for i, j in combinations(range(size), 2) if table.on(1 << i | 1 << j)}
    return sum(
        (a, b) in overlap and (a, c) in overlap and (b, c) in overlap for a, b, c in combinations(range(size), 3)
    )
