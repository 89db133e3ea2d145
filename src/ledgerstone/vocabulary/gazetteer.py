"""The gazetteer: names into places. A user's own places come first, then countries and regions, then GeoNames' towns.

It never holds GeoNames in memory: a name is one look-up in an index on disk, opened read-only. It does not change and
can be pickled (by path), so a worker process opens its own.
"""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ledgerstone.errors import BadGazetteer, MissingResource
from ledgerstone.vocabulary import read
from ledgerstone.vocabulary.folding import fold, without_article
from ledgerstone.vocabulary.own_places import OwnPlaces, read_own
from ledgerstone.vocabulary.places import Place, great_circle_km

LAYOUT = 2  # of the index's tables; one that was built with another is built anew
INDEX = Path(__file__).with_name("geonames.sqlite3")
ARABIC_ARTICLE = frozenset("AE BH DJ DZ EG ER IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN TR YE".split())
CITY = 100_000  # people; from there on a town is a "city"
_KEPT = 16_384  # names remembered
_TOWN, _APART_KM = 15_000, 30  # people; kilometres within which two places of one name are the same
_LONGEST = 100  # characters of a name; a hostile text's may be longer
_MOST = 60  # towns of one name, the largest first; the 61st has a few hundred people
_QUERY = (
    "SELECT id, name, lat, lon, country, admin, population, capital FROM alias JOIN place ON place.id = alias.place "
    "WHERE key = ? ORDER BY population DESC, id LIMIT ?"
)
_AREAS = (
    "SELECT name, lat, lon, country, admin, population, kind FROM area_alias JOIN area ON area.id = area_alias.area "
    "WHERE key = ? ORDER BY kind, population DESC, id LIMIT ?"
)


class Gazetteer:
    """Names into places; see ``open_gazetteer``. ``digest`` is the SHA-256 of all it was made of."""

    __slots__ = ("_cache", "_demonyms", "_index", "_own", "_path", "_paths", "_short", "_tables", "digest", "geonames")

    def __init__(self, own: Sequence[OwnPlaces], index: Path | None, paths: Sequence[Path]) -> None:
        self._own = tuple(own)
        self._path = index
        self._index = _open(index) if index else None
        self._paths = tuple(paths)
        self.geonames = index is not None
        self._tables = _tables() if self.geonames else {}
        self._demonyms = _demonyms() if self.geonames else {}
        self._short = _abbreviations(self._tables) if self.geonames else {}
        self._cache: dict[str, tuple[Place, ...]] = {}
        self.digest = _digest(own, self._index)

    def find(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name: a user's own, else countries and regions before towns, large ones first.

        A large town of GeoNames' stands beside a user's village of the same name elsewhere in its country.
        Case, accents, hyphens, apostrophes and an Arabic article make no difference.
        """
        known = self._cache.get(name)
        if known is None:
            if len(self._cache) >= _KEPT:
                self._cache.clear()
            known = self._short.get(name) or (self._look_up(fold(name)) if len(name) <= _LONGEST else ())
            self._cache[name] = known
        return known

    def country_of(self, adjective: str) -> str | None:
        """Return the ISO 3166-1 code for what a people or its things are called ("Syrian", "Colombians"), or None."""
        return self._demonyms.get(adjective.casefold())

    def place_of(self, adjective: str) -> Place | None:
        """Return the country or region of a people or its things ("Syrian", "European"), or None."""
        code = self.country_of(adjective)
        if code:
            return self.country(code)
        region = read("regions.yaml")["adjectives"].get(adjective) if self.geonames else None
        return next((place for place in self.find(region) if place.kind != "city"), None) if region else None

    def country(self, code: str) -> Place | None:
        """Return the country of an ISO 3166-1 code, or None."""
        entry = read("countries.yaml")["countries"].get(code) if self.geonames else None
        return entry and next((place for place in self.find(entry[0]) if place.kind == "country"), None)

    def _look_up(self, key: str) -> tuple[Place, ...]:
        for form in filter(None, (key, without_article(key))):
            own = tuple(place for book in self._own for place in book.by_name.get(form, ()))
            if own:
                return own + self._larger(own, key)
        if self._index is None:
            return ()
        known, areas = self._tables.get(key, ()), self._areas(key)
        admins = {(area.country, area.kind): area.admin for area in reversed(areas)}
        known = tuple(replace(place, admin=admins.get((place.country, place.kind), "")) for place in known)
        twice = {(place.country, place.kind) for place in known}
        unlisted = tuple(area for area in areas if (area.country, area.kind) not in twice)
        beside = sorted((*unlisted, *(self._towns(key) or self._bare(key))), key=lambda place: -place.population)
        return known + tuple(beside)

    def _larger(self, own: tuple[Place, ...], key: str) -> tuple[Place, ...]:
        """Return the towns of a country that bear the name of a user's village of it, far away: both may be meant."""
        if any(place.kind != "settlement" or place.population >= CITY for place in own):
            return ()
        return tuple(
            town
            for town in self._towns(key)
            if town.population >= _TOWN
            and all(
                town.country == place.country
                and great_circle_km((town.lat, town.lon), (place.lat, place.lon)) > _APART_KM
                for place in own
            )
        )

    def _bare(self, key: str) -> tuple[Place, ...]:
        short = without_article(key)
        return tuple(place for place in self._towns(short) if place.country in ARABIC_ARTICLE) if short else ()

    def _towns(self, key: str) -> tuple[Place, ...]:
        return tuple(map(_town, self._index.execute(_QUERY, (key, _MOST)))) if self._index else ()

    def _areas(self, key: str) -> tuple[Place, ...]:
        return tuple(map(_area, self._index.execute(_AREAS, (key, _MOST)))) if self._index else ()

    def __del__(self) -> None:
        index = getattr(self, "_index", None)  # unset where opening failed
        if index is not None:
            index.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (self._paths, self._path, self.digest)


def open_gazetteer(paths: Sequence[Path] = (), *, geonames: bool = True, index: Path = INDEX) -> Gazetteer:
    """Open the gazetteer.

    Args:
        paths: users' own gazetteers in CSV; a place of theirs wins over GeoNames'.
        geonames: whether to open the index of GeoNames' towns, the countries and the regions.
        index: where that index is.

    Raises:
        MissingResource: the index was not built.
        BadGazetteer: a file of the user's cannot be used.
    """
    own = [read_own(Path(path)) for path in paths]
    return Gazetteer(own, index if geonames else None, paths)


def _reopen(paths: Sequence[Path], index: Path | None, digest: str) -> Gazetteer:
    gazetteer = open_gazetteer(paths, geonames=index is not None, index=index or INDEX)
    if gazetteer.digest != digest:
        raise BadGazetteer("A gazetteer changed while it was in use.", do="Start again.")
    return gazetteer


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise MissingResource("The index of places is not there.", do="Run `make setup`.")
    # Read-only and without locks, so threads and forks may share it.
    index = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    if index.execute("PRAGMA user_version").fetchone() != (LAYOUT,):
        index.close()
        raise MissingResource("The index of places was built by another version.", do="Run `make setup`.")
    return index


def _digest(own: Sequence[OwnPlaces], index: sqlite3.Connection | None) -> str:
    parts = [book.digest for book in own]
    if index is not None:
        parts += [row[0] for row in index.execute("SELECT value FROM about WHERE name = 'digest'")]
        parts += [repr(read(name)) for name in ("countries.yaml", "regions.yaml", "features.yaml")]
        parts += [repr(read("place_words.yaml")["states"])]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _town(row: tuple[int, str, int, int, str, str, int, int]) -> Place:
    number, name, lat, lon, country, admin, population, capital = row
    return Place(
        id=f"geonames:{number}", name=name, lat=lat / 1e5, lon=lon / 1e5, country=country, admin=admin,
        population=population, capital=bool(capital), within=(country,),
        kind="city" if population >= CITY else "settlement",
    )  # fmt: skip


def _area(row: tuple[str, int, int, str, str, int, str]) -> Place:
    name, lat, lon, country, admin, population, kind = row
    return Place(
        id=f"area:{country}.{admin}" + (f".{fold(name).replace(' ', '_')}" if kind == "admin2" else ""), name=name,
        lat=lat / 1e5, lon=lon / 1e5, country=country, admin=admin, population=population, within=(country,), kind=kind,
    )  # fmt: skip


def _tables() -> dict[str, tuple[Place, ...]]:
    """Return countries, regions and features by folded name."""
    found: dict[str, dict[str, Place]] = {}
    for code, (name, lat, lon, _, aliases) in read("countries.yaml")["countries"].items():
        place = Place(id=f"iso3166:{code}", name=name, lat=lat, lon=lon, kind="country", country=code)
        for key in map(fold, (name, f"Republic of {name}", *aliases)):
            found.setdefault(key, {})[place.id] = place
    for name, lat, lon, country, kind, aliases in (
        *read("regions.yaml")["regions"],
        *read("features.yaml")["features"],
    ):
        code = "" if country == "-" else country
        number = f"region:{fold(name).replace(' ', '_')}.{code or 'int'}"
        place = Place(
            id=number, name=name, lat=lat, lon=lon, kind=kind, country=code, within=(code,) if code else ()
        )  # fmt: skip
        for key in map(fold, (name, *aliases)):
            found.setdefault(key, {})[place.id] = place
    return {key: tuple(places.values()) for key, places in found.items()}


def _abbreviations(tables: Mapping[str, Sequence[Place]]) -> dict[str, tuple[Place, ...]]:
    """Return states by what they are called for short, with its capitals and full stops: "Calif.", "NJ"."""
    states = read("place_words.yaml")["states"]
    return {
        short: tuple(place for place in tables[fold(name)] if place.country in {"US", "CA"})
        for name, shorts in states.items()
        for short in shorts
    }


def _demonyms() -> dict[str, str]:
    found = {}
    for code, (_, _, _, words, _) in read("countries.yaml")["countries"].items():
        for word in words:
            found[word.casefold()] = code
            found[f"{word.casefold()}s"] = code
    return found
