"""Reports in, assessments out: every claim in one of them, in an order that does not depend on the input's."""

import random
from pathlib import Path

import pytest
from factory import by_id, make_claim, make_report, make_where

from ledgerstone.assessing import assess, lay_out
from ledgerstone.codec import identify
from ledgerstone.contract import line
from ledgerstone.errors import UnknownPolicy
from ledgerstone.linking import link
from ledgerstone.reading import read_all
from ledgerstone.records import Assessment, Report
from ledgerstone.vocabulary.resources import open_resources

EXAMPLES = Path(__file__).parents[1] / "examples"
SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "report-01.txt"
STREET = make_where("Vessen Street", lat=-43.1082, lon=84.9581, precision="street")
MARKET = make_where("Grain market", lat=-43.0994, lon=84.9468, precision="site")


@pytest.fixture(scope="module")
def told() -> tuple[Report, ...]:
    files = sorted((EXAMPLES / "reports").iterdir())
    return tuple(report for file in files for report in read_all(file.read_bytes(), name=file.name)[0])


@pytest.fixture(scope="module")
def found(told: tuple[Report, ...]) -> tuple[Assessment, ...]:
    return assess(told, resources=open_resources([EXAMPLES / "gazetteer.csv"]))


def test_a_part_comes_after_its_whole_and_says_so() -> None:
    report = make_report(published="2031-03-12", publisher="Kalvessa Wire")
    town = make_claim(report, count=19, day="2031-03-11", places=(make_where(),))
    house = make_claim(report, count=9, places=(STREET, make_where()), at=60)
    market = make_claim(report, kind="act", act="airstrike", day="2031-03-11", places=(MARKET,), at=120)
    claims, reports = by_id([town, house, market]), {identify(report): report}
    linked = link(claims, reports=reports)
    whole, part = lay_out(claims, links=linked.links, incidents=linked.incidents, reports=reports)
    assert [toll.best for toll in (*whole.tolls, *part.tolls)] == [19, 9]
    assert f'"part_of": "{whole.incident}"' in line(part)
    assert part.when == whole.when  # told as part of it, it has its days


def test_claims_of_no_incident_stand_together_at_the_end() -> None:
    report, other = make_report("One."), make_report("Other.")
    killed = make_claim(report, count=3, day="2031-03-11", places=(make_where(),))
    answer = make_claim(other, kind="response", response="condemnation")
    claims, reports = by_id([killed, answer]), {identify(each): each for each in (report, other)}
    linked = link(claims, reports=reports)
    made = lay_out(claims, links=linked.links, incidents=linked.incidents, reports=reports)
    assert [each.incident is None for each in made] == [False, True]
    assert list(made[1].claims.values()) == [answer]


def test_no_report_no_assessment() -> None:
    assert assess([], resources=open_resources([EXAMPLES / "gazetteer.csv"])) == ()


def test_an_unknown_policy_is_refused_before_any_work() -> None:
    with pytest.raises(UnknownPolicy):
        assess([], policy="majority.v9")


def test_the_order_of_the_reports_does_not_matter(told: tuple[Report, ...], found: tuple[Assessment, ...]) -> None:
    shuffled = list(told)
    random.Random(3).shuffle(shuffled)  # noqa: S311 (an order, no secret)
    again = assess(shuffled, resources=open_resources([EXAMPLES / "gazetteer.csv"]))
    assert [line(each) for each in again] == [line(each) for each in found]


def test_every_claim_stands_in_one_assessment_and_its_links_with_it(found: tuple[Assessment, ...]) -> None:
    claims = [id_ for each in found for id_ in each.claims]
    assert len(claims) == len(set(claims)) > 0
    for each in found:
        assert {claim.report for claim in each.claims.values()} == each.reports.keys()
        assert all(reason.claim in each.claims for toll in each.tolls for reason in (*toll.used, *toll.set_aside))


def test_the_reprint_is_a_copy_and_the_house_a_part(found: tuple[Assessment, ...]) -> None:
    drovath = max(found, key=lambda each: len(each.reports))
    copies = {
        (drovath.reports[x.claim].publisher, drovath.reports[x.target].publisher)
        for x in drovath.links
        if x.relation == "copy_of"
    }
    assert copies == {("The Ombrith Courier", "Kalvessa Wire")}
    assert any(x.relation == "part_of" and x.target == drovath.incident for each in found for x in each.links)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the scraped sample lies outside the repository and is not there")
def test_the_scraped_sample_is_one_open_toll_with_its_check() -> None:
    [only] = assess(read_all(SAMPLE.read_bytes(), name=SAMPLE.name)[0])
    toll = next(toll for toll in only.tolls if toll.harm == "killed" and not toll.status and not toll.group)
    assert (toll.low, toll.high) == (1500, None)
    assert [each.code for each in only.checks] == ["distance"]
    assert only.when is not None
    assert only.when.earliest is None
