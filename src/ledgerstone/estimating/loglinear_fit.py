"""A fitted log-linear model of the capture table: its number, its error, its information criteria."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from ledgerstone.estimating.existence import exists
from ledgerstone.estimating.poisson import (
    ABSENT,
    FITTED,
    UNDECIDED,
    UNIDENTIFIED,
    cholesky,
    fit_poisson,
    information,
    solve,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A Poisson log-linear fit of the 2^J - 1 observable cells.

    Attributes:
        status: FITTED, or why there is no estimate (ABSENT, UNIDENTIFIED).
        design: (cells, columns), the intercept first; every other column is 0 for the cell of the unrecorded.
        beta: coefficients; exp(beta[0]) is the estimated number of the unrecorded.
        mean: fitted cell means.
        covariance: (columns, columns), (X' diag(mean) X)^-1.
        deviance, aic, bic: 2 sum[y log(y/mu) - (y - mu)]; AIC with the Poisson constant; BIC with n the people.
        people: observed people (n).
        cells: which of the 2^J - 1 cells the rows of the design are; the others are fitted as 0.
        whole: the design before columns with a negative coefficient were dropped.
        signed: how many of its last columns may not have one.
    """

    status: int
    design: Floats
    beta: Floats
    mean: Floats
    covariance: Floats
    deviance: float
    aic: float
    bic: float
    people: float
    cells: NDArray[np.bool_]
    whole: Floats
    signed: int

    @property
    def number(self) -> float:
        """N = n + exp(beta_0)."""
        return self.people + float(np.exp(self.beta[0]))

    @property
    def standard_error(self) -> float:
        """Of N: sqrt(exp(beta_0) + exp(2 beta_0) V_00) (Rivest & Levesque 2001)."""
        unseen = np.exp(self.beta[0])
        return float(np.sqrt(unseen + unseen**2 * self.covariance[0, 0]))

    @property
    def bias(self) -> float:
        """Asymptotic bias of N (Rivest & Levesque 2001, section 3).

        xi = -diag(X V X')/2, psi = -2 X' diag(mu) xi less 1 in its first place, bias = -exp(beta_0) (V psi)_0 / 2.
        """
        leverage = np.einsum("cp,pq,cq->c", self.design, self.covariance, self.design)
        psi = self.design.T @ (self.mean * leverage)
        psi[0] -= 1.0
        return float(-0.5 * np.exp(self.beta[0]) * (self.covariance @ psi)[0])


def fit(design: Floats, counts: Floats, *, impossible: tuple[int, ...] = (), signed: int = 0) -> Fit:
    """Fit the observable cells.

    Args:
        design: (cells, columns).
        counts: (cells,).
        impossible: columns of interactions that nobody shows. Their estimates are minus infinity: the cells in which
            they are 1 are fitted as 0 and leave the fit with them (Chan, Silverman & Vincent 2021, section 2.3);
            they count as parameters in AIC and BIC.
        signed: how many of the last columns may have no negative coefficient: while any has, the first is dropped.
    """
    cells: NDArray[np.bool_] = ~np.asarray(design[:, list(impossible)].any(axis=1))
    design, counts = np.delete(design[cells], impossible, axis=1), counts[cells]
    parameters = design.shape[1] + len(impossible)
    whole = design
    design, beta, mean, factor, status = fit_signed(whole, counts, signed)
    parameters -= whole.shape[1] - design.shape[1]
    columns = design.shape[1]
    if status == UNDECIDED:
        status = FITTED if exists(design, counts > 0) else ABSENT
    covariance = np.full((columns, columns), np.nan)
    if status == FITTED:
        information(design, mean, factor)
        if cholesky(factor, columns):
            covariance = _inverse(factor, columns)
        else:
            status = UNIDENTIFIED
    people = float(counts.sum())
    spread = 2.0 * float(
        np.sum(np.where(counts > 0, counts * np.log(np.maximum(counts, 1) / mean), 0.0) - counts + mean)
    )
    fitted = float(np.sum(counts * np.log(mean) - mean - gammaln(counts + 1)))
    aic = -2.0 * fitted + 2.0 * parameters
    return Fit(
        status=status,
        design=design,
        beta=beta,
        mean=mean,
        covariance=covariance,
        deviance=spread,
        aic=aic,
        bic=aic + (np.log(people) - 2.0) * parameters,
        people=people,
        cells=cells,
        whole=whole,
        signed=signed,
    )


def fit_signed(design: Floats, counts: Floats, signed: int) -> tuple[Floats, Floats, Floats, Floats, int]:
    """Fit, dropping one by one the first of the last `signed` columns whose coefficient is negative.

    Returns the design that is left, its coefficients, means, Cholesky factor and status.
    """
    while True:
        columns = design.shape[1]
        beta, mean, factor = np.zeros(columns), np.empty(counts.size), np.empty((columns, columns))
        status = fit_poisson(design, counts, beta, mean, factor)
        negative = np.flatnonzero(beta[columns - signed :] < 0.0) if signed else np.zeros(0, dtype=np.int64)
        if status == UNIDENTIFIED or not negative.size:
            return design, beta, mean, factor, status
        design = np.delete(design, columns - signed + int(negative[0]), axis=1)
        signed -= 1


def _inverse(factor: Floats, columns: int) -> Floats:
    inverse = np.eye(columns)
    for column in inverse:
        solve(factor, columns, column)
    return inverse
