"""What the moves share: the latent class model's prior over class weights, and random variates."""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.state import Floats, Integers
from ledgerstone.estimating.sampler.variates import binomial, poisson, standard_gamma

LOG_TINY = -37.0  # exp(-37) is below the spacing of doubles at 1


@inlined
def total_of(values: Floats) -> float:
    """Sum, in order."""
    total = 0.0
    for value in values:
        total += value
    return total


@inlined
def log_sum(log_values: Floats) -> float:
    """Log of the sum of the exponentials."""
    top = log_values[0]
    for value in log_values:
        top = max(top, value)
    total = 0.0
    for value in log_values:
        total += math.exp(value - top)
    return float(top + math.log(total))


@inner
def log_prior_weights(log_weight: Floats, shape: float, rate: float) -> float:
    """Log density of the normalised weights on the simplex, the stick-breaking parameter alpha summed out.

    Stick breaking with V_k ~ Beta(1, alpha), alpha ~ Gamma(shape, rate) (Manrique-Vallier 2016, section 2.2);
    integrating alpha leaves, up to a constant, - sum_{j=2..K} log R_j - (shape + K - 1) log(rate - log nu_K)
    with R_j the sum of the weights from j on.
    """
    classes = log_weight.size
    tail = log_weight[classes - 1]
    density = 0.0
    for k in range(classes - 2, -1, -1):
        density -= tail
        here = log_weight[k]
        if here > tail:
            gap = tail - here
            tail = here + (math.log1p(math.exp(gap)) if gap > LOG_TINY else 0.0)
        else:
            gap = here - tail
            tail += math.log1p(math.exp(gap)) if gap > LOG_TINY else 0.0
    density += (classes - 1) * tail
    return float(density - (shape + classes - 1) * math.log(rate - (log_weight[classes - 1] - tail)))


@inner
def draw_missing(rng: np.random.Generator, people: float, unseen: float, most: float) -> float:
    """Draw n0 given the probability `unseen` of standing on no list: negative binomial, at most `most`.

    Returns -1 where a single draw passes the bound; callers draw again or reject (the prior is cut there).
    """
    if unseen <= 0.0:
        return 0.0
    if unseen >= 1.0:
        return -1.0
    mean = standard_gamma(rng, people) * unseen / (1.0 - unseen)
    if mean > 4.0 * most + 100.0:
        return -1.0
    missing = poisson(rng, mean)
    return missing if missing <= most else -1.0


@inner
def allot(rng: np.random.Generator, total: int, mass: Floats, out: Integers) -> None:
    """Multinomial draw of `total` people over classes with unnormalised probabilities `mass`, by binomials."""
    left = total
    rest = total_of(mass)
    last = mass.size - 1
    for k in range(mass.size):
        if left == 0:
            out[k] = 0
            continue
        share = mass[k]
        taken = left
        if k < last:
            probability = share / rest if rest > 0.0 else 1.0
            if probability <= 1e-18:
                taken = 0
            elif left == 1:
                taken = 1 if rng.random() < probability else 0
            elif probability < 1.0:
                taken = binomial(rng, left, probability)
        rest -= share
        out[k] = taken
        left -= taken
