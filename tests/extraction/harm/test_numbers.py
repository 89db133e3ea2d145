from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.extraction.harm.cardinals import LARGEST, cardinal
from ledgerstone.extraction.harm.numbers import find_numbers
from ledgerstone.extraction.text.words import words_of


def read(text: str) -> list[tuple[int | None, int | None, bool, str | None]]:
    return [(n.low, n.high, n.about, n.vague) for n in find_numbers(words_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people", (12, 12, False, None)),
        ("1,500 people", (1500, 1500, False, None)),
        ("one hundred and forty-six people", (146, 146, False, None)),
        ("two thousand three hundred and five", (2305, 2305, False, None)),
        ("2.5 million people", (2_500_000, 2_500_000, False, None)),
        ("a dozen people", (12, 12, False, None)),
        ("half a dozen", (6, 6, False, None)),
        ("two dozen", (24, 24, False, None)),
        ("at least 1,500 civilians", (1500, None, False, None)),
        ("no fewer than nine", (9, None, False, None)),
        ("more than 40", (41, None, False, None)),
        ("up to 27", (None, 27, False, None)),
        ("as many as sixty", (None, 60, False, None)),
        ("fewer than 10", (None, 9, False, None)),
        ("between 15 and 30", (15, 30, False, None)),
        ("15 to 30", (15, 30, False, None)),
        ("15-30", (15, 30, False, None)),
        ("12 or 13", (12, 13, False, None)),
        ("about 30", (30, 30, True, None)),
        ("an estimated 300", (300, 300, True, None)),
        ("some 40", (40, 40, True, None)),
        ("dozens of people", (None, None, False, "dozens")),
        ("tens of thousands of people", (None, None, False, "tens of thousands")),
        ("several", (None, None, False, "several")),
        ("a number of people", (None, None, False, "a number of")),
        ("30+ people", (30, None, False, None)),
        ("15 to 20 thousand", (15_000, 20_000, False, None)),
        ("twenty-one", (21, 21, False, None)),
    ],
)
def test_one_number_is_read_as_written(text: str, expected: tuple[int | None, int | None, bool, str | None]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("killing 15 and wounding 30", [15, 30]),
        ("two brothers and a nephew", [2]),
        ("one, two, three", [1, 2, 3]),
        ("twenty and thirty", [20, 30]),
        ("the 14th man", []),
        ("at 9:30 they came", []),
        ("9" * 400, []),
        ("one million million million million people", []),
        ("two thousand million people", []),
    ],
)
def test_several_numbers_or_none(text: str, values: list[int]) -> None:
    assert [n.exact for n in find_numbers(words_of(text))] == values


@given(st.integers(0, LARGEST))
def test_figures_with_separators_are_read_back(value: int) -> None:
    assert cardinal(f"{value:,}") == value


@given(st.lists(st.sampled_from("one two ten twenty hundred thousand and - a dozen 5 5,000 to of dozens".split())))
def test_no_words_break_the_reader(words: list[str]) -> None:
    tokens = words_of(" ".join(words))
    numbers = find_numbers(tokens)
    assert all(0 <= n.first < n.last <= len(tokens) for n in numbers)
    assert all(a.last <= b.first for a, b in pairwise(numbers))
