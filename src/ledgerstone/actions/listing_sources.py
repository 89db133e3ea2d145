"""A team's list of sources, kept as a table, taken over at once: every row a decision of its own, or none of them."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ledgerstone.actions import setting_standards
from ledgerstone.errors import BadReview, InputError, NotFound, TooLarge
from ledgerstone.records import Appraisal, Ownership
from ledgerstone.store.store import Store

REQUIRED = ("source", "because")
KNOWN = (*REQUIRED, "credibility", "owner", "role", "since", "until")
_LARGEST = 10_000_000  # bytes


def take(store: Store, path: Path, *, by: str | None = None) -> tuple[Appraisal | Ownership, ...]:
    """Record the decisions of a table in CSV, in one transaction; what is decided so already is left out.

    A row says whether its source is credible, who owns it, or both. An empty source with a role, or with neither, is
    meant as :func:`~ledgerstone.actions.setting_standards.appraise` means it.

    Args:
        store: the case.
        path: a CSV file in UTF-8 with the columns source and because, and credibility, owner, role, since or until.
        by: who decides.

    Raises:
        NotFound: the file cannot be read.
        TooLarge: it is larger than such a list can be.
        BadReview: a column is missing or unknown, or a row decides nothing that can be; nothing is recorded.
    """
    made = [each for line, row in _rows(path) for each in _of_row(row, f"{path.name}, line {line}", by=by)]
    return setting_standards.keep_all(store, made, by=by)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise TooLarge(f"{path} is larger than {_LARGEST // 1_000_000} MB.", do="Split it.")
        data = path.read_bytes()
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.", do="Name a CSV file.") from error
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        columns = reader.fieldnames or ()
        odd = [each for each in columns if each not in KNOWN] + [each for each in REQUIRED if each not in columns]
        if odd:
            raise BadReview(
                f"{path.name}: the column {odd[0]!r} is unknown or missing.", do=f"Use: {', '.join(KNOWN)}."
            )
        for row in reader:
            if None in row or None in row.values():
                raise BadReview(f"{path.name}, line {reader.line_num}, has other cells than columns.", do="Mend it.")
            yield reader.line_num, {column: (row.get(column) or "").strip() for column in KNOWN}
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadReview(f"{path.name} is no CSV in UTF-8: {error}.", do="Save it as CSV in UTF-8.") from error


def _of_row(row: dict[str, str], at: str, *, by: str | None) -> Iterator[Appraisal | Ownership]:
    try:
        since, until = (date.fromisoformat(row[name]) if row[name] else None for name in ("since", "until"))
        if not row["credibility"] and not row["owner"]:
            raise BadReview("It says neither whether the source is credible nor who owns it.", do="Fill one in.")
        if row["credibility"]:
            yield setting_standards.appraisal(
                row["source"] or None, row["credibility"], because=row["because"], role=row["role"] or None,
                since=since, until=until, by=by,
            )  # fmt: skip
        if row["owner"]:
            yield setting_standards.ownership(
                row["source"], row["owner"], because=row["because"], since=since, until=until, by=by
            )
    except ValueError as error:
        raise BadReview(f"{at}: {error}.", do="Write days as 2031-05-06.") from error
    except InputError as error:
        raise BadReview(f"{at}: {error.what}", do=error.do) from error
