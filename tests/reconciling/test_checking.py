"""Each check fails where something disagrees, and only there; it changes no claim."""

from typing import Any

from factory import by_id, make_claim, make_report, make_when, make_where

from ledgerstone.codec import identify
from ledgerstone.reconciling import check, gather, victims
from ledgerstone.reconciling.checking import check_across
from ledgerstone.records import Check, Claim, Link, When

SELMETH = make_where("Selmeth", lat=-41.502, lon=86.879)
QADREL = make_where("Qadrel", lat=-41.949, lon=87.201)
REPORT = make_report(published="2031-04-05")


def checks(*claims: Claim) -> list[Check]:
    held = by_id(claims)
    links = [Link(claim=id_, target="f" * 64, linker="by_hand.1") for id_ in held]
    reports = {identify(REPORT): REPORT}
    return list(check(gather("f" * 64, claims=held, links=links, reports=reports), reports=reports))


def distance(km: float, **values: Any) -> Claim:
    return make_claim(REPORT, kind="detail", detail="distance", distance_km=km, places=(SELMETH, QADREL), **values)


def test_a_stated_distance_is_held_against_the_gazetteer() -> None:
    found = checks(distance(25.0))
    assert [each.code for each in found] == ["distance"]
    assert "56 km" in found[0].text
    assert "25 km" in found[0].text
    assert checks(distance(55.0)) == []
    assert checks(distance(62.0)) == []


def test_a_distance_to_a_place_nobody_knows_fails_nothing() -> None:
    unknown = make_claim(
        REPORT, kind="detail", detail="distance", distance_km=25.0, places=(SELMETH, make_where("Karm", lat=None))
    )
    assert checks(unknown) == []


def test_parts_are_held_against_their_total() -> None:
    whole = make_claim(REPORT, count=12)
    men = make_claim(REPORT, count=9, group=("man",), relation="part_of", of=identify(whole), at=50)
    women = make_claim(REPORT, count=4, group=("woman",), relation="part_of", of=identify(whole), at=90)
    found = checks(whole, men, women)
    assert [(each.code, len(each.claims)) for each in found] == [("sum", 3)]
    assert "13" in found[0].text
    three = make_claim(REPORT, count=3, group=("woman",), relation="part_of", of=identify(whole), at=90)
    assert checks(whole, men, three) == []
    police = make_claim(REPORT, count=4, group=("police",), relation="part_of", of=identify(whole), at=90)
    assert checks(whole, men, police) == []


def test_a_part_larger_than_its_total() -> None:
    whole = make_claim(REPORT, count=12)
    part = make_claim(REPORT, count=14, group=("child",), relation="part_of", of=identify(whole), at=50)
    assert [each.code for each in checks(whole, part)] == ["sum"]


def test_a_weekday_is_held_against_its_date() -> None:
    def on(wording: str) -> Claim:
        day = make_when("2031-04-03")
        return make_claim(REPORT, count=1, when=When(earliest=day.earliest, latest=day.latest, wording=wording))

    found = checks(on("Wednesday, 3 April"))
    assert [each.code for each in found] == ["weekday"]
    assert "Thursday" in found[0].text
    assert checks(on("Thursday, 3 April")) == []
    assert checks(on("3 April")) == []


def test_a_day_after_the_publication() -> None:
    assert [each.code for each in checks(make_claim(REPORT, count=1, day="2031-04-09"))] == ["after_publication"]
    assert checks(make_claim(REPORT, count=1, day="2031-04-05")) == []
    assert checks(make_claim(REPORT, count=1, day="2031-04-09", stance="foreseen")) == []


def test_a_named_person_in_two_incidents() -> None:
    views = {}
    for incident in ("a" * 64, "b" * 64):
        claims = by_id([make_claim(incident, name="Korvan Esht", about_person={"age_low": 26, "age_high": 26})])
        links = [Link(claim=id_, target=incident, linker="x.1") for id_ in claims]
        links += [Link(claim=id_, target=f"victim {incident}", linker="x.1") for id_ in claims]
        views[incident] = victims(gather(incident, claims=claims, links=links, reports={}))
    found = check_across(views, wholes={})
    assert {incident: [each.code for each in checks_] for incident, checks_ in found.items()} == {
        "a" * 64: ["same_victim"],
        "b" * 64: ["same_victim"],
    }
    assert check_across(views, wholes={"a" * 64: "b" * 64}) == {}
