from datetime import date

import pytest

from ledgerstone import extract
from ledgerstone.extraction.text.dateline import find_dateline
from ledgerstone.records import Report


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("QUELDARA, 3 Jan 31 -- [Report] Two died.", date(2031, 1, 3)),
        ("   Sella (Kalvessa), 12 Feb 1988 (KNA) — Two died.", date(1988, 2, 12)),
        ("SELLA, Kalvessa, March 9, 2031 - Two died.", date(2031, 3, 9)),
        ("Sella, 31 Feb 31 -- Two died.", None),
        ("In Sella, on 3 January 2031 two people died - nobody knows how.", None),
        ("SELLA (KNA) - Two died.", None),
    ],
)
def test_the_day_of_a_dateline(text: str, day: date | None) -> None:
    found = find_dateline(text)
    assert (found.day if found else None) == day


def test_a_dateline_dates_what_is_told_against_it_and_is_no_scene() -> None:
    [claim] = [
        each
        for each in extract(Report.from_text("LIMA, 3 Jan 31 (ZNA) -- [Text] Gunmen killed two peasants yesterday."))
        if each.kind == "harm"
    ]
    assert claim.when is not None
    assert claim.when.earliest == date(2031, 1, 2)
    assert claim.where == ()
    assert claim.passage.exact == "Gunmen killed two peasants yesterday."


def test_the_day_of_publication_goes_before_the_dateline() -> None:
    text = "LIMA, 3 Jan 31 (ZNA) -- Gunmen killed two peasants yesterday."
    claims = extract(Report.from_text(text, published="2031-01-05"))
    assert {each.when.earliest for each in claims if each.kind == "harm" and each.when} == {date(2031, 1, 4)}
