"""Personal names in the wording of a speaker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.releasing.names import names_in, parts_of, titled_names_in


@pytest.mark.parametrize(
    ("wording", "names"),
    [
        ("Beska Torrin, 44, a seamstress", ["Beska Torrin"]),
        ("residents", []),
        ("Three residents", []),
        ("A neighbour", []),
        ("her husband, Dorrel Tohvel", ["Dorrel Tohvel"]),
        ("Umm al-Khair", ["Umm al-Khair"]),
        ("Anna de la Vell", ["Anna de la Vell"]),
        ("a relative of the family of Orun", ["Orun"]),
        ("Jean-Pol O’Hara and Mirra", ["Jean-Pol O’Hara", "Mirra"]),
        ("شاهد", ["شاهد"]),
        ("", []),
        ("67", ["67"]),
    ],
)
def test_names_in(wording: str, names: list[str]) -> None:
    assert list(names_in(wording)) == names


@pytest.mark.parametrize(
    ("wording", "names"),
    [
        ("Dr Soreth Halvin, the director of Drovath General Hospital", ["Soreth Halvin"]),
        ("Drovath General Hospital", []),
        ("the director of its hospital", []),
        ("Nurse Elva", ["Elva"]),
        ("a doctor", []),
    ],
)
def test_titled_names_in(wording: str, names: list[str]) -> None:
    assert list(titled_names_in(wording)) == names


def test_parts_leave_out_what_names_nobody() -> None:
    assert list(parts_of("Umm al-Khair de Vo")) == ["al-Khair"]


@given(st.text(max_size=60))
def test_every_name_stands_in_the_wording(wording: str) -> None:
    assert all(name in wording for name in names_in(wording))


def test_the_names_of_a_hostile_wording_come_to_an_end() -> None:
    for wording in ("A-" * 40_000, "Aa " * 40_000, "’" * 80_000, "Dr " * 10_000):
        assert all(name in wording for name in names_in(wording))
