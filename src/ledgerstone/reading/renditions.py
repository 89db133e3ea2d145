"""An original as it is shown beside its report: pages and pictures drawn anew as PNG, everything else as plain text.

Nothing of an original goes to a browser as it is: what is drawn are pixels, and text without its elements. A picture is
veiled by drawing it in very few pixels, so that what it shows is not even sent until somebody asks for it.
"""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import pypdfium2 as pdfium
from PIL import Image, ImageOps
from warcio.archiveiterator import ArchiveIterator

from ledgerstone.errors import TooLarge, UnreadableOriginal
from ledgerstone.reading import media
from ledgerstone.reading.draft import check_size
from ledgerstone.reading.encodings import decode
from ledgerstone.reading.limits import LARGEST_MEMBER, MOST_PIXELS
from ledgerstone.reading.pdf import opened_pdf
from ledgerstone.reading.pictures import BREAKS, FORMATS
from ledgerstone.reading.plain_html import html_blocks

PAGES, PICTURE, TEXT, NOTHING = "pages", "picture", "text", "nothing"

_WIDTH = 1_100  # pixels of a page: letters of 8 points can be read
_TALLEST = 4_000
_VEILED = 24  # pixels of the longer side: a colour, and no face
_LONGEST = 60_000  # characters of a text that are shown
_SCREENSHOT = "urn:view:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """How an original is shown: as so many pages, as a picture, as a text (cut off or not), or not at all."""

    kind: str
    pages: int = 0
    text: str = ""
    cut_off: bool = False


def look(data: bytes, *, media_type: str | None = None, name: str | None = None) -> Rendition:
    """Return how an original is shown.

    Raises:
        UnreadableOriginal, TooLarge: it cannot be opened.
    """
    kind = media.sniff(data, media_type=media_type, name=name)
    if kind == media.PDF:
        with opened_pdf(data) as document:
            return Rendition(kind=PAGES, pages=len(document))
    if kind in media.PICTURES:
        return Rendition(kind=PICTURE, pages=1)
    if kind == media.HTML:
        text = "\n".join(block.text for block in html_blocks(decode(data)[0]))
    elif kind in {media.TEXT, media.MAIL}:
        text = decode(data)[0]
    else:
        return Rendition(kind=NOTHING)
    return Rendition(kind=TEXT, text=text[:_LONGEST], cut_off=len(text) > _LONGEST)


def draw_page(data: bytes, number: int) -> bytes:
    """Return a page of a PDF as PNG.

    Args:
        data: the PDF.
        number: of the page, counted from 1.

    Raises:
        UnreadableOriginal, TooLarge: the PDF cannot be opened, or has no such page.
    """
    with opened_pdf(data) as document:
        if not 1 <= number <= len(document):
            raise UnreadableOriginal(f"The PDF has no page {number}.", do="Load the page again.")
        try:
            with closing(document[number - 1]) as page:
                width, height = page.get_size()
                scale = min(_WIDTH / max(width, 1), _TALLEST / max(height, 1))
                image = page.render(scale=scale, may_draw_forms=False).to_pil()
        except pdfium.PdfiumError as error:
            raise UnreadableOriginal(f"Page {number} cannot be drawn ({error}).", do="Keep the original.") from error
    return _png(image.convert("RGB"))


def draw_picture(data: bytes, *, veiled: bool) -> bytes:
    """Return a picture as PNG, made no larger than a page; ``veiled`` in so few pixels that nothing is known in it.

    Raises:
        UnreadableOriginal, TooLarge: it cannot be opened.
    """
    check_size(len(data), largest=LARGEST_MEMBER, unit="bytes", what="The picture")
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise TooLarge(f"The picture has {width:,} by {height:,} pixels.", do="Add a smaller copy of it too.")
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_VEILED, _VEILED) if veiled else (_WIDTH, _TALLEST))
            return _png(upright.convert("RGB"))
    except (Image.DecompressionBombError, *BREAKS) as error:
        raise UnreadableOriginal(f"The picture is damaged or cut off ({error!s:.200}).", do="Keep it.") from error


def find_screenshot(stream: BinaryIO) -> bytes | None:
    """Return the picture of the page that was taken when a WACZ was made; None where none was."""
    try:
        with zipfile.ZipFile(stream) as package:
            return next(_screenshots(package), None)
    except (zipfile.BadZipFile, *BREAKS):
        return None


def _screenshots(package: zipfile.ZipFile) -> Iterator[bytes]:
    for info in package.infolist():
        if info.filename.startswith("archive/"):
            with package.open(info) as file:
                for record in ArchiveIterator(file):
                    address = record.rec_headers.get_header("WARC-Target-URI") or ""
                    if record.rec_type == "resource" and address.startswith(_SCREENSHOT):
                        yield record.content_stream().read(LARGEST_MEMBER)


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, format="PNG", compress_level=4)
    return out.getvalue()
