"""A table with a mapping -> a draft for each row: the row's cells verbatim, and what each mapped cell means.

Nothing is guessed. A cell that cannot be read as what its column means is told with its row, and its text stays in the
report; the rest of the row is used. An empty cell says nothing, and "0" says zero.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from ledgerstone.errors import BadColumns, InputError, TooLarge, UnreadableOriginal, UnusableField
from ledgerstone.reading import media
from ledgerstone.reading.cells import Cell, field_of
from ledgerstone.reading.columns import Columns, Counted
from ledgerstone.reading.draft import Block, Draft, check_size
from ledgerstone.reading.encodings import decode
from ledgerstone.reading.hidden import one_line
from ledgerstone.reading.limits import LONGEST_CELL, MOST_ROWS
from ledgerstone.reading.sheets import open_sheets
from ledgerstone.records import Field

READER = "table.1"

_DELIMITERS = ",;\t|"


def read_table(
    data: bytes, *, kind: str, columns: Columns, declared: str | None = None
) -> Iterator[Draft | InputError]:
    """Read a table by its mapping.

    Args:
        data: the original's bytes.
        kind: its media type, plain text or a workbook.
        columns: what its columns mean.
        declared: the encoding that a server declared.

    Yields:
        A draft for each row that holds anything, and an error for each that cannot be used at all.

    Raises:
        BadColumns: a heading that the mapping names is not there, or stands there twice.
        TooLarge: too many rows.
    """
    rows = _from_text(data, declared) if kind == media.TEXT else _from_book(data, columns)
    if len(rows) < columns.header:
        raise BadColumns(f"The table has no row {columns.header} with headings.", do="Look at `header` in the mapping.")
    if len(rows) > MOST_ROWS:
        raise TooLarge(f"The table has {len(rows):,} rows; {MOST_ROWS:,} are read.", do="Split it, and add the parts.")
    headings = _headings(rows[columns.header - 1], columns)
    for number, row in enumerate(rows[columns.header :], columns.header + 1):
        if any(row):
            yield _draft(number, row, headings, columns)


def _from_text(data: bytes, declared: str | None) -> list[list[str]]:
    check_size(len(data), unit="bytes", what="The table")
    text = decode(data, declared=declared)[0].removeprefix("\ufeff")
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(10_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableOriginal(f"The table is no CSV ({error!s:.200}).", do="Save it as CSV again.") from error
    return [[one_line(cell, longest=LONGEST_CELL) or "" for cell in row] for row in rows]


def _from_book(data: bytes, columns: Columns) -> list[list[str]]:
    sheets = list(open_sheets(data))
    if columns.sheet is not None:
        found = [sheet for sheet in sheets if sheet.name == columns.sheet]
    else:
        found = sheets if len(sheets) == 1 else []
    if not found:
        names = ", ".join(repr(sheet.name) for sheet in sheets)[:500]
        raise BadColumns(f"The workbook has the sheets {names}.", do="Say which with `sheet:` in the mapping.")
    return found[0].rows


def _headings(row: Sequence[str], columns: Columns) -> list[str]:
    if missing := columns.headings - set(row):
        raise BadColumns(
            f"The table has no column {min(missing)!r}; it has {', '.join(map(repr, filter(None, row)))[:1000]}.",
            do="Mend the mapping, or `header` in it.",
        )
    if twice := [heading for heading in columns.headings if row.count(heading) > 1]:
        raise BadColumns(f"The table has the column {min(twice)!r} twice.", do="Rename one in a copy, and say so.")
    return list(row)


def _draft(number: int, row: Sequence[str], headings: Sequence[str], columns: Columns) -> Draft:
    cells: dict[str, Cell] = {}
    text = ""
    for at, cell in enumerate(row):
        heading = headings[at] if at < len(headings) else ""
        if cell:
            label = f"{heading}: " if heading else ""
            text += ("\n" if text else "") + label
            if heading:
                cells[heading] = Cell(text=cell, start=len(text))
            text += cell
    fields: list[Field] = []
    problems: list[str | InputError] = []
    for column in columns.columns:
        if (held := cells.get(column.heading)) is not None:
            found = field_of(column, held, order=columns.dates)
            _sort(found, column.heading, held, fields, problems)
    for counted in columns.counts:
        fields += _counts(counted, cells, problems)
    constants = {"harm": columns.harm, "precision": columns.precision}
    fields += [Field(means=means, value=value, start=0, end=0) for means, value in constants.items() if value]
    return Draft(
        blocks=[Block(text=text, form="table", fields=tuple(fields))],
        reader=READER,
        part=f"row {number}",
        publisher=columns.publisher,
        published=columns.published,
        problems=problems,
    )


_NUMBER = re.compile(r"(\d{1,3}(?:[ ,]\d{3})+|\d{1,7})(?:\.0+)?")
_NOT_STATED = frozenset({"", "-", "–", "—", "?", "n/a", "na", "unknown", "not known", "null", "none"})


def _counts(counted: Counted, cells: dict[str, Cell], problems: list[str | InputError]) -> Iterator[Field]:
    for means, heading in (("low", counted.low), ("high", counted.high), ("exact", counted.exact)):
        held = cells.get(heading) if heading else None
        if held is None or held.text.casefold() in _NOT_STATED:
            continue
        number = _NUMBER.fullmatch(held.text)
        if number is None:
            problems.append(_unusable(heading or "", held, "is no number of people"))
            continue
        value = str(int(re.sub("[ ,]", "", number[1])))
        yield Field(
            means=means,
            value=value,
            start=held.start,
            end=held.start + len(held.text),
            harm=counted.harm,
            status=counted.status,
            group=counted.group,
        )


def _sort(found: Field | str, heading: str, held: Cell, fields: list[Field], problems: list[str | InputError]) -> None:
    if isinstance(found, Field):
        fields.append(found)
    elif held.text.casefold() not in _NOT_STATED:
        problems.append(_unusable(heading, held, found))


def _unusable(heading: str, held: Cell, what: str) -> UnusableField:
    return UnusableField(f"{held.text[:80]!r} under {heading!r} {what}; it is left unknown.")
