"""Metropolis moves along the ridge of the likelihood, where the Gibbs sweep only walks at random.

A class's observed mass is o_k = w_k (1 - P_0k). With o_k held fixed, the likelihood is a mixture of zero-truncated
products: lowering all of a class's inclusion probabilities raises the number of the unseen and hardly changes the fit.
Each function fills a proposal and returns its part of the log acceptance ratio, minus infinity where there is none;
`wander` accepts or rejects.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.state import Cache, Floats, Lists, Proposal, State
from ledgerstone.estimating.sampler.variates import SMALLEST


@inlined
def choose_by_mass(rng: np.random.Generator, weight: Floats, unseen: Floats, seen: float) -> int:
    """A class: half the time by its observed mass, half the time any. Moves that keep o_k stay symmetric."""
    classes = weight.size
    if rng.random() < 0.25:
        return int(rng.random() * classes)
    target = rng.random() * seen
    for k in range(classes - 1):
        target -= weight[k] * (1.0 - unseen[k])
        if target < 0.0:
            return k
    return classes - 1


@inner
def shift(
    rng: np.random.Generator, k: int, only: int, size: float, lists: Lists, state: State, cache: Cache, new: Proposal
) -> float:
    """Add a normal step to the logits of class k for all lists, or for list `only`, its observed mass held fixed.

    The ratio: the Jacobians of the logits (inclusion is uniform a priori) and of the weight.
    """
    matrix, _, _, _, _ = lists
    log_on, log_off, log_weight = state
    column, mix, unseen, weight, _, _ = cache
    new_column, new_mix, new_on, new_off, new_log_weight, new_weight, scalars = new
    step = size * rng.standard_normal()
    growth = math.exp(step)
    base = 0.0
    jacobian = 0.0
    for j in range(new_on.size):
        new_on[j] = log_on[k, j]
        new_off[j] = log_off[k, j]
        if only < 0 or j == only:
            scale = math.log(math.exp(new_off[j]) + math.exp(new_on[j]) * growth)
            base -= scale
            jacobian += step - 2.0 * scale
            new_on[j] += step - scale
            new_off[j] -= scale
    scalars[0] = unseen[k] * math.exp(base)
    before = 1.0 - unseen[k]
    after = 1.0 - scalars[0]
    if before < 1e-12 or after < 1e-12:
        return -math.inf
    gain = before / after
    factor = math.exp(base) * gain
    for m in range(mix.size):
        grown = 1.0
        if only < 0:
            grown = math.exp(step * matrix[new_on.size, m])
        elif matrix[only, m] > 0.0:
            grown = growth
        new_column[m] = column[k, m] * grown * factor
        new_mix[m] = max(mix[m] - column[k, m] + new_column[m], SMALLEST)
    log_gain = math.log(gain)
    new_log_weight[0] = log_weight[k] + log_gain
    new_weight[0] = weight[k] * gain
    return jacobian + log_gain


@inner
def transfer(rng: np.random.Generator, k: int, a: int, size: float, state: State, cache: Cache, new: Proposal) -> float:
    """Move observed mass between classes k and a, their sum held fixed: a normal step on logit(o_k / (o_k + o_a))."""
    _, _, log_weight = state
    column, mix, unseen, weight, _, _ = cache
    new_column, new_mix, _, _, new_log_weight, new_weight, scalars = new
    mass_k = weight[k] * (1.0 - unseen[k])
    mass_a = weight[a] * (1.0 - unseen[a])
    if mass_k < SMALLEST or mass_a < SMALLEST:
        return -math.inf
    share = 1.0 / (1.0 + mass_a / mass_k * math.exp(size * rng.standard_normal()))
    new_k = (mass_k + mass_a) * share
    new_a = (mass_k + mass_a) - new_k
    if new_k < SMALLEST or new_a < SMALLEST:
        return -math.inf
    up = new_k / mass_k
    down = new_a / mass_a
    for m in range(mix.size):
        new_column[m] = column[k, m] * up
        new_mix[m] = max(mix[m] + column[k, m] * (up - 1.0) + column[a, m] * (down - 1.0), SMALLEST)
    log_up = math.log(up)
    log_down = math.log(down)
    new_log_weight[0] = log_weight[k] + log_up
    new_weight[0] = weight[k] * up
    new_log_weight[1] = log_weight[a] + log_down
    new_weight[1] = weight[a] * down
    scalars[1] = down
    return log_up + log_down
