import numpy as np
import pytest
from estimating.published import HEPATITIS_A, KOSOVO, UK, UK5
from estimating.shared_tables import needs_tables, reference, remarks, shared_table
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln, logsumexp

from ledgerstone.errors import BadSetting
from ledgerstone.estimating import CaptureTable, dga, lognormal
from ledgerstone.estimating.dga import inverse, uniform
from ledgerstone.estimating.dga_posterior import averaged
from ledgerstone.estimating.graphs import NUMBER, decomposable
from ledgerstone.records import Estimate, Refusal

TAILS = np.array([0.5, 0.025, 0.975])


def answer(table: CaptureTable, **options: object) -> Estimate:
    found = dga(table, **options)  # type: ignore[arg-type]
    assert isinstance(found, Estimate)
    return found


@pytest.mark.parametrize("lists", [3, 4, 5, 6, 7])
def test_the_number_of_decomposable_graphs(lists: int) -> None:
    graphs = decomposable(lists)
    assert graphs.used.size == NUMBER[lists]
    assert (graphs.used > 0).all()
    assert np.unique(graphs.edges).size == NUMBER[lists]
    # by the running intersection property, cliques less separators count every list once
    sizes = np.array([mask.bit_count() for mask in range(1 << lists)])
    assert ((sizes[graphs.masks] * graphs.signs).sum(axis=1) == lists).all()


def by_definition(table: CaptureTable, delta: float, most: int) -> tuple[float, np.ndarray]:
    """Mean and distribution over every whole number, from the formula and with SciPy alone; saturated graph in."""
    lists, cells, n = len(table.lists), table.cells, table.people
    unseen = np.arange(1.0, most + 1)
    terms = np.zeros((1 << lists, most))
    for mask in range(1, 1 << lists):
        margin = np.zeros(1 << lists)
        np.add.at(margin, np.arange(1 << lists) & mask, cells)
        each = delta * 2.0 ** (lists - mask.bit_count())
        inside = [s for s in range(1, 1 << lists) if s & mask == s]
        terms[mask] = gammaln(unseen + margin[0] + each) + gammaln(margin[inside] + each).sum()
        terms[mask] += gammaln(delta * 2**lists) - gammaln(n + unseen + delta * 2**lists)
        terms[mask] -= 2 ** mask.bit_count() * gammaln(each)
    graphs = decomposable(lists)
    weights = np.einsum("gc,gcn->gn", graphs.signs.astype(float), terms[graphs.masks])
    weights += gammaln(n + unseen + 1) - gammaln(unseen + 1) - np.log(n + unseen)
    chance = np.exp(logsumexp(weights, axis=0) - logsumexp(weights))
    return float(chance @ (n + unseen)), chance


@pytest.mark.parametrize("table", [HEPATITIS_A, KOSOVO])
def test_the_grid_is_as_good_as_every_whole_number(table: CaptureTable) -> None:
    delta = 2.0 ** -len(table.lists)
    mean, chance = by_definition(table, delta, 10 * table.people)
    found = averaged(table, delta=delta, log_prior=inverse, saturated=True, most=10 * table.people)
    assert table.people + found.posterior.mean == pytest.approx(mean, rel=1e-5)
    assert found.posterior.quantiles(TAILS).tolist() == (np.searchsorted(np.cumsum(chance), TAILS) + 1).tolist()


@pytest.mark.parametrize(
    ("table", "expected", "mean"),
    # dga 2.0.2 in R, delta 2^-J, prior 1/N, N0 up to 10 n
    [
        (HEPATITIS_A, (379, 272, 1221), 430.584903),
        (KOSOVO, (12595, 9827, 16544), 12749.349293),
        (UK5, (22365, 10343, 29446), 20228.448400),
    ],
)
def test_as_in_r(table: CaptureTable, expected: tuple[int, int, int], mean: float) -> None:
    found = answer(table, saturated=True, most=10 * table.people, sensitivity=False)
    assert (found.point, found.low, found.high) == expected
    told = {d.name: d.value for d in found.diagnostics}
    assert told["mean"] == pytest.approx(mean, rel=1e-5)


@needs_tables
def test_every_reference_row() -> None:
    rows = [row for row in reference("dga") if not row["dataset"].startswith("sim_n100k")]
    assert len(rows) > 100
    for row in rows:
        table = shared_table(row["dataset"])
        told = dict(part.split("=") for part in row["settings"].split() if "=" in part)
        found = averaged(
            table,
            delta=2.0 ** -len(table.lists) if told["delta"] == "2^-p" else float(told["delta"]),
            log_prior=inverse if told["prior"] == "1/N" else uniform,
            saturated="EXCLUDED" not in row["settings"],
            most=int(told["Nmissing"].split("..")[1]),
        )
        name = row["dataset"] + " " + row["settings"]
        assert table.people + found.posterior.mean == pytest.approx(float(row["mean"]), rel=1e-5), name
        bounds = (table.people + found.posterior.quantiles(TAILS)).tolist()
        assert bounds == [float(row[key]) for key in ("N_hat", "lo", "hi")], name
        if "EXCLUDED" not in row["settings"]:
            assert found.saturated == pytest.approx(float(remarks(row)["p_saturated"]), abs=6e-5), name


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_the_lists_does_not_matter(order: list[int]) -> None:
    rows = {
        tuple(pattern >> j & 1 for j in order): count
        for pattern, count in zip(KOSOVO.patterns, KOSOVO.counts, strict=True)
    }
    turned = CaptureTable.from_counts(rows, lists=[KOSOVO.lists[j] for j in order])
    one, other = answer(KOSOVO, sensitivity=False), answer(turned, sensitivity=False)
    assert (one.point, one.low, one.high) == (other.point, other.low, other.high)


def test_six_lists_extend_their_grid() -> None:
    found = answer(UK, sensitivity=False)
    told = {d.name: d.value for d in found.diagnostics}
    assert told["end of grid"] == 30 * 2744
    assert told["probability at its end"] < 1e-4
    assert 9_000 < found.low < found.point < found.high < 30_000


def test_huge_counts_stay_finite_and_narrow() -> None:
    huge = CaptureTable.from_counts(
        {tuple(p >> j & 1 for j in range(4)): c * 5000 for p, c in zip(KOSOVO.patterns, KOSOVO.counts, strict=True)},
        lists=KOSOVO.lists,
    )
    found = answer(huge, sensitivity=False)
    assert np.isfinite([found.point, found.low, found.high]).all()
    assert (found.high - found.low) / found.point < 0.02


def test_the_saturated_graph_is_told_of() -> None:
    found = answer(HEPATITIS_A)
    assert any("saturated graph was left out but would have" in caveat for caveat in found.caveats)


def test_the_sensitivity_to_delta_is_told() -> None:
    found = answer(UK5)
    assert [d.name for d in found.diagnostics if d.name.startswith("delta ")] == ["delta 0.0078125", "delta 0.125"]
    assert any("delta moves the estimate" in caveat for caveat in found.caveats)


def test_priors() -> None:
    flat = answer(KOSOVO, prior="uniform", sensitivity=False)
    assert flat.point > answer(KOSOVO, sensitivity=False).point
    sure = answer(KOSOVO, prior=lognormal(median=10_000, ninetieth=10_100), sensitivity=False)
    assert 9_700 < sure.low < sure.high < 10_300


def test_the_draws_are_the_posterior() -> None:
    found = answer(KOSOVO, sensitivity=False, seed=3)
    assert len(found.draws) == 1000
    assert np.quantile(found.draws, [0.025, 0.975]) == pytest.approx([found.low, found.high], rel=0.01)
    assert found == answer(KOSOVO, sensitivity=False, seed=3)


def test_eight_lists_are_refused_and_bad_options_are_errors() -> None:
    many = CaptureTable.from_people(
        [(1,) * 8, *(tuple(int(i == j) for j in range(8)) for i in range(8))], lists="abcdefgh"
    )
    assert isinstance(dga(many), Refusal)
    with pytest.raises(BadSetting):
        dga(KOSOVO, prior="none")
    with pytest.raises(BadSetting):
        dga(KOSOVO, delta=0.0)
    with pytest.raises(BadSetting):
        dga(KOSOVO, level=1.5)
