"""A workbook (XLSX, XLSB, XLS, ODS) -> its cells as text, by calamine, which is written in Rust and runs no formula.

A cell holds what was last calculated. What a formula would give now, and macros, are not looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from ledgerstone.errors import InputError, UnreadableOriginal
from ledgerstone.reading.draft import Block, Draft, check_size
from ledgerstone.reading.hidden import one_line
from ledgerstone.reading.limits import LONGEST_CELL

READER = "sheets.1"

_DO = "Keep it as it is; save it as CSV or PDF, and add that too."
_EXACT = 10**15  # a whole number up to here is the same as a float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its name, whether it is hidden in the workbook, and its rows of cells as text."""

    name: str
    hidden: bool
    rows: list[list[str]]


def read_sheets(data: bytes, *, declared: str | None = None) -> Iterator[Draft | InputError]:  # noqa: ARG001 (every reader is called alike; a workbook states its encoding)
    """Read a workbook without a mapping: each sheet is a report, each row a line.

    Args:
        data: the original's bytes.
        declared: not used.

    Yields:
        A draft for each sheet that holds anything.
    """
    for sheet in open_sheets(data):
        lines = [" | ".join(cell for cell in row if cell) for row in sheet.rows]
        text = "\n".join(line for line in lines if line)
        check_size(len(text))
        told = ["The sheet is hidden in the workbook; it was read like the others."] if sheet.hidden else []
        if text:
            part = f"sheet {sheet.name}" if sheet.name else "sheet"
            yield Draft(blocks=[Block(text=text, form="table")], reader=READER, part=part, problems=told)


def open_sheets(data: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a workbook.

    Raises:
        UnreadableOriginal: damaged or locked.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            for number, about in enumerate(book.sheets_metadata):
                sheet = book.get_sheet_by_index(number)
                rows = [[cell_text(cell) for cell in row] for row in sheet.iter_rows()]
                name = one_line(about.name, longest=LONGEST_CELL) or ""
                yield Sheet(name=name, hidden=about.visible != SheetVisibleEnum.Visible, rows=rows)
    except (CalamineError, OSError, ValueError, LookupError) as error:
        raise UnreadableOriginal(f"The workbook is damaged or locked ({error!s:.200}).", do=_DO) from error


def cell_text(cell: Any) -> str:
    """Return a cell as text: whole numbers without a point, days as ISO 8601."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time, timedelta, int)):
        return str(cell)
    return one_line(str(cell), longest=LONGEST_CELL) or ""
