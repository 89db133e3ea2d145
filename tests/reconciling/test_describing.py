"""What an incident is called: neutral, short, and what most claims say."""

from typing import Any

from factory import by_id, make_claim, make_when, make_where

from ledgerstone.reconciling import Description, describe, gather
from ledgerstone.records import Actor, Claim, Link, When

STREET = make_where("Vessen Street", lat=-43.1082, lon=84.9581, precision="street")


def described(*claims: Claim) -> Description:
    held = by_id(claims)
    links = [Link(claim=id_, target="f" * 64, linker="by_hand.1") for id_ in held]
    return describe(gather("f" * 64, claims=held, links=links, reports={}))


def test_label_names_harm_people_place_and_day() -> None:
    claim = make_claim(count=14, status="civilian", day="2031-03-11", places=(make_where(),))
    assert described(claim).label == "Killing of civilians in Drovath, 11 March 2031"


def test_people_whose_status_differs_are_people() -> None:
    claims = [make_claim(count=n, status=status, at=30 * n) for n, status in ((1, "civilian"), (2, "combatant"))]
    assert described(*claims).label == "Killing of people"


def test_a_day_that_is_not_resolved_stays_in_its_words() -> None:
    found = described(make_claim(count=14, when=When(wording="over the weekend")))
    assert found.label == "Killing of people, “over the weekend”"
    assert found.when == When(wording="over the weekend")


def test_the_days_that_most_claims_agree_on() -> None:
    days = ["2031-03-11", "2031-03-11", "2031-03-12"]
    found = described(*(make_claim(count=n + 1, day=day, at=40 * n) for n, day in enumerate(days)))
    assert found.when == make_when("2031-03-11")


def test_an_attack_without_anybody_harmed_is_named_by_what_was_done() -> None:
    claim = make_claim(kind="act", act="airstrike", places=(STREET, make_where()))
    assert described(claim).label == "Airstrike in Vessen Street, Drovath"


def test_names_of_one_actor_are_one_actor_and_a_target_is_another() -> None:
    def by(name: str, role: str = "accused", *aliases: str) -> dict[str, Any]:
        return {"actors": (Actor(name=name, aliases=aliases, role=role, wording=name),)}

    claims = [
        make_claim(count=1, **by("Lantern Brigade", "accused", "the Brigade")),
        make_claim(count=2, at=40, **by("the Brigade", "claimant")),
        make_claim(count=3, at=80, **by("Lantern Brigade", "target")),
    ]
    assert [(actor.name, actor.aliases, actor.role) for actor in described(*claims).actors] == [
        ("Lantern Brigade", ("the Brigade",), "claimant"),
        ("Lantern Brigade", (), "target"),
    ]


def test_background_describes_nothing() -> None:
    total = make_claim(
        count=4200, relation="background", day="2028-10-01", places=(make_where("Kalvessa", precision="country"),)
    )
    assert described(total, make_claim(count=14, day="2031-03-11", at=50)).label == "Killing of people, 11 March 2031"


def test_the_place_of_the_largest_figure_comes_first() -> None:
    claims = [
        make_claim(count=12, places=(make_where("Selmeth", lat=-41.502, lon=86.879),)),
        *(make_claim(kind="act", act="raid", places=(make_where(),), at=40 * n) for n in (1, 2, 3)),
    ]
    assert [place.name for place in described(*claims).where] == ["Selmeth", "Drovath"]
