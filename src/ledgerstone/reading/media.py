"""What kind of original this is, by its content. What it is called, and what a server called it, decide only ties."""

import json
import re

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading.encodings import decode

TEXT, HTML, PDF, JSON_LINES = "text/plain", "text/html", "application/pdf", "application/jsonl"
UNKNOWN = "application/octet-stream"

_MAGIC = (
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"(\xb5/\xfd", "application/zstd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"RIFF", "application/x-riff"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"WARC/1.", "application/warc"),
    (b"%!PS", "application/postscript"),
)
_WHAT = {
    "application/zip": ("a ZIP archive or an office document", "Unpack it, or save the document as PDF, and add that."),
    "application/x-ole-storage": ("an office document of the old kind", "Save it as PDF, and add that."),
    "application/rtf": ("an RTF document", "Save it as PDF or plain text, and add that."),
    "application/warc": ("a web archive", "Extract the pages from it, and add these."),
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
_PDF_WITHIN = 1024  # PDF 32000-1, annex H: readers look for the header in the first 1,024 bytes
_PAGE = re.compile(
    r"<(?:!doctype\s{1,9}html|html|head|body|title|article|div|p|h1|table|meta|section|main|span)\b[^<]{0,500}>",
    re.IGNORECASE,
)
_ROOT = re.compile(r"(?:<[?!][^>]{0,1000}>\s{0,100}){0,8}<([A-Za-z][\w:.-]{0,40})")  # the first element
_HTML_ROOTS = frozenset({"html", "head", "body"})
_XML_ROOTS = frozenset({"rss", "feed", "rdf:rdf", "svg", "opml", "urlset", "sitemapindex"})
_MOST_CONTROLS = 0.02  # of the first characters: a text has none or a few, data has many
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def sniff(data: bytes, *, media_type: str | None = None, name: str | None = None) -> str:
    """Return the media type of ``data``, by its content; never an error.

    Args:
        data: the original's bytes.
        media_type: what a server or a person called it.
        name: its file name.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    for magic, type_ in _MAGIC:
        if data.startswith(magic):
            return type_
    if data[4:8] == b"ftyp":
        return "video/mp4"
    # Half a character at the end of the sample is no fault of the original.
    head = decode(data[:_HEAD])[0][: _HEAD - 4].lstrip("\ufeff \t\n")
    if len(_CONTROLS.findall(head)) > max(4, _MOST_CONTROLS * len(head)):
        # NULs strewn into a text are replaced by the reader; data that is mostly controls is no text.
        return TEXT if _is_strewn(head) else UNKNOWN
    return _of_text(head, data, called=_called(media_type, name))


def _is_strewn(head: str) -> bool:
    letters = sum(character.isalpha() or character.isspace() for character in head)
    return letters > 0.7 * len(head)


def _called(media_type: str | None, name: str | None) -> str:
    suffix = (name or "").rpartition(".")[2].lower()
    by_name = {"html": HTML, "htm": HTML, "xhtml": HTML, "jsonl": JSON_LINES, "ndjson": JSON_LINES, "txt": TEXT}
    declared = (media_type or "").partition(";")[0].strip().lower()
    if declared in {"application/x-ndjson", "application/x-jsonlines", "application/jsonlines"}:
        return JSON_LINES
    return by_name.get(suffix, "") if declared in {"", UNKNOWN, TEXT} else declared


def _of_text(head: str, data: bytes, *, called: str) -> str:
    if head.startswith("{") and (called == JSON_LINES or _has_object(data)):
        return JSON_LINES
    if head.startswith("[") and _is_json(data):
        return "application/json"
    root = _ROOT.match(head)
    if root and root[1].lower() not in _HTML_ROOTS and (head.startswith("<?xml") or root[1].lower() in _XML_ROOTS):
        return "application/xml"
    called_page = called in {HTML, "application/xhtml+xml"}
    if (called_page and root) or (_PAGE.search(head) and (called_page or head.startswith("<"))):
        return HTML
    return JSON_LINES if called == JSON_LINES else TEXT


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
