"""One chain: a Gibbs sweep, exchanges of labels, Metropolis moves and Hamiltonian trajectories, again and again."""

import numpy as np

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.sampler.classes import Floats, Integers
from ledgerstone.estimating.sampler.flow import flow
from ledgerstone.estimating.sampler.gibbs import complete, sweep
from ledgerstone.estimating.sampler.labels import relabel
from ledgerstone.estimating.sampler.mixture import normalise
from ledgerstone.estimating.sampler.wandering import wander

EVERY = 4  # iterations from one bout of Metropolis moves to the next


@compiled
def advance(
    rng: np.random.Generator,
    draws: Floats,
    adapt: bool,  # noqa: FBT001 (compiled functions take no keywords)
    flows: int,
    swaps: int,
    moves: int,
    tuning: Floats,
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
) -> float:
    """Run one iteration for each place of `draws` in place, writing n0; returns the mean acceptance of the flows.

    An iteration is a Gibbs sweep, exchanges of labels, Metropolis moves and Hamiltonian trajectories.
    """
    classes, lists = log_on.shape
    patterns = counts.size
    column = np.empty((classes, patterns))
    mix = np.empty(patterns)
    unseen = np.empty(classes)
    weight = np.empty(classes)
    work = np.empty((4, max(patterns, lists)))
    flow_work = np.empty((classes, 2 * lists + 4))
    order = np.empty(classes, np.int64)
    unseen_by_class = np.zeros(classes, np.int64)
    people = 0.0
    for count in counts:
        people += count
    normalise(log_weight)
    accepted = 0.0
    for i in range(draws.size):
        missing, alpha = complete(rng, people, most, shape, rate, log_off, log_weight, unseen_by_class)
        if i > 0:
            draws[i - 1] = missing
        sweep(rng, members, starts, counts, alpha, shape, rate, unseen_by_class, log_on, log_off, log_weight)
        relabel(rng, swaps, shape, rate, log_on, log_off, log_weight)
        if moves > 0 and i % EVERY == 0:
            wander(
                rng,
                1.0,
                moves,
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
                work,
            )
        for _ in range(flows):
            accepted += flow(
                rng,
                tuning,
                adapt,
                members,
                starts,
                counts,
                most,
                shape,
                rate,
                log_on,
                log_off,
                log_weight,
                order,
                flow_work,
            )
    missing, _ = complete(rng, people, most, shape, rate, log_off, log_weight, unseen_by_class)
    draws[draws.size - 1] = missing
    return accepted / max(flows * draws.size, 1)
