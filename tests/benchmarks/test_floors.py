from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHES
from benchmarks.floors import BadFloors, digest, read_floors

ENTRY = """
[invented]
data = "00"
[invented.measures]
killed = {{ steps = [{steps}], published = "35", source = "a paper" }}
"""


def _floors(folder: Path, steps: str) -> Path:
    path = folder / "floors.toml"
    path.write_text(ENTRY.format(steps=steps), encoding="utf-8")
    return path


def test_the_last_step_counts(tmp_path: Path) -> None:
    (floor,) = read_floors(_floors(tmp_path, "{ at = 60.0 }, { at = 64.5 }"))["invented"].floors
    assert (floor.measure, floor.at, floor.published, floor.source) == ("killed", 64.5, "35", "a paper")


def test_a_floor_is_not_lowered_without_a_reason(tmp_path: Path) -> None:
    with pytest.raises(BadFloors, match=r"invented\.killed: the floor goes down from 64\.5 to 60\.0"):
        read_floors(_floors(tmp_path, '{ at = 64.5 }, { at = 60.0, because = "oops" }'))


def test_a_floor_may_be_lowered_with_a_reason(tmp_path: Path) -> None:
    steps = '{ at = 64.5 }, { at = 60.0, because = "range.v2 no longer adds kin without a name" }'
    assert read_floors(_floors(tmp_path, steps))["invented"].floors[0].at == 60.0


def test_a_folder_is_digested_with_the_names_in_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    before = digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert digest(tmp_path) != before


def test_every_gold_set_that_is_run_has_floors() -> None:
    assert {each.name for each in BENCHES} == set(read_floors())
