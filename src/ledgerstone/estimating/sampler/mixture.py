"""The likelihood with classes of people and the unseen summed out, cached column by column.

p(data | classes) = prod_m (sum_k A_mk / S)^{n_m}, A_mk = w_k P(pattern m | class k), S = sum_k w_k (1 - P_0k); w need
not be normalised. Summing n0 out of the negative binomial leaves exactly this conditional likelihood (Sanathanan 1972).
"""

import math

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.classes import log_sum
from ledgerstone.estimating.sampler.state import Cache, Floats, Integers, Lists, State
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
def fill(k: int, base: float, lists: Lists, state: State, odds: Floats, column: Floats) -> None:
    """exp(base) times the product of the odds of class k over the lists of each pattern, into `column[k]`.

    `base` is the log of the class's weight times its probability of standing on no list. Products of odds cannot
    overflow while base is above -600: with all other lists they are at most exp(-base).
    """
    _, members, starts, counts, _ = lists
    log_on, log_off, _ = state
    if base > -600.0:
        scale = math.exp(base)
        for j in range(odds.size):
            odds[j] = math.exp(log_on[k, j] - log_off[k, j])
        for m in range(counts.size):
            value = scale
            for i in range(starts[m], starts[m + 1]):
                value *= odds[members[i]]
            column[k, m] = value
        return
    for m in range(counts.size):
        total = base
        for i in range(starts[m], starts[m + 1]):
            total += log_on[k, members[i]] - log_off[k, members[i]]
        column[k, m] = math.exp(total) if total > -700.0 else 0.0


@inner
def refresh(lists: Lists, state: State, cache: Cache) -> None:
    """Fill the caches from the parameters, `fit` but for the prior."""
    column, mix, unseen, weight, fit, odds = cache
    fit[2] = 0.0
    for m in range(mix.size):
        mix[m] = 0.0
    for k in range(weight.size):
        missed = 0.0
        for j in range(odds.size):
            missed += state.log_off[k, j]
        fill(k, missed + state.log_weight[k], lists, state, odds, column)
        unseen[k] = math.exp(missed)
        weight[k] = math.exp(state.log_weight[k])
        fit[2] += weight[k] * (1.0 - unseen[k])
        for m in range(mix.size):
            mix[m] += column[k, m]
    for m in range(mix.size):
        mix[m] = max(mix[m], SMALLEST)
    fit[0] = log_likelihood(mix, fit[2], lists.counts, lists.people)
