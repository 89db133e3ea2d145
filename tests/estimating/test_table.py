import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.errors import BadTable
from ledgerstone.estimating import CaptureTable

PATTERNS = st.lists(st.tuples(*[st.integers(0, 1)] * 4).filter(any), min_size=1, max_size=60)
NAMES = ("a", "b", "c", "d")


@given(PATTERNS)
def test_people_and_their_counts_make_the_same_table(people: list[tuple[int, ...]]) -> None:
    table = CaptureTable.from_people(people, lists=NAMES)
    assert table.people == len(people)
    assert table.sizes == tuple(map(sum, zip(*people, strict=True)))
    again = CaptureTable.from_counts({p: people.count(p) for p in set(people)}, lists=NAMES)
    assert again == table
    memberships = [{n for n, on in zip(NAMES, person, strict=True) if on} for person in people]
    assert CaptureTable.from_memberships(memberships, lists=NAMES) == table


@given(PATTERNS)
def test_merging_keeps_everyone_and_dropping_only_those_on_other_lists(people: list[tuple[int, ...]]) -> None:
    table = CaptureTable.from_people(people, lists=NAMES)
    merged = table.merge(["b", "d"], into="b or d")
    assert merged.lists == ("a", "c", "b or d")
    assert merged.people == table.people
    assert merged.sizes[2] == sum(1 for p in people if p[1] or p[3])
    assert table.drop("a").people == sum(1 for p in people if any(p[1:]))


@given(PATTERNS)
def test_people_by_number_of_lists_add_up(people: list[tuple[int, ...]]) -> None:
    table = CaptureTable.from_people(people, lists=NAMES)
    assert sum(table.caught(k) for k in range(1, 5)) == table.people
    assert sum(k * table.caught(k) for k in range(1, 5)) == sum(table.sizes)


@pytest.mark.parametrize(
    ("rows", "lists", "told"),
    [
        ([((0, 0, 0), 3)], "ABC", "on no list"),
        ([((1, 0, 0), 3), ((1, 0, 0), 2)], "ABC", "stands twice"),
        ([((1, 0, 0), -1)], "ABC", "'count': -1"),
        ([((1, 0, 0), 1.5)], "ABC", "'count': 1.5"),
        ([((1, 0, 0), float("nan"))], "ABC", "'count': nan"),
        ([((1, 2, 0), 3)], "ABC", "column 'B'"),
        ([((1, float("nan"), 0), 3)], "ABC", "column 'B'"),
        ([((1, 0), 3)], "ABC", "2 values for 3 lists"),
        ([((1, 0, 0), 2_000_000_000)], "ABC", "'count'"),
        ([((1, 0, 0), 3)], ["A", "A", "B"], "called 'A'"),
        ([((1, 0, 0), 3)], ["A", " ", "B"], "no name"),
        ([((1,) * 40, 3)], [f"L{i}" for i in range(40)], "40 lists"),
    ],
)
def test_a_bad_table_is_refused_by_name(rows: list[tuple[tuple[int, ...], int]], lists: list[str], told: str) -> None:
    with pytest.raises(BadTable, match="I07") as caught:
        CaptureTable.from_counts(rows, lists=list(lists))
    assert told in caught.value.what
    assert caught.value.do


def test_an_unknown_list_is_named() -> None:
    table = CaptureTable.from_people([(1, 0), (1, 1)], lists=("a", "b"))
    with pytest.raises(BadTable, match="no list 'z'"):
        table.drop("z")
