"""Who can know: one office is one source however many print it."""

from factory import by_id, make_claim, make_report, make_where

from ledgerstone.codec import identify
from ledgerstone.linking import link
from ledgerstone.records import Claim, Report

TEXT = "A text that is long enough to be told from others, about what was said of Drovath by "


def sources(*told: tuple[Report, Claim]) -> int:
    reports = {identify(report): report for report, _ in told}
    return len(link(by_id([claim for _, claim in told]), reports=reports).sources)


def said(
    by: str, role: str = "medical", *, outlet: str = "Kalvessa Wire", text: str | None = None
) -> tuple[Report, Claim]:
    report = make_report(text or f"{TEXT}{by} in the {outlet}", publisher=outlet, published="2031-03-12")
    claim = make_claim(
        report,
        count=14,
        speaker=(by, role) if by else None,
        day="2031-03-11",
        places=(make_where(),),
        exact=f"Said {by}.",
    )
    return report, claim


def test_one_office_quoted_by_two_outlets_is_one_source() -> None:
    assert sources(said("Drovath General Hospital"), said("Drovath General Hospital", outlet="Ombrith Courier")) == 1


def test_a_shorter_name_of_the_office_in_the_same_incident_is_the_same() -> None:
    assert (
        sources(said("the director of its hospital"), said("Drovath General Hospital", outlet="Ombrith Courier")) == 1
    )


def test_a_doctor_and_the_list_of_one_hospital_are_one_source() -> None:
    halvin = said("Dr Soreth Halvin, the director of Drovath General Hospital")
    assert sources(halvin, said("the list kept by Drovath General Hospital", outlet="Ombrith Courier")) == 1
    three = (halvin, said("the director of the town’s hospital", outlet="Radio"), said("its hospital", outlet="Post"))
    assert sources(*three) == 1
    assert sources(halvin, said("Sarvek hospital", outlet="Ombrith Courier")) == 2


def test_two_ministries_are_two_sources() -> None:
    assert sources(said("the Ministry of Health"), said("the Ministry of Defence", "military")) == 2


def test_two_offices_are_two_sources() -> None:
    assert sources(said("Drovath General Hospital"), said("Civic Harm Observatory", "monitor")) == 2


def test_residents_of_two_reports_are_two_sources() -> None:
    assert sources(said("residents", "unnamed"), said("residents", "unnamed", outlet="Ombrith Courier")) == 2


def test_a_copied_report_speaks_with_the_voice_of_the_original() -> None:
    text = (
        "Fourteen people were killed in Drovath on Tuesday evening, as planes struck the market and the street behind."
    )
    assert sources(said("", text=text), said("", text=text, outlet="Ombrith Courier")) == 1


def test_two_outlets_in_their_own_voice_are_two_sources() -> None:
    assert sources(said(""), said("", outlet="Ombrith Courier")) == 2
