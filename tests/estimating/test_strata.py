import pytest
from estimating.published import HEPATITIS_A, KOSOVO

from ledgerstone.estimating import CaptureTable, dga, estimate_strata
from ledgerstone.estimating.strata import Estimator
from ledgerstone.records import Estimate, Refusal

SMALL = CaptureTable.from_counts({(1, 0): 5, (0, 1): 4, (1, 1): 2}, lists=("a", "b"))
TABLES = {"north": [KOSOVO, KOSOVO.merge(["HRW", "ABA"], into="HRW or ABA")], "south": [HEPATITIS_A], "west": [SMALL]}


def exact(table: CaptureTable, seed: int) -> Estimate | Refusal:
    return dga(table, seed=seed, sensitivity=False)


def counting(calls: list[int], *, stop_after: int = 99) -> Estimator:
    def run(table: CaptureTable, seed: int) -> Estimate | Refusal:
        if len(calls) >= stop_after:
            raise KeyboardInterrupt
        calls.append(seed)
        return exact(table, seed)

    return run


def test_strata_and_their_total() -> None:
    found = estimate_strata(TABLES, exact, method="dga", rule="mixture")
    assert isinstance(found.combined["west"], Refusal)
    assert found.left_out == 11
    north, south = found.combined["north"], found.combined["south"]
    assert isinstance(north, Estimate)
    assert isinstance(south, Estimate)
    assert found.total is not None
    assert found.total.point == pytest.approx(north.point + south.point + 11, rel=0.05)
    assert found.total.low > north.low + south.low
    assert any("11 people" in caveat for caveat in found.total.caveats) or found.total.method == "mixture.1"


def test_the_same_whatever_the_workers_and_the_order() -> None:
    one = estimate_strata(TABLES, exact, method="dga", workers=1)
    four = estimate_strata(dict(reversed(TABLES.items())), exact, method="dga", workers=4)
    assert one.total is not None
    assert four.total is not None
    assert dict(one.combined) == dict(four.combined)
    assert one.total.point == pytest.approx(four.total.point)


def test_a_stopped_run_goes_on_where_it_was() -> None:
    done: dict[str, Estimate | Refusal] = {}
    calls: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        estimate_strata(TABLES, counting(calls, stop_after=2), method="dga", done=done)
    assert len(done) == 2
    found = estimate_strata(TABLES, counting(calls), method="dga", done=done)
    assert len(calls) == 4
    assert found.total == estimate_strata(TABLES, exact, method="dga").total


def test_lists_without_anybody_in_a_stratum_are_left_out_there() -> None:
    wider = CaptureTable(lists=(*HEPATITIS_A.lists, "none"), patterns=HEPATITIS_A.patterns, counts=HEPATITIS_A.counts)
    found = estimate_strata({"all": [wider]}, exact, method="dga")
    answer = found.combined["all"]
    assert isinstance(answer, Estimate)
    assert answer.lists == HEPATITIS_A.lists
