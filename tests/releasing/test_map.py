"""The map: circles as wide as the uncertainty, labels that do not cover one another, and every degenerate case."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from releasing.sample import DROVATH, LOMERIN, SELMETH, sample

from ledgerstone.records import Assessment, When, Where
from ledgerstone.releasing import map as drawn
from ledgerstone.releasing import timeline
from ledgerstone.vocabulary import codes

EMPTY = replace(sample().assessments[2], where=(), when=None)


def at(*places: Where) -> Assessment:
    return replace(EMPTY, where=places)


def place(name: str, lat: float, lon: float, precision: str = "settlement") -> Where:
    return Where(name=name, lat=lat, lon=lon, precision=precision, wording=name)


def test_no_place_and_no_coordinates() -> None:
    assert drawn.draw([]).spots == ()
    laid = drawn.draw([(1, EMPTY), (2, at(LOMERIN))])
    assert laid.spots == ()
    assert laid.unplaced == (("Lomerin camp", "2"),)


def test_one_point_is_drawn_with_land_around_it() -> None:
    laid = drawn.draw([(1, at(DROVATH)), (2, at(DROVATH))])
    (spot,) = laid.spots
    assert spot.text == "1, 2"
    assert 300 < spot.x < 380
    assert 180 < spot.y < 240
    assert 5 <= spot.radius < 120
    assert sum(line.meridian for line in laid.lines) >= 2


def test_every_precision_has_a_radius_and_coarser_is_wider() -> None:
    assert set(drawn.RADII) == codes("precision")
    assert (
        drawn.RADII["site"]
        < drawn.RADII["settlement"]
        < drawn.RADII["city"]
        < drawn.RADII["admin2"]
        < drawn.RADII["admin1"]
    )


def test_north_is_up_and_east_is_right() -> None:
    laid = drawn.draw([(1, at(DROVATH)), (2, at(SELMETH))])
    spots = {spot.name: spot for spot in laid.spots}
    assert spots["Selmeth"].y < spots["Drovath"].y
    assert spots["Selmeth"].x > spots["Drovath"].x


def test_places_on_both_sides_of_the_date_line_stand_together() -> None:
    laid = drawn.draw([(1, at(place("West", -17.0, 179.8))), (2, at(place("East", -17.0, -179.9)))])
    spots = {spot.name: spot for spot in laid.spots}
    assert 0 < spots["East"].x - spots["West"].x < drawn.WIDTH
    assert laid.bar_text == "5 km" or int(laid.bar_text.split()[0]) <= 20


def test_a_country_does_not_cover_its_towns() -> None:
    laid = drawn.draw([(1, at(DROVATH, place("Kalvessa", -42.5, 86.0, "country")))])
    assert [spot.name for spot in laid.spots] == ["Drovath"]
    assert laid.wide == (("Kalvessa", "1"),)
    alone = drawn.draw([(1, at(place("Kalvessa", -42.5, 86.0, "country")))])
    assert [spot.name for spot in alone.spots] == ["Kalvessa"]


coordinates = st.tuples(st.floats(-89, 89), st.floats(-180, 180), st.sampled_from(sorted(codes("precision"))))


@given(st.lists(coordinates, min_size=1, max_size=12))
def test_everything_stays_on_the_drawing(points: list[tuple[float, float, str]]) -> None:
    places = [place(f"Place {n}", round(lat, 5), round(lon, 5), kind) for n, (lat, lon, kind) in enumerate(points)]
    laid = drawn.draw([(1, at(*places))])
    assert all(0 <= spot.x <= drawn.WIDTH and 0 <= spot.y <= drawn.HEIGHT for spot in laid.spots)
    assert len(laid.spots) + len(laid.wide) == len(places)
    assert laid.bar > 0


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(-44, -41), st.floats(84, 88)), min_size=1, max_size=14, unique=True))
def test_labels_do_not_cover_one_another(points: list[tuple[float, float]]) -> None:
    laid = drawn.draw([(1, at(*(place(f"Village {n}", lat, lon) for n, (lat, lon) in enumerate(points))))])
    boxes = [spot.label for spot in laid.spots]
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.meets(b)]
    assert all(box.x >= 0 and box.x + box.width <= drawn.WIDTH for box in boxes)


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [
        (date(2031, 3, 11), date(2031, 3, 11)),
        (date(1, 1, 1), date(9999, 12, 31)),
        (date(9999, 12, 31), date(9999, 12, 31)),
        (date(1, 1, 1), date(1, 1, 1)),
        (None, date(2031, 3, 11)),
        (date(2031, 3, 11), None),
        (date(2029, 1, 1), date(2031, 3, 11)),
    ],
)
def test_any_interval_is_drawn_within_the_line(earliest: date | None, latest: date | None) -> None:
    laid = timeline.draw([(1, replace(EMPTY, when=When(earliest=earliest, latest=latest, wording="then")))])
    (row,) = laid.rows
    assert 0 <= row.start < row.stop <= timeline.WIDTH
    assert (row.open_left, row.open_right) == (earliest is None, latest is None)
    assert 1 <= len(laid.ticks) <= 9
    assert all(0 <= tick.x <= timeline.WIDTH for tick in laid.ticks)


def test_undated_incidents_stand_apart() -> None:
    laid = timeline.draw([(1, EMPTY), (2, replace(EMPTY, when=When(wording="on Thursday")))])
    assert laid.rows == ()
    assert [number for number, _ in laid.undated] == [1, 2]
