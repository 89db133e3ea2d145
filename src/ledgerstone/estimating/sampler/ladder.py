"""Parallel tempering of the conditional likelihood, for posteriors with modes between which one chain does not move.

A ladder of states, the first at the posterior, the others at likelihood^heat with heat falling geometrically to 0.01
(Geyer 1991). Neighbours exchange states. Only the first takes Gibbs sweeps and gives draws.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.sampler.gibbs import complete, sweep
from ledgerstone.estimating.sampler.labels import relabel
from ledgerstone.estimating.sampler.mixture import normalise
from ledgerstone.estimating.sampler.state import Floats, Integers, Lists, Prior, Room, State
from ledgerstone.estimating.sampler.wandering import wander

MOVES = 20  # on each rung


@compiled
def climb(
    rng: np.random.Generator,
    draws: Floats,
    heats: Floats,
    rungs: Integers,
    lists: Lists,
    prior: Prior,
    states: State,
    room: Room,
) -> float:
    """Run one iteration of the whole ladder for each place of `draws`; states in place, (rungs, K, J) and (rungs, K).

    `rungs[t]` is the index of the state at heat t; returns the mean acceptance of the exchanges.
    """
    tallies, cache, proposal, _, _ = room
    steps = heats.size
    fits = np.empty(steps)
    tried, exchanged = 0, 0
    for i in range(draws.size):
        for t in range(steps):
            s = rungs[t]
            state = State(states.log_on[s], states.log_off[s], states.log_weight[s])
            if t == 0:
                normalise(state.log_weight)
                draws[i], alpha = complete(rng, lists.people, prior, state, tallies)
                sweep(rng, alpha, lists, prior, state, tallies)
            relabel(rng, prior, state, tallies)
            fits[s] = wander(rng, heats[t], MOVES, lists, prior, state, cache, proposal)
        for t in range(i % 2, steps - 1, 2):
            here, there = rungs[t], rungs[t + 1]
            tried += 1
            if math.log(rng.random()) < (heats[t] - heats[t + 1]) * (fits[there] - fits[here]):
                rungs[t], rungs[t + 1] = there, here
                exchanged += 1
    return exchanged / max(tried, 1)
