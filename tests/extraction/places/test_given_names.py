import sqlite3
from typing import Any

import pytest
from vocabulary.towns import town

from ledgerstone.extraction.places.places import locate
from ledgerstone.records import Where
from ledgerstone.vocabulary.areas_build import areas_of
from ledgerstone.vocabulary.gazetteer import Gazetteer, open_gazetteer
from ledgerstone.vocabulary.gazetteer_build import build

TOWNS = [
    town(1, "Vardhamn", 60.0, 10.0, 700_000),
    {**town(2, "Sandre", 44.0, 12.0, 260_000), "admin1code": "02"},
    {**town(3, "Sandre", 66.0, 14.0, 20_000), "admin1code": "03"},
    {**town(4, "Ulm Bay", 66.9, 16.0, 30_000), "admin1code": "03"},
    {**town(5, "Skarn", 68.5, 19.0, 30_000), "admin1code": "03"},
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("index") / "towns.sqlite3"
    members: list[dict[str, Any]] = [
        {"country_code": "NO", "latitude": 66.9, "longitude": 16.0, "population": 30_000, "state": "Nordvang Province"}
    ]
    with sqlite3.connect(path) as index:
        build(index, TOWNS, capitals={}, areas=areas_of(members, TOWNS))
    index.close()
    return open_gazetteer(index=path)


def one(text: str, name: str, gazetteer: Gazetteer) -> Where | None:
    start = text.index(name)
    (where,) = locate(text, [(start, start + len(name))], gazetteer=gazetteer)
    return where


@pytest.mark.parametrize(
    ("text", "name", "id_", "precision"),
    [
        ("It fell on Vardhamn.", "Vardhamn", "geonames:1", "city"),
        ("It fell on Nordvang province.", "Nordvang province", "area:NO.03", "admin1"),
        ("It fell on Vardhamn Cathedral.", "Vardhamn Cathedral", "geonames:1", "containing"),
        ("It fell on Olven Street in Vardhamn.", "Olven Street", "geonames:1", "containing"),
        ("In Vardhamn it fell on Olven Street.", "Olven Street", "geonames:1", "containing"),
        ("Vardhamn is calm. Later it fell on Olven Street.", "Olven Street", "geonames:1", "containing"),
        ("A Norwegian bus burned.", "Norwegian", "iso3166:NO", "country"),
    ],
)
def test_a_name_lies_itself_or_in_what_contains_it(
    text: str, name: str, id_: str, precision: str, gazetteer: Gazetteer
) -> None:
    where = one(text, name, gazetteer)
    assert where is not None
    assert (where.gazetteer_id, where.precision, where.wording) == (id_, precision, name)


def test_a_name_that_nothing_places_lies_nowhere(gazetteer: Gazetteer) -> None:
    assert one("It fell on Olven Street.", "Olven Street", gazetteer) is None


def test_other_names_of_its_province_decide_which_town_is_meant(gazetteer: Gazetteer) -> None:
    alone = one("Two died in Sandre.", "Sandre", gazetteer)
    assert alone is not None
    assert alone.gazetteer_id == "geonames:2"
    among = one("Buses from Ulm Bay and Skarn met. Two died in Sandre.", "Sandre", gazetteer)
    assert among is not None
    assert among.gazetteer_id == "geonames:3"


@pytest.mark.parametrize(("name", "id_"), [("Calif.", "California"), ("NJ", "New Jersey")])
def test_states_are_known_by_what_they_are_called_for_short(name: str, id_: str, gazetteer: Gazetteer) -> None:
    (place,) = gazetteer.find(name)
    assert place.name == id_
