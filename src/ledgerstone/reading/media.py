"""What kind of original this is, by its content. What it is called, and what a server called it, decide only ties."""

import json
import re
import zlib
from io import BytesIO
from typing import BinaryIO

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading.encodings import decode
from ledgerstone.reading.zip_kinds import DOCX, ODS, ODT, WACZ, XLSX, ZIP, kind_of_zip

TEXT, HTML, PDF, JSON_LINES = "text/plain", "text/html", "application/pdf", "application/jsonl"
RTF, MAIL, MBOX = "application/rtf", "message/rfc822", "application/mbox"
WARC, GZIP = "application/warc", "application/gzip"
OLE, XLS = "application/x-ole-storage", "application/vnd.ms-excel"
PNG, JPEG, GIF, TIFF, WEBP, BMP = "image/png", "image/jpeg", "image/gif", "image/tiff", "image/webp", "image/bmp"
UNKNOWN = "application/octet-stream"

PICTURES = frozenset({PNG, JPEG, GIF, TIFF, WEBP, BMP})

__all__ = ["DOCX", "ODS", "ODT", "WACZ", "XLSX", "ZIP", "refuse", "sniff", "sniff_stream"]

_MAGIC = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x1f\x8b", GZIP),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"(\xb5/\xfd", "application/zstd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"RIFF", "application/x-riff"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"WARC/1.", WARC),
    (b"%!PS", "application/postscript"),
)
_ADD = "Add it to a case, or name it to `assess`: what it holds is taken out and read."
_WHAT = {
    ZIP: ("a ZIP archive", _ADD),
    GZIP: ("a gzip file", _ADD),
    WARC: ("a web archive", _ADD),
    WACZ: ("a web archive", _ADD),
    MBOX: ("a mailbox", _ADD),
    OLE: ("an office document of the old kind", "Save it as DOCX or PDF, and add that."),
    "application/xml": ("XML, but no web page", "If it is a feed, save the pages that it names, and add these."),
    "application/json": (
        "JSON, but not one object with a text on each line",
        'Write it as JSON Lines with a key "text".',
    ),
    UNKNOWN: (
        "binary data of a kind that is not known here",
        "If it holds text, save it as plain text or PDF, and add that.",
    ),
}
_HEAD = 4096
_LOOKED_AT = 1 << 20  # bytes
_PDF_WITHIN = 1024  # PDF 32000-1, annex H: readers look for the header in the first 1,024 bytes
_PAGE = re.compile(
    r"<(?:!doctype\s{1,9}html|html|head|body|title|article|div|p|h1|table|meta|section|main|span)\b[^<]{0,500}>",
    re.IGNORECASE,
)
_ROOT = re.compile(r"(?:<[?!][^>]{0,1000}>\s{0,100}){0,8}<([A-Za-z][\w:.-]{0,40})")  # the first element
_HTML_ROOTS = frozenset({"html", "head", "body"})
_XML_ROOTS = frozenset({"rss", "feed", "rdf:rdf", "svg", "opml", "urlset", "sitemapindex"})
_FIELD = re.compile(r"[!-9;-~]{1,60}:")
_MAIL_FIELD = re.compile(
    r"^(received|return-path|message-id|mime-version|delivered-to|dkim-signature|from|x-mailer|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_MAILBOX = re.compile(r"From \S{1,200} [^\n]{1,200}\n[!-9;-~]{1,60}:")
_MOST_CONTROLS = 0.02  # of the first characters: a text has none or a few, data has many
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def sniff(data: bytes, *, media_type: str | None = None, name: str | None = None) -> str:
    """Return the media type of ``data``, by its content; never an error.

    Args:
        data: the original's bytes.
        media_type: what a server or a person called it.
        name: its file name.
    """
    return _kind(data, BytesIO(data), called=_called(media_type, name))


def sniff_stream(stream: BinaryIO, *, media_type: str | None = None, name: str | None = None) -> str:
    """Return the media type of what a stream holds, by its start; never an error. See :func:`sniff`."""
    return _kind(stream.read(_LOOKED_AT), stream, called=_called(media_type, name))


def _kind(data: bytes, stream: BinaryIO, *, called: str) -> str:
    if (by_mark := _by_mark(data)) is not None:
        return kind_of_zip(stream, data) if by_mark == ZIP else by_mark
    # Half a character at the end of the sample is no fault of the original.
    head = decode(data[:_HEAD])[0][: _HEAD - 4].lstrip("\ufeff \t\n")
    if len(_CONTROLS.findall(head)) > max(4, _MOST_CONTROLS * len(head)):
        # NULs strewn into a text are replaced by the reader; data that is mostly controls is no text.
        return TEXT if _is_strewn(head) else UNKNOWN
    return _of_text(head, data, called=called)


def _by_mark(data: bytes) -> str | None:
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    type_ = next((type_ for magic, type_ in _MAGIC if data.startswith(magic)), None)
    if type_ == GZIP:
        return WARC if _unzipped(data).startswith(b"WARC/1.") else GZIP
    if type_ == OLE:
        return XLS if "Workbook".encode("utf-16-le") in data else OLE
    if type_ == "application/x-riff":
        return WEBP if data[8:12] == b"WEBP" else type_
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return BMP
    return "video/mp4" if data[4:8] == b"ftyp" else type_


def _unzipped(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:_HEAD], 64)
    except zlib.error:
        return b""


def _is_strewn(head: str) -> bool:
    letters = sum(character.isalpha() or character.isspace() for character in head)
    return letters > 0.7 * len(head)


def _called(media_type: str | None, name: str | None) -> str:
    suffix = (name or "").rpartition(".")[2].lower()
    by_name = {"html": HTML, "htm": HTML, "xhtml": HTML, "jsonl": JSON_LINES, "ndjson": JSON_LINES, "txt": TEXT}
    by_name |= {"eml": MAIL, "mbox": MBOX}
    declared = (media_type or "").partition(";")[0].strip().lower()
    if declared in {"application/x-ndjson", "application/x-jsonlines", "application/jsonlines"}:
        return JSON_LINES
    return by_name.get(suffix, "") if declared in {"", UNKNOWN, TEXT} else declared


def _of_text(head: str, data: bytes, *, called: str) -> str:
    if head.startswith("{") and (called == JSON_LINES or _has_object(data)):
        return JSON_LINES
    if head.startswith("[") and _is_json(data):
        return "application/json"
    if (mail := _of_mail(head, called)) is not None:
        return mail
    root = _ROOT.match(head)
    if root and root[1].lower() not in _HTML_ROOTS and (head.startswith("<?xml") or root[1].lower() in _XML_ROOTS):
        return "application/xml"
    called_page = called in {HTML, "application/xhtml+xml"}
    if (called_page and root) or (_PAGE.search(head) and (called_page or head.startswith("<"))):
        return HTML
    return JSON_LINES if called == JSON_LINES else TEXT


def _of_mail(head: str, called: str) -> str | None:
    """A mail begins with a field, and has two at least that only mails have; a mailbox begins with "From "."""
    fields = {field.lower() for field in _MAIL_FIELD.findall(head)}
    enough = 1 if called in {MAIL, MBOX} else 2
    if len(fields) < enough:
        return None
    if _MAILBOX.match(head):
        return MBOX
    return MAIL if _FIELD.match(head) else None


def _has_object(data: bytes) -> bool:
    """Say whether one of the first lines, or all of it, is a JSON object."""
    lines = data[:1_000_000].split(b"\n", maxsplit=6)[:6]
    return any(line.lstrip().startswith(b"{") and _is_json(line) for line in lines) or _is_json(data)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(decode(data)[0].lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def refuse(type_: str) -> UnreadableOriginal:
    """Return the error for a media type that no reader reads."""
    what, do = _WHAT.get(type_, (f"of the kind {type_}", "Save what it says as plain text or PDF, and add that."))
    if type_ in {"application/gzip", "application/x-bzip2", "application/x-xz", "application/zstd"}:
        what, do = f"compressed ({type_})", "Unpack it, and add what it holds."
    return UnreadableOriginal(f"The original is {what}; no reader reads it.", do=f"{do} Keep the original as it is.")
