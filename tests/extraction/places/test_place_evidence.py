"""Which of several places of one name is meant, by what the report's other names say."""

import sqlite3
from typing import Any

import pytest
from vocabulary.towns import town

from ledgerstone.extraction.places.places import find_places, locate
from ledgerstone.vocabulary.areas_build import areas_of
from ledgerstone.vocabulary.gazetteer import Gazetteer, open_gazetteer
from ledgerstone.vocabulary.gazetteer_build import build

TOWNS = [
    town(1, "Orrelt", 44.0, 12.0, 2_000_000, country="IT"),
    town(2, "Orrelt", 60.3, 10.4, 20_000),
    town(3, "Brunvik", 60.2, 10.2, 40_000),
    town(4, "Halsund", 60.6, 10.9, 30_000),
    town(5, "Norway", 45.0, 11.0, 2_000, country="IT"),
    town(6, "Casterone", 45.1, 11.1, 400_000, country="IT"),
    town(7, "Belmarra", 45.2, 11.3, 300_000, country="IT"),
    town(8, "Dunhelm", 52.0, 5.0, 900_000, country="NL", other=("Orrisk",)),
    town(9, "Orrisk", 61.0, 9.0, 300_000),
    town(10, "Tresk", 46.0, 20.0, 20_000, country="HU"),
    town(11, "Tresk", 70.0, 25.0, 9_000),
    town(12, "Skalnes", 70.1, 25.2, 8_000),
    town(13, "Vintla", 70.2, 25.4, 7_000),
    town(14, "Marlow Creek", 41.0, -77.0, 20_000, country="US"),
]
MEMBERS: list[dict[str, Any]] = [
    {
        "country_code": "NO", "latitude": 60.3, "longitude": 10.4, "population": 9_000, "state": "Low Province",
        "county": f"{name} County",
    }
    for name in ("Orrelt", "Halsund")
]  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("index") / "towns.sqlite3"
    with sqlite3.connect(path) as index:
        build(index, TOWNS, capitals={}, areas=areas_of(MEMBERS, TOWNS))
    index.close()
    return open_gazetteer(index=path)


def meant(text: str, name: str, gazetteer: Gazetteer) -> list[str | None]:
    """Return the ids of the places meant at each mention of a name, all names being known as such."""
    spans = []
    for each in {name, *(place["name"] for place in TOWNS), "Norway", "South Africa", "SA"}:
        start = text.find(each)
        while start >= 0:
            spans.append((start, start + len(each)))
            start = text.find(each, start + 1)
    spans = sorted({a for a in spans if not any(b[0] <= a[0] and a[1] <= b[1] and a != b for b in spans)})
    places = locate(text, spans, gazetteer=gazetteer)
    return [
        place.gazetteer_id if place else None
        for place, (start, end) in zip(places, spans, strict=True)
        if text[start:end] == name
    ]


def test_a_name_told_often_says_nothing_of_its_own_country(gazetteer: Gazetteer) -> None:
    text = "Orrelt police came. Orrelt is calm. Buses from Brunvik and Halsund reached Orrelt. Norwegian medics helped."
    assert set(meant(text, "Orrelt", gazetteer)) == {"geonames:2"}


def test_a_large_town_is_meant_where_nothing_speaks_for_another(gazetteer: Gazetteer) -> None:
    assert meant("Two died in Orrelt.", "Orrelt", gazetteer) == ["geonames:1"]


def test_a_country_stays_one_among_places_that_have_a_village_of_its_name(gazetteer: Gazetteer) -> None:
    text = "Ships left Casterone and Belmarra for Norway. Norway had asked for them."
    assert set(meant(text, "Norway", gazetteer)) == {"iso3166:NO"}


def test_the_chief_name_of_a_smaller_town_outweighs_another_towns_byname(gazetteer: Gazetteer) -> None:
    assert meant("Two died in Orrisk.", "Orrisk", gazetteer) == ["geonames:9"]


def test_neighbours_decide(gazetteer: Gazetteer) -> None:
    assert meant("Roads from Skalnes and Vintla to Tresk were cut.", "Tresk", gazetteer) == ["geonames:11"]
    assert meant("Roads to Tresk were cut.", "Tresk", gazetteer) == ["geonames:10"]


def test_what_is_said_of_a_name_once_holds_for_all_its_mentions(gazetteer: Gazetteer) -> None:
    text = "Orrelt is calm. Two died in Orrelt, Norway, on Monday."
    assert meant(text, "Orrelt", gazetteer) == ["geonames:2", "geonames:2"]


def test_initials_mean_the_country_that_is_written_out(gazetteer: Gazetteer) -> None:
    text = "South Africa sent medics. The SA team arrived."
    assert meant(text, "SA", gazetteer) == ["iso3166:ZA"]
    assert meant("The SA team arrived.", "SA", gazetteer) == [None]


def test_counties_are_known_in_a_list_and_from_elsewhere_in_the_text(gazetteer: Gazetteer) -> None:
    (where,) = meant("Floods hit Orrelt and Halsund counties.", "Orrelt", gazetteer)
    assert where == "area:NO.01.orrelt_county"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("University of Casterone", "geonames:6"),
        ("Casterone General Hospital", "geonames:6"),
        ("Casterone Street", "geonames:7"),  # a street bears many a town's name
        ("Norway Bank", "iso3166:NO"),
        ("West Wall Bank", "geonames:7"),
    ],
)
def test_a_name_lies_where_its_own_words_say_or_else_where_the_report_plays(
    name: str, id_: str, gazetteer: Gazetteer
) -> None:
    assert meant(f"Belmarra is calm. Belmarra was told. It began at the {name}.", name, gazetteer) == [id_]


def test_the_words_behind_a_name_outweigh_its_own(gazetteer: Gazetteer) -> None:
    text = "It began at the Casterone Institute in Brunvik."
    assert meant(text, "Casterone Institute", gazetteer) == ["geonames:3"]


@pytest.mark.parametrize(("name", "kind"), [("North Sea", "region"), ("Kremlin", "site"), ("Lake Ontario", "region")])
def test_seas_lakes_and_seats_of_government_are_known(name: str, kind: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.find(name)[0].kind == kind


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("MARLOW CREEK, Pa. (Wire) - Shells fell.", "speech"),
        ("Shells fell in Marlow Creek, PA, on Monday.", "locative"),
        ("A bus from Marlow Creek, Pa., came.", "origin"),
    ],
)
def test_a_state_for_short_plays_the_part_of_its_town(text: str, role: str, gazetteer: Gazetteer) -> None:
    assert [place.role for place in find_places(text, gazetteer=gazetteer)] == [role, role]
