"""A PDF -> a draft of a report, by PDFium: its text layer, lines joined to paragraphs.

Pages that are pictures are handed to text recognition (``pdf_scans``). PDFium is not thread-safe, so one thread at a
time reads a PDF; worker processes are not in each other's way.
"""

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ledgerstone.errors import InputError, NoRecognition, TooLarge, UnreadableOriginal
from ledgerstone.reading.dateline import find_dateline
from ledgerstone.reading.draft import Block, Draft, check_size
from ledgerstone.reading.limits import LARGEST_PDF, MOST_PAGES
from ledgerstone.reading.pdf_lines import Line, join_lines
from ledgerstone.reading.pdf_scans import NEEDED, holds_picture, recognise_pages
from ledgerstone.reading.recognised import Recogniser

READER = "pdf.1"

_ONE_AT_A_TIME = threading.Lock()
_BREAK = re.compile("\r\n|\n|\r|\ufffe|\x02")  # PDFium writes a hyphen at a line's end as U+FFFE (U+0002 before 2021)
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint)|untitled|document\d*$|.{0,200}\.\w{3,4}$|[\W\d_]*$)", re.IGNORECASE
)
_FEW = 25  # characters: a page number that a scanner put on a picture of a page is no text layer
_LOCKED = "password"


def read_pdf(data: bytes, *, declared: str | None = None, recogniser: Recogniser | None = None) -> Draft:  # noqa: ARG001 (every reader is called alike; a PDF states its encoding)
    """Read a PDF. The day on which its file was made is not its day of publication; a dateline is.

    Args:
        data: the original's bytes.
        declared: not used.
        recogniser: what recognises text in pages that are pictures.

    Raises:
        NoRecognition: all pages are pictures, and nothing is there that recognises text in them.
        TooLarge: over the limit of bytes, pages or characters.
        UnreadableOriginal: damaged, locked by a password, or without any text.
    """
    with opened_pdf(data) as document:
        number = len(document)
        if number > MOST_PAGES:
            raise TooLarge(f"The PDF has {number:,} pages; {MOST_PAGES:,} are read.", do="Split it, and add the parts.")
        pages: list[list[Line]] = []
        scans: list[int] = []
        problems: list[str | InputError] = []
        characters = 0
        for at in range(number):
            try:
                lines = list(_lines(document, at))
            except pdfium.PdfiumError as error:
                problems.append(f"Page {at + 1} cannot be read: {error}.")
                continue
            size = sum(len(line.text) for line in lines)
            characters += size
            check_size(characters)
            if size < _FEW and holds_picture(document, at):
                scans.append(at)
            pages.append(lines)
        recognised = recognise_pages(document, scans, recogniser=recogniser)
        title = str(document.get_metadata_value("Title") or "").strip()
    problems += recognised.problems
    blocks = _blocks(pages, recognised.blocks)
    if not blocks:
        raise _nothing(number, recogniser=recogniser)
    return Draft(
        blocks=blocks,
        reader=f"{READER}+{recogniser.name}" if recogniser and recognised.blocks else READER,
        title=None if _NO_TITLE.match(title) else title,
        published=find_dateline([block for block in blocks if block.reason is None]),
        problems=problems,
    )


@contextmanager
def opened_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF while nobody else of this process has one open.

    Raises:
        TooLarge: over the limit of bytes.
        UnreadableOriginal: damaged, or locked by a password.
    """
    check_size(len(data), largest=LARGEST_PDF, unit="bytes", what="The PDF")
    with _ONE_AT_A_TIME, closing(_open(data)) as document:
        yield document


def _blocks(pages: Sequence[Sequence[Line]], recognised: Mapping[int, Sequence[Block]]) -> list[Block]:
    """The paragraphs of pages with a text layer, joined over page ends, and between them those of recognised pages."""
    blocks: list[Block] = []
    for scanned, run in groupby(enumerate(pages), key=lambda page: page[0] in recognised):
        if scanned:
            blocks += (block for at, _ in run for block in recognised[at])
        else:
            blocks += (Block(text=text, reason=reason) for text, reason in join_lines([lines for _, lines in run]))
    return [block for block in blocks if block.text.strip()]


def _nothing(pages: int, *, recogniser: Recogniser | None) -> UnreadableOriginal:
    if recogniser is None:
        return NoRecognition(f"The PDF has {pages} pages and no text; they are probably scans.", do=NEEDED)
    return UnreadableOriginal(
        f"The PDF has {pages} pages, and no text was recognised in them.", do="If they show one, type it out."
    )


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if _LOCKED in str(error).lower():
            raise UnreadableOriginal(
                "The PDF is locked by a password.", do="Unlock it, and add the unlocked copy; say so in its capture."
            ) from error
        raise UnreadableOriginal(
            f"The PDF is damaged or cut off ({error}).", do="Get it again, and keep this one as it is."
        ) from error


def _lines(document: pdfium.PdfDocument, at: int) -> Iterator[Line]:
    with closing(document[at]) as page, closing(page.get_textpage()) as layer:
        text = str(layer.get_text_range())
        aligned = len(text) == layer.count_chars()  # else PDFium left out characters, and offsets say nothing
        start = 0
        for end, gap in _ends(text):
            piece = text[start:end]
            if piece.strip():
                yield _line(layer, piece, start, aligned=aligned, hyphen=gap in {"\ufffe", "\x02"})
            start = end + len(gap)


def _ends(text: str) -> Iterator[tuple[int, str]]:
    for found in _BREAK.finditer(text):
        yield found.start(), found.group()
    yield len(text), ""


def _line(layer: pdfium.PdfTextPage, piece: str, start: int, *, aligned: bool, hyphen: bool) -> Line:
    if not aligned:
        return Line(text=piece.strip(), hyphen=hyphen)
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip()) - 1
    left, bottom, _, _ = layer.get_charbox(first)
    _, _, right, _ = layer.get_charbox(last)
    size = float(pdfium_c.FPDFText_GetFontSize(layer, first))
    return Line(text=piece.strip(), hyphen=hyphen, left=left, right=right, bottom=bottom, size=size)
