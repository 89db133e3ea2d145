"""Poisson regression with log link by iteratively reweighted least squares, which also says when no estimate exists.

Where the maximum likelihood estimate does not exist, the iterations move for ever along a direction that leaves the
observed cells as they are and empties others. Both outcomes leave a certificate: a fit with all means clearly above
0 that reproduces the sufficient statistics proves existence (Fienberg & Rinaldo 2012, theorem 1), a step that lowers
only empty cells proves that there is none. What is neither is left to the linear program in `existence`.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.sampler.state import Floats

FITTED, ABSENT, UNIDENTIFIED, UNDECIDED = 0, 1, 2, 3
MOST_STEPS = 60
PIVOT = 1e-10


@compiled
def cholesky(matrix: Floats, size: int) -> bool:
    """Factor the leading `size` block in place (lower triangle); False where it is not of full rank."""
    for i in range(size):
        diagonal = matrix[i, i]
        for j in range(i + 1):
            total = matrix[i, j]
            for k in range(j):
                total -= matrix[i, k] * matrix[j, k]
            if i > j:
                matrix[i, j] = total / matrix[j, j]
            elif total <= PIVOT * diagonal or not total > 0.0:
                return False
            else:
                matrix[i, i] = math.sqrt(total)
    return True


@compiled
def solve(factor: Floats, size: int, right: Floats) -> None:
    """Solve with a Cholesky factor, in place."""
    for i in range(size):
        for k in range(i):
            right[i] -= factor[i, k] * right[k]
        right[i] /= factor[i, i]
    for i in range(size - 1, -1, -1):
        for k in range(i + 1, size):
            right[i] -= factor[k, i] * right[k]
        right[i] /= factor[i, i]


@compiled
def information(design: Floats, mean: Floats, out: Floats) -> None:
    """Lower triangle of X' diag(mean) X."""
    cells, columns = design.shape
    out[:columns, :columns] = 0.0
    for c in range(cells):
        weight = mean[c]
        for p in range(columns):
            left = design[c, p] * weight
            if left != 0.0:
                for q in range(p + 1):
                    out[p, q] += left * design[c, q]


@compiled
def deviance(counts: Floats, mean: Floats) -> float:
    """2 sum [y log(y/mu) - (y - mu)]."""
    total = 0.0
    for c in range(counts.size):
        total += mean[c] - counts[c]
        if counts[c] > 0.0:
            total += counts[c] * math.log(counts[c] / mean[c])
    return 2.0 * total


@compiled
def verdict(design: Floats, counts: Floats, mean: Floats) -> bool:
    """Whether the fit reproduces the sufficient statistics far more closely than its smallest mean."""
    worst = 0.0
    for p in range(design.shape[1]):
        gap = 0.0
        for c in range(counts.size):
            gap += design[c, p] * (mean[c] - counts[c])
        worst = max(worst, abs(gap))
    return bool(worst * 100.0 < mean.min())


@compiled
def only_empties(counts: Floats, eta: Floats, before: Floats) -> bool:
    """Whether the last step left the observed cells alone and lowered empty ones."""
    lowest = 0.0
    for c in range(counts.size):
        step = eta[c] - before[c]
        if step > 1e-3 or (counts[c] > 0.0 and step < -1e-3):
            return False
        lowest = min(lowest, step)
    return lowest < -0.5


@compiled
def fit_poisson(design: Floats, counts: Floats, beta: Floats, mean: Floats, factor: Floats) -> int:
    """Fit by iteratively reweighted least squares; `beta`, `mean` and the Cholesky `factor` are filled in place.

    Args:
        design: (cells, columns), the intercept first.
        counts: (cells,), not necessarily whole.
        beta: (columns,).
        mean: (cells,) fitted means.
        factor: at least (columns, columns); its factor is of the information at the last but one step.

    Returns:
        FITTED, ABSENT (no estimate exists), UNIDENTIFIED or UNDECIDED.
    """
    cells, columns = design.shape
    eta = np.empty(cells)
    before = np.empty(cells)
    for c in range(cells):
        eta[c] = math.log(counts[c] + 0.1)
        mean[c] = math.exp(eta[c])
    old = math.inf
    settled = 0
    for step in range(MOST_STEPS):
        information(design, mean, factor)
        if not cholesky(factor, columns):
            return UNIDENTIFIED if step == 0 else UNDECIDED
        beta[:] = 0.0
        for c in range(cells):
            target = mean[c] * eta[c] + counts[c] - mean[c]
            for p in range(columns):
                beta[p] += design[c, p] * target
        solve(factor, columns, beta)
        for c in range(cells):
            before[c] = eta[c]
            total = 0.0
            for p in range(columns):
                total += design[c, p] * beta[p]
            eta[c] = min(total, 60.0)
            mean[c] = math.exp(max(eta[c], -300.0))
        new = deviance(counts, mean)
        if step >= 12 and only_empties(counts, eta, before):
            return ABSENT
        settled = settled + 1 if abs(new - old) <= 1e-11 * (abs(new) + 0.1) else 0
        if settled >= 2:
            return FITTED if verdict(design, counts, mean) else UNDECIDED
        old = new
    return UNDECIDED
