"""What a team holds of sources, and who owns them, seen in tolls, grades and the number of independent sources."""

from datetime import date
from typing import Any

import pytest
from decided import appraisal, ownership, standards
from factory import make_claim, make_report
from incident_told import HOSPITAL, INCIDENT, MONITOR, RESIDENTS, bounds, is_used, why

from ledgerstone.codec import identify
from ledgerstone.reconciling.gathering import Gathered, gather
from ledgerstone.reconciling.policies import POLICIES, named
from ledgerstone.reconciling.standards import NONE, Standards
from ledgerstone.records import Actor, Claim, Grade, Link, Report, Speaker, Toll

WIRE, POST, TODAY = "Kalvessa Wire", "Kalvessa Post", "Sella Today"


def report(outlet: str, *, published: str | None = "2031-03-12", url: str | None = None) -> Report:
    return make_report(f"A report of {outlet}, {published}.", publisher=outlet, published=published, url=url)


class Told:
    """An incident as several outlets tell it."""

    def __init__(self, standards: Standards = NONE) -> None:
        self.standards = standards
        self.reports: dict[str, Report] = {}
        self.claims: dict[str, Claim] = {}
        self.links: list[Link] = []

    def say(self, of: Report, count: Any, speaker: Any = None, **values: Any) -> Claim:
        claim = make_claim(of, count=count, speaker=speaker, at=40 * len(self.claims), **values)
        id_ = identify(claim)
        source = claim.speaker.wording if claim.speaker else of.publisher
        self.reports[identify(of)], self.claims[id_] = of, claim
        self.links.append(Link(claim=id_, target=INCIDENT, linker="by_hand.1"))
        self.links.append(Link(claim=id_, target=f"source {source}", relation="from", linker="by_hand.1"))
        if claim.person:
            victim = f"victim {claim.person.names[0].text}"
            self.links.append(Link(claim=id_, target=victim, linker="by_hand.1"))
        return claim

    def gathered(self) -> Gathered:
        return gather(
            INCIDENT, claims=self.claims, links=self.links, reports=self.reports, standards=self.standards
        )  # fmt: skip

    def killed(self, policy: str = "airwars.v1", *, status: str | None = None, group: str | None = None) -> Toll:
        tolls = named(policy).tolls(self.gathered())
        return next(x for x in tolls if (x.harm, x.status, x.group) == ("killed", status, group))

    def grade(self) -> Grade | None:
        return named("airwars.v1").grade(self.gathered())


DOUBTED = standards(appraisal(POST, "not_credible"))


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_what_is_not_credible_sets_no_figure_and_stands_aside_with_the_reason(policy: str) -> None:
    for told, expected in ((Told(), (12, 40)), (Told(DOUBTED), (12, 12))):
        told.say(report(WIRE), 12)
        high = told.say(report(POST), 40)
        toll = told.killed(policy)
        assert (toll.low, toll.high) == expected
        assert is_used(toll, high) == (expected == (12, 40))
    assert why(toll, high) == "the team does not hold its outlet credible (decided on 2031-05-06)"


def test_a_reason_names_nobody_and_says_nothing_of_why() -> None:
    """Reasons of tolls leave with a release."""
    secret = appraisal("Oren Vas", "not_credible")
    told = Told(standards(secret))
    claim = told.say(report(WIRE), 12, ("Oren Vas", "witness"))
    reason = why(told.killed(), claim)
    assert reason == "the team does not hold its speaker credible (decided on 2031-05-06)"
    assert secret.because not in reason


def test_whoever_an_outlet_quotes_a_quotation_in_it_is_no_better_than_the_outlet() -> None:
    told = Told(standards(appraisal(POST, "not_credible"), appraisal(HOSPITAL[0], "credible", hour=1)))
    there, elsewhere = told.say(report(POST), 40, HOSPITAL), told.say(report(WIRE), 12, HOSPITAL)
    assert bounds(told.killed()) == (12, 12, 12)
    assert is_used(told.killed(), elsewhere)
    assert not is_used(told.killed(), there)


def test_whom_the_word_came_through_counts_as_well() -> None:
    told = Told(standards(appraisal("Red Ridge Radio", "not_credible")))
    claim = told.say(report(WIRE), 12, Speaker(wording="a doctor", role="medical", via="Red Ridge Radio"))
    assert not is_used(told.killed(), claim)


def test_a_reprint_is_held_to_be_what_its_original_is() -> None:
    told = Told(DOUBTED)
    original, reprint = report(POST), report(WIRE)
    told.say(original, 40)
    claim = told.say(reprint, 40)
    link = Link(claim=identify(reprint), target=identify(original), relation="copy_of", linker="by_hand.1")
    told.links.append(link)
    assert not is_used(told.killed(), claim)


@pytest.mark.parametrize(
    ("site", "held"), [("post.example", False), ("news.post.example", False), ("outpost.example", True)]
)
def test_an_outlet_is_known_by_its_site(site: str, held: bool) -> None:  # noqa: FBT001 (a parameter)
    told = Told(standards(appraisal("www.post.example", "not_credible")))
    claim = told.say(report(WIRE, url=f"https://{site}/a/1"), 12)
    assert is_used(told.killed(), claim) == held


def test_a_role_is_appraised_and_a_name_goes_before_it() -> None:
    found = standards(appraisal(None, "not_credible", role="unnamed"), appraisal("residents", "credible", hour=1))
    told = Told(found)
    named_, unnamed = told.say(report(WIRE), 12, RESIDENTS), told.say(report(TODAY), 40, ("sources", "unnamed"))
    assert bounds(told.killed()) == (12, 12, 12)
    assert why(told.killed(), unnamed) == (
        "the team does not hold speakers of its kind credible (decided on 2031-05-06)"
    )
    assert is_used(told.killed(), named_)


def test_all_others_make_the_list_of_the_credible_a_closed_one() -> None:
    told = Told(standards(appraisal(None, "not_credible"), appraisal(WIRE, "credible", hour=1)))
    listed, other = told.say(report(WIRE), 12), told.say(report(TODAY), 40)
    assert bounds(told.killed()) == (12, 12, 12)
    assert is_used(told.killed(), listed)
    assert why(told.killed(), other).startswith("its source is none of those that the team holds credible")


def test_undecided_is_as_if_nothing_had_been_decided() -> None:
    told = Told(standards(appraisal(None, "not_credible"), appraisal(WIRE, "undecided", hour=1)))
    told.say(report(WIRE), 12)
    assert bounds(told.killed()) == (12, 12, 12)


def test_a_decision_holds_for_the_days_of_publication_that_it_speaks_of() -> None:
    told = Told(standards(appraisal(POST, "not_credible", since=date(2031, 3, 10))))
    before, after = report(POST, published="2031-03-09"), report(POST, published="2031-03-10")
    undated = report(POST, published=None)
    early, late, open_ = told.say(before, 12), told.say(after, 40), told.say(undated, 14)
    assert is_used(told.killed(), early)
    assert not is_used(told.killed(), late)
    assert is_used(told.killed(), open_)


def test_a_doubted_name_is_no_victim_of_a_total_and_places_nobody_among_the_children() -> None:
    told = Told(DOUBTED)
    told.say(report(WIRE), 1)
    told.say(report(WIRE), None, name="Ilva Ordeva")
    for name in ("Jorun Ordeva", "Sana Marek", "Tarek Vossen"):
        told.say(report(POST), None, name=name, about_person={"age_low": 9, "age_high": 9})
    told.say(report(POST), None, name="Ilva Ordeva", about_person={"age_low": 9, "age_high": 9})
    assert bounds(told.killed()) == (1, 1, 1)
    assert all(toll.group != "child" or toll.low is None for toll in named("airwars.v1").tolls(told.gathered()))


def test_the_contested_of_a_doubted_source_are_in_no_high() -> None:
    told = Told(DOUBTED)
    told.say(report(WIRE), 5, status="civilian")
    told.say(report(POST), 3, status="contested")
    assert bounds(told.killed(status="civilian")) == (5, 5, 5)


def test_fighters_whom_a_doubted_source_tells_of_make_civilians_no_part_of_all() -> None:
    told = Told(DOUBTED)
    told.say(report(WIRE), 5, status="civilian")
    told.say(report(TODAY), 9)
    told.say(report(POST), 3, status="combatant")
    toll = told.killed()
    assert (toll.low, toll.high) == (5, 9)


def test_a_doubted_source_counts_for_no_grade() -> None:
    army = Actor(name="Tarnian army", role="accused", wording="the Tarnian army")
    for found, value in ((NONE, "Fair"), (DOUBTED, "Weak")):
        told = Told(found)
        told.say(report(WIRE), 3, actors=(army,))
        told.say(report(POST), 3)
        grade = told.grade()
        assert grade is not None
        assert grade.value == value


def test_where_no_source_is_credible_nothing_is_stated_and_no_claim_is_lost() -> None:
    told = Told(DOUBTED)
    claim = told.say(report(POST), 40)
    toll = told.killed()
    assert bounds(toll) == (None, None, None)
    assert [each.claim for each in toll.set_aside] == [identify(claim)]
    assert told.grade() is None


def two_outlets(*owned: Any) -> Toll:
    told = Told(standards(*owned))
    told.say(report(WIRE), 12)
    told.say(report(TODAY), 12)
    return told.killed()


def independent(toll: Toll) -> tuple[int, int]:
    return toll.independent_low, toll.independent_high


def test_two_outlets_of_one_owner_are_one_independent_source() -> None:
    assert independent(two_outlets()) == (2, 2)
    assert independent(two_outlets(ownership(WIRE, "Veldt Holding"))) == (2, 2)
    assert independent(two_outlets(ownership(WIRE, "Veldt Holding"), ownership(TODAY, "Veldt Holding"))) == (1, 1)


def test_an_owner_can_be_owned_and_an_outlet_can_own() -> None:
    chain = (ownership(WIRE, "Veldt Holding"), ownership(TODAY, "Oru Media"), ownership("Oru Media", "Veldt Holding"))
    assert independent(two_outlets(*chain)) == (1, 1)
    assert independent(two_outlets(ownership(WIRE, TODAY))) == (1, 1)
    circle = (ownership(WIRE, TODAY), ownership(TODAY, WIRE))
    assert independent(two_outlets(*circle)) == (1, 1)


def test_an_office_that_owns_an_outlet_is_one_with_it() -> None:
    told = Told(standards(ownership(WIRE, "Ministry of Information")))
    told.say(report(WIRE), 12)
    told.say(report(TODAY), 12, ("the Ministry of Information", "official"))
    assert independent(told.killed()) == (1, 1)


def test_an_owner_of_other_days_owns_nothing_and_without_a_day_only_the_low_falls() -> None:
    sold = {"until": date(2030, 12, 31)}
    both = (ownership(WIRE, "Veldt Holding", **sold), ownership(TODAY, "Veldt Holding"))
    assert independent(two_outlets(*both)) == (2, 2)
    told = Told(standards(*both))
    told.say(report(WIRE, published=None), 12)
    told.say(report(TODAY, published=None), 12)
    assert independent(told.killed()) == (1, 2)


def test_a_quoted_hospital_is_no_house_of_the_outlet_that_quotes_it() -> None:
    told = Told(standards(ownership(WIRE, "Veldt Holding"), ownership(TODAY, "Veldt Holding")))
    told.say(report(WIRE), 12, HOSPITAL)
    told.say(report(TODAY), 12, MONITOR)
    assert independent(told.killed()) == (2, 2)


def test_two_outlets_of_one_owner_do_not_outvote_another() -> None:
    for owned, best in (((), 12), ((ownership(WIRE, "Veldt"), ownership(POST, "Veldt")), 9)):
        told = Told(standards(*owned))
        for outlet in (WIRE, POST):
            told.say(report(outlet, published="2031-03-11"), 12)
        told.say(report(TODAY), 9)
        assert told.killed("range.v1").best == best


def test_two_outlets_of_one_owner_name_a_victim_once() -> None:
    for owned, low in (((), 2), ((ownership(WIRE, "Veldt"), ownership(TODAY, "Veldt")), 1)):
        told = Told(standards(*owned))
        told.say(report(POST), 1)
        for outlet in (WIRE, TODAY):
            for name in ("Ilva Ordeva", "Jorun Ordeva"):
                told.say(report(outlet), None, name=name)
        assert told.killed("range.v1").low == low


def test_a_later_figure_of_one_outlet_does_not_replace_that_of_another_of_its_owner() -> None:
    told = Told(standards(ownership(WIRE, "Veldt"), ownership(TODAY, "Veldt")))
    told.say(report(WIRE, published="2031-03-11"), 12)
    told.say(report(TODAY, published="2031-03-14"), 9)
    assert (told.killed().low, told.killed().high) == (9, 12)


def test_an_outlet_of_the_accused_side_speaks_as_that_side() -> None:
    army = Actor(name="Tarnian army", role="accused", wording="the Tarnian army")
    alike = ownership(WIRE, "Tarnian Media Group")  # which shares a word with that side, and is another
    for owned, low in (((), 0), ((alike,), 0), ((ownership(WIRE, "the Tarnian Army"),), 5)):
        told = Told(standards(*owned))
        told.say(report(TODAY), 5, actors=(army,))
        told.say(report(WIRE), 0)
        assert told.killed("range.v1").low == low
