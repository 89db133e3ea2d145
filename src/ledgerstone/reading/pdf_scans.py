"""Pages of a PDF that are pictures -> paragraphs, by text recognition, where something is there that recognises."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ledgerstone.errors import InputError, NoRecognition, TooLarge
from ledgerstone.reading.draft import Block
from ledgerstone.reading.limits import MOST_SCANNED_PAGES, PIXELS_RECOGNISED
from ledgerstone.reading.recognised import Picture, Recogniser, recognised_blocks

NEEDED = "Install tesseract (Debian: `apt-get install tesseract-ocr`) and run again; or type it out, and add the text."

_DOTS = 300 / 72  # of an inch, by points
_LEVELS = 3  # of forms within forms in which a picture is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPages:
    """The paragraphs of each page, by its number from 0, and what was not sure or not read."""

    blocks: Mapping[int, Sequence[Block]] = field(default_factory=dict)
    problems: Sequence[InputError] = ()


def holds_picture(document: pdfium.PdfDocument, at: int) -> bool:
    """Say whether a page shows a picture."""
    with closing(document[at]) as page:
        found = page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=_LEVELS)
        return next(iter(found), None) is not None


def recognise_pages(
    document: pdfium.PdfDocument, pages: Sequence[int], *, recogniser: Recogniser | None
) -> RecognisedPages:
    """Recognise the text of some pages.

    Args:
        document: the PDF.
        pages: their numbers, from 0.
        recogniser: what recognises; None tells which pages are not read.

    Raises:
        TooLarge: too many pages.
    """
    if len(pages) > MOST_SCANNED_PAGES:
        raise TooLarge(
            f"The PDF has {len(pages):,} pages that are pictures; {MOST_SCANNED_PAGES} are recognised.", do="Split it."
        )
    if recogniser is None:
        numbers = ", ".join(str(at + 1) for at in pages)[:200]
        told = NoRecognition(f"Pages that are pictures were not read: {numbers}.", do=NEEDED)
        return RecognisedPages(problems=(told,) if pages else ())
    blocks: dict[int, list[Block]] = {}
    problems: list[InputError] = []
    for at in pages:
        found, unsure = recognised_blocks(_picture(document, at), recogniser=recogniser, page=at + 1)
        if found:
            blocks[at] = found
        problems += [unsure] if unsure else []
    return RecognisedPages(blocks=blocks, problems=problems)


def _picture(document: pdfium.PdfDocument, at: int) -> Picture:
    with closing(document[at]) as page:
        width, height = page.get_size()
        scale = min(_DOTS, (PIXELS_RECOGNISED / max(1.0, width * height)) ** 0.5)
        with closing(page.render(scale=scale, grayscale=True, may_draw_forms=False)) as bitmap:
            image = bitmap.to_pil().convert("L")
            return Picture(width=image.width, height=image.height, pixels=image.tobytes())
