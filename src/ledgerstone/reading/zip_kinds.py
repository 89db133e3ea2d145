"""What a ZIP file is, by the names in it: an archive, or an office document or web archive in a ZIP's clothes."""

import re
import zipfile
from typing import BinaryIO

ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
WACZ = "application/wacz"

_OTHER_OFFICE = re.compile(r"application/(?:vnd\.oasis\.opendocument\.[a-z-]{1,40}|epub\+zip)")
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_BY_NAME = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSX),
    ("ppt/presentation.xml", _PPTX),
)
_LOCAL = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_MOST_LOOKED_AT = 500


def kind_of_zip(stream: BinaryIO, beginning: bytes) -> str:
    """Return the media type of a ZIP file.

    Args:
        stream: the file; or, where only its beginning is at hand, that.
        beginning: its first bytes.
    """
    if (said := _said(beginning)) is not None:
        return said
    try:
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, LookupError):
        names = _names_at_the_beginning(beginning)
    if "[Content_Types].xml" in names:
        return next((type_ for name, type_ in _BY_NAME if name in names), ZIP)
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return WACZ
    return ZIP


def _said(beginning: bytes) -> str | None:
    """What the file says first of all, as OpenDocument asks for (part 2, 3.3: a first entry "mimetype", stored)."""
    if beginning[30:38] != b"mimetype":
        return None
    text = beginning[38:138].decode("ascii", "replace").partition("PK")[0]
    found = _OTHER_OFFICE.match(text)
    return found.group() if found else None


def _names_at_the_beginning(beginning: bytes) -> set[str]:
    names = set()
    for found in list(_LOCAL.finditer(beginning))[:_MOST_LOOKED_AT]:
        length = int.from_bytes(found[1], "little")
        names.add(beginning[found.end() : found.end() + length].decode("utf-8", "replace"))
    return names
