from datetime import date

import pytest

from ledgerstone.reading import read, read_all

_FIRST, _SECOND = "Six people died in Tarna, the mayor said.", "The army denied it."


def test_paragraphs_are_apart_by_one_blank_line_and_line_breaks_stay() -> None:
    report = read(f"\n\n{_FIRST}\r\n\r\n \t\r\n{_SECOND}\rIt said so twice.  \n\n".encode())
    assert report.text == f"{_FIRST}\n\n{_SECOND}\nIt said so twice."


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    long = (
        "The mayor said that six people had died in Tarna, and that nobody knew who had fired at the market on Tuesday."
    )
    assert read(f"{long}\n{_SECOND}\n{long} Twice.".encode()).text == f"{long}\n\n{_SECOND}\n\n{long} Twice."


def test_a_form_feed_ends_a_paragraph() -> None:
    assert read(f"{_FIRST}\x0c{_SECOND}".encode()).text == f"{_FIRST}\n\n{_SECOND}"


def test_a_head_of_fields_is_read_and_kept_in_the_furniture() -> None:
    head = "Title: Six die in Tarna\nPublished: Sunday, 4 May 2031\nSource: The Karsa Herald\nURL: https://a.example/x"
    report = read(f"{head}\n\n{_FIRST}".encode())
    assert report.text == _FIRST
    assert (report.title, report.publisher, report.url) == (
        "Six die in Tarna",
        "The Karsa Herald",
        "https://a.example/x",
    )
    assert report.published == date(2031, 5, 4)
    assert [(cut.at, cut.text, cut.reason) for cut in report.furniture] == [(0, head, "header")]


@pytest.mark.parametrize(
    "head", ["Title: Six die\nand more", "Date: 4 May 2031", "Witness: I saw it", "Source: a\nSource: b"]
)
def test_what_is_no_head_stays_in_the_text(head: str) -> None:
    report = read(f"{head}\n\n{_FIRST}".encode())
    assert report.text == f"{head}\n\n{_FIRST}"
    assert report.published is None


def test_a_day_that_cannot_be_read_stays_unknown_and_is_told() -> None:
    (report,), (problem,) = read_all(f"Title: Six die\nPublished: 03/04/2031\n\n{_FIRST}".encode())
    assert report.published is None
    assert "03/04/2031" in problem.text
