"""Log-linear models of the capture table (Fienberg 1972; Cormack 1989; Rivest & Levesque 2001)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ledgerstone.errors import BadSetting
from ledgerstone.estimating.gating import gate
from ledgerstone.estimating.loglinear_fit import Fit, fit
from ledgerstone.estimating.options import check_level
from ledgerstone.estimating.poisson import ABSENT, FITTED
from ledgerstone.estimating.profile import profile
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Diagnostic, Estimate, Refusal

Floats = NDArray[np.float64]
HETEROGENEITY = ("none", "chao", "poisson2", "darroch", "gamma3.5")
MOST_LISTS = 12
BIASED = 0.1  # of N: a larger asymptotic bias is warned of (Rivest & Levesque 2001)
DRAWS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Which log-linear model.

    Attributes:
        by_list: whether lists differ in size (Mt) or not (M0).
        interactions: sets of lists, by position, whose joint presence has its own parameter.
        heterogeneity: how people's differing catchability enters: "none"; "chao", a lower bound, one parameter
            for each number of lists above 2, those estimated below 0 left out one by one; "poisson2" 2^k - 1;
            "darroch" k^2/2; "gamma3.5" -log(3.5 + k) + log 3.5, for a person on k lists.
    """

    by_list: bool = True
    interactions: tuple[tuple[int, ...], ...] = ()
    heterogeneity: str = "none"

    def __post_init__(self) -> None:
        if self.heterogeneity not in HETEROGENEITY:
            raise BadSetting(
                f"There is no heterogeneity {self.heterogeneity!r}.", do=f"Choose of {', '.join(HETEROGENEITY)}."
            )


def pairwise(lists: int) -> tuple[tuple[int, int], ...]:
    """All pairs of lists by position."""
    return tuple(combinations(range(lists), 2))


def design_of(model: Model, lists: int) -> Floats:
    """Intercept, list effects, interactions and heterogeneity over the cells 1 .. 2^J - 1."""
    masks = np.arange(1, 1 << lists)
    bits = (masks[:, None] >> np.arange(lists) & 1).astype(float)
    times = bits.sum(axis=1)
    columns = [np.ones(masks.size), *(bits.T if model.by_list else [times])]
    columns += [np.prod(bits[:, list(together)], axis=1) for together in model.interactions]
    if model.heterogeneity == "chao":
        columns += [np.maximum(times - j + 1, 0.0) for j in range(3, lists + 1)]
    elif model.heterogeneity == "poisson2":
        columns.append(2.0**times - 1.0)
    elif model.heterogeneity == "darroch":
        columns.append(times**2 / 2.0)
    elif model.heterogeneity == "gamma3.5":
        columns.append(np.log(3.5) - np.log(3.5 + times))
    return np.column_stack(columns)


def fit_model(model: Model, table: CaptureTable) -> Fit:
    """Fit a model to a table; for "chao", drop the first negative eta and fit again until none is."""
    counts = table.cells[1:].astype(float)
    lists = len(table.lists)
    design = design_of(model, lists)
    first = 1 + (lists if model.by_list else 1)
    masks = [sum(1 << j for j in together) for together in model.interactions]
    impossible = tuple(first + place for place, mask in enumerate(masks) if not table.on(mask))
    signed = max(lists - 2, 0) if model.heterogeneity == "chao" else 0
    return fit(design, counts, impossible=impossible, signed=signed)


def loglinear(
    table: CaptureTable,
    *,
    model: Model | None = None,
    interval: str = "profile",
    level: float = 0.95,
    seed: int = 0,
    trusted: frozenset[str] = frozenset(),
    override: bool = False,
) -> Estimate | Refusal:
    """Estimate by one log-linear model, by default independent lists with a parameter for every pair.

    Args:
        table: the lists, at most 12.
        model: which model; see `Model`.
        interval: "profile" (multinomial profile likelihood; the point is its maximum, the upper bound open where
            the likelihood does not fall within three times the point), "normal" (N +- z se) or "lognormal"
            (n + exp(beta_0 +- z se(beta_0))); for the latter two the point is the Poisson estimate.
        level: of the interval.
        seed: of the draws, which are log-normal in the unrecorded, for totals over strata.
        trusted: see `gate`.
        override: see `gate`.

    Raises:
        BadSetting: an unknown interval or a level outside (0, 1).
    """
    check_level(level)
    if interval not in {"profile", "normal", "lognormal"}:
        raise BadSetting(f"There is no interval {interval!r}.", do="Choose profile, normal or lognormal.")
    passed = gate(table, trusted=trusted, override=override)
    if passed.refusal is not None:
        return passed.refusal
    if len(table.lists) > MOST_LISTS:
        return Refusal(reason=f"{len(table.lists)} lists make 2^{len(table.lists)} patterns.", needed="Merge lists.")
    model = model or Model(interactions=pairwise(len(table.lists)))
    fitted = fit_model(model, table)
    if fitted.status != FITTED:
        return no_fit(fitted)
    return report(
        table, fitted, interval=interval, level=level, seed=seed, caveats=passed.caveats, words=describe(model, table)
    )


def no_fit(fitted: Fit) -> Refusal:
    """Why a model gave no estimate."""
    if fitted.status == ABSENT:
        return Refusal(
            reason="The model has no maximum likelihood estimate: patterns that it needs were never observed.",
            needed="A model with fewer parameters, or merged lists.",
        )
    return Refusal(
        reason="The data do not identify the model: different parameters fit equally well.",
        needed="A model with fewer parameters, or lists that overlap more.",
    )


def report(
    table: CaptureTable,
    fitted: Fit,
    *,
    interval: str,
    level: float,
    seed: int,
    caveats: Sequence[str],
    words: str,
    method: str = "loglinear.1",
) -> Estimate:
    """The estimate of a fitted model."""
    deviate = float(ndtri(0.5 + level / 2))
    spread = float(np.sqrt(fitted.covariance[0, 0]))
    point, high = fitted.number, None
    if interval == "profile":
        found = profile(fitted, table.cells[1:][fitted.cells].astype(float), level=level)
        point, low, high = found.point, found.low, found.high
    elif interval == "normal":
        low, high = (point + sign * deviate * fitted.standard_error for sign in (-1, 1))
    else:
        low, high = (table.people + np.exp(fitted.beta[0] + sign * deviate * spread) for sign in (-1, 1))
    unseen = np.random.default_rng(seed).normal(float(fitted.beta[0]), spread, DRAWS)
    return Estimate(
        scope=table.scope,
        lists=table.lists,
        point=float(point),
        low=float(low),
        high=None if high is None else float(high),
        level=level,
        method=method,
        seed=seed,
        draws=tuple((table.people + np.exp(unseen)).tolist()),
        diagnostics=_diagnostics(fitted, words),
        caveats=(*caveats, *_caveats(fitted, high)),
    )


def describe(model: Model, table: CaptureTable) -> str:
    """The model in words: which lists hang together, and how people differ."""
    together = [" x ".join(table.lists[j] for j in group) for group in model.interactions]
    words = ["lists differ" if model.by_list else "lists alike", *together]
    return ", ".join(words + ([model.heterogeneity] if model.heterogeneity != "none" else []))


def _diagnostics(fitted: Fit, words: str) -> tuple[Diagnostic, ...]:
    named = {
        "people": fitted.people,
        "poisson estimate": fitted.number,
        "standard error": fitted.standard_error,
        "bias": fitted.bias,
        "deviance": fitted.deviance,
        "degrees of freedom": float(fitted.mean.size - fitted.beta.size),
        "aic": fitted.aic,
        "bic": fitted.bic,
    }
    return (
        Diagnostic(name="model", text=words),
        *(Diagnostic(name=name, value=float(value)) for name, value in named.items()),
    )


def _caveats(fitted: Fit, high: float | None) -> list[str]:
    told = ["The interval takes the model as given: it does not show the doubt about which model is right."]
    if abs(fitted.bias) > BIASED * fitted.number:
        told.append(f"The asymptotic bias of the estimate is {fitted.bias:,.0f}.")
    if not fitted.cells.all():
        told.append("Lists that share nobody are taken to exclude each other entirely.")
    if high is None:
        told.append("The data set no upper bound under this model.")
    return told
