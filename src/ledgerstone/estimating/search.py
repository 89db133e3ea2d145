"""All log-linear models with pairs of lists, compared; the best is never reported without the others."""

from collections.abc import Sequence

import numpy as np

from ledgerstone.errors import BadSetting
from ledgerstone.estimating.gating import gate
from ledgerstone.estimating.loglinear import Model, describe, fit_model, no_fit, pairwise, report
from ledgerstone.estimating.loglinear_fit import Fit
from ledgerstone.estimating.options import check_level
from ledgerstone.estimating.poisson import FITTED
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Diagnostic, Estimate, Refusal

MOST_LISTS = 6
CLOSE = 10.0  # models whose criterion is this close to the best are told of (Burnham & Anderson 2002, section 2.6)


def loglinear_search(
    table: CaptureTable,
    *,
    criterion: str = "bic",
    level: float = 0.95,
    seed: int = 0,
    trusted: frozenset[str] = frozenset(),
    override: bool = False,
) -> Estimate | Refusal:
    """Fit every model with some pairs of lists (2^(J(J-1)/2), at most 6 lists) and report the best by BIC or AIC.

    The interval is that of the best model and ignores that it was chosen; the diagnostics tell the range of the
    estimates of models within 10 of its criterion.

    Raises:
        BadSetting: an unknown criterion or a level outside (0, 1).
    """
    check_level(level)
    if criterion not in {"aic", "bic"}:
        raise BadSetting(f"There is no criterion {criterion!r}.", do="Choose aic or bic.")
    passed = gate(table, trusted=trusted, override=override)
    if passed.refusal is not None:
        return passed.refusal
    if len(table.lists) > MOST_LISTS:
        return Refusal(
            reason=f"{len(table.lists)} lists have too many models to try all.",
            needed="Merge lists to six or fewer, or use the stepwise search of sparse().",
        )
    models = all_models(len(table.lists))
    fits = [(model, fit_model(model, table)) for model in models]
    found = [(model, fitted) for model, fitted in fits if fitted.status == FITTED]
    if not found:
        return no_fit(fits[0][1])
    return _best(table, found, criterion=criterion, level=level, seed=seed, caveats=passed.caveats, tried=len(models))


def all_models(lists: int) -> list[Model]:
    """Every set of pairs, from none to all."""
    pairs = pairwise(lists)
    return [
        Model(interactions=tuple(pair for place, pair in enumerate(pairs) if chosen >> place & 1))
        for chosen in range(1 << len(pairs))
    ]


def _best(
    table: CaptureTable,
    found: Sequence[tuple[Model, Fit]],
    *,
    criterion: str,
    level: float,
    seed: int,
    caveats: tuple[str, ...],
    tried: int,
) -> Estimate:
    scores = np.array([fitted.bic if criterion == "bic" else fitted.aic for _, fitted in found])
    model, fitted = found[int(scores.argmin())]
    near = [f.number for (_, f), score in zip(found, scores, strict=True) if score <= scores.min() + CLOSE]
    span = f"{min(near):,.0f} to {max(near):,.0f}"
    said = f"The interval ignores the choice among {tried} models; those nearly as good give {span}."
    best = report(
        table,
        fitted,
        interval="profile",
        level=level,
        seed=seed,
        caveats=(*caveats, said),
        words=describe(model, table),
        method="loglinear-search.1",
    )
    told = (
        Diagnostic(name="models tried", value=float(tried)),
        Diagnostic(name="models without estimate", value=float(tried - len(found))),
        Diagnostic(name="models nearly as good", value=float(len(near))),
        Diagnostic(name="lowest of these", value=float(min(near))),
        Diagnostic(name="highest of these", value=float(max(near))),
    )
    return Estimate(
        scope=best.scope,
        lists=best.lists,
        point=best.point,
        low=best.low,
        high=best.high,
        level=best.level,
        method=best.method,
        seed=best.seed,
        draws=best.draws,
        diagnostics=(*best.diagnostics, *told),
        caveats=best.caveats,
    )
