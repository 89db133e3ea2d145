"""A user's own gazetteer: a CSV file into places, with an error that names the row and the column."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ledgerstone.errors import BadGazetteer, NotFound, TooLarge
from ledgerstone.vocabulary import read
from ledgerstone.vocabulary.folding import fold, without_article
from ledgerstone.vocabulary.places import Place

REQUIRED = ("id", "name", "lat", "lon")
KNOWN = (*REQUIRED, "aliases", "kind", "within", "country", "population")
LIMIT_MB = 256  # of places; they are held in memory
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


def _rows(text: str, path: Path) -> Iterator[tuple[Place, tuple[str, ...], str]]:
    """Yield each row's place, its aliases and the id of what contains it."""
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = [column for column in REQUIRED if column not in (reader.fieldnames or ())]
        if missing:
            raise _bad(path, f"has no column {missing[0]!r}; it needs {', '.join(REQUIRED)}")
        seen: set[str] = set()
        for row in reader:
            place, aliases, within = _place(row, path, reader.line_num)
            if place.id in seen:
                raise _bad(path, f"row {reader.line_num}, column 'id': {place.id!r} stands there twice")
            seen.add(place.id)
            yield place, aliases, within
    except csv.Error as error:
        raise _bad(path, f"is no CSV: {error}") from error


def _place(row: dict[str, str], path: Path, line: int) -> tuple[Place, tuple[str, ...], str]:
    if None in row or None in row.values():
        raise _bad(path, f"row {line} has more or fewer cells than there are columns")
    cell = {column: (row.get(column) or "").strip() for column in KNOWN}
    for column in ("id", "name"):
        if not cell[column]:
            raise _bad(path, f"row {line}, column {column!r} is empty")
    kind = KINDS.get(cell["kind"].casefold())
    if kind is None:
        raise _bad(path, f"row {line}, column 'kind': {cell['kind']!r} is none of {', '.join(filter(None, KINDS))}")
    place = Place(
        id=cell["id"],
        name=cell["name"],
        lat=_number(cell["lat"], 90, path, f"row {line}, column 'lat'"),
        lon=_number(cell["lon"], 180, path, f"row {line}, column 'lon'"),
        kind=kind,
        country=_country_codes().get(fold(cell["country"]), cell["country"]),
        population=int(_number(cell["population"] or "0", 1e10, path, f"row {line}, column 'population'")),
        own=True,
    )
    return place, tuple(filter(None, (alias.strip() for alias in cell["aliases"].split("|")))), cell["within"]


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


def _by_name(rows: list[tuple[Place, tuple[str, ...], str]]) -> dict[str, tuple[Place, ...]]:
    parents = {place.id: (place.name, within) for place, _, within in rows}
    found: dict[str, dict[str, Place]] = {}
    for place, aliases, within in rows:
        whole = _contained(place, _chain(within, parents))
        for name in (place.name, *aliases):
            key = fold(name)
            for form in filter(None, (key, without_article(key))):
                found.setdefault(form, {})[place.id] = whole
    return {key: tuple(sorted(places.values(), key=lambda p: (-p.population, p.id))) for key, places in found.items()}


def _chain(within: str, parents: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    names: list[str] = []
    while within and len(names) < _DEEPEST:
        name, within = parents.get(within, (within, ""))
        names += [part.strip() for part in name.split("|")]
    return tuple(names)


def _contained(place: Place, within: tuple[str, ...]) -> Place:
    return Place(
        id=place.id, name=place.name, lat=place.lat, lon=place.lon, kind=place.kind, country=place.country,
        population=place.population, within=within, own=True,
    )  # fmt: skip


def _bad(path: Path, what: str) -> BadGazetteer:
    return BadGazetteer(f"The gazetteer {path} {what}.", do="Mend the file; nothing of it was used.")
