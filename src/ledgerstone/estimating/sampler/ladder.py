"""Parallel tempering of the conditional likelihood, for posteriors with modes between which one chain does not move.

A ladder of states, the first at the posterior, the others at likelihood^heat with heat falling geometrically to 0.01
(Geyer 1991). Neighbours exchange states. Only the first takes Gibbs sweeps and gives draws.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.sampler.classes import Floats, Integers
from ledgerstone.estimating.sampler.gibbs import complete, sweep
from ledgerstone.estimating.sampler.labels import relabel
from ledgerstone.estimating.sampler.mixture import normalise
from ledgerstone.estimating.sampler.wandering import wander


@compiled
def climb(
    rng: np.random.Generator,
    draws: Floats,
    heats: Floats,
    swaps: int,
    moves: int,
    matrix: Floats,
    members: Integers,
    starts: Integers,
    counts: Integers,
    most: float,
    shape: float,
    rate: float,
    log_on: Floats,
    log_off: Floats,
    log_weight: Floats,
    rungs: Integers,
) -> float:
    """Run one iteration of the whole ladder for each place of `draws`; states in place, (rungs, K, J) and (rungs, K).

    `rungs[t]` is the index of the state at heat t; returns the mean acceptance of the exchanges.
    """
    steps = heats.size
    classes, lists = log_on.shape[1], log_on.shape[2]
    patterns = counts.size
    column = np.empty((classes, patterns))
    mix = np.empty(patterns)
    unseen = np.empty(classes)
    weight = np.empty(classes)
    work = np.empty((4, max(patterns, lists)))
    unseen_by_class = np.zeros(classes, np.int64)
    fits = np.empty(steps)
    people = 0.0
    for count in counts:
        people += count
    tried, exchanged = 0, 0
    for i in range(draws.size):
        for t in range(steps):
            s = rungs[t]
            if t == 0:
                normalise(log_weight[s])
                draws[i], alpha = complete(rng, people, most, shape, rate, log_off[s], log_weight[s], unseen_by_class)
                sweep(
                    rng,
                    members,
                    starts,
                    counts,
                    alpha,
                    shape,
                    rate,
                    unseen_by_class,
                    log_on[s],
                    log_off[s],
                    log_weight[s],
                )
            relabel(rng, swaps, shape, rate, log_on[s], log_off[s], log_weight[s])
            fits[s] = wander(
                rng,
                heats[t],
                moves,
                matrix,
                members,
                starts,
                counts,
                people,
                most,
                shape,
                rate,
                log_on[s],
                log_off[s],
                log_weight[s],
                column,
                mix,
                unseen,
                weight,
                work,
            )
        for t in range(i % 2, steps - 1, 2):
            here, there = rungs[t], rungs[t + 1]
            tried += 1
            if math.log(rng.random()) < (heats[t] - heats[t + 1]) * (fits[there] - fits[here]):
                rungs[t], rungs[t + 1] = there, here
                exchanged += 1
    return exchanged / max(tried, 1)
