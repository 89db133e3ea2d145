"""Stepwise log-linear estimates for sparse tables with a bootstrap that repeats the choice of the model."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ledgerstone.errors import BadSetting
from ledgerstone.estimating.bootstrap import acceleration, bca_interval, resamples
from ledgerstone.estimating.existence import exists, full_design
from ledgerstone.estimating.gating import gate
from ledgerstone.estimating.loglinear import pairwise
from ledgerstone.estimating.options import check_level, check_positive
from ledgerstone.estimating.progress import Progress, silent
from ledgerstone.estimating.stepwise import ASK, choose
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Diagnostic, Estimate, Refusal

Floats = NDArray[np.float64]
MOST_LISTS = 10
FREE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A model of pairs (bit mask over `pairwise`), log of the unrecorded, its variance, and people observed."""

    model: int
    intercept: float
    variance: float
    people: float

    @property
    def number(self) -> float:
        """N = n + exp(beta_0)."""
        return self.people + float(np.exp(self.intercept))


def sparse(
    table: CaptureTable,
    *,
    threshold: float = 0.02,
    bootstrap: int = 1000,
    search: str = "full",
    level: float = 0.95,
    seed: int = 0,
    progress: Progress = silent,
    trusted: frozenset[str] = frozenset(),
    override: bool = False,
) -> Estimate | Refusal:
    """Choose pairs stepwise by their p-values, estimate, and bootstrap the choice and the fit together.

    Args:
        table: the lists, at most 10.
        threshold: p-value below which a pair enters (Chan, Silverman & Vincent 2021 use 0.02).
        bootstrap: resamples for the BCa interval; 0 gives the log-normal interval of the chosen model.
        search: "full" repeats the whole search in each resample; "restricted" holds it to the models on the paths of
            the first 10 % of resamples (after Silverman, Chan & Vincent 2024, who hold it to the best models).
        level: of the interval.
        seed: of the resamples.
        progress: called with (what, done, of) now and then; an exception it raises stops the run.
        trusted: see `gate`.
        override: see `gate`.

    Raises:
        BadSetting: an option outside its range.
    """
    check_level(level)
    check_positive("threshold", threshold)
    if search not in {"full", "restricted"}:
        raise BadSetting(f"There is no search {search!r}.", do="Choose full or restricted.")
    passed = gate(table, trusted=trusted, override=override)
    if passed.refusal is not None:
        return passed.refusal
    if len(table.lists) > MOST_LISTS:
        return Refusal(
            reason=f"{len(table.lists)} lists make too many patterns.", needed="Merge lists to ten or fewer."
        )
    counts = table.cells[1:].astype(float)
    first = choose_pairs(counts, len(table.lists), threshold=threshold)
    if not np.isfinite(first.number) or first.number > 1e9:
        return Refusal(reason="The chosen model has no finite estimate.", needed="Lists that overlap more.")
    spread = float(np.sqrt(first.variance))
    draws: Floats = np.zeros(0)
    accelerated = None
    if bootstrap:
        draws = _bootstrap(counts, len(table.lists), threshold, bootstrap, search, seed, progress)
        accelerated = acceleration(counts, _numbers(len(table.lists), threshold, FREE))
        low, high = bca_interval(draws, first.number, accelerated, level)
    else:
        deviate = float(ndtri(0.5 + level / 2))
        low, high = (table.people + float(np.exp(first.intercept + s * deviate * spread)) for s in (-1, 1))
    return Estimate(
        scope=table.scope,
        lists=table.lists,
        point=first.number,
        low=low,
        high=high,
        level=level,
        method="sparse.1",
        seed=seed,
        draws=tuple(draws.tolist()),
        diagnostics=_diagnostics(table, first, accelerated, bootstrap),
        caveats=(*passed.caveats, *_caveats(first, draws, low, high)),
    )


def choose_pairs(counts: Floats, lists: int, *, threshold: float = 0.02, allowed: NDArray[np.int64] = FREE) -> Chosen:
    """Run the stepwise search, asking the linear program where the fit itself does not settle existence."""
    design, both = _frame(lists)
    asked: list[int] = []
    answers: list[bool] = []
    while True:
        outcome, model, intercept, variance = choose(
            design, both, counts, threshold, allowed, np.array(asked, dtype=np.int64), np.array(answers, dtype=np.bool_)
        )
        if outcome != ASK:
            return Chosen(model=model, intercept=intercept, variance=variance, people=float(counts.sum()))
        asked.append(model)
        answers.append(_exists(lists, model, (counts > 0).tobytes()))


@lru_cache(maxsize=32)
def _frame(lists: int) -> tuple[Floats, NDArray[np.bool_]]:
    pairs = pairwise(lists)
    masks = np.arange(1, 1 << lists)
    both = np.array([(masks >> i & masks >> j & 1).astype(bool) for i, j in pairs])
    return np.ascontiguousarray(full_design(lists, pairs)), both


@lru_cache(maxsize=65536)
def _exists(lists: int, model: int, support: bytes) -> bool:
    design, both = _frame(lists)
    seen = np.frombuffer(support, dtype=np.bool_)
    chosen = [p for p in range(len(both)) if model >> p & 1]
    shared = [p for p in chosen if seen[both[p]].any()]
    rows = ~both[[p for p in chosen if p not in shared]].any(axis=0)
    columns = [*range(lists + 1), *(lists + 1 + p for p in shared)]
    return exists(design[np.ix_(rows, columns)], seen[rows])


def _numbers(lists: int, threshold: float, allowed: NDArray[np.int64]) -> Callable[[Floats], float]:
    return lambda counts: choose_pairs(counts, lists, threshold=threshold, allowed=allowed).number


def _bootstrap(
    counts: Floats, lists: int, threshold: float, times: int, search: str, seed: int, progress: Progress
) -> Floats:
    drawn = resamples(counts, times=times, seed=seed).astype(float)
    numbers = np.empty(times)
    allowed = FREE
    paths: set[int] = set()
    for b in range(times):
        found = choose_pairs(drawn[b], lists, threshold=threshold, allowed=allowed)
        numbers[b] = found.number
        if search == "restricted" and not allowed.size:
            paths.update(_below(found.model))
            if b >= times // 10:
                allowed = np.array(sorted(paths), dtype=np.int64)
        if b % 50 == 49:
            progress("bootstrap", b + 1, times)
    return numbers


def _below(model: int) -> list[int]:
    subs, sub = [], model
    while sub:
        subs.append(sub)
        sub = (sub - 1) & model
    return subs


def _diagnostics(
    table: CaptureTable, first: Chosen, accelerated: float | None, bootstrap: int
) -> tuple[Diagnostic, ...]:
    pairs = pairwise(len(table.lists))
    named = [" x ".join(table.lists[j] for j in pairs[p]) for p in range(len(pairs)) if first.model >> p & 1]
    told = [
        Diagnostic(name="people", value=float(table.people)),
        Diagnostic(name="pairs chosen", value=float(len(named)), text=", ".join(named) or "none"),
        Diagnostic(name="log standard error", value=float(np.sqrt(first.variance))),
        Diagnostic(name="bootstrap", value=float(bootstrap)),
    ]
    if accelerated is not None:
        told.append(Diagnostic(name="acceleration", value=accelerated))
    return tuple(told)


def _caveats(first: Chosen, draws: Floats, low: float, high: float) -> list[str]:
    told = []
    if not draws.size:
        told.append("The interval takes the chosen model as given: without the bootstrap it is too narrow.")
    elif not low <= first.number <= high:
        told.append("The estimate lies outside its bootstrap interval: the choice of pairs is unstable.")
    if draws.size and np.median(draws) > 0 and not 1 / 1.5 < first.number / float(np.median(draws)) < 1.5:
        told.append("Half of the resamples choose models with quite another number: the choice of pairs is unstable.")
    return told
