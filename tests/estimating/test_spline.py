import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from ledgerstone.estimating.grid import coarse_nodes, nodes_between
from ledgerstone.estimating.spline import splined


@pytest.mark.parametrize("nodes", [4, 5, 17, 300])
def test_the_spline_is_scipys_between_and_at_the_nodes(nodes: int) -> None:
    rng = np.random.default_rng(nodes)
    at, values = np.sort(rng.uniform(0.0, 9.0, nodes)), rng.standard_normal(nodes)
    places = np.sort(np.concatenate([at, rng.uniform(at[0], at[-1], 1000)]))
    assert splined(at, values, places) == pytest.approx(CubicSpline(at, values)(places), rel=1e-9, abs=1e-9)
    assert splined(at, values, at) == pytest.approx(values, abs=1e-9)


@pytest.mark.parametrize("most", [17, 20, 414, 44_000, 3_000_000])
def test_nodes_are_whole_ascending_and_reach_from_one_to_the_end(most: int) -> None:
    for nodes in (coarse_nodes(most), nodes_between(3.2, most / 2.0, 14.0, coarse_nodes(most))):
        assert nodes[0] == 1.0
        assert nodes[-1] == most
        assert (np.diff(nodes) >= 1.0).all()
        assert (nodes == np.round(nodes)).all()
