"""Metropolis moves in a row, at any inverse temperature, on caches that they keep up to date."""

import math

import numpy as np

from ledgerstone.estimating.compiled import inner
from ledgerstone.estimating.sampler.classes import Floats, Integers, log_prior_weights
from ledgerstone.estimating.sampler.mixture import log_likelihood, normalise, refresh
from ledgerstone.estimating.sampler.moves import choose_by_mass, shift, transfer
from ledgerstone.estimating.sampler.relocation import relocate

RELOCATIONS, SHIFTS = 0.2, 0.5  # shares of the Metropolis moves; the rest are transfers of mass


@inner
def wander(
    rng: np.random.Generator,
    heat: float,
    moves: int,
    matrix: Floats,
    members: Integers,
    starts: Integers,
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
    work: Floats,
) -> float:
    """Make `moves` Metropolis moves at inverse temperature `heat`; returns the log likelihood where they end.

    Step sizes are drawn log-uniformly from [0.02, 3] for every move: nothing to tune, nothing that depends on the
    chain's past.
    """
    classes, lists = log_on.shape
    normalise(log_weight)
    fit = np.empty(3)
    fit[2] = refresh(members, starts, log_on, log_off, log_weight, column, mix, unseen, weight)
    fit[0] = log_likelihood(mix, fit[2], counts, people)
    fit[1] = log_prior_weights(log_weight, shape, rate)
    for _ in range(moves):
        kind = rng.random()
        size = 0.02 * math.exp(5.0 * rng.random())
        if kind < RELOCATIONS:
            relocate(
                rng,
                heat,
                matrix,
                members,
                starts,
                counts,
                people,
                most,
                shape,
                rate,
                log_on,
                log_off,
                log_weight,
                column,
                mix,
                unseen,
                weight,
                fit,
                work,
            )
        elif kind < RELOCATIONS + SHIFTS:
            k = choose_by_mass(rng, weight, unseen, fit[2])
            only = -1 if rng.random() < 0.5 else int(rng.random() * lists)
            shift(
                rng,
                heat,
                only,
                k,
                size,
                matrix,
                counts,
                people,
                most,
                shape,
                rate,
                log_on,
                log_off,
                log_weight,
                column,
                mix,
                unseen,
                weight,
                fit,
                work,
            )
        elif classes > 1:
            a = int(rng.random() * classes)
            b = int(rng.random() * (classes - 1))
            b += b >= a
            transfer(
                rng,
                heat,
                a,
                b,
                3.0 * size,
                counts,
                people,
                most,
                shape,
                rate,
                log_weight,
                column,
                mix,
                unseen,
                weight,
                fit,
                work,
            )
    normalise(log_weight)
    return float(fit[0])
