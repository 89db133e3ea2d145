"""Reports of one incident meet, others stay apart, and the order in which they come changes nothing."""

from collections.abc import Iterable
from typing import Any

from factory import by_id, make_claim, make_report, make_when, make_where
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.codec import identify
from ledgerstone.linking import Linked, link
from ledgerstone.records import Actor, Claim, Link, Report

DROVATH = make_where("Drovath")
SELMETH = make_where("Selmeth", lat=-41.502, lon=86.879)
STREET = make_where("Vessen Street", lat=-43.1082, lon=84.9581, precision="street")
MARKET = make_where("Grain market", lat=-43.0994, lon=84.9468, precision="site")


def told(word: str, *, published: str | None = "2031-03-12", **claim: Any) -> tuple[Report, Claim]:
    report = make_report(f"A report of {word} that is like no other.", published=published, publisher=f"{word} Post")
    fields: dict[str, Any] = {"count": 14, "day": "2031-03-11", "places": (DROVATH,)} | claim
    return report, make_claim(report, **{name: value for name, value in fields.items() if value is not None})


def linked(pairs: Iterable[tuple[Report, Claim]], **more: Any) -> Linked:
    pairs = list(pairs)
    reports = {identify(report): report for report, _ in pairs}
    return link(by_id([claim for _, claim in pairs]), reports=reports, **more)


def homes(result: Linked) -> dict[str, str]:
    return {x.claim: x.target for x in result.links if x.target in result.incidents and x.relation != "part_of"}


def number(result: Linked) -> int:
    return len(set(homes(result).values()))


def test_same_day_and_town_is_one_incident_and_says_why() -> None:
    result = linked([told("Oak"), told("Elm", count=17)])
    assert number(result) == 1
    joined = [x for x in result.links if x.target in result.incidents and x.because]
    assert {part.feature for part in joined[0].because} >= {"days", "places", "figures"}
    assert 0 < joined[0].score <= 1


def test_another_day_or_another_town_is_another_incident() -> None:
    assert number(linked([told("Oak"), told("Elm", day="2031-03-14")])) == 2
    assert number(linked([told("Oak"), told("Elm", places=(SELMETH,))])) == 2


def test_names_on_both_sides_and_none_in_common_are_other_people() -> None:
    def list_of(word: str, names: list[str]) -> list[tuple[Report, Claim]]:
        report, _ = told(word)
        return [
            (report, make_claim(report, name=name, at=60 * i, day="2031-03-11", places=(DROVATH,)))
            for i, name in enumerate(names)
        ]

    apart = list_of("Oak", ["Tamrin Ordeva", "Ilva Ordeva", "Hesta Ordeva"]) + list_of(
        "Elm", ["Korvan Esht", "Danne Esht", "Beska Torrin"]
    )
    assert number(linked(apart)) == 2
    shared = list_of("Oak", ["Tamrin Ordeva", "Ilva Ordeva"]) + list_of("Elm", ["Ilva Ordeva", "Danne Esht"])
    assert number(linked(shared)) == 1


def test_an_undated_report_never_makes_two_incidents_one() -> None:
    undated = told("Ash", published=None, day=None)
    pairs = [told("Oak", day="2031-03-11"), told("Elm", day="2031-03-20", published="2031-03-21"), undated]
    assert number(linked(pairs)) >= 2
    only_one = [told("Oak"), undated]
    assert number(linked(only_one)) in {1, 2}


def test_an_undated_post_that_lumps_the_killed_and_injured_of_one_incident_stands_with_it() -> None:
    report, killed = told("Oak", count=11, places=(STREET,))
    act = make_claim(report, kind="act", act="bombing", day="2031-03-11", places=(STREET,), at=40)
    injured = make_claim(report, harm="injured", count=15, at=80)
    post, lumped = told("Elm", harm="killed_or_injured", count=(26, None), published=None, day=None, places=(STREET,))
    blown_up = make_claim(post, kind="act", act="bombing", places=(STREET,), at=40)
    pairs = [(report, killed), (report, act), (report, injured), (post, lumped), (post, blown_up)]
    assert number(linked(pairs)) == 1


def test_a_report_without_a_date_of_its_own_is_held_to_the_days_before_publication() -> None:
    assert number(linked([told("Oak"), told("Elm", day=None, published="2031-03-13")])) == 1
    assert number(linked([told("Oak"), told("Elm", day=None, published="2031-06-13")])) == 2


def test_background_stands_with_the_main_incident_and_opens_none() -> None:
    report, main = told("Oak")
    total = make_claim(report, count=4200, relation="background", when=make_when("2028-10-01", "2031-03-11"), at=80)
    result = linked([(report, main), (report, total)])
    assert number(result) == 1
    assert [x.relation for x in result.links if x.claim == identify(total) and x.target in result.incidents] == [
        "background"
    ]


def test_an_older_attack_told_in_the_text_opens_its_own() -> None:
    report, main = told("Oak")
    older = make_claim(
        report, count=31, day="2031-01-09", places=(make_where("Torvessin", lat=-42.594, lon=86.932),), at=90
    )
    result = linked([(report, main), (report, older)])
    assert homes(result)[identify(older)] != homes(result)[identify(main)]


def test_a_later_death_in_the_same_place_stays_with_the_incident() -> None:
    report, main = told("Oak", published="2031-03-13")
    later = make_claim(report, count=1, relation="increment", of=identify(main), day="2031-03-13", at=90)
    assert number(linked([(report, main), (report, later)])) == 1


def test_a_house_within_a_day_of_attacks_on_a_town_is_part_of_them() -> None:
    report, main = told("Oak")
    house = make_claim(report, count=(7, None), day="2031-03-11", places=(STREET, DROVATH), at=90)
    market = make_claim(report, kind="act", act="airstrike", day="2031-03-11", places=(MARKET,), at=150)
    result = linked([(report, claim) for claim in (main, house, market)])
    small, large = homes(result)[identify(house)], homes(result)[identify(main)]
    assert small != large
    assert [(x.claim, x.target) for x in result.links if x.relation == "part_of"] == [(small, large)]


def test_a_house_told_alone_in_another_report_is_part_of_the_town_too() -> None:
    town = told("Oak", count=19)
    house = told("Elm", count=9, places=(STREET, DROVATH))
    other_house = told("Ash", count=2, places=(MARKET, DROVATH))
    result = linked([town, house, other_house])
    if number(result) > 1:
        assert any(x.relation == "part_of" for x in result.links)


def test_a_report_that_only_answers_stands_with_what_it_answers_or_with_nothing() -> None:
    report, _ = told("Elm", published="2031-03-14")
    letter = make_claim(report, kind="response", response="condemnation", day="2031-03-11", places=(DROVATH,))
    assert number(linked([(report, letter)])) == 0
    assert number(linked([told("Oak"), (report, letter)])) == 1


def test_what_was_decided_before_stands() -> None:
    first = linked([told("Oak")])
    home = next(iter(first.incidents))
    again = linked([told("Oak"), told("Elm", published="2031-03-11")], known=first)
    assert set(homes(again).values()) == {home}
    _, claim = told("Elm", published="2031-03-11")
    refused = Link(claim=identify(claim), target=home, judgement="negative", linker="a_person")
    known = Linked(incidents=first.incidents, sources=first.sources, links=(*first.links, refused))
    assert identify(claim) not in homes(linked([told("Oak"), told("Elm", published="2031-03-11")], known=known))


def test_actors_in_common_do_not_make_one_incident_of_two_towns() -> None:
    side = (Actor(name="Lantern Brigade", wording="Lantern Brigade"),)
    assert number(linked([told("Oak", actors=side), told("Elm", actors=side, places=(SELMETH,))])) == 2


@given(order=st.permutations(range(7)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_claims_and_reports_does_not_matter(order: list[int]) -> None:
    pairs = [
        told("Oak"),
        told("Elm", count=17),
        told("Ash", day="2031-03-12"),
        told("Fir", places=(SELMETH,)),
        told("Yew", day=None),
        told("Bay", day=None, places=None, published=None),
        told("Box", places=(STREET, DROVATH), count=9),
    ]
    assert linked(pairs[i] for i in order) == linked(pairs)
