from dataclasses import replace

import pytest
from estimating.published import ARTIFICIAL, KOSOVO

from ledgerstone.estimating import METHODS, Options, compare, diagnose
from ledgerstone.estimating.recommending import recommend
from ledgerstone.records import Diagnostic, Estimate, Refusal

SEEN = diagnose(KOSOVO)
LCMCR = Estimate(point=10_400, low=9_000, high=13_800, method="lcmcr.2", diagnostics=())
DGA = Estimate(point=12_600, low=9_800, high=16_500, method="dga.1", diagnostics=())
NONE = Refusal(reason="The chains do not agree.", needed="More iterations.")


def test_lcmcr_where_both_agree() -> None:
    found = recommend(KOSOVO, SEEN, {"dga": DGA, "lcmcr": LCMCR}, {})
    assert found.method == "lcmcr"
    assert isinstance(found.answer, Estimate)
    assert found.answer.point == 10_400
    assert "12,600" in found.because


def test_none_where_both_disagree() -> None:
    far = replace(DGA, point=30_000, low=25_000, high=36_000)
    found = recommend(KOSOVO, SEEN, {"dga": far, "lcmcr": LCMCR}, {})
    assert isinstance(found.answer, Refusal)
    assert "disagree" in found.answer.reason
    assert found.method is None


def test_dga_alone_and_none_at_all() -> None:
    assert recommend(KOSOVO, SEEN, {"dga": DGA, "lcmcr": NONE}, {}).method == "dga"
    assert isinstance(recommend(KOSOVO, SEEN, {"dga": NONE, "lcmcr": NONE}, {}).answer, Refusal)
    assert isinstance(recommend(KOSOVO, SEEN, {}, {}).answer, Refusal)


def test_a_weighty_saturated_graph_takes_dga_out() -> None:
    unsure = replace(DGA, diagnostics=(Diagnostic(name="saturated graph", value=0.5),))
    assert recommend(KOSOVO, SEEN, {"dga": unsure, "lcmcr": LCMCR}, {}).method == "lcmcr"
    assert isinstance(recommend(KOSOVO, SEEN, {"dga": unsure, "lcmcr": NONE}, {}).answer, Refusal)


@pytest.mark.parametrize(("least", "refused"), [(9_000, False), (5_000, False), (2_000, True)])
def test_a_number_that_hangs_on_one_list(least: float, *, refused: bool) -> None:
    changed = {"without A": replace(DGA, point=least), "without B": replace(DGA, point=12_000)}
    found = recommend(KOSOVO, SEEN, {"dga": DGA, "lcmcr": LCMCR}, changed)
    assert isinstance(found.answer, Refusal) == refused
    if least == 5_000:
        assert isinstance(found.answer, Estimate)
        assert any("factor of 2.4" in caveat for caveat in found.answer.caveats)


def test_weaknesses_are_said_with_the_number() -> None:
    told = (Diagnostic(name="bound for few lists", value=17_000.0),)
    bound = Estimate(point=20_000, low=18_000, high=22_000, method="chao.1", diagnostics=told)
    single = Estimate(point=40_000, low=35_000, high=None, method="sparse.1")
    methods = {"dga": DGA, "lcmcr": LCMCR, "chao": bound, "sparse": single}
    answer = recommend(KOSOVO, SEEN, methods, {}).answer
    assert isinstance(answer, Estimate)
    assert any("below Chao's lower bound" in caveat for caveat in answer.caveats)
    assert any("sparse says 40,000 (35,000 to no upper bound)" in caveat for caveat in answer.caveats)


def test_chapman_chao_and_single_models_are_never_headlines() -> None:
    methods = {name: DGA for name in METHODS if name not in {"dga", "lcmcr"}}
    assert isinstance(recommend(KOSOVO, SEEN, methods, {}).answer, Refusal)


def test_lists_that_cannot_carry_it() -> None:
    found = compare(ARTIFICIAL, options=Options())
    assert isinstance(found.recommendation.answer, Refusal)
    assert all(isinstance(row.answer, Refusal) for row in found.methods)
    assert found.sensitivity == ()


def test_what_is_varied() -> None:
    found = compare(KOSOVO, methods=("dga", "chao"))
    names = [row.what for row in found.sensitivity]
    assert names == [
        "without EXH", "without ABA", "without OSCE", "without HRW", "delta a quarter", "delta four times",
        "uniform prior",
    ]  # fmt: skip
    assert found.recommendation.method == "dga"
