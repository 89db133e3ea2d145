"""Exchanges of class labels, which only the stick-breaking prior tells apart.

A large class that stands late in the order pulls alpha, and with it the number of classes, to a place where the sweep
stays for thousands of iterations. Exchanges cost no look at the data, so several are proposed after every sweep.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.classes import LOG_TINY
from ledgerstone.estimating.sampler.state import Prior, State, Tallies

PROPOSALS = 10  # after every sweep


@inlined
def log_add(a: float, b: float) -> float:
    """Log of the sum of two exponentials."""
    gap = -abs(a - b)
    return max(a, b) + (math.log1p(math.exp(gap)) if gap > LOG_TINY else 0.0)


@inner
def relabel(rng: np.random.Generator, prior: Prior, state: State, room: Tallies) -> None:
    """Propose ten exchanges of two labels, neighbours half the time, accepted by the prior's ratio; in place.

    The log prior is that of `log_prior_weights`; of its tail sums R_j, kept as logs, only those after the first label
    and up to the second change.
    """
    log_on, log_off, log_weight = state
    tails, moved = room.tails, room.moved
    classes, lists = log_on.shape
    if classes == 1:
        return
    last = classes - 1
    tails[last] = log_weight[last]
    for k in range(last - 1, -1, -1):
        tails[k] = log_add(log_weight[k], tails[k + 1])
    for _ in range(PROPOSALS):
        a = int(rng.random() * last)
        b = a + 1
        if rng.random() < 0.5:
            a = int(rng.random() * classes)
            b = int(rng.random() * last)
            b += b >= a
            a, b = min(a, b), max(a, b)
        moved[b] = log_weight[a] if b == last else log_add(log_weight[a], tails[b + 1])
        log_ratio = tails[b] - moved[b]
        for k in range(b - 1, a, -1):
            moved[k] = log_add(log_weight[k], moved[k + 1])
            log_ratio += tails[k] - moved[k]
        if b == last:
            before = prior.rate + tails[0] - log_weight[b]
            log_ratio -= (prior.shape + last) * math.log((prior.rate + tails[0] - log_weight[a]) / before)
        if math.log(rng.random()) >= log_ratio:
            continue
        log_weight[a], log_weight[b] = log_weight[b], log_weight[a]
        for k in range(a + 1, b + 1):
            tails[k] = moved[k]
        for j in range(lists):
            log_on[a, j], log_on[b, j] = log_on[b, j], log_on[a, j]
            log_off[a, j], log_off[b, j] = log_off[b, j], log_off[a, j]
