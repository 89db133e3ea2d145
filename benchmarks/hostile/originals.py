"""Small originals of every kind, made by hand so that each byte can be made hostile. All they tell is invented."""

import base64
import gzip
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage

WORDS = (
    "At least 12 people were killed when shells hit the market of Old Tarna on Tuesday, the mayor said.",
    "The army of Karsa denied that any of its units had fired that day, and promised an inquiry.",
)
_OOXML = "http://schemas.openxmlformats.org"
_TYPES = (
    f'<Types xmlns="{_OOXML}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)


def packed(files: Mapping[str, bytes | str], *, stored: Iterable[str] = ()) -> bytes:
    """Return a ZIP archive of these files, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=how)
    return out.getvalue()


def docx(body: str | None = None, *, more: Mapping[str, bytes | str] | None = None, before: str = "") -> bytes:
    """Return a Word document with this XML as its body."""
    inner = body if body is not None else "".join(paragraph(words) for words in WORDS)
    document = (
        f'{before}<w:document xmlns:w="{_OOXML}/wordprocessingml/2006/main"><w:body>{inner}</w:body></w:document>'
    )
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relationship("word/document.xml"),
            "word/document.xml": document,
            **(more or {}),
        }
    )


def paragraph(words: str) -> str:
    """Return a paragraph of WordprocessingML."""
    return f"<w:p><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def _relationship(target: str) -> str:
    return (
        f'<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OOXML}/officeDocument/2006/relationships/officeDocument" Target="{target}"/></Relationships>'
    )


def xlsx(rows: Sequence[Sequence[str | float]], *, sheet: str | None = None) -> bytes:
    """Return a workbook with one sheet, "List", of these rows, or with this XML as its sheet."""
    cells = "".join(
        f'<row r="{r}">{"".join(_cell(value, r, c) for c, value in enumerate(row))}</row>'
        for r, row in enumerate(rows, 1)
    )
    main = f"{_OOXML}/spreadsheetml/2006/main"
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relationship("xl/workbook.xml"),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{_OOXML}/officeDocument/2006/relationships"><sheets>'
                '<sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="rId1" '
                f'Type="{_OOXML}/officeDocument/2006/relationships/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>'
            ),
            "xl/worksheets/sheet1.xml": sheet
            or f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def _cell(value: str | float, row: int, column: int) -> str:
    at = f"{chr(65 + column)}{row}"
    if isinstance(value, str):
        return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{at}"><v>{value}</v></c>'


def odt(body: str | None = None, *, before: str = "") -> bytes:
    """Return an OpenDocument text with this XML as its body."""
    inner = body if body is not None else "".join(f"<text:p>{words}</text:p>" for words in WORDS)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    content = (
        f"{before}<office:document-content {spaces}><office:body><office:text>{inner}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}, stored=("mimetype",))


def rtf(body: str | None = None) -> bytes:
    """Return an RTF document."""
    return ("{\\rtf1\\ansi " + (body if body is not None else "\\par ".join(WORDS)) + "}").encode("cp1252", "replace")


def mail(*attachments: tuple[str, str, bytes], text: str | None = None, html: str | None = None) -> bytes:
    """Return a mail; each attachment is (name, media type, bytes)."""
    message = EmailMessage()
    message["From"] = "Mira Arden <mira@monitor.example>"
    message["To"] = "desk@courier.example"
    message["Subject"] = "What we saw in Old Tarna"
    message["Date"] = "Wed, 07 May 2031 10:00:00 +0200"
    message["Message-ID"] = "<1@monitor.example>"
    message.set_content(text if text is not None else "\n\n".join(WORDS))
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, type_, data in attachments:
        main, _, sub = type_.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def warc(
    *responses: tuple[str, str, bytes],
    gzipped: bool = True,
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return a WARC of responses, each (address, media type, body)."""
    records = []
    for number, (url, type_, body) in enumerate(responses):
        received = {"Content-Type": type_, **(headers or {})}
        http = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in received.items()) + "\r\n"
        block = http.encode() + body
        digest = base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-07T08:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
            f"WARC-Payload-Digest: sha1:{digest}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0) if gzipped else record)
    return b"".join(records)


def wacz(archive: bytes, *, pages: Iterable[str] = ()) -> bytes:
    """Return a WACZ around a WARC, with its list of pages."""
    listed = '{"format": "json-pages-1.0", "id": "pages"}\n' + "".join(f'{{"url": "{url}"}}\n' for url in pages)
    return packed(
        {
            "archive/data.warc.gz": archive,
            "pages/pages.jsonl": listed,
            "datapackage.json": '{"profile": "data-package"}',
        },
        stored=("archive/data.warc.gz",),
    )


def page(*paragraphs: str) -> bytes:
    """Return a web page with an article."""
    inner = "".join(f"<p>{words}</p>" for words in paragraphs or WORDS)
    head = "<!DOCTYPE html><html><head><title>Old Tarna</title></head>"
    return f"{head}<body><article>{inner}</article></body></html>".encode()


def png(width: int, height: int, *, rows: bytes | None = None) -> bytes:
    """Return a grey PNG that says it has this size; ``rows`` are its bytes before compression, white if None."""
    data = rows if rows is not None else (b"\0" + b"\xff" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(data)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def pdf(*pages: bytes, objects: Sequence[bytes] = (), catalog: bytes = b"") -> bytes:
    """Return a PDF of these content streams; ``objects`` come after its own, ``catalog`` into its catalogue."""
    streams = pages or (text_stream(*WORDS),)
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(streams)))
    made = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(streams), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, stream in enumerate(streams):
        made.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (first + 2 * at + 1)
        )
        made.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return pdf_file([*made, *objects])


def text_stream(*lines: str) -> bytes:
    """Return a page's content stream that shows these lines."""
    shown = b"".join(
        b"1 0 0 1 50 %d Tm (%s) Tj\n" % (780 - 14 * at, line.encode("cp1252")) for at, line in enumerate(lines)
    )
    return b"BT /F1 11 Tf\n" + shown + b"ET"


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, the first of which is the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def gzipped(data: bytes) -> bytes:
    """Return data compressed by gzip, without a time."""
    return gzip.compress(data, mtime=0)
