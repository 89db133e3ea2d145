"""Relocation: a class leaves its place and is proposed again near another class, near a pattern, or anywhere.

The Gibbs sweep gives an empty class inclusion probabilities drawn from the prior, which hardly ever fit anybody, so
it rarely gives birth to a class; chains then keep the number of classes with which they began. Here the inclusion
probabilities of a class and its share of the observed are proposed together, from a mixture that covers useful
places and whose density corrects for it. The share comes from one partner, chosen by its mass, so that a birth is a
split of the partner and a death a merger into it.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.classes import total_of
from ledgerstone.estimating.sampler.state import Cache, Floats, Integers, Lists, Proposal, State
from ledgerstone.estimating.sampler.variates import SMALLEST

ANYWHERE = 0.3  # share of proposals from the prior, so that an emptied class can return to it
AT_PATTERN = 0.3
CONCENTRATION = 4.0  # Beta(1 + c, 1) and Beta(1, 1 + c) around a pattern
CLOSE = 0.8  # deviation of the logits around the partner
CENTRE, SPREAD = -2.0, 1.5  # logistic part of the proposed log odds of a share
FAR_CENTRE, FAR_SPREAD = -6.0, 8.0  # Cauchy part: empty classes have weights like exp(-500)


@inner
def log_density_place(
    members: Integers, starts: Integers, log_on: Floats, log_off: Floats, near_on: Floats, near_off: Floats
) -> float:
    """Log density, over [0, 1]^J, of proposing one class's inclusion probabilities beside a partner's."""
    lists = log_on.size
    patterns = starts.size - 1
    base = 0.0
    close = 0.0
    for j in range(lists):
        base += log_off[j]
        z = (log_on[j] - log_off[j] - near_on[j] + near_off[j]) / CLOSE
        close -= 0.5 * z * z + log_on[j] + log_off[j]
    total = 0.0
    for m in range(patterns):
        value = base
        for i in range(starts[m], starts[m + 1]):
            value += log_on[members[i]] - log_off[members[i]]
        total += math.exp(CONCENTRATION * value + lists * math.log1p(CONCENTRATION))
    close -= lists * math.log(CLOSE * math.sqrt(2.0 * math.pi))
    beside = 1.0 - ANYWHERE - AT_PATTERN
    return math.log(ANYWHERE + AT_PATTERN * total / patterns + beside * math.exp(min(close, 600.0)))


@inner
def propose_place(
    rng: np.random.Generator, a: int, matrix: Floats, state: State, new_on: Floats, new_off: Floats
) -> None:
    """Draw from the density above, beside class a."""
    log_on, log_off, _ = state
    kind = rng.random()
    m = int(rng.random() * matrix.shape[1])
    for j in range(new_on.size):
        if kind >= ANYWHERE + AT_PATTERN:
            logit = log_on[a, j] - log_off[a, j] + CLOSE * rng.standard_normal()
            scale = math.log1p(math.exp(-abs(logit)))
            new_on[j] = min(logit, 0.0) - scale
            new_off[j] = min(-logit, 0.0) - scale
            continue
        log_uniform = math.log(max(rng.random(), 1e-300))
        if kind >= ANYWHERE:
            log_uniform /= 1.0 + CONCENTRATION
        other = math.log(max(-math.expm1(log_uniform), 1e-17))
        on_list = kind < ANYWHERE or matrix[j, m] > 0.0
        new_on[j] = log_uniform if on_list else other
        new_off[j] = other if on_list else log_uniform


@inlined
def log_density_share(odds: float) -> float:
    """Log density of the proposed log odds of a share: half logistic, half Cauchy."""
    z = math.exp(-abs(odds - CENTRE) / SPREAD)
    near = z / (SPREAD * (1.0 + z) ** 2)
    far = (odds - FAR_CENTRE) / FAR_SPREAD
    return math.log(0.5 * near + 0.5 / (math.pi * FAR_SPREAD * (1.0 + far * far)))


@inlined
def propose_share(rng: np.random.Generator) -> float:
    """Draw from the density above."""
    uniform = min(max(rng.random(), 1e-15), 1.0 - 1e-15)
    if rng.random() < 0.5:
        return CENTRE + SPREAD * math.log(uniform / (1.0 - uniform))
    return FAR_CENTRE + FAR_SPREAD * math.tan(math.pi * (uniform - 0.5))


@inlined
def mass_beside(k: int, weight: Floats, unseen: Floats, seen: float) -> float:
    """The observed mass of the classes other than k."""
    return float(max(seen - weight[k] * (1.0 - unseen[k]), SMALLEST))


@inlined
def choose_partner(rng: np.random.Generator, k: int, weight: Floats, unseen: Floats, seen: float) -> int:
    """A class other than k, by its observed mass."""
    target = rng.random() * mass_beside(k, weight, unseen, seen)
    chosen = -1
    for h in range(weight.size):
        if h != k:
            chosen = h
            target -= weight[h] * (1.0 - unseen[h])
            if target < 0.0:
                break
    return chosen


@inner
def relocate(
    rng: np.random.Generator, k: int, a: int, lists: Lists, state: State, cache: Cache, new: Proposal
) -> float:
    """Propose class k anew, with a share of the observed mass that it and its partner a hold together."""
    matrix, members, starts, counts, _ = lists
    log_on, log_off, log_weight = state
    column, mix, unseen, weight, fit, _ = cache
    new_column, new_mix, new_on, new_off, new_log_weight, new_weight, scalars = new
    before = 1.0 - unseen[k]
    mass_a = weight[a] * (1.0 - unseen[a])
    if mass_a < SMALLEST or before < 1e-12:
        return -math.inf
    log_mass = log_weight[k] + math.log(before)
    odds = log_mass - math.log(mass_a)
    both = mass_a + math.exp(log_mass)
    propose_place(rng, a, matrix, state, new_on, new_off)
    missed = total_of(new_off)
    after = -math.expm1(missed)
    new_odds = propose_share(rng)
    if after < 1e-12 or new_odds > 25.0:
        return -math.inf
    new_a = both / (1.0 + math.exp(new_odds))
    new_log = new_odds + math.log(new_a) - math.log(after)
    ratio = new_a / mass_a
    base = new_log + missed
    for m in range(counts.size):
        value = base
        for i in range(starts[m], starts[m + 1]):
            value += new_on[members[i]] - new_off[members[i]]
        new_column[m] = math.exp(value)
        new_mix[m] = max(mix[m] - column[k, m] + new_column[m] + column[a, m] * (ratio - 1.0), SMALLEST)
    log_ratio = math.log(ratio)
    new_log_weight[0] = new_log
    new_weight[0] = math.exp(new_log)
    new_log_weight[1] = log_weight[a] + log_ratio
    new_weight[1] = weight[a] * ratio
    scalars[0] = 1.0 - after
    scalars[1] = ratio
    others = mass_beside(k, weight, unseen, fit[2])
    gain = new_log - log_weight[k] + 2.0 * log_ratio - math.log((others - mass_a + new_a) / others)
    gain += log_density_share(odds) - log_density_share(new_odds)
    gain += log_density_place(members, starts, log_on[k], log_off[k], log_on[a], log_off[a])
    gain -= log_density_place(members, starts, new_on, new_off, log_on[a], log_off[a])
    return float(gain)
