import numpy as np
import pytest
from estimating.published import HEPATITIS_A, KOSOVO, UK, UK5
from estimating.shared_tables import needs_tables, reference, remarks, shared_table
from scipy.stats import poisson

from ledgerstone.errors import BadSetting
from ledgerstone.estimating import sparse
from ledgerstone.estimating.bootstrap import acceleration, bca_interval
from ledgerstone.estimating.sparse import choose_pairs
from ledgerstone.estimating.stepwise import smaller_tail
from ledgerstone.records import Estimate


@pytest.mark.parametrize("mean", [0.01, 0.5, 3.0, 40.0, 2500.0])
@pytest.mark.parametrize("observed", [0, 1, 3, 10, 60, 2400])
def test_the_poisson_tail(observed: int, mean: float) -> None:
    expected = min(poisson.cdf(observed, mean), poisson.sf(observed - 1, mean))
    found = smaller_tail(float(observed), mean)
    assert found == pytest.approx(expected, rel=1e-7, abs=1e-300) or min(found, expected) > 0.3


@needs_tables
def test_every_reference_row() -> None:
    for row in reference("SparseMSE.estimatepopulation.0"):
        if "stepwise" not in row["settings"]:
            continue
        table = shared_table(row["dataset"])
        found = sparse(table, bootstrap=0, override=True)
        assert isinstance(found, Estimate)
        expected = [float(row[key]) for key in ("N_hat", "lo", "hi")]
        assert [found.point, found.low, found.high] == pytest.approx(expected, rel=1e-4), row["dataset"]
        told = next(d for d in found.diagnostics if d.name == "pairs chosen")
        names = [f"c{j + 1}" for j in range(len(table.lists))]
        chosen = {frozenset(pair.split(":")) for pair in row["remarks"].split(" + ") if ":" in pair}
        place = dict(zip(table.lists, names, strict=True))
        ours = {  # R's formula leaves out pairs that share nobody, as the fit does
            frozenset(place[name] for name in pair.split(" x "))
            for pair in told.text.split(", ")
            if " x " in pair and table.on(sum(1 << table.lists.index(name) for name in pair.split(" x ")))
        }
        assert ours == chosen, row["dataset"]


@needs_tables
def test_every_reference_acceleration() -> None:
    for row in reference("SparseMSE.estimatepopulation"):
        table = shared_table(row["dataset"])
        lists = len(table.lists)
        found = acceleration(
            table.cells[1:].astype(float), lambda counts, lists=lists: choose_pairs(counts, lists).number
        )
        assert found == pytest.approx(float(remarks(row)["ahat"]), abs=1.1e-5), row["dataset"]


def test_kosovo_as_in_r() -> None:  # SparseMSE 2.0.1, 1,000 resamples: 12,595.8 to 16,527.5
    found = sparse(KOSOVO, seed=1)
    assert isinstance(found, Estimate)
    assert found.high is not None
    assert found.point == pytest.approx(14341.7, rel=1e-5)
    assert (found.low, found.high) == pytest.approx((12595.8, 16527.5), rel=0.03)
    told = {d.name: d.value for d in found.diagnostics}
    assert told["acceleration"] == pytest.approx(-0.00416, abs=1e-5)
    assert found == sparse(KOSOVO, seed=1)
    assert found.draws != sparse(KOSOVO, seed=2).draws  # type: ignore[union-attr]


def test_sparse_lists_say_that_the_choice_is_unstable_or_not() -> None:
    found = sparse(UK, bootstrap=200)
    assert isinstance(found, Estimate)
    assert found.point == pytest.approx(11418.0, rel=1e-4)


def test_the_restricted_search_gives_much_the_same() -> None:
    full, held = sparse(UK5, bootstrap=400), sparse(UK5, bootstrap=400, search="restricted")
    assert isinstance(full, Estimate)
    assert isinstance(held, Estimate)
    assert (held.low, held.high) == pytest.approx((full.low, full.high), rel=0.1)


def test_progress_can_stop_it() -> None:
    class Stopped(Exception):
        pass

    def stop(what: str, done: int, of: int) -> None:
        raise Stopped(what, done, of)

    with pytest.raises(Stopped):
        sparse(HEPATITIS_A, progress=stop)


def test_bca_without_skew_is_the_percentile_interval() -> None:
    draws = np.arange(1, 2000.0)
    low, high = bca_interval(draws, 1000.0, 0.0, 0.9)
    assert (low, high) == pytest.approx((100.0, 1900.0), abs=3.0)


def test_bad_options() -> None:
    with pytest.raises(BadSetting):
        sparse(KOSOVO, search="quick")
    with pytest.raises(BadSetting):
        sparse(KOSOVO, threshold=0.0)
