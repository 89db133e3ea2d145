"""Hamiltonian moves of the classes that hold people: long steps along the curved ridge of the likelihood.

Classes that hold less than a bound stay where they are. A trajectory that ends with other classes above the bound, or
in another order of mass, is rejected, so that step sizes may depend on a class's rank: the metric is then constant
along every accepted trajectory, forwards and backwards (Neal 2011). The bound is drawn anew for each trajectory,
whatever the state: small classes come and go across a fixed one, and would stop the large classes from moving.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.classes import draw_missing, log_sum, total_of
from ledgerstone.estimating.sampler.mixture import fill, normalise
from ledgerstone.estimating.sampler.slope import gradient, log_prior
from ledgerstone.estimating.sampler.state import Floats, Integers, Lists, Path, Prior, Rest, State

FEWEST, SPAN = 2.0, 4.0  # the bound in observed people: log-uniform, from 2 to 2 exp(4), about 110
LARGEST = 0.3  # and at most this share of the observed
WANTED = 0.75  # acceptance to which the step size is learned
LEARNING = 0.02


@inner
def rank_classes(least: float, state: State, order: Integers, mass: Floats) -> int:
    """Order the classes by observed mass, descending; returns how many hold at least the share `least`."""
    _, log_off, log_weight = state
    classes, lists = log_off.shape
    total = 0.0
    for k in range(classes):
        missed = 0.0
        for j in range(lists):
            missed += log_off[k, j]
        mass[k] = math.exp(log_weight[k]) * -math.expm1(missed)
        total += mass[k]
    held = 0
    for k in range(classes):
        place = k
        while place > 0 and mass[order[place - 1]] < mass[k]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = k
        if mass[k] >= least * total:
            held += 1
    return held


@inner
def set_out(
    rng: np.random.Generator, held: int, tuning: Floats, lists: Lists, state: State, path: Path, rest: Rest
) -> float:
    """Where the classes held begin, and how fast; what the others give to each pattern; returns the others' mass."""
    log_on, log_off, log_weight = state
    order, at, _, speed, _, _ = path
    mass, kept, mix, odds, column = rest
    last = at.shape[1] - 1
    for m in range(mix.size):
        mix[m] = 0.0
    rest_mass = 0.0
    for r in range(order.size):
        k = order[r]
        kept[k] = log_weight[k]
        if r >= held:
            rest_mass += mass[k]
            base = log_weight[k]
            for j in range(last):
                base += log_off[k, j]
            if base > -200.0:
                fill(k, base, lists, state, odds, column)
                for m in range(mix.size):
                    mix[m] += column[k, m]
            continue
        for j in range(last + 1):
            at[r, j] = math.log(mass[k]) if j == last else log_on[k, j] - log_off[k, j]
            speed[r, j] = rng.standard_normal() * math.sqrt(tuning[r, j])
    return rest_mass


@inlined
def learn(tuning: Floats, held: int, people: float, order: Integers, mass: Floats, log_on: Floats) -> None:
    """Move the precisions of each rank towards those of a class of that size (complete-data information)."""
    lists = log_on.shape[1]
    total = total_of(mass)
    for r in range(held):
        k = order[r]
        share = mass[k] / total
        for j in range(lists):
            inclusion = math.exp(log_on[k, j])
            tuning[r, j] += LEARNING * (people * share * inclusion * (1.0 - inclusion) + 1.0 - tuning[r, j])
        tuning[r, lists] += LEARNING * (people * share * (1.0 - share) + 1.0 - tuning[r, lists])


@inner
def log_density(fit: float, held: int, tuning: Floats, log_weight: Floats, prior: Prior, path: Path) -> float:
    """Log likelihood and log prior, less the kinetic energy."""
    speed = path.speed
    kinetic = 0.0
    for r in range(held):
        for j in range(speed.shape[1]):
            kinetic += 0.5 * speed[r, j] ** 2 / tuning[r, j]
    return fit + log_prior(held, log_weight, prior, path.work, speed.shape[1] - 1) - kinetic


@inlined
def keeps_order(held: int, path: Path, mass: Floats, rest_mass: float, least: float) -> bool:
    """Whether the same classes take part, in the same order, after the trajectory."""
    order, at = path.order, path.at
    last = at.shape[1] - 1
    total = rest_mass
    for r in range(held):
        total += math.exp(at[r, last])
    for r in range(held):
        if not math.exp(at[r, last]) >= least * total or (r > 0 and at[r, last] > at[r - 1, last]):
            return False
    return held == order.size or mass[order[held]] < least * total


@inlined
def settle(held: int, path: Path, state: State) -> None:
    """Write the logits back, and normalise the weights."""
    log_on, log_off, log_weight = state
    order, at = path.order, path.at
    for r in range(held):
        for j in range(log_on.shape[1]):
            tail = math.log1p(math.exp(-abs(at[r, j])))
            log_on[order[r], j] = min(at[r, j], 0.0) - tail
            log_off[order[r], j] = min(-at[r, j], 0.0) - tail
    normalise(log_weight)


@inner
def flow(  # noqa: C901 (one compiled loop)
    rng: np.random.Generator,
    tuning: Floats,
    adapt: bool,  # noqa: FBT001 (compiled functions take no keywords)
    lists: Lists,
    prior: Prior,
    state: State,
    path: Path,
    rest: Rest,
) -> float:
    """One trajectory, in place; returns its acceptance probability.

    `tuning[r, j]` is the precision of logit j of the class of rank r, `tuning[r, J]` that of y; the last row holds the
    log step size, the number of updates made and the most leapfrog steps. With `adapt` (in the warm-up only) all but
    the last are learned.
    """
    log_on, _, log_weight = state
    at, push, speed = path.at, path.push, path.speed
    classes, width = at.shape
    least = min(LARGEST, FEWEST / lists.people * math.exp(SPAN * rng.random()))
    held = rank_classes(least, state, path.order, rest.mass)
    if adapt:
        learn(tuning, held, lists.people, path.order, rest.mass, log_on)
    rest_mass = set_out(rng, held, tuning, lists, state, path, rest)
    fit = gradient(held, rest.mix, rest_mass, lists, prior, log_weight, path)
    before = log_density(fit, held, tuning, log_weight, prior, path)
    step = math.exp(tuning[classes, 0]) * (0.7 + 0.6 * rng.random())
    for _ in range(1 + int(rng.random() * tuning[classes, 2])):
        for r in range(held):
            for j in range(width):
                speed[r, j] += 0.5 * step * push[r, j]
                at[r, j] += step * speed[r, j] / tuning[r, j]
        fit = gradient(held, rest.mix, rest_mass, lists, prior, log_weight, path)
        for r in range(held):
            for j in range(width):
                speed[r, j] += 0.5 * step * push[r, j]
    after = log_density(fit, held, tuning, log_weight, prior, path)
    chance = math.exp(min(0.0, after - before)) if math.isfinite(after) else 0.0
    if adapt:
        tuning[classes, 1] += 1.0
        tuning[classes, 0] += (chance - WANTED) / math.sqrt(tuning[classes, 1] + 10.0)
    good = rng.random() < chance and keeps_order(held, path, rest.mass, rest_mass, least)
    if good:
        seen = rest_mass
        for r in range(held):
            seen += math.exp(at[r, width - 1])
        good = draw_missing(rng, lists.people, 1.0 - seen / math.exp(log_sum(log_weight)), prior.most) >= 0.0
    if good:
        settle(held, path, state)
    else:
        for k in range(classes):
            log_weight[k] = rest.kept[k]
    return chance
