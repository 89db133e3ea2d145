"""A user's own gazetteer: a CSV file into places, with an error that names the row and the column."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ledgerstone.errors import BadGazetteer, NotFound, TooLarge
from ledgerstone.vocabulary import read
from ledgerstone.vocabulary.folding import fold, without_article
from ledgerstone.vocabulary.places import Place

REQUIRED = ("id", "name", "lat", "lon")
KNOWN = (*REQUIRED, "aliases", "kind", "within", "country", "population")
LIMIT_MB = 256  # of places; they are held in memory
_Row = tuple[dict[str, Any], tuple[str, ...], str]  # a place in parts, its aliases, the id of what contains it
_DEEPEST = 8  # a chain of "within" longer than that is a circle
KINDS = {
    code: code
    for code in ("site", "street", "neighbourhood", "settlement", "city", "admin2", "admin1", "region", "country")
} | {
    "": "settlement", "town": "settlement", "village": "settlement", "camp": "settlement", "hamlet": "settlement",
    "building": "site", "hospital": "site", "school": "site", "market": "site", "mosque": "site", "church": "site",
    "neighborhood": "neighbourhood", "quarter": "neighbourhood", "suburb": "neighbourhood",
    "road": "street", "square": "street", "bridge": "site", "checkpoint": "site", "crossing": "site", "river": "region",
    "district": "admin2", "county": "admin2", "province": "admin1", "governorate": "admin1", "state": "admin1",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlaces:
    """The places of one file by folded name, and the SHA-256 of the file."""

    digest: str
    by_name: dict[str, tuple[Place, ...]]


def read_own(path: Path) -> OwnPlaces:
    """Read a gazetteer in CSV: id, name, lat and lon; aliases (by "|"), kind, within, country, population if known.

    Raises:
        NotFound: there is no such file.
        TooLarge: the file is over the limit.
        BadGazetteer: a column is missing, or a row cannot be used; nothing of the file is kept.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LIMIT_MB * 1_000_000 else b""
    except OSError as error:
        raise NotFound(f"The gazetteer {path} cannot be read: {error.strerror}.", do="Name a CSV file.") from error
    if not data and path.stat().st_size:
        raise TooLarge(f"The gazetteer {path} is larger than {LIMIT_MB} MB.", do="Split it and keep what you need.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadGazetteer(f"The gazetteer {path} is not in UTF-8.", do="Save it as CSV in UTF-8.") from error
    rows = list(_rows(text, path))
    return OwnPlaces(digest=hashlib.sha256(data).hexdigest(), by_name=_by_name(rows))


def _rows(text: str, path: Path) -> Iterator[_Row]:
    """Yield each row's place in parts, its aliases and the id of what contains it."""
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = [column for column in REQUIRED if column not in (reader.fieldnames or ())]
        if missing:
            raise _bad(path, f"has no column {missing[0]!r}; it needs {', '.join(REQUIRED)}")
        seen: set[str] = set()
        for row in reader:
            parts, aliases, within = _parts(row, path, reader.line_num)
            if parts["id"] in seen:
                raise _bad(path, f"row {reader.line_num}, column 'id': {parts['id']!r} stands there twice")
            seen.add(parts["id"])
            yield parts, aliases, within
    except csv.Error as error:
        raise _bad(path, f"is no CSV: {error}") from error


def _parts(row: dict[str, str], path: Path, line: int) -> _Row:
    if None in row or None in row.values():
        raise _bad(path, f"row {line} has more or fewer cells than there are columns")
    cell = {column: (row.get(column) or "").strip() for column in KNOWN}
    for column in ("id", "name"):
        if not cell[column]:
            raise _bad(path, f"row {line}, column {column!r} is empty")
    kind = KINDS.get(cell["kind"].casefold())
    if kind is None:
        raise _bad(path, f"row {line}, column 'kind': {cell['kind']!r} is none of {', '.join(filter(None, KINDS))}")
    parts = {
        "id": cell["id"],
        "name": cell["name"],
        "lat": _number(cell["lat"], 90, path, f"row {line}, column 'lat'"),
        "lon": _number(cell["lon"], 180, path, f"row {line}, column 'lon'"),
        "kind": kind,
        "country": _country_code(cell["country"]),
        "population": int(_number(cell["population"] or "0", 1e10, path, f"row {line}, column 'population'")),
    }
    return parts, tuple(filter(None, (alias.strip() for alias in cell["aliases"].split("|")))), cell["within"]


@cache
def _country_code(name: str) -> str:
    return _country_codes().get(fold(name), name)


@cache
def _country_codes() -> dict[str, str]:
    """Return the ISO 3166-1 codes of countries by folded name, so that a user may write either."""
    countries = read("countries.yaml")["countries"]
    return {fold(name): code for code, entry in countries.items() for name in (code, entry[0], *entry[4])}


def _number(text: str, limit: float, path: Path, at: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise _bad(path, f"{at}: {text[:40]!r} is no number") from error
    if not -limit <= value <= limit:  # refuses NaN as well
        raise _bad(path, f"{at}: {text[:40]} is not between {-limit:g} and {limit:g}")
    return round(value, 5)


def _by_name(rows: list[_Row]) -> dict[str, tuple[Place, ...]]:
    parents = {parts["id"]: (parts["name"], within) for parts, _, within in rows}
    found: dict[str, dict[str, Place]] = {}
    for parts, aliases, within in rows:
        place = Place(**parts, within=_chain(within, parents), own=True)
        for name in {place.name, *aliases}:
            key = fold(name)
            for form in filter(None, (key, without_article(key))):
                found.setdefault(form, {})[place.id] = place
    return {key: tuple(sorted(places.values(), key=lambda p: (-p.population, p.id))) for key, places in found.items()}


def _chain(within: str, parents: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    names: list[str] = []
    while within and len(names) < _DEEPEST:
        name, within = parents.get(within, (within, ""))
        names += [part.strip() for part in name.split("|")]
    return tuple(names)


def _bad(path: Path, what: str) -> BadGazetteer:
    return BadGazetteer(f"The gazetteer {path} {what}.", do="Mend the file; nothing of it was used.")
