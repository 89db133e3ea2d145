"""A table of lists from the text of a CSV file: a column a list, and either a count or a row a person."""

import csv
import io
import math
from collections.abc import Sequence

from ledgerstone.errors import BadTable
from ledgerstone.estimating.table import CaptureTable

COUNT = "count"
YES_NO = {"0": 0, "1": 1, "0.0": 0, "1.0": 1}


def read_table(data: bytes, *, scope: str = "", made_from: Sequence[tuple[str, str]] = ()) -> CaptureTable:
    """Read a table from the bytes of a CSV file.

    With a column `count` each row is a capture pattern, else a person. Commas, semicolons and tabs are taken as
    separators; a byte order mark is dropped; a file that is no UTF-8 is refused.

    Raises:
        BadTable: naming the row and the column, and what to do.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable(f"The file is not UTF-8 (byte {error.start}).", do="Save it as CSV UTF-8.") from error
    rows = _rows(text)
    header = rows[0][1]
    lists = [name for name in header if name != COUNT]
    if len(set(header)) < len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise BadTable(f"Two columns are called {twice!r}.", do="Give each list its own name.")
    if not lists:
        raise BadTable("There is no column of a list.", do="Give each list a column of 0 and 1.")
    patterns = [_pattern(line, header, cells) for line, cells in rows[1:]]
    if COUNT not in header:
        return CaptureTable.from_people(patterns, lists=lists, scope=scope, made_from=made_from)
    place = header.index(COUNT)
    counts = [_count(line, cells[place]) for line, cells in rows[1:]]
    _refuse_twice(rows, patterns, lists)
    return CaptureTable.from_counts(zip(patterns, counts, strict=True), lists=lists, scope=scope, made_from=made_from)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    rows = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader if any(map(str.strip, cells))]
    if len(rows) < 2:
        raise BadTable("The file holds no rows.", do="Give a header of list names, then a row a pattern or a person.")
    width = len(rows[0][1])
    for line, cells in rows:
        if len(cells) != width:
            raise BadTable(f"Line {line} has {len(cells)} cells, the header {width}.", do="Fill every cell.")
    return rows


def _pattern(line: int, header: Sequence[str], cells: Sequence[str]) -> tuple[int, ...]:
    pattern = []
    for name, cell in zip(header, cells, strict=True):
        if name == COUNT:
            continue
        if cell not in YES_NO:
            what = f"Line {line}, column {name!r}: {cell or 'nothing'} is neither 0 nor 1."
            raise BadTable(what, do="Write 1 where the person is on the list and 0 where not.")
        pattern.append(YES_NO[cell])
    if not any(pattern):
        what = f"Line {line} is on no list: {', '.join(n for n in header if n != COUNT)} are all 0."
        raise BadTable(what, do="Leave it out; the number of people on no list is what is to be estimated.")
    return tuple(pattern)


def _count(line: int, cell: str) -> int:
    try:
        value = float(cell)
    except ValueError as error:
        raise BadTable(
            f"Line {line}, column 'count': {cell or 'nothing'} is no number.", do="Give 0, 1, ..."
        ) from error
    if not math.isfinite(value) or value < 0 or not value.is_integer():
        what = f"Line {line}, column 'count': {cell} is no whole number of people."
        raise BadTable(what, do="Counts are 0, 1, 2, ...; weighted or imputed counts are no input here.")
    return int(value)


def _refuse_twice(
    rows: Sequence[tuple[int, list[str]]], patterns: Sequence[tuple[int, ...]], lists: Sequence[str]
) -> None:
    seen: dict[tuple[int, ...], int] = {}
    for (line, _), pattern in zip(rows[1:], patterns, strict=True):
        if pattern in seen:
            names = " + ".join(name for name, value in zip(lists, pattern, strict=True) if value)
            what = f"Line {line}: the pattern {names} stands already in line {seen[pattern]}."
            raise BadTable(what, do="Add the counts into one row; for a row a person, drop the column 'count'.")
        seen[pattern] = line
