"""Exchanges of class labels, which only the stick-breaking prior tells apart.

A large class that stands late in the order pulls alpha, and with it the number of classes, to a place where the sweep
stays for thousands of iterations. Exchanges cost no look at the data, so several are proposed after every sweep.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inner
from ledgerstone.estimating.sampler.classes import Floats, log_prior_weights


@inner
def relabel(
    rng: np.random.Generator,
    proposals: int,
    shape: float,
    rate: float,
    log_on: Floats,
    log_off: Floats,
    log_weight: Floats,
) -> None:
    """Propose exchanges of two labels, neighbours half the time, accepted by the prior's ratio; in place."""
    classes, lists = log_on.shape
    if classes == 1:
        return
    prior = log_prior_weights(log_weight, shape, rate)
    for _ in range(proposals):
        if rng.random() < 0.5:
            a = int(rng.random() * (classes - 1))
            b = a + 1
        else:
            a = int(rng.random() * classes)
            b = int(rng.random() * (classes - 1))
            b += b >= a
        log_weight[a], log_weight[b] = log_weight[b], log_weight[a]
        proposed = log_prior_weights(log_weight, shape, rate)
        if math.log(rng.random()) >= proposed - prior:
            log_weight[a], log_weight[b] = log_weight[b], log_weight[a]
            continue
        prior = proposed
        for j in range(lists):
            log_on[a, j], log_on[b, j] = log_on[b, j], log_on[a, j]
            log_off[a, j], log_off[b, j] = log_off[b, j], log_off[a, j]
