"""The published tables of the field, where the checkout lies beside them; tests that need them skip elsewhere."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ledgerstone.estimating import CaptureTable, read_table

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "mse"
needs_tables = pytest.mark.skipif(
    not (FOLDER / "reference_full.csv").is_file(), reason="the tables of ../shared/data/mse are not beside the checkout"
)


@cache
def shared_table(name: str) -> CaptureTable:
    return read_table((FOLDER / f"{name}.csv").read_bytes())


def reference(method: str) -> Iterator[dict[str, str]]:
    if (FOLDER / "reference_full.csv").is_file():
        with (FOLDER / "reference_full.csv").open(newline="") as file:
            yield from (row for row in csv.DictReader(file) if row["method"] == method)


def remarks(row: dict[str, str]) -> dict[str, str]:
    return dict(part.split("=", 1) for part in row["remarks"].split() if "=" in part)
