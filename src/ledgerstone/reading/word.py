"""A Word document (DOCX) -> a draft of a report, by mammoth: paragraphs, lists, tables, notes, text boxes.

Changes that nobody accepted are read as if they were accepted, and told. Macros and pictures are not looked at, nothing
that the document links to is fetched.
"""

import re
from io import BytesIO
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading.dateline import find_dateline
from ledgerstone.reading.draft import Draft, check_size
from ledgerstone.reading.office_package import DO, UNACCEPTED, opened_package
from ledgerstone.reading.plain_html import html_blocks

READER = "word.1"

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CHANGE = re.compile(rb"<w:(?:ins|del)[ >]")
_BREAKS = (ExpatError, AttributeError, LookupError, TypeError, ValueError, RecursionError, OSError, NotImplementedError)


def read_word(data: bytes, *, declared: str | None = None) -> Draft:  # noqa: ARG001 (every reader is called alike; XML states its encoding)
    """Read a Word document. The day on which it was saved is not its day of publication; a dateline is.

    Args:
        data: the original's bytes.
        declared: not used.

    Raises:
        TooLarge: over a limit.
        UnreadableOriginal: damaged, locked, or with a document type declaration.
    """
    with opened_package(data) as package:
        names = set(package.namelist())
        title = _title(package.read("docProps/core.xml")) if "docProps/core.xml" in names else None
        text = package.read("word/document.xml") if "word/document.xml" in names else b""
        changed = _CHANGE.search(text) is not None
    try:
        html = mammoth.convert_to_html(
            BytesIO(data), convert_image=_no_picture, include_embedded_style_map=False, id_prefix=""
        ).value
    except _BREAKS as error:
        raise UnreadableOriginal(f"The document cannot be taken apart ({error!r:.200}).", do=DO) from error
    check_size(len(html))
    blocks = html_blocks(html) if html.strip() else []
    return Draft(
        blocks=blocks,
        reader=READER,
        title=title,
        published=find_dateline(blocks),
        problems=[UNACCEPTED] if changed else [],
    )


def _no_picture(_: Any) -> list[Any]:
    return []


def _title(core: bytes) -> str | None:
    try:
        tree = etree.fromstring(core, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return None
    return next((found.text for found in tree.iter(_TITLE) if found.text and found.text.strip()), None)
