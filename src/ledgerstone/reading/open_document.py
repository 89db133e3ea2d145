"""An OpenDocument text (ODT) -> a draft of a report: its content.xml, paragraph by paragraph.

The form is simple enough for an XML parser alone; the libraries for it are no longer kept. What tracked changes deleted
stands apart in the file and is left out; comments are left out; notes follow the paragraph that they belong to.
"""

from collections.abc import Iterator

from lxml import etree

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading.dateline import find_dateline
from ledgerstone.reading.draft import Block, Draft
from ledgerstone.reading.hidden import with_line_ends
from ledgerstone.reading.office_package import DO, UNACCEPTED, opened_package

READER = "open_document.1"

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_LEFT_OUT = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation"})
_APART = frozenset({f"{_TEXT}note", f"{_TABLE}table", "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"})
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def read_open_document(data: bytes, *, declared: str | None = None) -> Draft:  # noqa: ARG001 (every reader is called alike; XML states its encoding)
    """Read an OpenDocument text.

    Args:
        data: the original's bytes.
        declared: not used.

    Raises:
        TooLarge: over a limit.
        UnreadableOriginal: damaged, locked, or with a document type declaration.
    """
    with opened_package(data) as package:
        names = set(package.namelist())
        if "content.xml" not in names:
            raise UnreadableOriginal("The document has no content.xml.", do=DO)
        content = _tree(package.read("content.xml"))
        meta = _tree(package.read("meta.xml")) if "meta.xml" in names else None
    body = next(content.iter(f"{_OFFICE}text"), None)
    changed = body is not None and next(body.iter(f"{_TEXT}tracked-changes"), None) is not None
    blocks = [block for block in _blocks(body) if block.text] if body is not None else []
    title = next((found.text for found in meta.iter(f"{_DC}title")), None) if meta is not None else None
    return Draft(
        blocks=blocks,
        reader=READER,
        title=title,
        published=find_dateline(blocks),
        problems=[UNACCEPTED] if changed else [],
    )


def _tree(data: bytes) -> etree._Element:
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise UnreadableOriginal(f"The document's XML is damaged ({error!s:.200}).", do=DO) from error


def _blocks(element: etree._Element, *, form: str = "prose") -> Iterator[Block]:
    """Paragraphs in the order of the text; a table is one block. Depth is bounded by libxml2 (256)."""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in _PARAGRAPHS:
            apart: list[etree._Element] = []
            text = _text(child, apart)
            yield Block(text=text, form="heading" if child.tag == f"{_TEXT}h" else form)
            for each in apart:
                yield from _blocks(each)
        elif child.tag == f"{_TABLE}table":
            yield Block(text=_table(child), form="table")
        else:
            yield from _blocks(child, form="item" if child.tag == f"{_TEXT}list" else form)


def _table(table: etree._Element) -> str:
    rows = (
        " | ".join(
            filter(
                None, (" ".join(block.text for block in _blocks(cell) if block.text).replace("\n", " ") for cell in row)
            )
        )
        for row in table.iter(f"{_TABLE}table-row")
    )
    return "\n".join(row for row in rows if row)


def _text(paragraph: etree._Element, apart: list[etree._Element]) -> str:
    pieces: list[str] = []
    _gather(paragraph, pieces, apart)
    lines = with_line_ends("".join(pieces)).split("\n")
    return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line)


def _gather(element: etree._Element, pieces: list[str], apart: list[etree._Element]) -> None:
    pieces.append((element.text or "").replace("\n", " "))
    for child in element:
        if child.tag in _APART:
            apart.append(child)
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            pieces.append(" ")
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            _gather(child, pieces, apart)
        pieces.append((child.tail or "").replace("\n", " "))
