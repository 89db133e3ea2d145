import numpy as np
import pytest

from ledgerstone.estimating.convergence import effective_size, r_hat


def autoregressive(rng: np.random.Generator, rho: float, draws: int, chains: int) -> np.ndarray:
    noise = rng.standard_normal((draws, chains)) * np.sqrt(1 - rho**2)
    series = np.empty_like(noise)
    series[0] = rng.standard_normal(chains)
    for i in range(1, draws):
        series[i] = rho * series[i - 1] + noise[i]
    return series


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_the_effective_size_of_an_autoregressive_series(rho: float) -> None:
    series = autoregressive(np.random.default_rng(1), rho, 20_000, 4)
    assert effective_size(series) == pytest.approx(80_000 * (1 - rho) / (1 + rho), rel=0.1)
    assert r_hat(series) < 1.01


def test_chains_that_differ_in_place_or_scale_are_seen() -> None:
    rng = np.random.default_rng(2)
    series = rng.standard_normal((2000, 4))
    assert r_hat(series + np.array([0, 0, 0, 1.0])) > 1.05
    assert r_hat(series * np.array([1, 1, 1, 3.0])) > 1.05
    assert r_hat(series + np.linspace(0, 3, 2000)[:, None]) > 1.05


def test_ranks_do_not_mind_heavy_tails_or_a_change_of_scale() -> None:
    series = np.random.default_rng(3).standard_cauchy((2000, 4))
    assert r_hat(series) == pytest.approx(r_hat(np.arctan(series)), abs=1e-3)
    assert effective_size(series) == effective_size(np.arctan(series))


def test_constant_draws() -> None:
    assert r_hat(np.ones((100, 4))) == 1.0
    assert effective_size(np.ones((100, 4))) == 400.0
