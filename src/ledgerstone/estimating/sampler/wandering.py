"""Metropolis moves in a row, at any inverse temperature, on caches that they keep up to date."""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.classes import draw_missing, log_prior_weights, total_of
from ledgerstone.estimating.sampler.mixture import log_likelihood, normalise, refresh
from ledgerstone.estimating.sampler.moves import choose_by_mass, shift, transfer
from ledgerstone.estimating.sampler.relocation import choose_partner, relocate
from ledgerstone.estimating.sampler.state import Cache, Lists, Prior, Proposal, State

RELOCATIONS, SHIFTS = 0.2, 0.5  # shares of the Metropolis moves; the rest are transfers of mass


@inlined
def exchange(k: int, a: int, state: State, cache: Cache, new: Proposal) -> None:
    """Exchange the weights of class k, and of class a if there is one, with those proposed."""
    log_weight = state.log_weight
    log_weight[k], new.log_weight[0] = new.log_weight[0], log_weight[k]
    cache.weight[k], new.weight[0] = new.weight[0], cache.weight[k]
    if a >= 0:
        log_weight[a], new.log_weight[1] = new.log_weight[1], log_weight[a]
        cache.weight[a], new.weight[1] = new.weight[1], cache.weight[a]


@inner
def wander(  # noqa: C901 (one compiled loop)
    rng: np.random.Generator,
    heat: float,
    moves: int,
    lists: Lists,
    prior: Prior,
    state: State,
    cache: Cache,
    new: Proposal,
) -> float:
    """Make `moves` Metropolis moves at inverse temperature `heat`; returns the log likelihood where they end.

    Step sizes are drawn log-uniformly from [0.02, 3] for every move: nothing to tune, nothing that depends on the
    chain's past. Acceptance: likelihood and weight prior ratios, the move's own part, and the Jacobian of scaling
    weights of the simplex by one factor after another, (W'/W)^-K. The prior's bound on n0 cuts exactly: n0 is drawn
    for a proposal that is otherwise accepted.
    """
    log_on, log_off, log_weight = state
    column, mix, unseen, weight, fit, _ = cache
    classes, width = log_on.shape
    normalise(log_weight)
    refresh(lists, state, cache)
    fit[1] = log_prior_weights(log_weight, prior.shape, prior.rate)
    for _ in range(moves):
        kind = rng.random()
        size = 0.02 * math.exp(5.0 * rng.random())
        if RELOCATIONS <= kind < RELOCATIONS + SHIFTS:
            k, a = choose_by_mass(rng, weight, unseen, fit[2]), -1
            only = -1 if rng.random() < 0.5 else int(rng.random() * width)
            log_ratio = shift(rng, k, only, size, lists, state, cache, new)
        elif classes == 1:
            continue
        elif kind < RELOCATIONS:
            k = int(rng.random() * classes)
            a = choose_partner(rng, k, weight, unseen, fit[2])
            log_ratio = relocate(rng, k, a, lists, state, cache, new)
        else:
            k = int(rng.random() * classes)
            a = int(rng.random() * (classes - 1))
            a += a >= k
            log_ratio = transfer(rng, k, a, 3.0 * size, state, cache, new)
        if log_ratio == -math.inf:
            continue
        new_fit = log_likelihood(new.mix, fit[2], lists.counts, lists.people)
        total = total_of(weight)
        exchange(k, a, state, cache, new)
        new_prior = log_prior_weights(log_weight, prior.shape, prior.rate)
        new_total = total_of(weight)
        log_ratio += heat * (new_fit - fit[0]) + new_prior - fit[1] - classes * math.log(new_total / total)
        if (
            not math.log(rng.random()) < log_ratio
            or draw_missing(rng, lists.people, 1.0 - fit[2] / new_total, prior.most) < 0.0
        ):
            exchange(k, a, state, cache, new)
            continue
        for m in range(mix.size):
            mix[m] = new.mix[m]
            column[k, m] = new.column[m]
        if a >= 0:
            for m in range(mix.size):
                column[a, m] *= new.scalars[1]
        if kind < RELOCATIONS + SHIFTS:
            unseen[k] = new.scalars[0]
            for j in range(width):
                log_on[k, j] = new.on[j]
                log_off[k, j] = new.off[j]
        fit[0] = new_fit
        fit[1] = new_prior
    normalise(log_weight)
    return float(fit[0])
