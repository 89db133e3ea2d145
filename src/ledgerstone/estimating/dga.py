"""Averaging over all decomposable graphical models of the lists (Madigan & York 1997)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ledgerstone.errors import BadSetting
from ledgerstone.estimating.dga_posterior import TAIL_MASS, Averaged, LogPrior, averaged
from ledgerstone.estimating.gating import gate
from ledgerstone.estimating.graphs import NUMBER
from ledgerstone.estimating.loglinear import pairwise
from ledgerstone.estimating.options import check_level, check_positive
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Diagnostic, Estimate, Refusal

Floats = NDArray[np.float64]
DRAWS = 1000
MOST_LISTS = max(NUMBER)
WEIGHTY = 0.05  # a saturated graph above this says that the data do not identify N under these models
MOVED = 0.25  # a point that a fourfold delta moves by more than this share is warned of


def inverse(number: Floats) -> Floats:
    """p(N) proportional to 1/N, in logs."""
    return np.asarray(-np.log(number))


def uniform(number: Floats) -> Floats:
    """p(N) constant, in logs."""
    return np.zeros_like(number)


def lognormal(*, median: float, ninetieth: float) -> LogPrior:
    """A log-normal prior of N with this median and 90th percentile, in logs."""
    check_positive("median", median)
    if not ninetieth > median:
        raise BadSetting("The 90th percentile is not above the median.", do="Give a larger one.")
    deviation = np.log(ninetieth / median) / ndtri(0.9)

    def log_density(number: Floats) -> Floats:
        z = (np.log(number) - np.log(median)) / deviation
        return np.asarray(-0.5 * z * z - np.log(number))

    return log_density


PRIORS: dict[str, Callable[[Floats], Floats]] = {"1/N": inverse, "uniform": uniform}


def dga(
    table: CaptureTable,
    *,
    delta: float | None = None,
    prior: str | LogPrior = "1/N",
    saturated: bool = False,
    most: int | None = None,
    sensitivity: bool = True,
    level: float = 0.95,
    seed: int = 0,
    trusted: frozenset[str] = frozenset(),
    override: bool = False,
) -> Estimate | Refusal:
    """The posterior of N averaged exactly over all decomposable graphs on 3 to 7 lists; its median is the point.

    Args:
        table: the lists.
        delta: hyper-Dirichlet pseudo-count of each of the 2^J cells; by default 2^-J, one pseudo-person in all.
        prior: of N: "1/N", "uniform", or the log density as a function of an array of N.
        saturated: whether the saturated graph takes part. It holds no information on the unrecorded, so it is left
            out by default and its weight is told.
        most: end of the grid of the unrecorded; by default the grid extends itself.
        sensitivity: also estimate with a quarter of delta and with four times delta.
        level: of the (equal-tailed) interval.
        seed: of the order of the 1,000 draws, which are the posterior's quantiles.
        trusted: see `gate`.
        override: see `gate`.

    Raises:
        BadSetting: an option outside its range, an unknown prior.
    """
    check_level(level)
    if delta is not None:
        check_positive("delta", delta)
    if most is not None:
        check_positive("most", most)
    log_prior = _prior(prior)
    passed = gate(table, trusted=trusted, override=override)
    if passed.refusal is not None:
        return passed.refusal
    if len(table.lists) > MOST_LISTS:
        return Refusal(
            reason=f"There are {len(table.lists)} lists; decomposable graphs are averaged over for at most seven.",
            needed="Merge or drop the smallest lists, or use lcmcr.",
        )
    delta = 2.0 ** -len(table.lists) if delta is None else delta
    found = averaged(table, delta=delta, log_prior=log_prior, saturated=saturated, most=most)
    if most is None and found.tail >= TAIL_MASS:
        return Refusal(
            reason=f"The posterior has no upper bound: even at {found.most:,} unrecorded people it has not fallen off.",
            needed="Lists that overlap more, or a prior that knows an upper bound.",
        )
    others = _with_other_deltas(table, delta, log_prior, saturated=saturated, most=most) if sensitivity else {}
    return _report(
        table, found, others, delta=delta, level=level, seed=seed, saturated=saturated, caveats=passed.caveats
    )


def _prior(prior: str | LogPrior) -> LogPrior:
    if not isinstance(prior, str):
        return prior
    if prior not in PRIORS:
        raise BadSetting(f"There is no prior {prior!r}.", do=f"Choose of {', '.join(PRIORS)}, or give a function.")
    return PRIORS[prior]


def _with_other_deltas(
    table: CaptureTable, delta: float, log_prior: LogPrior, *, saturated: bool, most: int | None
) -> dict[float, Averaged]:
    return {
        other: averaged(table, delta=other, log_prior=log_prior, saturated=saturated, most=most)
        for other in (delta / 4, delta * 4)
    }


def _report(
    table: CaptureTable,
    found: Averaged,
    others: dict[float, Averaged],
    *,
    delta: float,
    level: float,
    seed: int,
    saturated: bool,
    caveats: tuple[str, ...],
) -> Estimate:
    tails = np.array([0.5, 0.5 - level / 2, 0.5 + level / 2])
    point, low, high = (table.people + found.posterior.quantiles(tails)).tolist()
    places = (np.random.default_rng(seed).permutation(DRAWS) + 0.5) / DRAWS
    told = []
    moved = 0.0
    for other, result in others.items():
        there, least, greatest = (table.people + result.posterior.quantiles(tails)).tolist()
        moved = max(moved, abs(there / point - 1.0))
        told.append(Diagnostic(name=f"delta {other:g}", value=there, text=f"{least:,.0f} to {greatest:,.0f}"))
    return Estimate(
        scope=table.scope,
        lists=table.lists,
        point=point,
        low=low,
        high=high,
        level=level,
        method="dga.1",
        seed=seed,
        draws=tuple((table.people + found.posterior.quantiles(places)).tolist()),
        diagnostics=(*_diagnostics(table, found, delta), *told),
        caveats=(*caveats, *_caveats(found, moved, saturated=saturated)),
    )


def _diagnostics(table: CaptureTable, found: Averaged, delta: float) -> tuple[Diagnostic, ...]:
    pairs = [f"{table.lists[i]} x {table.lists[j]}" for i, j in pairwise(len(table.lists))]
    graph, share = found.best
    joined = ", ".join(name for p, name in enumerate(pairs) if graph >> p & 1) or "no lists joined"
    return (
        Diagnostic(name="people", value=float(table.people)),
        Diagnostic(name="mean", value=table.people + found.posterior.mean),
        Diagnostic(name="delta", value=delta),
        Diagnostic(name="graphs", value=float(found.graphs)),
        Diagnostic(name="best graph", value=share, text=joined),
        Diagnostic(name="saturated graph", value=found.saturated),
        Diagnostic(name="end of grid", value=float(found.most)),
        Diagnostic(name="probability at its end", value=found.tail),
        *(Diagnostic(name=f"joined: {name}", value=float(p)) for name, p in zip(pairs, found.edges, strict=True)),
    )


def _caveats(found: Averaged, moved: float, *, saturated: bool) -> list[str]:
    told = []
    if found.saturated > WEIGHTY:
        left = "has" if saturated else "was left out but would have"
        told.append(
            f"The saturated graph {left} {found.saturated:.0%} of the weight: the data do not identify the number "
            "under these models."
        )
    if found.tail >= TAIL_MASS:
        told.append("The posterior is cut at the end of the grid that was asked for.")
    if moved > MOVED:
        told.append(f"A fourfold change of delta moves the estimate by up to {moved:.0%}.")
    return told
