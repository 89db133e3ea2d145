"""The likelihood with classes of people and the unseen summed out, cached column by column.

p(data | classes) = prod_m (sum_k A_mk / S)^{n_m}, A_mk = w_k P(pattern m | class k), S = sum_k w_k (1 - P_0k); w need
not be normalised. Summing n0 out of the negative binomial leaves exactly this conditional likelihood (Sanathanan 1972).
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.classes import Floats, Integers, log_sum
from ledgerstone.estimating.sampler.variates import SMALLEST


@inner
def log_likelihood(mix: Floats, seen: float, counts: Integers, people: float) -> float:
    """Sum over patterns of n_m log(mix_m), less n log(seen)."""
    total = 0.0
    for m in range(counts.size):
        total += counts[m] * math.log(mix[m])
    return total - people * math.log(seen)


@inlined
def normalise(log_weight: Floats) -> None:
    """Scale the log weights so that the weights add to 1, in place."""
    total = log_sum(log_weight)
    for k in range(log_weight.size):
        log_weight[k] -= total


@inner
def fill(
    base: float, log_on: Floats, log_off: Floats, members: Integers, starts: Integers, odds: Floats, out: Floats
) -> None:
    """exp(base) times the product of one class's odds over the lists of each pattern, into `out` (M,).

    `base` is the log of the class's weight times its probability of standing on no list. Products of odds cannot
    overflow while base is above -600: with all other lists they are at most exp(-base).
    """
    if base > -600.0:
        scale = math.exp(base)
        for j in range(log_on.size):
            odds[j] = math.exp(log_on[j] - log_off[j])
        for m in range(out.size):
            value = scale
            for i in range(starts[m], starts[m + 1]):
                value *= odds[members[i]]
            out[m] = value
        return
    for m in range(out.size):
        total = base
        for i in range(starts[m], starts[m + 1]):
            total += log_on[members[i]] - log_off[members[i]]
        out[m] = math.exp(total) if total > -700.0 else 0.0


@inner
def refresh(
    members: Integers,
    starts: Integers,
    log_on: Floats,
    log_off: Floats,
    log_weight: Floats,
    column: Floats,
    mix: Floats,
    unseen: Floats,
    weight: Floats,
) -> float:
    """Fill the caches from the parameters and return S; `column` is K x M, `mix` M, `unseen` and `weight` K."""
    classes, lists = log_on.shape
    odds = np.empty(lists)
    seen = 0.0
    for m in range(mix.size):
        mix[m] = 0.0
    for k in range(classes):
        missed = 0.0
        for j in range(lists):
            missed += log_off[k, j]
        unseen[k] = math.exp(missed)
        weight[k] = math.exp(log_weight[k])
        seen += weight[k] * (1.0 - unseen[k])
        fill(missed + log_weight[k], log_on[k], log_off[k], members, starts, odds, column[k])
        for m in range(mix.size):
            mix[m] += column[k, m]
    for m in range(mix.size):
        mix[m] = max(mix[m], SMALLEST)
    return seen
