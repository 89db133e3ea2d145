"""Stepwise choice of pairs for sparse tables (Chan, Silverman & Vincent 2021), compiled for the bootstrap.

A pair of lists that share nobody has an estimate of minus infinity: its cells leave the fit instead, and so does its
parameter. A pair is a candidate only if the model with it has an estimate and is identified.
"""

import math

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.poisson import (
    ABSENT,
    FITTED,
    UNDECIDED,
    cholesky,
    fit_poisson,
    information,
    solve,
)
from ledgerstone.estimating.sampler.state import Floats, Integers

CHOSEN, ASK = 0, 1


@compiled
def smaller_tail(observed: float, mean: float) -> float:
    """The smaller of P(X <= observed) and P(X >= observed), X ~ Poisson(mean), by its series."""
    if mean <= 0.0:
        return 1.0
    term = 1.0
    total = 1.0
    if observed < mean:
        at = observed
        while at > 0.0 and term > 1e-17 * total:
            term *= at / mean
            at -= 1.0
            total += term
    else:
        at = observed
        while term > 1e-17 * total:
            at += 1.0
            term *= mean / at
            total += term
    return math.exp(observed * math.log(mean) - mean - math.lgamma(observed + 1.0)) * total


@compiled
def fit_pairs(  # noqa: C901, PLR0912 (one compiled loop)
    design: Floats, both: NDArray[np.bool_], overlap: Floats, counts: Floats, model: int, full: Floats
) -> tuple[int, float, float]:
    """Fit lists and the pairs of `model` (a bit mask); returns status, beta_0 and its variance, fills cell means.

    `design` has an intercept, J lists, then all pairs; `both[p]` are the cells of pair p, `overlap[p]` its people.
    """
    cells, width = design.shape
    pairs = both.shape[0]
    lists = width - pairs - 1
    keep = np.ones(cells, np.bool_)
    columns = np.empty(width, np.int64)
    used = lists + 1
    for p in range(used):
        columns[p] = p
    for p in range(pairs):
        if model >> p & 1:
            if overlap[p] > 0.0:
                columns[used] = lists + 1 + p
                used += 1
            else:
                for c in range(cells):
                    if both[p, c]:
                        keep[c] = False
    rows = 0
    for c in range(cells):
        rows += keep[c]
    chosen = np.empty((rows, used))
    kept = np.empty(rows)
    row = 0
    for c in range(cells):
        if keep[c]:
            kept[row] = counts[c]
            for p in range(used):
                chosen[row, p] = design[c, columns[p]]
            row += 1
    beta = np.zeros(used)
    mean = np.empty(rows)
    factor = np.empty((used, used))
    status = fit_poisson(chosen, kept, beta, mean, factor)
    row = 0
    for c in range(cells):
        full[c] = 0.0
        if keep[c]:
            full[c] = mean[row]
            row += 1
    information(chosen, mean, factor)
    first = np.zeros(used)
    first[0] = 1.0
    if cholesky(factor, used):
        solve(factor, used, first)
    return status, beta[0], first[0]


@compiled
def overlaps_of(both: NDArray[np.bool_], counts: Floats, out: Floats) -> None:
    """People in the cells of each pair."""
    for p in range(both.shape[0]):
        out[p] = 0.0
        for c in range(counts.size):
            if both[p, c]:
                out[p] += counts[c]


@compiled
def choose(  # noqa: C901 (one compiled loop)
    design: Floats,
    both: NDArray[np.bool_],
    counts: Floats,
    threshold: float,
    allowed: Integers,
    asked: Integers,
    answers: NDArray[np.bool_],
) -> tuple[int, int, float, float]:
    """Choose pairs one by one while one has a p-value below `threshold`.

    Args:
        design: as for `fit_pairs`.
        both: likewise.
        counts: likewise.
        threshold: 0.02 in the paper.
        allowed: models (bit masks) to which the search is held; empty means any.
        asked: models of which the linear program has said whether an estimate exists for these counts.
        answers: what it has said.

    Returns:
        (CHOSEN, model, beta_0, variance of beta_0), or (ASK, model, 0, 0) where the program must be asked.
    """
    pairs = both.shape[0]
    overlap = np.empty(pairs)
    overlaps_of(both, counts, overlap)
    mean = np.empty(counts.size)
    trial = np.empty(counts.size)
    p_values = np.empty(pairs)
    expected = np.empty(pairs)
    model = 0
    _, intercept, variance = fit_pairs(design, both, overlap, counts, model, mean)
    while True:
        overlaps_of(both, mean, expected)
        for p in range(pairs):
            p_values[p] = 1.0 if model >> p & 1 else smaller_tail(overlap[p], expected[p])
        found = False
        while not found:
            p = int(p_values.argmin())
            if p_values[p] >= threshold:
                return CHOSEN, model, intercept, variance
            p_values[p] = 1.0
            wider = model | 1 << p
            if allowed.size > 0 and not (allowed == wider).any():
                continue
            status, new_intercept, new_variance = fit_pairs(design, both, overlap, counts, wider, trial)
            if status == UNDECIDED:
                known = -1
                for i in range(asked.size):
                    if asked[i] == wider:
                        known = i
                if known < 0:
                    return ASK, wider, 0.0, 0.0
                status = FITTED if answers[known] else ABSENT
            if status == FITTED:
                found = True
                model = wider
                intercept, variance = new_intercept, new_variance
                for c in range(mean.size):
                    mean[c] = trial[c]
