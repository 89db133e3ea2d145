"""Latent classes of people, Bayesian and nonparametric (Manrique-Vallier 2016), with control of convergence."""

from dataclasses import replace

import numpy as np

from ledgerstone.errors import BadSetting
from ledgerstone.estimating.chains import lists_of
from ledgerstone.estimating.exploration import AGREED, Effort, Exploration, explore
from ledgerstone.estimating.gating import gate
from ledgerstone.estimating.options import check_level, check_positive
from ledgerstone.estimating.progress import Progress, silent
from ledgerstone.estimating.sampler.state import Prior
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Diagnostic, Estimate, Refusal

FEWEST_CHAINS = 4
FEWEST_ITERATIONS = 4000
MOST_ITERATIONS = 440_000
MANY_PATTERNS = 64
DRAWS = 1000
NEAR_BOUND = 0.95
BINDING = 0.01


def lcmcr(
    table: CaptureTable,
    *,
    classes: int = 10,
    shape: float = 0.25,
    rate: float = 0.25,
    most_factor: float = 20.0,
    chains: int = 4,
    effective: float = 1000.0,
    iterations: int | None = None,
    level: float = 0.95,
    seed: int = 0,
    workers: int = 1,
    progress: Progress = silent,
    trusted: frozenset[str] = frozenset(),
    override: bool = False,
) -> Estimate | Refusal:
    """The posterior of N under latent classes; its median is the point.

    People belong to classes within which lists are independent; the number of classes that matter is learned (a
    truncated stick-breaking prior), so that dependence between lists comes out of differences between people.

    Args:
        table: the lists.
        classes: K, the most classes.
        shape: of the gamma prior of the concentration alpha.
        rate: of the same.
        most_factor: the prior 1/N is cut where the unrecorded pass this multiple of the observed. A posterior that
            presses against the cut is refused.
        chains: at least 4, started differently.
        effective: bulk effective size at which the chains stop, if R-hat is at most 1.01.
        iterations: at most so many of each chain (one of a tempered chain counts as 8); when they do not agree by then,
            no number is given. By default 440,000, and fewer for more than 64 patterns.
        level: of the (equal-tailed) interval.
        seed: of the chains.
        workers: threads; they change the time, never the result.
        progress: called with (what, done, of) after each round; an exception it raises stops the run.
        trusted: see `gate`.
        override: see `gate`.

    Raises:
        BadSetting: an option outside its range.
    """
    return lcmcr_explored(
        table,
        classes=classes,
        shape=shape,
        rate=rate,
        most_factor=most_factor,
        chains=chains,
        effective=effective,
        iterations=iterations,
        level=level,
        seed=seed,
        workers=workers,
        progress=progress,
        trusted=trusted,
        override=override,
    )[0]


def lcmcr_explored(
    table: CaptureTable,
    *,
    classes: int = 10,
    shape: float = 0.25,
    rate: float = 0.25,
    most_factor: float = 20.0,
    chains: int = 4,
    effective: float = 1000.0,
    iterations: int | None = None,
    level: float = 0.95,
    seed: int = 0,
    workers: int = 1,
    progress: Progress = silent,
    trusted: frozenset[str] = frozenset(),
    override: bool = False,
) -> tuple[Estimate | Refusal, Exploration | None]:
    """As `lcmcr`, with what the chains drew (None if they were not run): for traces, and to see why it refused."""
    check_level(level)
    passed = gate(table, trusted=trusted, override=override)
    if passed.refusal is not None:
        return passed.refusal, None
    found = sample(
        table,
        prior=prior_of(table, classes=classes, shape=shape, rate=rate, most_factor=most_factor),
        effort=Effort(
            chains=chains,
            effective=effective,
            iterations=budget(table) if iterations is None else iterations,
            workers=workers,
        ),
        seed=seed,
        progress=progress,
    )
    answer = conclude(table, found, most_factor=most_factor, level=level, seed=seed)
    if isinstance(answer, Refusal):
        return answer, found
    told = Diagnostic(name="classes", value=float(classes))
    caveats = (*passed.caveats, *answer.caveats)
    return replace(answer, diagnostics=(*answer.diagnostics, told), caveats=caveats), found


def budget(table: CaptureTable) -> int:
    """How many iterations at most, so that wide tables take about as long as narrow ones."""
    return min(MOST_ITERATIONS, max(FEWEST_ITERATIONS, MOST_ITERATIONS * MANY_PATTERNS // len(table.patterns)))


def prior_of(
    table: CaptureTable, *, classes: int = 10, shape: float = 0.25, rate: float = 0.25, most_factor: float = 20.0
) -> Prior:
    """The prior, its options checked."""
    for name, value in (("classes", classes), ("shape", shape), ("rate", rate), ("most_factor", most_factor)):
        check_positive(name, value)
    most = float(np.floor(most_factor * table.people))
    return Prior(classes=classes, shape=float(shape), rate=float(rate), most=most)


def sample(table: CaptureTable, *, prior: Prior, effort: Effort, seed: int, progress: Progress = silent) -> Exploration:
    """Run the chains; what they found may or may not be fit to be published, which `conclude` says."""
    if effort.chains < FEWEST_CHAINS:
        raise BadSetting(f"{effort.chains} chains cannot show that they agree.", do="Run at least 4.")
    if effort.iterations < FEWEST_ITERATIONS:
        raise BadSetting(f"{effort.iterations} iterations are too few.", do=f"Allow at least {FEWEST_ITERATIONS:,}.")
    return explore(lists_of(table), prior, effort, np.random.SeedSequence(seed), progress)


def conclude(
    table: CaptureTable, found: Exploration, *, most_factor: float, level: float, seed: int
) -> Estimate | Refusal:
    """The estimate, or why the chains give none: they disagree, or the prior's bound made the number."""
    binding = bound_share(table, found, most_factor=most_factor)
    if not found.converged:
        medians = ", ".join(f"{table.people + m:,.0f}" for m in np.median(found.draws, axis=0))
        return Refusal(
            reason=f"After {found.iterations:,} iterations the chains do not agree: R-hat {found.r_hat:.3f} (at most "
            f"{AGREED}), effective size {found.effective:.0f}, medians of the chains {medians}.",
            needed="More iterations, fewer lists (merge or drop small ones), or finer strata.",
        )
    if binding > BINDING:
        return Refusal(
            reason=f"{binding:.0%} of the posterior lies within 5 % of the prior's bound of {most_factor:g} unrecorded "
            "to one recorded: the bound, not the data, made the upper end.",
            needed="Lists that overlap more, or a prior that knows an upper bound.",
        )
    totals = table.people + found.draws
    point, low, high = np.quantile(totals, [0.5, 0.5 - level / 2, 0.5 + level / 2]).tolist()
    pooled = totals.reshape(-1)
    places = np.linspace(0, pooled.size - 1, min(DRAWS, pooled.size)).round().astype(int)
    return Estimate(
        scope=table.scope,
        lists=table.lists,
        point=point,
        low=low,
        high=high,
        level=level,
        method="lcmcr.2",
        seed=seed,
        draws=tuple(pooled[places].tolist()),
        diagnostics=(
            Diagnostic(name="people", value=float(table.people)),
            Diagnostic(name="mean", value=float(totals.mean())),
            Diagnostic(name="r-hat", value=found.r_hat),
            Diagnostic(name="effective size", value=found.effective),
            Diagnostic(name="iterations", value=float(found.iterations)),
            Diagnostic(name="chains", value=float(found.draws.shape[1])),
            Diagnostic(name="tempered", text="yes" if found.tempered else "no"),
            Diagnostic(name="near the bound", value=binding),
        ),
        caveats=("People whom no list could have recorded, or only with next to no chance, are not in the number.",),
    )


def bound_share(table: CaptureTable, found: Exploration, *, most_factor: float) -> float:
    """The share of the draws above 95 % of the largest N that the prior allows."""
    most = table.people + np.floor(most_factor * table.people)
    return float(np.mean(table.people + found.draws > NEAR_BOUND * most))
