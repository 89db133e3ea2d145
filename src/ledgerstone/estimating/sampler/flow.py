"""Hamiltonian moves of the classes that hold people: long steps along the curved ridge of the likelihood.

Classes that hold less than a bound stay where they are. A trajectory that ends with other classes above the bound, or
in another order of mass, is rejected, so that step sizes may depend on a class's rank: the metric is then constant
along every accepted trajectory, forwards and backwards (Neal 2011). The bound is drawn anew for each trajectory,
whatever the state: small classes come and go across a fixed one, and would stop the large classes from moving.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inlined, inner
from ledgerstone.estimating.sampler.classes import Floats, Integers, draw_missing, log_sum, total_of
from ledgerstone.estimating.sampler.mixture import fill
from ledgerstone.estimating.sampler.slope import gradient, log_prior

FEWEST, SPAN = 2.0, 4.0  # the bound in observed people: log-uniform, from 2 to 2 exp(4), about 110
LARGEST = 0.3  # and at most this share of the observed
WANTED = 0.75  # acceptance to which the step size is learned
LEARNING = 0.02


@inner
def rank_classes(log_weight: Floats, log_off: Floats, least: float, order: Integers, mass: Floats) -> int:
    """Order the classes by observed mass, descending; returns how many hold at least the share `least`."""
    classes = log_weight.size
    total = 0.0
    for k in range(classes):
        missed = 0.0
        for j in range(log_off.shape[1]):
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


@inlined
def set_rest(
    held: int,
    order: Integers,
    members: Integers,
    starts: Integers,
    log_on: Floats,
    log_off: Floats,
    log_weight: Floats,
    rest: Floats,
) -> None:
    """What the classes that stay where they are give to each pattern."""
    lists = log_on.shape[1]
    odds = np.empty(lists)
    column = np.empty(rest.size)
    for m in range(rest.size):
        rest[m] = 0.0
    for r in range(held, order.size):
        k = order[r]
        base = log_weight[k]
        for j in range(lists):
            base += log_off[k, j]
        if base > -200.0:
            fill(base, log_on[k], log_off[k], members, starts, odds, column)
            for m in range(rest.size):
                rest[m] += column[m]


@inlined
def learn(tuning: Floats, held: int, order: Integers, mass: Floats, people: float, log_on: Floats) -> None:
    """Move the precisions of each rank towards those of a class of that size (complete-data information)."""
    lists = log_on.shape[1]
    total = total_of(mass)
    for r in range(held):
        share = mass[order[r]] / total
        for j in range(lists):
            inclusion = math.exp(log_on[order[r], j])
            tuning[r, j] += LEARNING * (people * share * inclusion * (1.0 - inclusion) + 1.0 - tuning[r, j])
        tuning[r, lists] += LEARNING * (people * share * (1.0 - share) + 1.0 - tuning[r, lists])


@inlined
def kinetic(held: int, fast: Floats, tuning: Floats) -> float:
    """Kinetic energy; column J belongs to y."""
    total = 0.0
    for r in range(held):
        for j in range(fast.shape[1]):
            total += 0.5 * fast[r, j] ** 2 / tuning[r, j]
    return total


@inlined
def keeps_order(held: int, order: Integers, y: Floats, mass: Floats, rest_mass: float, least: float) -> bool:
    """Whether the same classes take part, in the same order, after the trajectory."""
    total = rest_mass
    for r in range(held):
        total += math.exp(y[r])
    for r in range(held):
        if not math.exp(y[r]) >= least * total or (r > 0 and y[r] > y[r - 1]):
            return False
    return held == order.size or mass[order[held]] < least * total


@inlined
def settle(held: int, order: Integers, eta: Floats, log_on: Floats, log_off: Floats, log_weight: Floats) -> None:
    """Write the logits back, and normalise the weights."""
    for r in range(held):
        for j in range(eta.shape[1]):
            tail = math.log1p(math.exp(-abs(eta[r, j])))
            log_on[order[r], j] = min(eta[r, j], 0.0) - tail
            log_off[order[r], j] = min(-eta[r, j], 0.0) - tail
    total = log_sum(log_weight)
    for k in range(log_weight.size):
        log_weight[k] -= total


@inner
def flow(  # noqa: C901, PLR0912 (one compiled loop)
    rng: np.random.Generator,
    tuning: Floats,
    adapt: bool,  # noqa: FBT001 (compiled functions take no keywords)
    members: Integers,
    starts: Integers,
    counts: Integers,
    most: float,
    shape: float,
    rate: float,
    log_on: Floats,
    log_off: Floats,
    log_weight: Floats,
    order: Integers,
    work: Floats,
) -> float:
    """One trajectory, in place; returns its acceptance probability.

    `tuning[r, j]` is the precision of logit j of the class of rank r, `tuning[r, J]` that of y; the last row holds the
    log step size, the number of updates made and the most leapfrog steps. With `adapt` (in the warm-up only) all but
    the last are learned. `work` is at least K x (2J + 4).
    """
    classes, lists = log_on.shape
    people = 0.0
    for count in counts:
        people += count
    mass = np.empty(classes)
    least = min(LARGEST, FEWEST / people * math.exp(SPAN * rng.random()))
    held = rank_classes(log_weight, log_off, least, order, mass)
    rest = np.empty(counts.size)
    set_rest(held, order, members, starts, log_on, log_off, log_weight, rest)
    rest_mass = 0.0
    for r in range(held, classes):
        rest_mass += mass[order[r]]
    if adapt:
        learn(tuning, held, order, mass, people, log_on)
    eta, push_eta = np.empty((held, lists)), np.empty((held, lists))
    y, push_y = np.empty(held), np.empty(held)
    fast = np.empty((held, lists + 1))
    slope = np.empty(classes)
    for r in range(held):
        y[r] = math.log(mass[order[r]])
        for j in range(lists):
            eta[r, j] = log_on[order[r], j] - log_off[order[r], j]
        for j in range(lists + 1):
            fast[r, j] = rng.standard_normal() * math.sqrt(tuning[r, j])
    kept = log_weight.copy()
    fit = gradient(held, order, eta, y, rest, rest_mass, members, starts, counts, people, shape, rate,
                   log_weight, push_eta, push_y, work, slope)  # fmt: skip
    before = fit + log_prior(held, log_weight, shape, rate, work, lists) - kinetic(held, fast, tuning)
    step = math.exp(tuning[classes, 0]) * (0.7 + 0.6 * rng.random())
    for _ in range(1 + int(rng.random() * tuning[classes, 2])):
        for r in range(held):
            fast[r, lists] += 0.5 * step * push_y[r]
            y[r] += step * fast[r, lists] / tuning[r, lists]
            for j in range(lists):
                fast[r, j] += 0.5 * step * push_eta[r, j]
                eta[r, j] += step * fast[r, j] / tuning[r, j]
        fit = gradient(held, order, eta, y, rest, rest_mass, members, starts, counts, people, shape, rate,
                       log_weight, push_eta, push_y, work, slope)  # fmt: skip
        for r in range(held):
            fast[r, lists] += 0.5 * step * push_y[r]
            for j in range(lists):
                fast[r, j] += 0.5 * step * push_eta[r, j]
    after = fit + log_prior(held, log_weight, shape, rate, work, lists) - kinetic(held, fast, tuning)
    chance = math.exp(min(0.0, after - before)) if math.isfinite(after) else 0.0
    if adapt:
        tuning[classes, 1] += 1.0
        tuning[classes, 0] += (chance - WANTED) / math.sqrt(tuning[classes, 1] + 10.0)
    good = rng.random() < chance and keeps_order(held, order, y, mass, rest_mass, least)
    if good:
        seen = rest_mass
        for r in range(held):
            seen += math.exp(y[r])
        good = draw_missing(rng, people, 1.0 - seen / math.exp(log_sum(log_weight)), most) >= 0.0
    if good:
        settle(held, order, eta, log_on, log_off, log_weight)
    else:
        for k in range(classes):
            log_weight[k] = kept[k]
    return chance
