"""The multinomial profile likelihood of N and its interval (Cormack 1992; Rivest & Levesque 2001)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.special import chdtri, gammaln

from ledgerstone.estimating.loglinear_fit import Fit, fit_signed
from ledgerstone.estimating.poisson import deviance

Floats = NDArray[np.float64]
OPEN_ABOVE = 3.0  # the upper bound is searched up to this multiple of the estimate, beyond it is open


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Maximum and bounds of the profile likelihood; `high` None is open, searched up to `searched`."""

    point: float
    low: float
    high: float | None
    searched: float


def profile(fitted: Fit, counts: Floats, *, level: float) -> Profile:
    """Profile N around a Poisson fit: N - n people are put into the unseen cell and the model is fitted again.

    l(N) = -deviance(N)/2 + log(n0^n0 N! / (N^N n0!)), n0 = N - n; bounds where l falls by chi2_1(level)/2. The
    maximum is sought in (n, 1.5 N_poisson), the upper bound up to 3 times it.
    """
    evaluate = _likelihood(fitted, counts)
    people = fitted.people
    best = minimize_scalar(
        lambda number: -evaluate(number),
        bounds=(people, 1.5 * fitted.number),
        method="bounded",
        options={"xatol": 1e-7 * fitted.number},
    )
    point = float(best.x)
    floor = evaluate(point) - float(chdtri(1.0, 1.0 - level)) / 2.0

    def above(number: float) -> float:
        return evaluate(number) - floor

    low = people if above(people) >= 0.0 else float(brentq(above, people, point, xtol=1e-7 * point))
    far = OPEN_ABOVE * point
    high = None if above(far) >= 0.0 else float(brentq(above, point, far, xtol=1e-7 * point))
    return Profile(point=point, low=low, high=high, searched=far)


def _likelihood(fitted: Fit, counts: Floats) -> Callable[[float], float]:
    design = np.vstack([fitted.whole, np.eye(1, fitted.whole.shape[1])])
    cells = np.append(counts, 0.0)

    def evaluate(number: float) -> float:
        unseen = max(number - fitted.people, 0.0)
        cells[-1] = unseen
        mean = fit_signed(design, cells, fitted.signed)[2]
        constant = gammaln(number + 1) - number * np.log(number) - gammaln(unseen + 1)
        constant += unseen * np.log(unseen) if unseen > 0.0 else 0.0
        return float(-deviance(cells, mean) / 2.0 + constant)

    return evaluate
