"""A short form of the crash test; `python -m benchmarks.crash` is the long one."""

import random
from pathlib import Path

import pytest

from benchmarks import crash
from ledgerstone.store.store import Store

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.slow
def test_killed_at_random_moments_nothing_acknowledged_is_lost() -> None:
    tally = crash.run(30, seed=random.randrange(1 << 30))  # noqa: S311 (no secret)
    assert tally.killed.total() == 30
    assert tally.acknowledged > 30


def test_a_loss_is_seen(tmp_path: Path) -> None:
    crash.adding.init(tmp_path / "case", by=crash.BY).close()
    before = crash.look(tmp_path / "case")
    with pytest.raises(AssertionError, match="lost: original"):
        crash.check(before, tmp_path / "case", ["original " + "ab" * 32])
    with pytest.raises(AssertionError, match="lost: review"):
        crash.check(before, tmp_path / "case", ["review x 2026-01-01T00:00:00+00:00"])
    with pytest.raises(AssertionError, match="lost: runs"):
        crash.check(before, tmp_path / "case", ["runs reading 1"])
    with Store(tmp_path / "case") as store:
        store.append([], action="x", by=crash.BY, even_if_nothing=True)
    after = crash.look(tmp_path / "case")
    assert after.heads[:1] == before.heads
    with pytest.raises(AssertionError, match="does not go on"):
        crash.check(crash.Seen((*after.heads, "x"), *([frozenset()] * 3), before.runs), tmp_path / "case", [])
