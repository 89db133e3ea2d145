"""The log density that Hamiltonian moves follow, and its gradient.

Coordinates: logits eta of the inclusion probabilities and y_k = log observed mass, of the classes that hold people
(by rank r); the others are held fixed. With log w_k = y_k - log(1 - P_0k), normalised weights nu, tail sums R_j,
rho_k = o_k / S, responsibilities summed to N_k and S_jk, and C = (shape + K - 1)/(rate - log nu_K):

    density = log likelihood + log p(nu) + sum_k log nu_k + sum_jk log l_jk (1 - l_jk)
    d/dy_k = N_k - n rho_k + g_k,  g_k = 1 - nu_k - nu_k sum_{j=2..k} 1/R_j + C ([k = K] - nu_k)
    d/deta_jk = S_jk - N_k l_jk/(1 - P_0k) + 1 - 2 l_jk - g_k l_jk P_0k/(1 - P_0k)
"""

import math

from ledgerstone.estimating.compiled import inner
from ledgerstone.estimating.sampler.classes import log_prior_weights, log_sum
from ledgerstone.estimating.sampler.state import Floats, Integers, Lists, Path, Prior


@inner
def spread_out(held: int, order: Integers, at: Floats, log_weight: Floats, work: Floats) -> None:
    """From logits to inclusion probabilities (`work[r, :J]`), odds, and what is missed, for each class held.

    `work[r, J]` is P_0/(1 - P_0), [J + 1] is 1 - P_0, [J + 2] the weight times P_0, [J + 3] room, [J + 4 + j] the odds.
    Sets the log weights of the classes held.
    """
    lists = at.shape[1] - 1
    for r in range(held):
        missed = 1.0
        caught = 0.0  # the chance of a first list, summed: exact where it is next to nothing, and without a logarithm
        for j in range(lists):
            odds = math.exp(min(max(at[r, j], -500.0), 500.0))
            off = 1.0 / (1.0 + odds)
            work[r, j] = odds * off
            work[r, lists + 4 + j] = odds
            caught += missed * work[r, j]
            missed *= off
        work[r, lists] = missed / caught
        work[r, lists + 1] = caught
        log_weight[order[r]] = at[r, lists] - math.log(caught)
        work[r, lists + 2] = math.exp(at[r, lists]) * work[r, lists]


@inner
def slopes_of_weights(log_weight: Floats, prior: Prior, slope: Floats) -> None:
    """g_k for all classes, from the prior of the weights."""
    classes = log_weight.size
    top = log_weight[0]
    for k in range(1, classes):
        top = max(top, log_weight[k])
    total = 0.0
    for k in range(classes):
        slope[k] = math.exp(log_weight[k] - top)
        total += slope[k]
    pull = (prior.shape + classes - 1.0) / (prior.rate - (log_weight[classes - 1] - top - math.log(total)))
    tail = 1.0
    inverse = 0.0
    for k in range(classes):
        if k > 0 and tail > 0.0:
            inverse += 1.0 / tail
        nu = slope[k] / total
        slope[k] = 1.0 - nu * (1.0 + pull + inverse)
        tail -= nu
    slope[classes - 1] += pull


@inner
def gradient(
    held: int, rest: Floats, rest_mass: float, lists: Lists, prior: Prior, log_weight: Floats, path: Path
) -> float:
    """Fill the gradient; returns the log likelihood. Log weights of the classes held are set in place."""
    _, members, starts, counts, people = lists
    order, at, push, _, slope, work = path
    last = at.shape[1] - 1
    spread_out(held, order, at, log_weight, work)
    seen = rest_mass
    for r in range(held):
        seen += math.exp(at[r, last])
        for j in range(last + 1):
            push[r, j] = 0.0
    fit = 0.0
    for m in range(rest.size):
        total = rest[m]
        for r in range(held):
            mass = work[r, last + 2]
            for i in range(starts[m], starts[m + 1]):
                mass *= work[r, last + 4 + members[i]]
            work[r, last + 3] = mass
            total += mass
        fit += counts[m] * math.log(total)
        for r in range(held):
            share = counts[m] * work[r, last + 3] / total
            push[r, last] += share
            for i in range(starts[m], starts[m + 1]):
                push[r, members[i]] += share
    slopes_of_weights(log_weight, prior, slope)
    for r in range(held):
        on_class = push[r, last]
        here = slope[order[r]]
        push[r, last] = on_class - people * math.exp(at[r, last]) / seen + here
        pull = on_class / work[r, last + 1] + here * work[r, last]
        for j in range(last):
            push[r, j] += 1.0 - work[r, j] * (2.0 + pull)
    return fit - people * math.log(seen)


@inner
def log_prior(held: int, log_weight: Floats, prior: Prior, work: Floats, lists: int) -> float:
    """What the density has besides the likelihood, after `spread_out`."""
    value = log_prior_weights(log_weight, prior.shape, prior.rate) - log_weight.size * log_sum(log_weight)
    for k in range(log_weight.size):
        value += log_weight[k]
    for r in range(held):
        for j in range(lists):
            value += math.log(max(work[r, j] * (1.0 - work[r, j]), 1e-300))
    return value
