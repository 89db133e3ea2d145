import csv
import json

import numpy as np
import pytest
from estimating.published import KOSOVO
from estimating.shared_tables import FOLDER, needs_tables

from ledgerstone.errors import BadSetting
from ledgerstone.estimating import Replicate, add, chao, combine, dga, replicate_of, undercount
from ledgerstone.records import Estimate


def replicates(number: int, spread: float, seed: int = 0) -> list[Replicate]:
    rng = np.random.default_rng(seed)
    return [
        Replicate(people=100, draws=tuple((100 + np.exp(rng.normal(6 + spread * rng.normal(), 0.3, 500))).tolist()))
        for _ in range(number)
    ]


@needs_tables
def test_the_fixture_of_verdata() -> None:  # HRDAG verdata 1.0.2: men recruited, 1999, twenty replicates
    with (FOLDER / "verdata_strata.csv").open(newline="") as file:
        rows = [
            Replicate(
                people=int(row["n_obs"]),
                draws=tuple(json.loads((FOLDER / "verdata_draws" / f"{row['stratum_id']}.json").read_text())),
            )
            for row in csv.DictReader(file)
        ]
    found = combine(rows, rule="verdata")
    assert (found.low, found.point, found.high) == (1266.0, 1593.0, 2148.0)


def test_rules_agree_where_replicates_agree() -> None:
    same = replicates(20, 0.0)
    found = {rule: combine(same, rule=rule) for rule in ("verdata", "rubin", "mixture")}
    assert found["verdata"].low == pytest.approx(found["mixture"].low, rel=0.1)
    assert found["verdata"].high == pytest.approx(found["rubin"].high, rel=0.02)


def test_replicates_that_differ_widen_the_interval_and_rubin_less_than_verdata() -> None:
    apart = replicates(12, 0.5)
    wide, narrow = combine(apart, rule="verdata"), combine(apart, rule="rubin")
    assert wide.high is not None
    assert narrow.high is not None
    assert wide.low <= narrow.low <= narrow.point <= narrow.high <= wide.high
    assert narrow.high > combine(replicates(12, 0.0)).high  # type: ignore[operator]


def test_few_replicates_are_told_of_and_one_is_an_error() -> None:
    assert any("Only 3 replicates" in caveat for caveat in combine(replicates(3, 0.1)).caveats)
    with pytest.raises(BadSetting):
        combine(replicates(1, 0.0))
    with pytest.raises(BadSetting):
        combine(replicates(5, 0.0), rule="average")


def test_totals_add_draws_and_never_the_ends() -> None:
    one = dga(KOSOVO, sensitivity=False, seed=1)
    other = dga(KOSOVO, sensitivity=False, seed=2)
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    total = add([one, other], also=50)
    assert total.low > one.low + other.low + 50
    assert total.high is not None
    assert one.high is not None
    assert other.high is not None
    assert total.high < one.high + other.high + 50
    assert replicate_of(total).people == 8850
    assert any("50 people observed" in caveat for caveat in total.caveats)


def test_undercount_is_the_estimate_less_the_people_on_the_lists() -> None:
    found = dga(KOSOVO, sensitivity=False)
    assert isinstance(found, Estimate)
    missed = undercount(found)
    assert (missed.people, missed.point, missed.low) == (4400, found.point - 4400, found.low - 4400)


def test_what_has_no_draws_cannot_be_combined() -> None:
    bound = chao(KOSOVO)
    assert isinstance(bound, Estimate)
    with pytest.raises(BadSetting, match="no draws"):
        replicate_of(bound)


def test_replicates_that_are_all_alike_have_no_doubt_between_them() -> None:
    one = replicates(1, 0.0)[0]
    found = combine([one] * 10)
    unseen = np.log(np.array(one.draws) - 100)
    half = 1.959964 * unseen.std(ddof=1)
    assert found.low == pytest.approx(100 + np.exp(unseen.mean() - half), abs=1.0)
