"""How two named places stand to one another."""

from factory import make_where

from ledgerstone.linking.places import best_fit, finest, is_inside, is_near

DROVATH = make_where("Drovath")
STREET = make_where("Vessen Street", lat=-43.1082, lon=84.9581, precision="street")
SELMETH = make_where("Selmeth", lat=-41.502, lon=86.879)
PROVINCE = make_where("Ilvareth", lat=-43.05, lon=85.25, precision="admin1")
HOSPITAL = make_where("Drovath General Hospital", lat=-43.0963, lon=84.9442, precision="site")


def test_a_street_lies_in_its_town_and_not_the_other_way_round() -> None:
    assert is_inside(STREET, DROVATH)
    assert not is_inside(DROVATH, STREET)


def test_towns_far_apart_are_not_near() -> None:
    assert not is_near(DROVATH, SELMETH)
    assert best_fit((DROVATH,), (SELMETH,))[0] == -1.0


def test_the_same_town_counts_more_than_the_same_province() -> None:
    assert best_fit((DROVATH,), (DROVATH, PROVINCE))[0] == 1.0
    assert best_fit((DROVATH,), (PROVINCE,))[0] == 0.25


def test_unresolved_places_agree_by_name_and_never_disagree() -> None:
    one, other = make_where("Karm", lat=None), make_where("Old Mill", lat=None)
    assert best_fit((one,), (one,))[0] == 1.0
    assert best_fit((one,), (other,))[0] == 0.0


def test_the_scene_is_the_finest_place_and_never_the_hospital() -> None:
    assert finest((PROVINCE, DROVATH, STREET, HOSPITAL)) == (STREET,)
