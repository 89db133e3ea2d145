import pytest

from ledgerstone.errors import BadTable
from ledgerstone.estimating import read_table

GOOD = "a,b,c,count\n1,0,0,5\n0,1,1,7\n"


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        GOOD.replace("\n", "\r\n").encode(),
        (GOOD + "\n\n").encode(),
        GOOD.replace("5", "5.0").encode(),
        ("a,b,c\n" + "1,0,0\n" * 5 + "0,1,1\n" * 7).encode(),
    ],
)
def test_the_same_table_in_many_spellings(data: bytes) -> None:
    table = read_table(data)
    assert table.lists == ("a", "b", "c")
    assert dict(zip(table.patterns, table.counts, strict=True)) == {1: 5, 6: 7}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no rows"),
        ("a,b,c,count\n", "no rows"),
        ("count\n3\n", "no column of a list"),
        ("a,a,c,count\n1,0,0,5\n", "called 'a'"),
        ("a,b,c,count\n1,0,0\n", "Line 2 has 3 cells"),
        ("a,b,c,count\n1,x,0,5\n", "Line 2, column 'b': x"),
        ("a,b,c,count\n1,,0,5\n", "column 'b': nothing"),
        ("a,b,c,count\n1,0,0,nan\n", "column 'count': nan"),
        ("a,b,c,count\n1,0,0,-3\n", "column 'count': -3"),
        ("a,b,c,count\n1,0,0,2.5\n", "column 'count': 2.5"),
        ("a,b,c,count\n1,0,0,inf\n", "column 'count': inf"),
        ("a,b,c,count\n1,0,0,five\n", "column 'count': five"),
        ("a,b,c,count\n0,0,0,5\n", "Line 2 is on no list"),
        ("a,b,c,count\n1,0,0,5\n1,0,0,6\n", "stands already in line 2"),
        ("a,b,c\n1,0,0\n0,0,0\n", "Line 3 is on no list"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(BadTable) as caught:
        read_table(text.encode())
    assert told in caught.value.what
    assert caught.value.do


def test_a_file_that_is_no_text() -> None:
    with pytest.raises(BadTable, match="not UTF-8"):
        read_table(b"\xff\xfea\x00")
