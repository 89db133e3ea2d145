"""One chain: a Gibbs sweep, exchanges of labels, Metropolis moves and Hamiltonian trajectories, again and again."""

import numpy as np

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.sampler.flow import flow
from ledgerstone.estimating.sampler.gibbs import complete, sweep
from ledgerstone.estimating.sampler.labels import relabel
from ledgerstone.estimating.sampler.mixture import normalise
from ledgerstone.estimating.sampler.state import Floats, Lists, Prior, Room, State
from ledgerstone.estimating.sampler.wandering import wander

EVERY = 4  # iterations from one bout of Metropolis moves to the next
MOVES = 6  # in a bout


@compiled
def advance(
    rng: np.random.Generator,
    draws: Floats,
    adapt: bool,  # noqa: FBT001 (compiled functions take no keywords)
    tuning: Floats,
    lists: Lists,
    prior: Prior,
    state: State,
    room: Room,
) -> None:
    """Run one iteration for each place of `draws` in place, writing n0.

    An iteration is a Gibbs sweep, exchanges of labels, now and then Metropolis moves, and a Hamiltonian trajectory.
    """
    tallies, cache, proposal, rest, path = room
    normalise(state.log_weight)
    last = draws.size - 1
    for i in range(draws.size + 1):
        missing, alpha = complete(rng, lists.people, prior, state, tallies)
        if i > 0:
            draws[i - 1] = missing
        if i > last:
            break
        sweep(rng, alpha, lists, prior, state, tallies)
        relabel(rng, prior, state, tallies)
        if i % EVERY == 0:
            wander(rng, 1.0, MOVES, lists, prior, state, cache, proposal)
        flow(rng, tuning, adapt, lists, prior, state, path, rest)
