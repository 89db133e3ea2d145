"""The sampler's own gamma, binomial and Poisson variates have the distributions whose names they bear."""

import numpy as np
import pytest
from scipy import stats

from ledgerstone.estimating.compiled import compiled
from ledgerstone.estimating.sampler.variates import binomial, log_gamma_variate, poisson

DRAWS = 40_000


@compiled
def binomials(rng: np.random.Generator, number: int, chance: float, out: np.ndarray) -> None:
    for i in range(out.size):
        out[i] = binomial(rng, number, chance)


@compiled
def poissons(rng: np.random.Generator, mean: float, out: np.ndarray) -> None:
    for i in range(out.size):
        out[i] = poisson(rng, mean)


@compiled
def log_gammas(rng: np.random.Generator, shape: float, out: np.ndarray) -> None:
    for i in range(out.size):
        out[i] = log_gamma_variate(rng, shape)


def chance_of_fit(drawn: np.ndarray, exact: stats.rv_discrete) -> float:
    """The p-value of a chi-squared test over cells in which at least 20 are expected."""
    inner = np.unique(exact.ppf(np.linspace(0.002, 0.998, 60)))
    bounds = np.concatenate([[-np.inf], inner, [np.inf]])
    chances = np.diff(exact.cdf(bounds))
    counts = np.histogram(drawn - 0.5, bins=bounds)[0]
    kept = chances * drawn.size >= 20
    if not kept.all():
        counts = np.append(counts[kept], counts[~kept].sum())
        chances = np.append(chances[kept], chances[~kept].sum())
    worth = chances > 0
    assert counts[~worth].sum() == 0
    return float(stats.chisquare(counts[worth], chances[worth] * drawn.size).pvalue)


@pytest.mark.parametrize(
    ("number", "chance"),
    [(1, 0.3), (7, 0.9), (50, 0.003), (40, 0.24), (40, 0.26), (400, 0.97), (2_000, 0.5), (100_000, 2e-4),
     (3_000_000, 0.62)],
)  # fmt: skip
def test_binomial(number: int, chance: float) -> None:
    out = np.empty(DRAWS)
    binomials(np.random.default_rng(8), number, chance, out)
    assert chance_of_fit(out, stats.binom(number, chance)) > 1e-4


@pytest.mark.parametrize("mean", [0.01, 0.9, 9.9, 10.1, 80.0, 123_456.7])
def test_poisson(mean: float) -> None:
    out = np.empty(DRAWS)
    poissons(np.random.default_rng(9), mean, out)
    assert chance_of_fit(out, stats.poisson(mean)) > 1e-4


@pytest.mark.parametrize("shape", [0.003, 0.25, 1.0, 1.7, 40.0, 98_971.0])
def test_log_gamma(shape: float) -> None:
    out = np.empty(DRAWS)
    log_gammas(np.random.default_rng(10), shape, out)
    assert stats.kstest(out, stats.loggamma(shape).cdf).pvalue > 1e-4
