"""The blocked Gibbs sweep of the latent class model (Manrique-Vallier 2016, section 3), on patterns not on people."""

import math

import numpy as np

from ledgerstone.estimating.compiled import inner
from ledgerstone.estimating.sampler.classes import allot, draw_missing
from ledgerstone.estimating.sampler.mixture import fill
from ledgerstone.estimating.sampler.state import Floats, Integers, Lists, Prior, State, Tallies
from ledgerstone.estimating.sampler.variates import SMALLEST, log_gamma_variate, standard_gamma


@inner
def complete(rng: np.random.Generator, people: float, prior: Prior, state: State, room: Tallies) -> tuple[float, float]:
    """Draw n0, alpha and the classes of the unseen given the classes' parameters; returns (n0, alpha).

    Weights are taken as normalised. n0 is redrawn until it keeps the prior's bound; after 1,000 tries the bound
    itself is returned (that state has no posterior mass, and the caller's moves leave it).
    """
    _, log_off, log_weight = state
    mass = room.mass
    classes, lists = log_off.shape
    unseen = 0.0
    for k in range(classes):
        total = log_weight[k]
        for j in range(lists):
            total += log_off[k, j]
        mass[k] = math.exp(total)
        unseen += mass[k]
    missing = -1.0
    tries = 0
    while missing < 0.0:
        missing = draw_missing(rng, people, unseen, prior.most)
        tries += 1
        if tries == 1000:
            missing = prior.most
    allot(rng, int(missing), mass, room.missing)
    alpha = math.exp(log_gamma_variate(rng, prior.shape + classes - 1.0)) / (prior.rate - log_weight[classes - 1])
    return missing, alpha


@inner
def tally(rng: np.random.Generator, lists: Lists, state: State, room: Tallies) -> None:
    """Draw the classes of the observed people, pattern by pattern, and count all people by class and by list."""
    _, members, starts, counts, _ = lists
    _, log_off, log_weight = state
    missing, people, drawn, on, mass, _, _, odds, column = room
    for k in range(mass.size):
        people[k] = missing[k]
        base = log_weight[k]
        for j in range(odds.size):
            on[k, j] = 0
            base += log_off[k, j]
        fill(k, base, lists, state, odds, column)
    for m in range(counts.size):
        for k in range(mass.size):
            mass[k] = max(column[k, m], SMALLEST)
        allot(rng, counts[m], mass, drawn)
        for k in range(mass.size):
            if drawn[k] > 0:
                people[k] += drawn[k]
                for i in range(starts[m], starts[m + 1]):
                    on[k, members[i]] += drawn[k]


@inner
def draw_inclusion(rng: np.random.Generator, per_class: Integers, per_list: Integers, state: State) -> None:
    """Draw each class's probabilities of standing on each list from its Beta(1 + on, 1 + off) conditional."""
    log_on, log_off, _ = state
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
def sweep(rng: np.random.Generator, alpha: float, lists: Lists, prior: Prior, state: State, room: Tallies) -> None:
    """One pass: classes of the observed, then inclusion probabilities, then alpha and the weights; all in place."""
    tally(rng, lists, state, room)
    draw_inclusion(rng, room.people, room.on, state)
    alpha = draw_alpha(rng, alpha, room.people, prior.shape, prior.rate)
    draw_weights(rng, room.people, alpha, state.log_weight)
