"""What a policy starts from: who said a claim, and when."""

from datetime import date

import pytest
from factory import by_id, make_claim, make_report

from ledgerstone.codec import identify
from ledgerstone.reconciling import gather
from ledgerstone.records import Link


@pytest.mark.parametrize(("printed", "said"), [("2031-03-12", "2031-03-11"), ("2031-03-10", "2031-03-10")])
def test_a_reprint_says_nothing_later_than_what_it_copies(printed: str, said: str) -> None:
    original = make_report(published="2031-03-11", publisher="Kalvessa Wire")
    reprint = make_report(published=printed, publisher="The Ombrith Courier")
    claim = make_claim(reprint, count=14)
    copied = Link(claim=identify(reprint), target=identify(original), relation="copy_of", linker="tests.1")
    reports = {identify(each): each for each in (original, reprint)}
    (told,) = gather(None, claims=by_id([claim]), links=[copied], reports=reports).told
    assert told.said == date.fromisoformat(said)


def test_a_report_without_a_date_was_said_on_no_day() -> None:
    report = make_report()
    (told,) = gather(None, claims=by_id([make_claim(report)]), links=[], reports={identify(report): report}).told
    assert told.said is None
