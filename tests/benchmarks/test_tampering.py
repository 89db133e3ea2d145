"""The short form of ``python -m benchmarks.tampering``: what it changes is found, and what it changed is put back."""

from pathlib import Path

import pytest

from benchmarks.tampering import make_case, measure


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tampering") / "case"
    make_case(path)
    return path


def test_changes_of_every_kind_are_found(case: Path) -> None:
    made, errors, missed = measure(case, changes=150, seed=1)
    assert missed == []
    assert made.keys() == {"a bit", "a row", "an original"}
    assert errors.total() == 150


@pytest.mark.slow
def test_many_changes_are_found(case: Path) -> None:
    _, _, missed = measure(case, changes=2000, seed=2)
    assert missed == []
