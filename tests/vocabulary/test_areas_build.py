from typing import Any

from vocabulary.towns import town

from ledgerstone.vocabulary.areas_build import areas_of

CITIES = [town(1, "Ostra", 10.0, 20.0, 9_000), town(2, "Velm", 12.0, 22.0, 4_000), town(3, "Hask", 50.0, 60.0, 700)]


def member(name: str, lat: float, lon: float, people: int, state: str, county: str = "") -> dict[str, Any]:
    return {
        "country_code": "NO", "city": name, "latitude": lat, "longitude": lon, "population": people, "state": state,
        "county": county,
    }  # fmt: skip


def test_an_area_lies_among_its_towns_and_has_their_people() -> None:
    members = [
        member("Ostra", 10.0, 20.0, 9_000, "Ostra Province", "Low District"),
        member("Velm", 12.0, 22.0, 4_000, "Ostra Province"),
    ]
    district, province = sorted(areas_of(members, CITIES), key=lambda area: area.population)
    assert (province.kind, province.lat, province.lon, province.population) == ("admin1", 11.0, 21.0, 13_000)
    assert (province.country, province.admin) == ("NO", "01")
    assert (district.kind, district.name, district.admin) == ("admin2", "Low District", "01")


def test_a_name_alone_is_the_chief_towns_where_that_bears_it() -> None:
    (shared,) = areas_of([member("Ostra", 10.0, 20.0, 9_000, "Ostra Province")], CITIES)
    assert "ostra" not in shared.keys
    assert {"ostra province", "ostra governorate"} <= set(shared.keys)
    (single,) = areas_of([member("Hask", 50.0, 60.0, 700, "Tundria Region")], CITIES)
    assert {"tundria", "tundria region"} <= set(single.keys)


def test_a_unit_that_no_known_town_lies_in_has_no_code() -> None:
    (area,) = areas_of([member("Nowhere", 1.0, 1.0, 600, "Far State")], CITIES)
    assert area.admin == ""


def test_a_province_of_the_second_level_is_known_by_its_name_alone() -> None:
    units = areas_of([member("Hask", 50.0, 60.0, 700, "Tundria Region", "Province of Lagoa")], CITIES)
    (province,) = (unit for unit in units if unit.kind == "admin2")
    assert {"lagoa", "lagoa province", "province of lagoa"} <= set(province.keys)


def test_words_for_a_unit_in_other_languages_are_no_part_of_its_name() -> None:
    units = areas_of([member("Hask", 50.0, 60.0, 700, "Tundria Region", "Kabupaten Orelu")], CITIES)
    (regency,) = (unit for unit in units if unit.kind == "admin2")
    assert "orelu district" in regency.keys
    assert "orelu" not in regency.keys
