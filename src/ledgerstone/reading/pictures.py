"""A picture of a text -> a draft of a report, by text recognition: PNG, JPEG, TIFF with its pages, GIF, WebP, BMP.

A picture is opened by Pillow within limits and made plain (grey, upright, on white) before anything else looks at it.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence

from ledgerstone.errors import NoRecognition, TooLarge, UnreadableOriginal
from ledgerstone.reading.dateline import find_dateline
from ledgerstone.reading.draft import Block, Draft, check_size
from ledgerstone.reading.limits import LARGEST_MEMBER, MOST_PIXELS, MOST_SCANNED_PAGES, PIXELS_RECOGNISED
from ledgerstone.reading.pdf_scans import NEEDED
from ledgerstone.reading.recognised import Picture, Recogniser, recognised_blocks

READER = "picture.1"

FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP")
"""The formats of pictures that are opened; Pillow knows more, some of which start other programs."""

_SMALL = 1_500  # pixels: a longer side below this is a screenshot, whose letters are too small to recognise

BREAKS = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, ZeroDivisionError)
"""What Pillow raises on what is no picture."""

Image.MAX_IMAGE_PIXELS = None  # our own limit stands before the pixels are read, and is an error, not a warning


def read_picture(data: bytes, *, declared: str | None = None, recogniser: Recogniser | None = None) -> Draft:  # noqa: ARG001 (every reader is called alike)
    """Read a picture of a text.

    Args:
        data: the original's bytes.
        declared: not used.
        recogniser: what recognises text in pictures.

    Raises:
        NoRecognition: nothing is there that recognises.
        TooLarge: over a limit of bytes, pixels or pages.
        UnreadableOriginal: damaged, or nothing was recognised.
    """
    check_size(len(data), largest=LARGEST_MEMBER, unit="bytes", what="The picture")
    if recogniser is None:
        raise NoRecognition("It is a picture, and nothing is installed that recognises text in it.", do=NEEDED)
    blocks: list[Block] = []
    problems = []
    for number, picture in enumerate(_pages(data), 1):
        found, unsure = recognised_blocks(picture, recogniser=recogniser, page=number)
        blocks += found
        problems += [unsure] if unsure else []
    if not blocks:
        raise UnreadableOriginal("No text was recognised in the picture.", do="If it shows one, type it out.")
    reader = f"{READER}+{recogniser.name}"
    return Draft(blocks=blocks, reader=reader, published=find_dateline(blocks), problems=problems)


def plain(image: Image.Image) -> Picture:
    """Return a picture as it is recognised: grey, upright, on white, of a size that letters can be recognised in."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        coloured = upright.convert("RGBA")
        white = Image.new("RGBA", coloured.size, "white")
        upright = Image.alpha_composite(white, coloured)
    if upright.mode in {"I", "I;16", "F"}:
        upright = ImageOps.autocontrast(upright.point(lambda value: value * (1 / 256)).convert("L"))
    grey = upright.convert("L")
    width, height = grey.size
    if width * height > PIXELS_RECOGNISED:
        by = (PIXELS_RECOGNISED / (width * height)) ** 0.5
        grey = grey.resize((max(1, int(width * by)), max(1, int(height * by))), Image.Resampling.BOX)
    elif max(width, height) < _SMALL:
        grey = grey.resize((width * 2, height * 2), Image.Resampling.LANCZOS)
    return Picture(width=grey.width, height=grey.height, pixels=grey.tobytes())


def _pages(data: bytes) -> Iterator[Picture]:
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            _check(image)
            many = image.format == "TIFF" and getattr(image, "n_frames", 1) > 1
            if many and getattr(image, "n_frames", 1) > MOST_SCANNED_PAGES:
                raise TooLarge(f"The picture has more than {MOST_SCANNED_PAGES} pages.", do="Split it.")
            for frame in ImageSequence.Iterator(image) if many else (image,):
                _check(frame)
                yield plain(frame)
    except Image.DecompressionBombError as error:
        raise TooLarge(f"The picture is too large ({error!s:.200}).", do="Add a smaller copy of it too.") from error
    except BREAKS as error:
        raise UnreadableOriginal(
            f"The picture is damaged or cut off ({error!s:.200}).", do="Get it again, and keep this one as it is."
        ) from error


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise TooLarge(
            f"The picture has {width:,} by {height:,} pixels; {MOST_PIXELS:,} are looked at.",
            do="Keep it as it is; add a smaller copy of it too.",
        )
