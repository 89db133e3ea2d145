"""The blocked Gibbs sweep of the latent class model (Manrique-Vallier 2016, section 3), on patterns not on people."""

import math

import numpy as np

from ledgerstone.estimating.compiled import inner
from ledgerstone.estimating.sampler.classes import (
    Floats,
    Integers,
    allot,
    draw_missing,
)
from ledgerstone.estimating.sampler.mixture import fill
from ledgerstone.estimating.sampler.variates import SMALLEST, log_gamma_variate, standard_gamma


@inner
def complete(
    rng: np.random.Generator,
    people: float,
    most: float,
    shape: float,
    rate: float,
    log_off: Floats,
    log_weight: Floats,
    unseen_by_class: Integers,
) -> tuple[float, float]:
    """Draw n0, alpha and the classes of the unseen given the classes' parameters; returns (n0, alpha).

    Weights are taken as normalised. n0 is redrawn until it keeps the prior's bound; after 1,000 tries the bound
    itself is returned (that state has no posterior mass, and the caller's moves leave it).
    """
    classes = log_weight.size
    mass = np.empty(classes)
    unseen = 0.0
    for k in range(classes):
        total = log_weight[k]
        for j in range(log_off.shape[1]):
            total += log_off[k, j]
        mass[k] = math.exp(total)
        unseen += mass[k]
    missing = -1.0
    tries = 0
    while missing < 0.0:
        missing = draw_missing(rng, people, unseen, most)
        tries += 1
        if tries == 1000:
            missing = most
    allot(rng, int(missing), mass, unseen_by_class)
    alpha = math.exp(log_gamma_variate(rng, shape + classes - 1.0)) / (rate - log_weight[classes - 1])
    return missing, alpha


@inner
def tally(
    rng: np.random.Generator,
    members: Integers,
    starts: Integers,
    counts: Integers,
    log_on: Floats,
    log_off: Floats,
    log_weight: Floats,
    per_class: Integers,
    per_list: Integers,
) -> None:
    """Draw the classes of the observed people, pattern by pattern, and add them to the tallies.

    `members[starts[m]:starts[m + 1]]` are the lists of pattern m; `per_class` (K) and `per_list` (K x J) are
    increased by the people drawn into each class, and by those of them on each list.
    """
    classes, lists = log_on.shape
    column = np.empty((classes, counts.size))
    odds = np.empty(lists)
    for k in range(classes):
        base = log_weight[k]
        for j in range(lists):
            base += log_off[k, j]
        fill(base, log_on[k], log_off[k], members, starts, odds, column[k])
    mass = np.empty(classes)
    drawn = np.empty(classes, np.int64)
    for m in range(counts.size):
        for k in range(classes):
            mass[k] = max(column[k, m], SMALLEST)
        allot(rng, counts[m], mass, drawn)
        for k in range(classes):
            if drawn[k] > 0:
                per_class[k] += drawn[k]
                for i in range(starts[m], starts[m + 1]):
                    per_list[k, members[i]] += drawn[k]


@inner
def draw_inclusion(
    rng: np.random.Generator, per_class: Integers, per_list: Integers, log_on: Floats, log_off: Floats
) -> None:
    """Draw each class's probabilities of standing on each list from its Beta(1 + on, 1 + off) conditional."""
    classes, lists = log_on.shape
    for k in range(classes):
        for j in range(lists):
            if per_class[k] == 0:
                uniform = rng.random()
                while uniform == 0.0:
                    uniform = rng.random()
                log_on[k, j] = math.log(uniform)
                log_off[k, j] = math.log1p(-uniform)
                continue
            on = standard_gamma(rng, 1.0 + per_list[k, j])
            off = standard_gamma(rng, 1.0 + per_class[k] - per_list[k, j])
            both = math.log(on + off)
            log_on[k, j] = math.log(on) - both
            log_off[k, j] = math.log(off) - both


@inner
def log_density_alpha(alpha: float, per_class: Integers, shape: float, rate: float) -> float:
    """Log density of log alpha given the classes of the people, the stick lengths summed out.

    Each break contributes alpha B(1 + c_k, alpha + t_k), t_k the people in later classes; breaks after the last
    occupied class contribute 1.
    """
    later = 0
    for k in range(per_class.size):
        later += per_class[k]
    density = shape * math.log(alpha) - rate * alpha
    for k in range(per_class.size - 1):
        if later == 0:
            break
        later -= per_class[k]
        density += math.log(alpha) + math.lgamma(alpha + later) - math.lgamma(1.0 + per_class[k] + alpha + later)
    return density


@inner
def draw_alpha(rng: np.random.Generator, alpha: float, per_class: Integers, shape: float, rate: float) -> float:
    """Metropolis steps for log alpha given the classes of the people: far longer than given the weights."""
    alpha = min(max(alpha, 1e-12), 1e6)
    density = log_density_alpha(alpha, per_class, shape, rate)
    for _ in range(3):
        proposed = alpha * math.exp(1.5 * rng.standard_normal())
        if 1e-12 < proposed < 1e6:
            there = log_density_alpha(proposed, per_class, shape, rate)
            if math.log(rng.random()) < there - density:
                alpha = proposed
                density = there
    return alpha


@inner
def draw_weights(rng: np.random.Generator, per_class: Integers, alpha: float, log_weight: Floats) -> None:
    """Draw the class weights by stick breaking, V_k ~ Beta(1 + c_k, alpha + sum of later c), in logs."""
    classes = log_weight.size
    later = 0
    for k in range(classes):
        later += per_class[k]
    used = 0.0
    for k in range(classes - 1):
        if later == 0:  # Beta(1, alpha) has a closed form
            log_left = math.log(1.0 - rng.random()) / alpha
            log_weight[k] = math.log(max(-math.expm1(log_left), SMALLEST)) + used
            used += log_left
            continue
        later -= per_class[k]
        log_taken = log_gamma_variate(rng, 1.0 + per_class[k])
        log_left = log_gamma_variate(rng, alpha + later)
        top = max(log_taken, log_left)
        both = top + math.log(math.exp(log_taken - top) + math.exp(log_left - top))
        log_weight[k] = log_taken - both + used
        used += log_left - both
    log_weight[classes - 1] = used


@inner
def sweep(
    rng: np.random.Generator,
    members: Integers,
    starts: Integers,
    counts: Integers,
    alpha: float,
    shape: float,
    rate: float,
    unseen_by_class: Integers,
    log_on: Floats,
    log_off: Floats,
    log_weight: Floats,
) -> None:
    """One pass: classes of the observed, then inclusion probabilities, then alpha and the weights; all in place."""
    per_class = unseen_by_class.copy()
    per_list = np.zeros(log_on.shape, np.int64)
    tally(rng, members, starts, counts, log_on, log_off, log_weight, per_class, per_list)
    draw_inclusion(rng, per_class, per_list, log_on, log_off)
    draw_weights(rng, per_class, draw_alpha(rng, alpha, per_class, shape, rate), log_weight)
