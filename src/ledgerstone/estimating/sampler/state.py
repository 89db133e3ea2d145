"""What the compiled loops hand to one another: the lists, the prior, the classes, and room to work in.

Throughout, K classes, J lists, M observed patterns. All are tuples of arrays that are changed in place.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Lists(NamedTuple):
    """A table as the loops want it.

    Attributes:
        matrix: (J + 1, M) 0/1 by list and pattern, and in the last row the number of lists of each pattern.
        members, starts: the lists of pattern m are members[starts[m]:starts[m + 1]].
        counts: (M,) people.
        people: n.
    """

    matrix: Floats
    members: Integers
    starts: Integers
    counts: Integers
    people: float


class Prior(NamedTuple):
    """K classes; alpha ~ Gamma(shape, rate); n0 <= most; p(N) ~ 1/N."""

    classes: int
    shape: float
    rate: float
    most: float


class State(NamedTuple):
    """The classes.

    Attributes:
        log_on, log_off: (K, J) log probabilities that a person of class k stands on list j, and that they do not.
        log_weight: (K,) logs of unnormalised class weights.
    """

    log_on: Floats
    log_off: Floats
    log_weight: Floats


class Tallies(NamedTuple):
    """Room for the Gibbs sweep and the exchanges of labels.

    Attributes:
        missing, people, drawn: (K,) the unrecorded of each class, all of its people, those of one pattern.
        on: (K, J) people of class k on list j.
        mass: (K,) of one pattern.
        tails, moved: (K,) tail sums of the weights, before and after an exchange.
        odds: (J,) of one class.
        column: (K, M) mass of class k in pattern m.
    """

    missing: Integers
    people: Integers
    drawn: Integers
    on: Integers
    mass: Floats
    tails: Floats
    moved: Floats
    odds: Floats
    column: Floats


class Cache(NamedTuple):
    """What the Metropolis moves keep up to date.

    Attributes:
        column: (K, M) mass of class k in pattern m.
        mix: (M,) its sum.
        unseen: (K,) probabilities of standing on no list.
        weight: (K,) unnormalised.
        fit: log likelihood, log prior of the weights, and the observed mass S.
        odds: (J,) room.
    """

    column: Floats
    mix: Floats
    unseen: Floats
    weight: Floats
    fit: Floats
    odds: Floats


class Proposal(NamedTuple):
    """What a Metropolis move would make of a class k and, in some, of a second class.

    Attributes:
        column: (M,) of class k.
        mix: (M,) of all classes.
        on, off: (J,) logs of class k; read where the move changes them.
        log_weight, weight: of both classes.
        scalars: k's probability of standing on no list, and the factor of the second class's column.
    """

    column: Floats
    mix: Floats
    on: Floats
    off: Floats
    log_weight: Floats
    weight: Floats
    scalars: Floats


class Rest(NamedTuple):
    """Room for what a trajectory needs once: the classes that stay where they are, and where all were before.

    Attributes:
        mass: (K,) observed mass, by class.
        kept: (K,) log weights before.
        mix: (M,) what the classes that stay give to each pattern.
        odds: (J,) of one class.
        column: (K, M) of the classes that stay.
    """

    mass: Floats
    kept: Floats
    mix: Floats
    odds: Floats
    column: Floats


class Path(NamedTuple):
    """Room for a Hamiltonian trajectory; row r belongs to the class of rank r by observed mass.

    Attributes:
        order: (K,) classes by rank.
        at: (K, J + 1) where the trajectory is: logits of inclusion, and last the log observed mass y.
        push: (K, J + 1) the gradient there.
        speed: (K, J + 1) momenta.
        slope: (K,) of the prior of the weights.
        work: (K, 2J + 4) see `spread_out`.
    """

    order: Integers
    at: Floats
    push: Floats
    speed: Floats
    slope: Floats
    work: Floats


class Room(NamedTuple):
    """All room that a chain works in; what it holds between calls means nothing."""

    tallies: Tallies
    cache: Cache
    proposal: Proposal
    rest: Rest
    path: Path


def room_for(*, classes: int, lists: int, patterns: int) -> Room:
    """Room for K classes, J lists and M patterns."""
    column = np.zeros((classes, patterns))
    odds = np.zeros(lists)

    def by_class() -> Floats:
        return np.zeros(classes)

    def people() -> Integers:
        return np.zeros(classes, np.int64)

    def by_coordinate() -> Floats:
        return np.zeros((classes, lists + 1))

    return Room(
        tallies=Tallies(
            missing=people(),
            people=people(),
            drawn=people(),
            on=np.zeros((classes, lists), np.int64),
            mass=by_class(),
            tails=by_class(),
            moved=by_class(),
            odds=odds,
            column=column,
        ),
        cache=Cache(
            column=column, mix=np.zeros(patterns), unseen=by_class(), weight=by_class(), fit=np.zeros(3), odds=odds
        ),
        proposal=Proposal(
            column=np.zeros(patterns),
            mix=np.zeros(patterns),
            on=np.zeros(lists),
            off=np.zeros(lists),
            log_weight=np.zeros(2),
            weight=np.zeros(2),
            scalars=np.zeros(2),
        ),
        rest=Rest(mass=by_class(), kept=by_class(), mix=np.zeros(patterns), odds=odds, column=column),
        path=Path(
            order=people(),
            at=by_coordinate(),
            push=by_coordinate(),
            speed=by_coordinate(),
            slope=by_class(),
            work=np.zeros((classes, 2 * lists + 4)),
        ),
    )
