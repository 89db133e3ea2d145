"""One estimate from several: replicates of an imputation or a linkage combined, strata added draw by draw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from ledgerstone.errors import BadSetting
from ledgerstone.estimating.options import check_level
from ledgerstone.records import Diagnostic, Estimate

Floats = NDArray[np.float64]
RULES = ("rubin", "mixture", "verdata")
FEW = 10
NOBODY = 0.1  # stands for 0 unrecorded people in logarithms, as verdata has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicate:
    """One replicate: the people observed and the draws of the total."""

    people: int
    draws: tuple[float, ...]


def people_of(answer: Estimate) -> int:
    """The distinct people on the lists of an estimate.

    Raises:
        BadSetting: an estimate that does not tell them.
    """
    people = next((d.value for d in answer.diagnostics if d.name == "people"), None)
    if people is None:
        raise BadSetting(f"{answer.method} does not tell the people on its lists.", do="Use another method.")
    return round(people)


def replicate_of(answer: Estimate) -> Replicate:
    """The observed people and the draws of an estimate.

    Raises:
        BadSetting: an estimate without draws.
    """
    if not answer.draws:
        raise BadSetting(f"{answer.method} gives no draws to combine.", do="Use dga, lcmcr, loglinear or sparse.")
    return Replicate(people=people_of(answer), draws=answer.draws)


def combine(
    replicates: Sequence[Replicate],
    *,
    rule: str = "verdata",
    level: float = 0.95,
    scope: str = "",
    lists: tuple[str, ...] = (),
) -> Estimate:
    """Combine the draws of replicates that stand for what is missing or uncertain in the data.

    Args:
        replicates: at least two.
        rule: "verdata": the rule of HRDAG's package, n0 averaged for the point, log n0 for the interval, with
            T = W + (1 + 1/R) B and df = (R - 1)(1 + W/((R + 1) B))^2; "rubin": the same with the degrees of freedom
            of Rubin (1987, equation 3.1.6), (R - 1)(1 + W R/((R + 1) B))^2; "mixture": all draws pooled with equal
            weight for each replicate, median and quantiles of the pool (Sadinle 2018 for draws of a linkage).
        level: of the interval.
        scope: of the result.
        lists: of the result.

    Raises:
        BadSetting: an unknown rule, fewer than two replicates, a level outside (0, 1).
    """
    check_level(level)
    if rule not in RULES:
        raise BadSetting(f"There is no rule {rule!r}.", do=f"Choose of {', '.join(RULES)}.")
    if len(replicates) < 2:
        raise BadSetting("One replicate cannot show how much replicates differ.", do="Give at least two.")
    people = round(float(np.mean([r.people for r in replicates])))
    unseen = [np.asarray(r.draws) - r.people for r in replicates]
    if rule == "mixture":
        point, low, high, freedom = _mixture(unseen, people, level)
    else:
        point, low, high, freedom = _on_logs(unseen, people, level, rule)
    told = [Diagnostic(name="people", value=float(people)), Diagnostic(name="replicates", value=float(len(replicates)))]
    if freedom is not None:
        told.append(Diagnostic(name="degrees of freedom", value=freedom))
    caveats = () if len(replicates) >= FEW else (f"Only {len(replicates)} replicates: fewer than 10 say little.",)
    return Estimate(
        scope=scope,
        lists=lists,
        point=point,
        low=low,
        high=high,
        level=level,
        method=f"{rule}.1",
        draws=tuple(pooled(unseen, people).tolist()),
        diagnostics=tuple(told),
        caveats=caveats,
    )


def pooled(unseen: Sequence[Floats], people: float) -> Floats:
    """The draws of all replicates, the same number of each, in turn."""
    shortest = min(draws.size for draws in unseen)
    return np.asarray(people + np.column_stack([draws[:shortest] for draws in unseen]).ravel())


def _mixture(unseen: Sequence[Floats], people: int, level: float) -> tuple[float, float, float, None]:
    point, low, high = np.quantile(pooled(unseen, people), [0.5, 0.5 - level / 2, 0.5 + level / 2]).tolist()
    return point, low, high, None


def _on_logs(unseen: Sequence[Floats], people: int, level: float, rule: str) -> tuple[float, float, float, float]:
    number = len(unseen)
    logs = [np.log(np.where(draws > 0, draws, NOBODY)) for draws in unseen]
    means = np.array([values.mean() for values in logs])
    within = float(np.mean([values.var(ddof=1) for values in logs]))
    between = float(means.var(ddof=1))
    factor = number if rule == "rubin" else 1
    ratio = factor / (number + 1) * within / between if between > 0 else np.inf
    freedom = (number - 1) * (1.0 + ratio) ** 2
    half = (stdtrit(freedom, 0.5 + level / 2) if np.isfinite(freedom) else ndtri(0.5 + level / 2)) * np.sqrt(
        within + (1.0 + 1.0 / number) * between
    )
    point = people + round(float(np.mean([draws.mean() for draws in unseen])))
    low, high = (people + round(float(np.exp(means.mean() + sign * half))) for sign in (-1, 1))
    return float(point), float(low), float(high), float(freedom)


def add(answers: Sequence[Estimate], *, also: int = 0, level: float = 0.95, scope: str = "") -> Estimate:
    """Add strata, draw by draw: the ends of intervals are never added.

    Args:
        answers: one estimate a stratum, with draws; the strata are taken as independent given their data.
        also: people observed in strata that could not be estimated; they enter as observed.
        level: of the interval.
        scope: of the total.

    Raises:
        BadSetting: no estimates, an estimate without draws, a level outside (0, 1).
    """
    check_level(level)
    if not answers:
        raise BadSetting("There is nothing to add.", do="Give at least one estimate.")
    parts = [replicate_of(answer) for answer in answers]
    shortest = min(len(part.draws) for part in parts)
    total = np.sum([_take(part.draws, shortest) for part in parts], axis=0) + also
    point, low, high = np.quantile(total, [0.5, 0.5 - level / 2, 0.5 + level / 2]).tolist()
    told = (f"{also} people observed where nothing could be estimated are counted as observed only.",) if also else ()
    return Estimate(
        scope=scope,
        lists=tuple(sorted({name for answer in answers for name in answer.lists})),
        point=point,
        low=low,
        high=high,
        level=level,
        method="sum.1",
        draws=tuple(total.tolist()),
        diagnostics=(
            Diagnostic(name="people", value=float(sum(part.people for part in parts) + also)),
            Diagnostic(name="strata", value=float(len(answers))),
        ),
        caveats=(*told, "The strata are taken as independent of each other, given their lists."),
    )


def _take(draws: tuple[float, ...], number: int) -> Floats:
    places = np.linspace(0, len(draws) - 1, number).round().astype(int)
    return np.asarray(np.asarray(draws)[places])
