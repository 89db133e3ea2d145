from collections.abc import Callable
from contextlib import suppress

import pytest

from benchmarks.hostile import originals as made
from ledgerstone.errors import TooLarge, UnreadableOriginal
from ledgerstone.reading import read, read_all, sniff


@pytest.mark.parametrize(
    ("data", "type_", "reader"),
    [
        (made.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word.1"),
        (made.odt(), "application/vnd.oasis.opendocument.text", "open_document.1"),
        (made.rtf(), "application/rtf", "rich_text.1"),
    ],
)
def test_office_documents_are_read_paragraph_by_paragraph(data: bytes, type_: str, reader: str) -> None:
    assert sniff(data) == type_
    report = read(data)
    assert report.reader == reader
    assert report.text == "\n\n".join(made.WORDS)


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>Nine</w:delText></w:r></w:del><w:ins><w:r><w:t>Twelve</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> people were killed.</w:t></w:r></w:p>"
    )
    (report,), (problem,) = read_all(made.docx(body))
    assert report.text == "Twelve people were killed."
    assert problem.code == "I15"
    changed = "<text:tracked-changes><text:p>Nine</text:p></text:tracked-changes><text:p>Twelve people died.</text:p>"
    (report,), (problem,) = read_all(made.odt(changed))
    assert report.text == "Twelve people died."
    assert problem.code == "I15"


def test_tables_keep_their_rows() -> None:
    row = "<w:tr>{}</w:tr>".format("".join(f"<w:tc>{made.paragraph(x)}</w:tc>" for x in ("Sella", "14")))
    assert read(made.docx(f"<w:tbl>{row}{row}</w:tbl>")).text == "Sella | 14\nSella | 14"
    cells = "".join(f"<table:table-cell><text:p>{x}</text:p></table:table-cell>" for x in ("Sella", "14"))
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    assert read(made.odt(table)).text == "Sella | 14"


def test_a_note_follows_its_paragraph() -> None:
    body = "<text:note-body><text:p>A note.</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    assert read(made.odt(f"<text:p>Twelve{note} died.</text:p>")).text == "Twelve died.\n\nA note."


@pytest.mark.parametrize("make", [made.docx, made.odt])
def test_a_document_type_declaration_is_refused(make: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableOriginal, match="document type"):
        read(make(before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'))


def test_a_workbook_gives_a_report_for_each_sheet() -> None:
    data = made.xlsx([["Place", "Killed"], ["Sella", 14], ["Tarn", 2.5]])
    (report,), problems = read_all(data)
    assert report.part == "sheet List"
    assert report.text == "Place | Killed\nSella | 14\nTarn | 2.5"
    assert not problems


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize("make", [made.docx, made.odt, made.rtf, lambda: made.xlsx([["a", 1]])])
def test_cut_off_documents_are_coded_errors_or_reports(make: Callable[[], bytes], tenth: int) -> None:
    data = make()
    cut = data[: len(data) * tenth // 10]
    with suppress(UnreadableOriginal, TooLarge):
        reports, problems = read_all(cut)
        assert reports or problems
