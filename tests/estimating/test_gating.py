import pytest
from estimating.published import ARTIFICIAL, HEPATITIS_A, KOSOVO

from ledgerstone.estimating import METHODS, CaptureTable, Options, diagnose, estimate, run
from ledgerstone.records import Estimate, Refusal

TWO = CaptureTable.from_counts({(1, 0): 50, (0, 1): 40, (1, 1): 10}, lists=("a", "b"))
EMPTY = CaptureTable.from_counts({(1, 0, 0): 50, (0, 1, 0): 40, (1, 1, 0): 10}, lists=("a", "b", "c"))
COPIED = CaptureTable.from_counts({(1, 1, 0): 50, (0, 0, 1): 40, (1, 1, 1): 10}, lists=("a", "a again", "c"))
CONTAINED = CaptureTable.from_counts(
    {(1, 0, 0): 100, (1, 1, 0): 30, (0, 0, 1): 90, (1, 0, 1): 20, (1, 1, 1): 6}, lists=("a", "part of a", "c")
)
APART = CaptureTable.from_counts({(1, 0, 0): 50, (0, 1, 0): 40, (0, 0, 1): 30}, lists=("a", "b", "c"))
EVERYBODY = CaptureTable.from_counts(
    {(1, 0, 0): 50, (1, 1, 0): 40, (1, 0, 1): 30, (1, 1, 1): 9}, lists=("all", "b", "c")
)
TOLD = CaptureTable(
    lists=HEPATITIS_A.lists, patterns=HEPATITIS_A.patterns, counts=HEPATITIS_A.counts, made_from=(("P", "Q"),)
)


@pytest.mark.parametrize(
    ("table", "told", "needed"),
    [
        (TWO, "There are 2 lists (a, b)", "third list"),
        (EMPTY, "'c' is empty", "Drop 'c'"),
        (COPIED, "'a' and 'a again' hold exactly the same 60 people", "Drop 'a again'"),
        (CONTAINED, "All 36 people on 'part of a' are on 'a' too", "trust"),
        (APART, "do not hang together", "matching"),
        (ARTIFICIAL, "'A' + 'B'; 'C'", "matching"),
        (EVERYBODY, "Every person stands on 'all'", "'all'"),
        (TOLD, "'P' was made from 'Q'", "merge"),
    ],
)
def test_lists_that_can_carry_no_estimate(table: CaptureTable, told: str, needed: str) -> None:
    found = diagnose(table)
    assert not found.estimable
    assert found.refusal is not None
    assert told in found.refusal.reason
    assert needed in found.refusal.needed
    for method in METHODS:
        assert isinstance(run(method, table, Options()), Refusal), method


def test_what_the_user_trusts_or_overrides() -> None:
    trusting = Options(trusted=frozenset({"part of a"}))
    assert isinstance(run("chao", CONTAINED, trusting), Estimate)
    forced = run("dga", ARTIFICIAL, Options(override=True))
    assert isinstance(forced, Estimate)
    assert any("although" in caveat for caveat in forced.caveats)
    assert isinstance(run("dga", TWO, Options(override=True)), Refusal)
    assert isinstance(run("dga", EMPTY, Options(override=True)), Refusal)


def test_what_is_seen_of_good_lists() -> None:
    found = diagnose(KOSOVO)
    assert found.estimable
    assert found.people == 4400
    assert found.sizes == (1910, 1528, 1786, 685)
    assert found.caught == (3218, 882, 273, 27)
    assert found.triples == 4
    assert found.main_effects is True
    assert found.lower_bound == pytest.approx((10262.0, 9710.43, 10870.9), rel=1e-5)
    pair = next(p for p in found.pairs if {p.first, p.second} == {"EXH", "ABA"})
    assert (pair.on_both, round(pair.chapman)) == (403, 7231)


def test_the_one_call_refuses_too() -> None:
    assert isinstance(estimate(TWO), Refusal)
