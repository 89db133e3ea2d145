import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vocabulary.towns import open_towns

from ledgerstone.engine.parses import Name
from ledgerstone.extraction.places.distances import find_distances
from ledgerstone.extraction.places.places import PlaceMention, find_places
from ledgerstone.vocabulary import codes
from ledgerstone.vocabulary.gazetteer import Gazetteer

OWN = """id,name,aliases,lat,lon,kind,within,country,population
P1,Marrowen,Marrowen Province,-41.0,85.0,province,,Oru,900000
T1,Tessim,Tesim,-41.5,85.5,city,P1,Oru,230000
T2,Korvash,,-41.7,85.9,town,P1,Oru,31000
N1,Eastbarrow,,-41.51,85.52,neighbourhood,T1,Oru,
S1,Vessen Street,,-41.505,85.505,street,T1,Oru,
T3,Hollin,,-20.0,50.0,village,,Oru,400
T4,Hollin,,-41.52,85.6,village,P1,Oru,300
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder: Path = tmp_path_factory.mktemp("places")
    own = folder / "own.csv"
    own.write_text(OWN, encoding="utf-8")
    return open_towns(folder, own=(own,))


def found(text: str, gazetteer: Gazetteer) -> dict[str, PlaceMention]:
    mentions = find_places(text, gazetteer=gazetteer)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.where.wording
        assert mention.where.precision in codes("precision")
    return {mention.where.wording: mention for mention in mentions}


def test_places_are_found_where_the_text_names_them(gazetteer: Gazetteer) -> None:
    places = found("Shells fell in Óstervik and then in Tessim and Korvash on Monday.", gazetteer)
    assert list(places) == ["Óstervik", "Tessim", "Korvash"]
    where = places["Tessim"].where
    assert (where.name, where.lat, where.lon, where.precision, where.gazetteer_id) == (
        "Tessim",
        -41.5,
        85.5,
        "city",
        "T1",
    )
    assert places["Óstervik"].where.gazetteer_id == "geonames:2"
    assert {place.role for place in places.values()} == {"locative"}


@pytest.mark.parametrize(
    "text",
    [
        "Tavin Sandre was hurt.",
        "Sandre Oreld was hurt.",
        "Mr Sandre was hurt.",
        "Gov. Sandre was hurt. Then Sandre left.",
        "Often they came at night.",
        "They came often. Often by car.",
        "The Sandre Herald wrote so.",
        "The Chamber of Tilm met.",
        "Norwegian aid came.",
        "He read Tilm aloud.",
        "NO STOP AL IT US",
    ],
)
def test_what_is_no_place_is_none(text: str, gazetteer: Gazetteer) -> None:
    assert {mention.where.wording for mention in find_places(text, gazetteer=gazetteer)} <= {"US"}


@pytest.mark.parametrize(
    ("text", "wording", "precision"),
    [
        ("in the village of Korvash", "Korvash", "settlement"),
        ("in Óstervik province", "Óstervik province", "admin1"),
        ("in Óstervik district", "Óstervik district", "admin2"),
        ("near Tessim", "Tessim", "near"),
        ("outside Óstervik", "Óstervik", "near"),
        ("25 km south of Óstervik", "Óstervik", "near"),
        ("in the Óstervik area", "Óstervik area", "near"),
        ("on the outskirts of Óstervik", "Óstervik", "near"),
        ("in northern Norway", "Norway", "region"),
        ("in Norway", "Norway", "country"),
        ("along Norway’s western coast", "Norway’s western coast", "region"),
        ("in Norway's south", "Norway's south", "region"),
        ("in Marrowen Province", "Marrowen Province", "admin1"),
        ("in Eastbarrow", "Eastbarrow", "neighbourhood"),
        ("on Vessen Street", "Vessen Street", "street"),
    ],
)
def test_precision_says_how_exact_the_coordinates_are(
    text: str, wording: str, precision: str, gazetteer: Gazetteer
) -> None:
    places = found(f"Two houses burned {text} on Monday.", gazetteer)
    assert places[wording].where.precision == precision
    assert places[wording].where.lat is not None


@pytest.mark.parametrize(
    ("text", "name", "wording"),
    [
        ("in the Alderquay neighbourhood of Tessim", "Alderquay", "Alderquay neighbourhood"),
        ("in the Tal Orrim area of Tessim", "Tal Orrim", "Tal Orrim area"),
        ("on Olven Street in Tessim", "Olven Street", "Olven Street"),
        ("at the Olven Hospital in Tessim", "Olven Hospital", "Olven Hospital"),
        ("in the village of Quarndel, Tessim", "Quarndel", "village of Quarndel"),
        ("in Quarndel, Tessim", "Quarndel", "Quarndel"),
        ("on Sandre Street in Tessim", "Sandre Street", "Sandre Street"),
        ("in the Sandre neighbourhood of Tessim", "Sandre", "Sandre neighbourhood"),
    ],
)
def test_an_unknown_part_of_a_known_town_keeps_its_name(
    text: str, name: str, wording: str, gazetteer: Gazetteer
) -> None:
    where = found(f"A house burned {text}.", gazetteer)[wording].where
    assert (where.name, where.precision, where.gazetteer_id) == (name, "containing", "T1")
    assert (where.lat, where.lon) == (-41.5, 85.5)


def test_an_unknown_part_of_nowhere_stays_unresolved(gazetteer: Gazetteer) -> None:
    where = found("A house burned on Olven Street.", gazetteer)["Olven Street"].where
    assert (where.precision, where.lat, where.lon, where.gazetteer_id) == ("unresolved", None, None, None)


def test_what_follows_the_comma_decides(gazetteer: Gazetteer) -> None:
    assert found("Two died in Sandre, Norway.", gazetteer)["Sandre"].where.gazetteer_id == "geonames:3"
    assert found("Two died in Sandre, Italy.", gazetteer)["Sandre"].where.gazetteer_id == "geonames:4"


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("in Ulverley, Pa., on Monday", "Pa."),
        ("the Ulverley office (N.D.) closed", "N.D."),
        ("in Ulverley, MI, on Monday", "MI"),
    ],
)
def test_a_state_is_known_for_short_behind_a_town(text: str, wording: str, gazetteer: Gazetteer) -> None:
    assert found(f"A house burned {text}.", gazetteer)[wording].where.precision == "admin1"


def test_a_short_word_elsewhere_is_no_state(gazetteer: Gazetteer) -> None:
    assert found("She called Pa. Then Ma. came. He waited, OK? THE ULVERLEY, IN A FIRE.", gazetteer) == {}


def test_the_country_of_the_report_decides(gazetteer: Gazetteer) -> None:
    home = "Norwegian police and Norwegian medics came from Vardhamn and Óstervik. Two died in Sandre."
    abroad = "Italian police and Italian medics came from Brask. Two died in Sandre."
    assert found(home, gazetteer)["Sandre"].where.gazetteer_id == "geonames:3"
    assert found(abroad, gazetteer)["Sandre"].where.gazetteer_id == "geonames:4"


def test_the_nearer_of_two_own_places_is_meant(gazetteer: Gazetteer) -> None:
    assert found("They fled Tessim for Korvash and died in Hollin.", gazetteer)["Hollin"].where.gazetteer_id == "T4"


def test_a_users_village_gives_way_to_a_town_near_the_scene(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,name,lat,lon,country\nQ1,Sandre,66.9,14.5,Norway\n", encoding="utf-8")
    towns = open_towns(tmp_path, own=(own,))
    assert found("Shells fell in Sandre, Óstervik and Vardhamn.", towns)["Sandre"].where.gazetteer_id == "geonames:3"
    assert found("Shells fell in Sandre.", towns)["Sandre"].where.gazetteer_id == "Q1"


def test_a_users_village_is_no_part_of_a_longer_name(gazetteer: Gazetteer) -> None:
    assert found("Men from Hollin Tarqel al-Oran came to Tessim, Dr. Korvash said.", gazetteer).keys() == {"Tessim"}


@pytest.mark.parametrize(
    ("text", "wording", "role"),
    [
        ("Shells fell in Tessim.", "Tessim", "locative"),
        ("Families from Tessim came.", "Tessim", "origin"),
        ("Norway condemned the raid.", "Norway", "metonym"),
        ("In Vardhamn, a spokesman said the office would look into it.", "Vardhamn", "speech"),
        ("he told reporters in Vardhamn", "Vardhamn", "speech"),
        ("VARDHAMN (Wire) - Shells fell.", "VARDHAMN", "speech"),
        ("They were buried on Monday in Tessim.", "Tessim", "burial"),
        ("The wounded were taken to Olven Hospital in Tessim.", "Olven Hospital", "hospital"),
    ],
)
def test_each_place_has_a_role(text: str, wording: str, role: str, gazetteer: Gazetteer) -> None:
    assert found(text, gazetteer)[wording].role == role


def test_adjectives_are_given_on_request(gazetteer: Gazetteer) -> None:
    (mention,) = find_places("Norwegian aid came.", gazetteer=gazetteer, adjectives=True)
    assert (mention.role, mention.country, mention.where.precision) == ("adjective", "NO", "country")


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("in Tessim, approximately 25 kilometers south of Korvash.", 25.0),
        ("in Tessim, about 25 km from Korvash", 25.0),
        ("Tessim lies 20 miles north-east of Korvash", 32.19),
        ("in Tessim, some 1,250 kilometres from the city of Korvash", 1250.0),
        ("in Tessim, 12.5km west of the town of Korvash", 12.5),
        ("in Tessim, 10 miles (16 km) from Korvash", 16.09),
    ],
)
def test_a_stated_distance_names_both_places(text: str, km: float, gazetteer: Gazetteer) -> None:
    mentions = find_places(text, gazetteer=gazetteer)
    (stated,) = find_distances(text, mentions)
    assert (stated.a.where.name, stated.b.where.name, stated.km) == ("Tessim", "Korvash", km)
    assert text[stated.start : stated.end] == stated.wording


@pytest.mark.parametrize(
    "text",
    [
        "in Tessim and Korvash",
        "in Tessim. It is 25 km from Korvash",
        "25 km from Korvash",
        "in Norway, 25 km south of Korvash",
        "25 people in Tessim from Korvash",
    ],
)
def test_no_distance_is_made_up(text: str, gazetteer: Gazetteer) -> None:
    assert find_distances(text, find_places(text, gazetteer=gazetteer)) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("TesimKorvashOlnSdteNay ,.-'()’\nin of\u202e\u0301"), max_size=200))
def test_any_text_gives_exact_wordings_in_order(text: str, gazetteer: Gazetteer) -> None:
    mentions = find_places(text, gazetteer=gazetteer)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.where.wording
    find_distances(text, mentions)


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "Tessim ",
        "Al-",
        "in Tessim, ",
        "A. ",
        "25 km from Tessim ",
        "Aa Bb ",
        "village of ",
        " Street",
        "Tessim Street ",
        "\n",
        "É",
    ],
)
def test_hostile_texts_come_to_an_end(unit: str, gazetteer: Gazetteer) -> None:
    text = unit * (40_000 // len(unit))
    places = find_places(text, gazetteer=gazetteer)
    assert all(text[place.start : place.end] == place.where.wording for place in places)
    assert all(stated.km > 0 for stated in find_distances(text, places))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (Name(6, 15, "PER", 0.83), False),  # "Omar Velt" behind it: a given name
        (Name(0, 15, "PER", 0.9), False),
        (Name(0, 5, "LOC", 0.98), True),
    ],
)
def test_a_country_right_before_a_persons_name_is_their_given_name(
    gazetteer: Gazetteer, name: Name, *, place: bool
) -> None:
    text = "Ghana Omar Velt and a brother were killed in Tessim."
    mentions = find_places(text, gazetteer=gazetteer, names=[name])
    assert ("Ghana" in {mention.where.wording for mention in mentions}) is place


def test_a_town_whose_name_a_family_bears_is_no_place_but_behind_in(gazetteer: Gazetteer) -> None:
    text = "Omar Tessim Velt, Mira Tessim Velt and Tala Tessim Velt, children of Tessim and Sava, died in {}."
    people = [
        Name(match.start(), match.end(), "PER", 0.99) for match in re.finditer(r"(?:Omar|Mira|Tala) Tessim Velt", text)
    ]
    child_of = Name(text.index("of Tessim") + 3, text.index(" and Sava"), "LOC", 0.9)
    for where, places in (("Korvash", ["Korvash"]), ("Tessim", ["Tessim"])):
        mentions = find_places(text.format(where), gazetteer=gazetteer, names=[*people, child_of])
        assert [mention.where.wording for mention in mentions] == places
    alone = find_places("Two children of Tessim died.", gazetteer=gazetteer, names=[Name(16, 22, "LOC", 0.9)])
    assert [mention.where.wording for mention in alone] == ["Tessim"]
