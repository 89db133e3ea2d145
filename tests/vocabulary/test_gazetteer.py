import math
import pickle
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from vocabulary.towns import build_index, open_towns

from ledgerstone.errors import BadGazetteer, MissingResource
from ledgerstone.vocabulary.folding import fold, without_article
from ledgerstone.vocabulary.gazetteer import INDEX, open_gazetteer
from ledgerstone.vocabulary.places import great_circle_km
from ledgerstone.vocabulary.resources import open_resources

OWN = "id,name,lat,lon,kind\nQ1,Sandre,1.5,2.5,village\n"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Óstervik", "ostervik"),
        ("Deir el-Bala’h", "deir al balah"),
        ("Ash-Shamra", "al shamra"),
        ("AL  DUMARAH", "al dumarah"),
        ("Łomzæ", "lomzae"),
        ("St. Oda", "st oda"),
        ("El Paso", "al paso"),
    ],
)
def test_spellings_of_one_name_have_one_key(written: str, key: str) -> None:
    assert fold(written) == key


def test_only_an_article_is_taken_off_and_only_where_a_name_is_left() -> None:
    assert without_article("al dumarah") == "dumarah"
    assert without_article("al ba") == ""
    assert without_article("alberta") == ""


def test_names_are_found_in_any_spelling_the_largest_first(tmp_path: Path) -> None:
    towns = open_towns(tmp_path)
    assert [place.id for place in towns.find("Sandre")] == ["geonames:4", "geonames:3"]
    for spelling in ("Ostervik", "óstervik", "ÓSTERVIK"):
        assert [place.name for place in towns.find(spelling)] == ["Óstervik"]
    for spelling in ("Dumarah", "Al-Dumarah", "El Dumarah", "ad-Dumarah", "Dumara'h"):
        assert [place.country for place in towns.find(spelling)] == ["SY"]
    assert towns.find("Wardhamn")[0].lat == 60.0
    assert towns.find("Nowhere") == ()
    assert towns.find("") == ()
    assert towns.find("x" * 100_000) == ()


def test_codes_other_scripts_and_romanised_keys_are_no_names(tmp_path: Path) -> None:
    towns = open_towns(tmp_path)
    for alias in ("VHM", "Вардхамн", "vardo hamuna"):
        assert towns.find(alias) == ()


def test_the_largest_town_of_its_name_is_the_capital(tmp_path: Path) -> None:
    assert [(place.id, place.capital) for place in open_towns(tmp_path).find("Vardhamn")] == [
        ("geonames:1", True),
        ("geonames:8", False),
    ]


def test_kinds_follow_the_number_of_people(tmp_path: Path) -> None:
    towns = open_towns(tmp_path)
    assert towns.find("Óstervik")[0].kind == "city"
    assert towns.find("Tilm")[0].kind == "settlement"


def test_countries_stand_before_towns_and_adjectives_vote_for_them(tmp_path: Path) -> None:
    towns = open_towns(tmp_path)
    country = towns.find("Norway")[0]
    assert (country.kind, country.country) == ("country", "NO")
    assert towns.country("NO") == country
    assert towns.country("ZZ") is None
    assert towns.country_of("Norwegians") == towns.country_of("norwegian") == "NO"
    assert towns.country_of("Norway") is None


def test_a_users_place_wins(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(OWN, encoding="utf-8")
    gazetteer = open_towns(tmp_path, own=(own,))
    assert [place.id for place in gazetteer.find("Sandre")] == ["Q1"]
    assert gazetteer.find("Óstervik")


def test_a_large_town_stands_beside_a_users_village_of_its_name(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    rows = "id,name,lat,lon,kind,country\nQ1,Sandre,61.9,12.5,village,{0}\nQ2,Ostervik,60.51,10.21,village,{0}\n"
    own.write_text(rows.format("Norway"), encoding="utf-8")
    gazetteer = open_towns(tmp_path, own=(own,))
    assert [place.id for place in gazetteer.find("Sandre")] == ["Q1", "geonames:3"]
    assert [place.id for place in gazetteer.find("Ostervik")] == ["Q2"]
    own.write_text(rows.format("Oru"), encoding="utf-8")
    assert [place.id for place in open_towns(tmp_path, own=(own,)).find("Sandre")] == ["Q1"]


def test_a_users_gazetteer_works_alone(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(OWN, encoding="utf-8")
    resources = open_resources([own], geonames=False)
    assert [place.lat for place in resources.gazetteer.find("sandre")] == [1.5]
    assert resources.gazetteer.find("Norway") == ()
    assert resources.gazetteer.country_of("Norwegian") is None


def test_the_digest_follows_what_the_gazetteer_was_made_of(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(OWN, encoding="utf-8")
    first = open_resources([own], geonames=False)
    assert open_resources([own], geonames=False) is first
    own.write_text(OWN.replace("1.5", "1.625"), encoding="utf-8")
    second = open_resources([own], geonames=False)
    assert second.digest != first.digest
    assert second.gazetteer.find("Sandre")[0].lat == 1.625
    assert open_towns(tmp_path).digest == open_towns(tmp_path).digest


def test_it_can_be_pickled_and_refuses_another_content(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(OWN, encoding="utf-8")
    data = pickle.dumps(open_towns(tmp_path, own=(own,)))
    again = pickle.loads(data)  # noqa: S301 (our own bytes)
    assert again.find("Sandre")[0].own
    assert again.find("Tilm")[0].population == 900
    own.write_text(OWN + "Q2,Elsewhere,3,4,town\n", encoding="utf-8")
    with pytest.raises(BadGazetteer, match="changed"):
        pickle.loads(data)  # noqa: S301 (our own bytes)


def test_threads_may_share_it(tmp_path: Path) -> None:
    towns = open_towns(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda i: towns.find(f"Tilm{' ' * (i % 50)}")[0].id, range(400)))
    assert set(found) == {"geonames:7"}


def test_what_it_remembers_is_bounded(tmp_path: Path) -> None:
    towns = open_towns(tmp_path)
    for number in range(20_000):
        towns.find(f"Nowhere {number}")
    assert len(towns._cache) <= 16_384


def test_a_missing_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(MissingResource, match="make setup"):
        open_gazetteer(index=tmp_path / "absent.sqlite3")


def test_an_index_of_another_version_is_built_anew_and_not_read(tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite3"
    with sqlite3.connect(old) as index:
        index.execute("CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT)")
    with pytest.raises(MissingResource, match="another version"):
        open_gazetteer(index=old)


def test_the_index_is_the_same_whenever_it_is_built(tmp_path: Path) -> None:
    first, second = build_index(tmp_path / "a"), build_index(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.skipif(not INDEX.exists(), reason="`make setup` builds the index of places")
def test_the_real_index_opens_and_is_small() -> None:
    assert open_resources().gazetteer.find("Oslo")[0].capital
    assert INDEX.stat().st_size < 40_000_000


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0.0, 0.0), (0.0, 1.0), 111.195),
        ((0.0, 0.0), (0.0, 180.0), 20015.1),
        ((90.0, 0.0), (-90.0, 77.0), 20015.1),
        ((12.5, -8.25), (12.5, -8.25), 0.0),
        ((0.0, 179.5), (0.0, -179.5), 111.195),
    ],
)
def test_distances_are_great_circles(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert math.isclose(great_circle_km(a, b), km, rel_tol=1e-4, abs_tol=1e-6)
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a))
