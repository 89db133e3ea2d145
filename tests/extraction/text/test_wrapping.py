from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.extraction import extract
from ledgerstone.extraction.text.wrapping import unwrap
from ledgerstone.records import Report

FILLED = (
    "Gunmen came into the village of Queldara before dawn and killed three of the\n"
    "peasants who had gone to the well, the mayor said in a call to the capital's\nradio."
)


def test_lines_filled_to_a_width_are_one() -> None:
    assert unwrap(FILLED) == FILLED.replace("\n", " ")
    assert unwrap(f"{FILLED}\n\n{FILLED}") == f"{FILLED}\n\n{FILLED}".replace("\n", " ").replace("  ", "\n\n")


def test_a_list_keeps_its_lines() -> None:
    names = "Oren Vossek, 14, of the upper village, a pupil of the school there\nMira Vossek, 67\nIlan Tor, 9"
    assert unwrap(names) == names


@given(st.text(alphabet="ab \n", max_size=400))
def test_nothing_moves(text: str) -> None:
    made = unwrap(text)
    assert made.split() == text.split()
    assert len(made) == len(text)


def test_spaces_that_hold_a_line_together_are_read_as_spaces() -> None:
    report = Report.from_text("Oren\u00a0Vossek and Mira\u202fVossek were killed.")
    names = [claim.person.names[0].text for claim in extract(report) if claim.person]
    assert names == ["Oren Vossek", "Mira Vossek"]
    assert {claim.passage.exact for claim in extract(report)} == {report.text}
