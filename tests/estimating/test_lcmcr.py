import numpy as np
import pytest
from estimating.calibration import ranks, uniformity
from estimating.published import ARTIFICIAL, HEPATITIS_A, KOSOVO, UK
from estimating.shared_tables import needs_tables, reference, shared_table
from scipy.special import betaln, gammaln

from ledgerstone.errors import BadSetting
from ledgerstone.estimating import CaptureTable, lcmcr
from ledgerstone.estimating.exploration import Effort, Exploration
from ledgerstone.estimating.lcmcr import bound_share, conclude, prior_of, sample
from ledgerstone.records import Estimate, Refusal

QUICK = Effort(chains=4, effective=400.0, iterations=60_000, workers=1)


@pytest.mark.slow
def test_one_class_is_the_conjugate_model_of_independent_lists() -> None:
    found = sample(HEPATITIS_A, prior=prior_of(HEPATITIS_A, classes=1), effort=QUICK, seed=4)
    assert found.converged
    n, sizes = HEPATITIS_A.people, np.array(HEPATITIS_A.sizes)
    unseen = np.arange(0.0, 20 * n + 1)
    total = n + unseen
    # p(N | data) ~ N!/(n0! ...) (1/N) prod_j B(1 + n_j, 1 + N - n_j), inclusion summed out
    log_weight = gammaln(total + 1) - gammaln(unseen + 1) - np.log(total)
    log_weight += betaln(1 + sizes[:, None], 1 + total - sizes[:, None]).sum(axis=0)
    chance = np.exp(log_weight - log_weight.max())
    exact = np.interp([0.025, 0.5, 0.975], np.cumsum(chance) / chance.sum(), total)
    assert np.quantile(n + found.draws, [0.025, 0.5, 0.975]) == pytest.approx(exact, rel=0.01)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "classes", "tempered"), [(40, 4, False), (200, 3, False), (40, 4, True)])
def test_simulation_based_calibration(people: int, classes: int, *, tempered: bool) -> None:
    found = ranks(
        worlds=150, seed=7, lists=3, people=people, classes=classes,
        iterations=800 if tempered else 3000, keep=99, tempered=tempered,
    )  # fmt: skip
    assert uniformity(found, keep=99) < 27.9  # chi-squared, 9 degrees of freedom, one in a thousand


@pytest.mark.slow
@needs_tables
def test_reference_rows_that_converged() -> None:
    easy = {"hepatitis_a", "spina_bifida3", "brighton_idu", "western_us", "neworleans5", "sim2_hrdag", "madigan_york5"}
    checked = 0
    for row in reference("LCMCR"):
        if row["dataset"] not in easy or "NOT" in row["remarks"]:
            continue
        table = shared_table(row["dataset"])
        found = sample(
            table,
            prior=prior_of(table),
            effort=Effort(chains=4, effective=2000.0, iterations=100_000, workers=2),
            seed=11,
        )
        assert found.converged, row["dataset"]
        low, point, high = np.quantile(table.people + found.draws, [0.025, 0.5, 0.975])
        assert point == pytest.approx(float(row["N_hat"]), rel=0.02), row["dataset"]
        assert (low, high) == pytest.approx((float(row["lo"]), float(row["hi"])), rel=0.05), row["dataset"]
        checked += 1
    assert checked >= 6


@pytest.mark.slow
def test_the_workers_change_nothing_and_the_seed_everything() -> None:
    effort = Effort(chains=4, effective=200.0, iterations=8_000, workers=1)
    alone = sample(HEPATITIS_A, prior=prior_of(HEPATITIS_A), effort=effort, seed=5)
    together = sample(
        HEPATITIS_A,
        prior=prior_of(HEPATITIS_A),
        effort=Effort(chains=4, effective=200.0, iterations=8_000, workers=4),
        seed=5,
    )
    assert np.array_equal(alone.draws, together.draws)
    other = sample(HEPATITIS_A, prior=prior_of(HEPATITIS_A), effort=effort, seed=6)
    assert not np.array_equal(alone.draws, other.draws)


@pytest.mark.slow
def test_the_united_kingdom_is_certified() -> None:  # where R is not after 4 million sweeps
    found = lcmcr(UK, effective=400.0, seed=2)
    assert isinstance(found, Estimate)
    told = {d.name: d.value or 0.0 for d in found.diagnostics}
    assert told["r-hat"] <= 1.01
    assert told["effective size"] >= 400
    assert found.point == pytest.approx(22_830, rel=0.04)
    assert len(found.draws) == 1000


@pytest.mark.slow
def test_few_iterations_give_a_refusal_that_shows_the_chains() -> None:
    answer = lcmcr(KOSOVO, iterations=4_000, effective=1e6)
    assert isinstance(answer, Refusal)
    assert "R-hat" in answer.reason
    assert answer.reason.count(",") >= 4


def explored(draws: np.ndarray, *, converged: bool = True) -> Exploration:
    return Exploration(draws=draws, r_hat=1.0, effective=4000.0, converged=converged, iterations=5000, tempered=False)


def test_a_posterior_that_presses_against_the_bound_is_refused() -> None:
    draws = np.random.default_rng(0).uniform(0.0, 20 * 4400.0, (1000, 4))
    found = explored(draws)
    assert bound_share(KOSOVO, found, most_factor=20.0) > 0.03
    answer = conclude(KOSOVO, found, most_factor=20.0, level=0.95, seed=0)
    assert isinstance(answer, Refusal)
    assert "bound" in answer.reason


def test_the_gate_comes_first_and_bad_options_are_errors() -> None:
    assert isinstance(lcmcr(ARTIFICIAL), Refusal)
    for wrong in ({"chains": 3}, {"classes": 0}, {"shape": -1.0}, {"iterations": 10}, {"level": 2.0}):
        with pytest.raises(BadSetting):
            lcmcr(HEPATITIS_A, **wrong)  # type: ignore[arg-type]


def test_wide_tables_lay_out() -> None:
    table = CaptureTable.from_people([(1, 0, 1), (0, 1, 1), (1, 0, 1)], lists="abc")
    assert table.matrix.tolist() == [[1, 0, 1], [0, 1, 1]]
