"""A small index of invented towns, built by the same code as the real one."""

import sqlite3
from pathlib import Path
from typing import Any

from ledgerstone.vocabulary.gazetteer import Gazetteer, open_gazetteer
from ledgerstone.vocabulary.gazetteer_build import build, capitals_of

COUNTRIES: dict[str, dict[str, Any]] = {"NO": {"capital": "Vardhamn"}, "SY": {"capital": ""}, "IT": {"capital": ""}}


def town(
    number: int, name: str, lat: float, lon: float, people: int, *, country: str = "NO", other: tuple[str, ...] = ()
) -> dict[str, Any]:
    return {
        "geonameid": number, "name": name, "latitude": lat, "longitude": lon, "countrycode": country,
        "admin1code": "01", "population": people, "alternatenames": list(other),
    }  # fmt: skip


TOWNS = [
    town(1, "Vardhamn", 60.0, 10.0, 700_000, other=("VHM", "vardo hamuna", "Вардхамн", "Wardhamn")),
    town(2, "Óstervik", 60.5, 10.2, 120_000),
    town(3, "Sandre", 60.2, 10.9, 45_000),
    town(4, "Sandre", 42.0, 14.0, 260_000, country="IT"),
    town(5, "Often", 61.0, 10.0, 30_000),
    town(6, "Al Dumarah", 35.0, 36.0, 90_000, country="SY", other=("Ad Dumārah", "Dumara’h")),
    town(7, "Tilm", 60.1, 10.1, 900),
    town(8, "Vardhamn", 61.5, 11.5, 25_000),
    town(9, "Brask", 44.0, 12.0, 60_000, country="IT"),
]


def build_index(path: Path) -> Path:
    with sqlite3.connect(path) as index:
        build(index, TOWNS, capitals=capitals_of(TOWNS, COUNTRIES))
    index.close()
    return path


def open_towns(folder: Path, *, own: tuple[Path, ...] = ()) -> Gazetteer:
    index = folder / "towns.sqlite3"
    return open_gazetteer(own, index=index if index.exists() else build_index(index))
