import threading

import pytest
from reading.samples_of_originals import locked_pdf, pdf

from ledgerstone.errors import NoRecognition, TooLarge, UnreadableOriginal
from ledgerstone.reading import limits, read, read_all
from ledgerstone.reading import pdf as reader

_FIRST = [
    (50, 820, "The Karsa Herald"),
    (50, 780, "At least 12 people were killed on Tuesday when shells hit the mar-"),
    (50, 766, "ket of Old Tarna, the mayor said. He named no one as responsible"),
    (50, 752, "for it."),
    (50, 728, "The army denied this. Its speaker said that no unit had fired"),
    (50, 714, "that day, and that the number of dead was"),
    (300, 30, "Page 1 of 2"),
]
_SECOND = [
    (50, 820, "The Karsa Herald"),
    (50, 780, "not known to it."),
    (50, 756, "An inquiry was promised."),
    (300, 30, "Page 2 of 2"),
]


def test_lines_become_paragraphs_over_hyphens_and_page_breaks() -> None:
    report = read(pdf(_FIRST, _SECOND))
    first, second, third = report.text.split("\n\n")
    assert first.startswith("At least 12 people were killed on Tuesday when shells hit the market of Old Tarna")
    assert first.endswith("He named no one as responsible for it.")
    assert second.endswith("that no unit had fired that day, and that the number of dead was not known to it.")
    assert third == "An inquiry was promised."
    assert report.reader == "pdf.1"


def test_running_heads_and_page_numbers_are_furniture() -> None:
    cuts = read(pdf(_FIRST, _SECOND)).furniture
    assert {cut.reason for cut in cuts} == {"navigation"}
    assert [cut.text for cut in cuts] == ["The Karsa Herald", "Page 1 of 2", "The Karsa Herald", "Page 2 of 2"]


def test_a_hyphen_before_a_capital_letter_stays() -> None:
    lines = [
        (50, 780, "The strike hit the home of the family of Sameh Al-"),
        (50, 766, "Karsan in the north of the town on Tuesday."),
    ]
    assert "Al-Karsan" in read(pdf(lines)).text


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    lines = [
        (50, 780, "What happened in Old Tarna"),
        (50, 766, "At least 12 people were killed on Tuesday when shells hit the market,"),
        (50, 752, "the mayor said."),
    ]
    assert read(pdf(lines)).text.split("\n\n")[0] == "What happened in Old Tarna"


def test_the_day_on_which_a_file_was_made_is_not_the_day_of_publication() -> None:
    report = read(pdf(_SECOND, title="Six die in Tarna"))
    assert report.published is None
    assert report.title == "Six die in Tarna"


@pytest.mark.parametrize("title", ["Microsoft Word - final2.docx", "untitled", "report.indd", "  "])
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    assert read(pdf(_SECOND, title=title)).title is None


def test_a_locked_pdf_says_so() -> None:
    with pytest.raises(UnreadableOriginal, match="password"):
        read(locked_pdf())


def test_a_scan_says_what_would_recognise_it() -> None:
    with pytest.raises(NoRecognition, match="tesseract"):
        read(pdf([], []))


def test_a_pdf_that_is_no_pdf_is_damaged() -> None:
    with pytest.raises(UnreadableOriginal, match="damaged or cut off"):
        read(b"%PDF-1.7\nthis is not one")


def test_a_pdf_cut_off_anywhere_gives_its_text_or_an_error() -> None:
    whole = pdf(_FIRST, _SECOND)
    outcomes = {_outcome(whole[:end]) for end in range(20, len(whole), 97)}
    assert {"damaged"} <= outcomes <= {"damaged", "text"}


def _outcome(data: bytes) -> str:
    try:
        return "text" if read_all(data)[0][0].text else "nothing"
    except UnreadableOriginal as error:
        return "damaged" if "damaged" in error.what else "no text" if "no text" in error.what else error.what


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 1)
    with pytest.raises(TooLarge, match="2 pages"):
        read(pdf(_FIRST, _SECOND))
    assert limits.MOST_PAGES == 5_000


def test_threads_take_turns() -> None:
    data = pdf(_FIRST, _SECOND)
    expected = read(data)
    found = []
    threads = [threading.Thread(target=lambda: found.append(read(data))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8
