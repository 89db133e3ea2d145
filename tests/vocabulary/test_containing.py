"""What contains a place, and of which areas the gazetteer knows what lies in them."""

from pathlib import Path

import pytest
from factory import make_where
from vocabulary.towns import open_towns

from ledgerstone.records import Where
from ledgerstone.vocabulary.containing import containing, regions, tells
from ledgerstone.vocabulary.gazetteer import Gazetteer, open_gazetteer

OWN = """id,name,aliases,lat,lon,kind,within,country
C1,Kalvessa,,-42.5,86,country,,
R1,Ilvareth,Ilvareth Province,-43.05,85.25,admin1,C1,
D1,Tessim,,-42.7,85.4,district,R1,
V1,Drovath,,-43.1,84.9,village,D1,
V2,Lonely,,-43.1,84.9,village,,
"""


@pytest.fixture
def own(tmp_path: Path) -> Gazetteer:
    (tmp_path / "own.csv").write_text(OWN)
    return open_gazetteer([tmp_path / "own.csv"], geonames=False)


def _place(name: str, id_: str) -> Where:
    return make_where(name, gazetteer_id=id_)


def test_a_place_of_ones_own_file_lies_in_all_that_the_file_says(own: Gazetteer) -> None:
    found = containing(_place("Drovath", "V1"), own)
    assert found is not None
    assert {"own:V1", "own:D1", "own:R1", "own:C1"} <= found


def test_of_a_place_that_is_not_in_the_gazetteer_nothing_is_known(own: Gazetteer) -> None:
    assert containing(_place("Drovath", "V9"), own) is None
    assert containing(_place("Nowhereland", "V1"), own) is None
    assert containing(make_where("Drovath", lat=None), own) is None


def test_an_area_is_found_by_any_of_its_names_and_known_by_one_id(own: Gazetteer) -> None:
    for name in ("Ilvareth", "Ilvareth Province", "ILVARETH"):
        (found,) = regions(name, own)
        assert (found.gazetteer_id, found.name, found.wording) == ("own:R1", "Ilvareth", name)
        assert containing(found, own) == containing(_place("Ilvareth", "R1"), own)


def test_what_is_known_of_a_place_tells_where_it_is_not(own: Gazetteer) -> None:
    inside, lonely = containing(_place("Drovath", "V1"), own), containing(_place("Lonely", "V2"), own)
    assert inside is not None
    assert lonely is not None
    assert tells(inside, "own:R9")
    assert not tells(lonely, "own:R9")  # its file does not say what it is within
    assert not tells(inside, "iso3166:XK")


def test_a_town_lies_in_its_province_and_its_country() -> None:
    towns = frozenset({"geonames:1", "iso3166:XK", "area:XK.04"})
    bare = frozenset({"geonames:2", "iso3166:XK"})
    assert tells(towns, "area:XK.07")
    assert tells(towns, "iso3166:XX")
    assert not tells(bare, "area:XK.07")  # of which province of the country it is in nobody knows
    assert tells(bare, "area:XX.07")


def test_countries_and_provinces_of_the_common_list_are_areas(tmp_path: Path) -> None:
    known = open_towns(tmp_path)
    country = next(iter(regions("France", known)))
    assert country.gazetteer_id == "iso3166:FR"
    assert containing(country, known) is not None
    assert regions("Nowhereland", known) == ()
    town = containing(_place("Sandre", "geonames:3"), known)
    assert town == {"geonames:3", "iso3166:NO", "area:NO.01"}
