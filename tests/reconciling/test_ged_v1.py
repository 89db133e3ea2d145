"""ged.v1: best, high and low of the dead, and who of them were civilians, combatants or unknown."""

from incident_told import HOSPITAL, MONITOR, RESIDENTS, bounds, killed, said, tolls, why

POLICY = "ged.v1"
WIRE = None


def test_best_is_the_most_reliable_sources_figure() -> None:
    toll = killed(said(14), said(19, WIRE), said(19, RESIDENTS), policy=POLICY)
    assert bounds(toll) == (14, 14, 19)


def test_best_is_the_lower_where_sources_are_alike() -> None:
    other = ("Sella Clinic", "medical")
    assert bounds(killed(said(17), said(15, other), policy=POLICY)) == (15, 15, 17)


def test_an_open_bound_is_a_number() -> None:
    assert bounds(killed(said((12, None), HOSPITAL), policy=POLICY)) == (12, 12, 12)


def test_only_deaths_are_counted() -> None:
    assert {harm for harm, _, _ in tolls(said(3), said(9, harm="injured", at=50), policy=POLICY)} == {"killed"}
    assert tolls(said(9, harm="injured"), policy=POLICY) == {}


def test_those_whose_status_nobody_tells_are_unknown() -> None:
    claims = (
        said(10),
        said(6, MONITOR, status="civilian", at=50),
        said(1, MONITOR, status="combatant", at=90),
    )
    found = tolls(*claims, policy=POLICY)
    best = {status: toll.best for (_, status, _), toll in found.items()}
    assert best == {None: 10, "civilian": 6, "combatant": 1, "unknown": 3}


def test_best_is_the_sum_of_its_parts_also_where_these_come_to_more() -> None:
    """GED's best is the sum of the dead of each side, civilians and unknown, in every row of its releases."""
    claims = (said(10), said(8, MONITOR, status="civilian", at=50), said(5, MONITOR, status="combatant", at=90))
    found = tolls(*claims, policy=POLICY)
    best = {status: toll.best for (_, status, _), toll in found.items()}
    assert best == {None: 13, "civilian": 8, "combatant": 5}
    toll = found["killed", None, None]
    assert (toll.low, toll.high) == (10, 13)
    assert (
        why(toll, claims[2])
        == "the dead of each status come to 13, more than the best figure of all: best is their sum"
    )
    told = [each.claim for each in (*toll.used, *toll.set_aside)]
    assert len(told) == len(set(told)) == 3


def test_nobody_is_of_unknown_status_where_nobody_tells_any() -> None:
    assert set(tolls(said(10), policy=POLICY)) == {("killed", None, None)}
