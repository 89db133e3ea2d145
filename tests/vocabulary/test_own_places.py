from pathlib import Path

import pytest

from ledgerstone.errors import BadGazetteer, NotFound
from ledgerstone.vocabulary.own_places import read_own

HEAD = "id,name,aliases,lat,lon,kind,within,country,population\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "places.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_column_is_read_and_others_are_ignored(tmp_path: Path) -> None:
    text = (
        "note,id,name,aliases,lat,lon,kind,within,country,population\n"
        "x,K,Marrow,,10,20,province,,Oru,\n"
        'y,T,"Vel, Upper",Vélu|Al-Velu,10.123456,20.5,Town,K,Oru,1200\n'
    )
    places = read_own(written(tmp_path, text)).by_name
    for key in ("vel, upper", "velu", "al velu"):
        (place,) = places[key]
        assert (place.id, place.lat, place.kind, place.population) == ("T", 10.12346, "settlement", 1200)
        assert place.within == ("Marrow",)
        assert place.own
    assert places["marrow"][0].kind == "admin1"


def test_four_columns_are_enough(tmp_path: Path) -> None:
    (place,) = read_own(written(tmp_path, "lon,lat,name,id\n1,2,Orm,7\n")).by_name["orm"]
    assert (place.lat, place.lon, place.kind) == (2.0, 1.0, "settlement")


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes("\ufeffid,name,lat,lon\r\n1,Orm,2,3\r\n".encode())
    assert read_own(path).by_name["orm"][0].id == "1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,name,lat\n1,Orm,2\n", "no column 'lon'"),
        ("", "no column 'id'"),
        (HEAD + "1,Orm,,north,2,town,,,\n", "row 2, column 'lat': 'north' is no number"),
        (HEAD + "1,Orm,,nan,2,town,,,\n", "row 2, column 'lat'"),
        (HEAD + "1,Orm,,inf,2,town,,,\n", "row 2, column 'lat'"),
        (HEAD + "1,Orm,,1,2,town,,,\n2,Orm,,1,181,town,,,\n", "row 3, column 'lon': 181 is not between -180 and 180"),
        (HEAD + "1,,,1,2,town,,,\n", "row 2, column 'name' is empty"),
        (HEAD + "1,Orm,,1,2,spaceport,,,\n", "row 2, column 'kind': 'spaceport'"),
        (HEAD + "1,Orm,,1,2,town,,,many\n", "row 2, column 'population'"),
        (HEAD + "1,Orm,,1,2,town,,,\n1,Elm,,1,2,town,,,\n", "'1' stands there twice"),
        (HEAD + "1,Orm,,1,2\n", "row 2 has more or fewer cells"),
        (HEAD + "1,Orm,,1,2,town,,,,,,\n", "row 2 has more or fewer cells"),
        (HEAD + '1,"Orm,,1,2,town,,,\n', "is no CSV"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadGazetteer) as error:
        read_own(written(tmp_path, text))
    assert message in str(error.value)
    assert str(error.value).startswith("[I05]")


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes("id,name,lat,lon\n1,Örm,2,3\n".encode("latin-1"))
    with pytest.raises(BadGazetteer, match="UTF-8"):
        read_own(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"absent\.csv"):
        read_own(tmp_path / "absent.csv")


def test_places_that_contain_each_other_end(tmp_path: Path) -> None:
    rows = HEAD + "1,Orm,,1,2,town,2,,\n2,Elm,,1,2,town,1,,\n3,Ash,,1,2,town,Far Hills|Oru,,\n"
    places = read_own(written(tmp_path, rows)).by_name
    assert places["orm"][0].within[:2] == ("Elm", "Orm")
    assert places["ash"][0].within == ("Far Hills", "Oru")
