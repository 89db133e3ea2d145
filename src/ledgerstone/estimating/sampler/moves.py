"""Metropolis moves along the ridge of the likelihood, where the Gibbs sweep only walks at random.

A class's observed mass is o_k = w_k (1 - P_0k). With o_k held fixed, the likelihood is a mixture of zero-truncated
products: lowering all of a class's inclusion probabilities raises the number of the unseen and hardly changes the fit.
Every move leaves p(inclusion, weights | data), with classes of people, n0 and alpha summed out, unchanged.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.classes import (
    Floats,
    Integers,
    draw_missing,
    log_prior_weights,
    total_of,
)
from ledgerstone.estimating.sampler.mixture import log_likelihood
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


@inlined
def keeps_bound(rng: np.random.Generator, seen: float, weight: Floats, people: float, most: float) -> bool:
    """Draw n0 for a proposal that is otherwise accepted: the prior's bound cuts it exactly."""
    unseen = 1.0 - seen / total_of(weight)
    return draw_missing(rng, people, unseen, most) >= 0.0


@inner
def shift(
    rng: np.random.Generator,
    heat: float,
    only: int,
    k: int,
    size: float,
    matrix: Floats,
    counts: Integers,
    people: float,
    most: float,
    shape: float,
    rate: float,
    log_on: Floats,
    log_off: Floats,
    log_weight: Floats,
    column: Floats,
    mix: Floats,
    unseen: Floats,
    weight: Floats,
    fit: Floats,
    work: Floats,
) -> bool:
    """Add a normal step to the logits of class k for all lists, or for list `only`, its observed mass held fixed.

    `matrix` is J x M, with the number of lists of each pattern as an extra last row. `fit` holds log likelihood, log
    prior of the weights and S. Acceptance: likelihood and weight prior ratios, the Jacobians of the logits
    (inclusion is uniform a priori) and of scaling one weight of the simplex, g / (W'/W)^K.
    """
    classes, lists = log_on.shape
    step = size * rng.standard_normal()
    first = max(only, 0)
    last = lists if only < 0 else only + 1
    growth = math.exp(step)
    base = 0.0
    jacobian = 0.0
    for j in range(first, last):
        scale = math.log(math.exp(log_off[k, j]) + math.exp(log_on[k, j]) * growth)
        base -= scale
        jacobian += step - 2.0 * scale
    new_unseen = unseen[k] * math.exp(base)
    before = 1.0 - unseen[k]
    after = 1.0 - new_unseen
    if before < 1e-12 or after < 1e-12:
        return False
    gain = before / after
    factor = math.exp(base) * gain
    exponents = matrix[lists] if only < 0 else matrix[only]
    new_column = work[0, : counts.size]
    new_mix = work[1, : counts.size]
    if only < 0:
        for m in range(counts.size):
            new_column[m] = column[k, m] * math.exp(step * exponents[m]) * factor
    else:
        for m in range(counts.size):
            new_column[m] = column[k, m] * (growth if exponents[m] > 0.0 else 1.0) * factor
    for m in range(counts.size):
        new_mix[m] = max(mix[m] - column[k, m] + new_column[m], SMALLEST)
    new_fit = log_likelihood(new_mix, fit[2], counts, people)
    old_log = log_weight[k]
    old_weight = weight[k]
    total = total_of(weight)
    log_gain = math.log(gain)
    log_weight[k] += log_gain
    weight[k] *= gain
    new_prior = log_prior_weights(log_weight, shape, rate)
    log_ratio = heat * (new_fit - fit[0]) + new_prior - fit[1] + jacobian + log_gain
    log_ratio -= classes * math.log(total_of(weight) / total)
    if math.log(rng.random()) >= log_ratio or not keeps_bound(rng, fit[2], weight, people, most):
        log_weight[k] = old_log
        weight[k] = old_weight
        return False
    for j in range(first, last):
        scale = math.log(math.exp(log_off[k, j]) + math.exp(log_on[k, j]) * growth)
        log_on[k, j] += step - scale
        log_off[k, j] -= scale
    unseen[k] = new_unseen
    for m in range(counts.size):
        column[k, m] = new_column[m]
        mix[m] = new_mix[m]
    fit[0] = new_fit
    fit[1] = new_prior
    return True


@inner
def transfer(
    rng: np.random.Generator,
    heat: float,
    a: int,
    b: int,
    size: float,
    counts: Integers,
    people: float,
    most: float,
    shape: float,
    rate: float,
    log_weight: Floats,
    column: Floats,
    mix: Floats,
    unseen: Floats,
    weight: Floats,
    fit: Floats,
    work: Floats,
) -> bool:
    """Move observed mass between classes a and b, their sum held fixed: a normal step on logit(o_a / (o_a + o_b))."""
    classes = weight.size
    mass_a = weight[a] * (1.0 - unseen[a])
    mass_b = weight[b] * (1.0 - unseen[b])
    if mass_a < SMALLEST or mass_b < SMALLEST:
        return False
    share = 1.0 / (1.0 + mass_b / mass_a * math.exp(size * rng.standard_normal()))
    new_a = (mass_a + mass_b) * share
    new_b = (mass_a + mass_b) - new_a
    if new_a < SMALLEST or new_b < SMALLEST:
        return False
    up = new_a / mass_a
    down = new_b / mass_b
    new_mix = work[1, : counts.size]
    for m in range(counts.size):
        new_mix[m] = max(mix[m] + column[a, m] * (up - 1.0) + column[b, m] * (down - 1.0), SMALLEST)
    new_fit = log_likelihood(new_mix, fit[2], counts, people)
    total = total_of(weight)
    old = (log_weight[a], log_weight[b], weight[a], weight[b])
    log_weight[a] += math.log(up)
    log_weight[b] += math.log(down)
    weight[a] *= up
    weight[b] *= down
    new_prior = log_prior_weights(log_weight, shape, rate)
    log_ratio = heat * (new_fit - fit[0]) + new_prior - fit[1] + math.log(up) + math.log(down)
    log_ratio -= classes * math.log(total_of(weight) / total)
    if math.log(rng.random()) >= log_ratio or not keeps_bound(rng, fit[2], weight, people, most):
        log_weight[a], log_weight[b], weight[a], weight[b] = old
        return False
    for m in range(counts.size):
        column[a, m] *= up
        column[b, m] *= down
        mix[m] = new_mix[m]
    fit[0] = new_fit
    fit[1] = new_prior
    return True
