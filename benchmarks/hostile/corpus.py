# ruff: noqa: E501, PLW0108 (a hostile file is one line; broken over lines the corpus could not be read as a list)
"""The hostile corpus, made by this script: at least 300 files, each with its name and what is wrong with it.

Nothing of it stands in the repository. Small files are made at once; large ones when they are asked for, and not kept.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.hostile import originals as made

_MB = 1 << 20
_BIDI = "\u202e\u2066\u200f"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BILLION = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'
_EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One file: its name, the family of the trick, and its bytes, made when asked for."""

    name: str
    trick: str
    make: Callable[[], bytes]


def corpus() -> Iterator[Hostile]:
    """Yield every file of the corpus, in a fixed order."""
    for family in (_bombs, _entities, _pdfs, _pictures, _lies, _cut_off, _macros, _containers, _names, _texts, _mails, _tables):
        trick = family.__name__.strip("_").replace("_", " ")
        for name, make in family():
            yield Hostile(name=name, trick=trick, make=make)


_Made = Iterator[tuple[str, Callable[[], bytes]]]


def _zeros(size: int) -> bytes:
    return b"\0" * size


def _deep_zip(levels: int, *, wide: int = 1) -> bytes:
    data = made.packed({"a.txt": "Two people died. " * 1000})
    for level in range(levels):
        data = made.packed({f"{level}-{n}.zip": data + b"\0" * n for n in range(wide)})
    return data


def _overlapping(entries: int) -> bytes:
    """A ZIP whose central directory names the same 10 MB of zeros many times."""
    data = made.packed({"a": _zeros(10 * _MB)})
    at = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    one = data[at:end]
    directory = b"".join(one[:-1] + bytes([65 + n % 26]) for n in range(entries))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, len(directory), at, 0)
    return data[:at] + directory + tail


def _many_entries(number: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(number):
            archive.writestr(f"{n}.txt", b"x")
    return out.getvalue()


def _bombs() -> _Made:
    yield "zeros-100mb.zip", lambda: made.packed({"a.txt": _zeros(100 * _MB)})
    yield "zeros-1gb-one.zip", lambda: made.packed({"a.txt": _zeros(1000 * _MB)})
    yield "zeros-2gb-many.zip", lambda: made.packed({f"{n}.bin": _zeros(100 * _MB) for n in range(20)})
    for levels in (3, 6, 12):
        yield f"zip-in-zip-{levels}.zip", lambda levels=levels: _deep_zip(levels)
    yield "zip-tree.zip", lambda: _deep_zip(4, wide=8)
    yield "zip-tree-wide.zip", lambda: _deep_zip(2, wide=60)
    yield "overlapping-1000.zip", lambda: _overlapping(1000)
    yield "many-entries-30000.zip", lambda: _many_entries(30_000)
    yield "many-empty-dirs.zip", lambda: made.packed({f"d{n}/": b"" for n in range(20_000)})
    yield "zeros-1gb.gz", lambda: made.gzipped(_zeros(1000 * _MB))
    yield "gzip-in-gzip.gz", lambda: made.gzipped(made.gzipped(made.gzipped(_zeros(50 * _MB))))
    yield "gzip-joined.gz", lambda: made.gzipped(b"Two people died. ") * 50_000
    yield "document-1gb.docx", lambda: made.docx(made.paragraph("A" * 1000 * _MB)[: 1000 * _MB])
    yield "document-150mb.docx", lambda: made.docx(made.paragraph("A man died. " * 12_000_000))
    yield "paragraphs-2m.docx", lambda: made.docx(made.paragraph("Died.") * 2_000_000)
    yield "nested-tables.docx", lambda: made.docx("<w:tbl><w:tr><w:tc>" * 3000 + made.paragraph("x") + "</w:tc></w:tr></w:tbl>" * 3000)
    yield "media-bomb.docx", lambda: made.docx(more={"word/media/image1.png": _zeros(300 * _MB)})
    yield "relationships.docx", lambda: made.docx(more={"word/_rels/document.xml.rels": "<Relationships>" + "<Relationship/>" * 1_000_000 + "</Relationships>"})
    yield "sheet-1gb.xlsx", lambda: made.xlsx([], sheet="<worksheet>" + " " * (1000 * _MB) + "</worksheet>")
    yield "far-corner.xlsx", lambda: made.xlsx([], sheet=_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    yield "dimension-lies.xlsx", lambda: made.xlsx([], sheet=_sheet('<row r="1"><c r="A1"><v>1</v></c></row>', dimension="A1:XFD1048576"))
    yield "cells-2m.xlsx", lambda: made.xlsx([], sheet=_sheet("".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="B{r}"><v>2</v></c></row>' for r in range(1, 1_000_000))))
    yield "strings-bomb.xlsx", lambda: _with(made.xlsx([["a"]]), {"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>' + "A" * (400 * _MB) + "</t></si></sst>"})
    yield "content-1gb.odt", lambda: made.odt("<text:p>" + "A" * (1000 * _MB) + "</text:p>")
    yield "nested-lists.odt", lambda: made.odt("<text:list><text:list-item>" * 5000 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 5000)
    yield "spans.odt", lambda: made.odt("<text:p>" + "<text:span>a</text:span>" * 2_000_000 + "</text:p>")
    yield "groups-500k.rtf", lambda: made.rtf("{" * 500_000 + "x" + "}" * 500_000)
    yield "unclosed-groups.rtf", lambda: made.rtf("{\\b " * 1_000_000)
    yield "bin-lies.rtf", lambda: made.rtf("\\bin4000000000 abc")
    yield "unicode-escapes.rtf", lambda: made.rtf("\\u12345?" * 1_000_000)
    yield "response-bomb.warc.gz", lambda: made.warc(("https://a.example/", "text/html", made.gzipped(_zeros(1000 * _MB))), headers={"Content-Encoding": "gzip"})
    yield "response-bomb-deflate.warc.gz", lambda: made.warc(("https://a.example/", "text/html", zlib.compress(_zeros(500 * _MB))), headers={"Content-Encoding": "deflate"})
    yield "response-bomb.wacz", lambda: made.wacz(made.warc(("https://a.example/", "text/html", made.gzipped(_zeros(900 * _MB))), headers={"Content-Encoding": "gzip"}))
    yield "record-bomb.warc.gz", lambda: made.gzipped(made.warc(("https://a.example/", "text/html", _zeros(900 * _MB)), gzipped=False))
    yield "many-records.warc.gz", lambda: made.warc(*((f"https://a.example/{n}", "text/html", b"<p>x") for n in range(12_000)))
    yield "pages-list-bomb.wacz", lambda: made.packed({"datapackage.json": "{}", "archive/data.warc.gz": made.warc(), "pages/pages.jsonl": '{"url": "x"}\n' * 20_000_000})


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _sheet(rows: str, *, dimension: str = "A1:B2") -> str:
    return f'<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'


def _with(data: bytes, more: dict[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return made.packed(files | more)


def _entities() -> _Made:
    for what, before in (("billion", _BILLION), ("external", _EXTERNAL), ("parameter", _PARAMETER), ("quadratic", _QUADRATIC)):
        use = {"billion": "&l9;", "external": "&e;", "parameter": "", "quadratic": "&q;" * 50_000}[what]
        yield f"{what}.docx", lambda before=before, use=use: made.docx(made.paragraph(use), before=before)
        yield f"{what}.odt", lambda before=before, use=use: made.odt(f"<text:p>{use}</text:p>", before=before)
        yield f"{what}.xlsx", lambda before=before, use=use: made.xlsx([], sheet=before + _sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{use}</t></is></c></row>'))
        yield f"{what}.html", lambda before=before, use=use: (before.replace("x", "html", 1) + f"<html><body><p>{use} people died.</p></body></html>").encode()
        yield f"{what}.xml", lambda before=before, use=use: f"<?xml version='1.0'?>{before}<x>{use}</x>".encode()
        yield f"{what}.svg", lambda before=before, use=use: f"<?xml version='1.0'?>{before}<svg>{use}</svg>".encode()
        yield f"{what}-core.docx", lambda before=before: made.docx(more={"docProps/core.xml": f"{before}<cp/>"})
        yield f"{what}-utf16.docx", lambda before=before: made.docx(more={"word/styles.xml": (before + "<x/>").encode("utf-16")})
    yield "include.odt", lambda: made.odt('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>')
    yield "stylesheet.html", lambda: b"<?xml-stylesheet href='file:///etc/passwd'?>" + made.page()


_QUADRATIC = f'<!DOCTYPE x [<!ENTITY q "{"A" * 50_000}">]>'


def _stream(entries: bytes, body: bytes) -> bytes:
    return b"<< " + entries + b" /Length %d >>\nstream\n" % len(body) + body + b"\nendstream"


def _pdfs() -> _Made:
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); while\\(1\\);) >>"
    yield "javascript.pdf", lambda: made.pdf(catalog=script)
    yield "javascript-names.pdf", lambda: made.pdf(catalog=b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (this.exportDataObject\\(\\)) >>] >> >>")
    yield "launch.pdf", lambda: made.pdf(catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>")
    yield "uri.pdf", lambda: made.pdf(catalog=b"/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>")
    yield "remote-goto.pdf", lambda: made.pdf(catalog=b"/OpenAction << /S /GoToR /F (\\\\\\\\127.0.0.1\\\\share) /D [0 /Fit] >>")
    yield "submit.pdf", lambda: made.pdf(catalog=b"/AA << /WC << /S /SubmitForm /F (http://127.0.0.1:9/) >> >>")
    yield "kids-loop.pdf", lambda: made.pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"])
    yield "kids-loop-2.pdf", lambda: made.pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [3 0 R] >>", b"<< /Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R 3 0 R] >>"])
    yield "parent-loop.pdf", lambda: made.pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Parent 3 0 R /Count 1 /Kids [3 0 R] >>", b"<< /Type /Page /Parent 3 0 R >>"])
    yield "reference-loop.pdf", lambda: made.pdf(objects=[b"7 0 R", b"6 0 R"], catalog=b"/Outlines 6 0 R")
    yield "form-loop.pdf", lambda: made.pdf(b"q /X Do Q", objects=[_stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>", b"/X Do")]).replace(b"/Font << /F1 3 0 R >>", b"/XObject << /X 6 0 R >> ")
    yield "forms-billion.pdf", _forms
    yield "outline-loop.pdf", lambda: made.pdf(objects=[b"<< /First 7 0 R /Last 7 0 R /Count 1 >>", b"<< /Title (a) /Parent 6 0 R /Next 7 0 R /First 7 0 R >>"], catalog=b"/Outlines 6 0 R")
    yield "count-lies.pdf", lambda: made.pdf().replace(b"/Count 1", b"/Count 2000000000")
    yield "count-negative.pdf", lambda: made.pdf().replace(b"/Count 1", b"/Count -1")
    yield "pages-6000.pdf", lambda: made.pdf(*[made.text_stream("x")] * 6_000)
    yield "pages-2000.pdf", lambda: made.pdf(*[made.text_stream(*made.WORDS)] * 2_000)
    yield "flate-bomb.pdf", lambda: _content(zlib.compress(_zeros(1000 * _MB)), b"/Filter /FlateDecode")
    yield "flate-twice.pdf", lambda: _content(zlib.compress(zlib.compress(b" " * (1000 * _MB))), b"/Filter [/FlateDecode /FlateDecode]")
    yield "flate-text.pdf", lambda: _content(zlib.compress(b"BT /F1 9 Tf " + b"(Many died. ) Tj " * 3_000_000 + b"ET"), b"/Filter /FlateDecode")
    yield "run-length.pdf", lambda: _content(b"\x81 " * 4_000_000, b"/Filter /RunLengthDecode")
    yield "ascii85.pdf", lambda: _content(b"z" * 50_000_000, b"/Filter /ASCII85Decode")
    yield "filters-1000.pdf", lambda: _content(b"x", b"/Filter [" + b"/ASCIIHexDecode " * 1000 + b"]")
    yield "image-huge.pdf", lambda: _image(60_000, 60_000)
    yield "image-200mp.pdf", lambda: _image(14_000, 14_000)
    yield "image-noise.pdf", lambda: _image(1_000, 1_400, noise=True)
    yield "media-box-huge.pdf", lambda: _image(10, 10).replace(b"[0 0 595 842]", b"[0 0 99999999 99999999]")
    yield "media-box-nan.pdf", lambda: made.pdf().replace(b"[0 0 595 842]", b"[1e99 nan -inf 0]")
    yield "deep-arrays.pdf", lambda: made.pdf(objects=[b"[" * 200_000 + b"]" * 200_000], catalog=b"/X 6 0 R")
    yield "deep-dictionaries.pdf", lambda: made.pdf(objects=[b"<</A " * 200_000 + b"0" + b">>" * 200_000], catalog=b"/X 6 0 R")
    yield "xref-loop.pdf", lambda: made.pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")
    yield "xref-self.pdf", lambda: _xref_to_itself()
    yield "operators-q.pdf", lambda: _content(b"q " * 5_000_000, b"")
    yield "empty-pages.pdf", lambda: made.pdf(*[b""] * 1_000)
    yield "encrypted.pdf", lambda: made.pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<01> <01>]" % (b"ab" * 32, b"ab" * 32))
    yield "attachment.pdf", lambda: made.pdf(objects=[b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>", _stream(b"/Type /EmbeddedFile", b"MZ" + _zeros(1000))], catalog=b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>")
    yield "header-late.pdf", lambda: b"x" * 1000 + made.pdf()
    yield "header-only.pdf", lambda: b"%PDF-1.7\n"
    yield "html-in-front.pdf", lambda: b"<html><script>alert(1)</script>" + made.pdf()


def _content(body: bytes, entries: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>"
    head = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    return made.pdf_file([*head, page, _stream(entries, body)])


def _image(width: int, height: int, *, noise: bool = False) -> bytes:
    if noise:
        pixels = bytes((n * 2_654_435_761 >> 13) & 255 for n in range(width * height))
    else:
        pixels = _zeros(min(width * height, 200 * _MB))
    image = _stream(b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Width %d /Height %d" % (width, height), zlib.compress(pixels))
    return made.pdf(b"q 500 0 0 700 40 40 cm /I Do Q", objects=[image]).replace(b"/Font << /F1 3 0 R >>", b"/XObject << /I 6 0 R >> ")


def _forms() -> bytes:
    """Ten forms, each of which shows the one before ten times."""
    objects = []
    for at in range(10):
        inner = b"BT /F1 9 Tf (x) Tj ET" if at == 0 else b"/X Do " * 10
        objects.append(_stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >>" % (5 + at), inner))
    return made.pdf(b"/X Do", objects=objects).replace(b"/Font << /F1 3 0 R >> >> /Contents", b"/XObject << /X 15 0 R >> >> /Contents")


def _xref_to_itself() -> bytes:
    data = made.pdf()
    at = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def _pictures() -> _Made:
    for width, height in ((60_000, 60_000), (1, 2_000_000_000), (2_000_000_000, 1), (0, 0), (20_000, 20_000)):
        yield f"says-{width}x{height}.png", lambda width=width, height=height: made.png(width, height, rows=b"\0" * 100)
    yield "really-7000x7000.png", lambda: made.png(7_000, 7_000)
    yield "noise.png", lambda: made.png(2_000, 2_000, rows=_noise(2_000, 2_000))
    yield "checkers.png", lambda: made.png(2_400, 2_400, rows=b"".join(b"\0" + (b"\0\xff" if r % 2 else b"\xff\0") * 1_200 for r in range(2_400)))
    yield "text-chunk.png", lambda: _chunked(b"zTXt", b"a\0\0" + zlib.compress(_zeros(500 * _MB)))
    yield "profile-chunk.png", lambda: _chunked(b"iCCP", b"a\0\0" + zlib.compress(_zeros(500 * _MB)))
    yield "many-chunks.png", lambda: _chunked(b"tEXt", b"a\0b", times=200_000)
    yield "data-too-long.png", lambda: made.png(10, 10, rows=_zeros(500 * _MB))
    yield "interlaced-lies.png", lambda: made.png(5_000, 5_000).replace(b"\x08\x00\x00\x00\x00", b"\x08\x00\x00\x00\x01", 1)
    yield "frames.gif", lambda: b"GIF89a" + struct.pack("<HHBBB", 5_000, 5_000, 0x80, 0, 0) + _zeros(6) + (b"\x2c" + struct.pack("<HHHHB", 0, 0, 5_000, 5_000, 0) + b"\x02\x02\x4c\x01\x00") * 5_000 + b";"
    yield "huge.gif", lambda: b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0x80, 0, 0) + _zeros(6) + b"\x2c" + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\x02\x02\x4c\x01\x00;"
    yield "huge.bmp", lambda: b"BM" + struct.pack("<IHHI", 100, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 100_000, 100_000, 1, 24, 0, 0, 0, 0, 0, 0)
    yield "negative.bmp", lambda: b"BM" + struct.pack("<IHHI", 100, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, -5, -2_147_483_648, 1, 24, 0, 0, 0, 0, 0, 0)
    yield "directory-loop.tif", lambda: b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 10) + struct.pack("<I", 8)
    yield "entries-65535.tif", lambda: b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 65_535) + struct.pack("<HHII", 256, 4, 2_000_000_000, 8) * 65_535
    yield "strips.tif", _strips
    yield "size-lies.jpg", lambda: b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + _zeros(1000)
    yield "markers.jpg", lambda: b"\xff\xd8" + b"\xff\xe1\x00\x08Exif\0\0" * 500_000
    yield "webp-lies.webp", lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\x7f" + _zeros(100)
    yield "script.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    yield "postscript.eps", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n"
    yield "postscript-as.png", lambda: b"%!PS-Adobe-3.0\n(%pipe%id) (w) file\n"


def _noise(width: int, height: int) -> bytes:
    state, rows = 1, []
    for _ in range(height):
        state = state * 6_364_136_223_846_793_005 + 1 & (1 << 64) - 1
        rows.append(b"\0" + (state.to_bytes(8, "big") * (width // 8 + 1))[:width])
    return b"".join(rows)


def _chunked(name: bytes, body: bytes, *, times: int = 1) -> bytes:
    data = made.png(10, 10)
    at = data.index(b"IDAT") - 4
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return data[:at] + chunk * times + data[at:]


def _strips() -> bytes:
    tags = [(256, 60_000), (257, 60_000), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 60_000), (279, 4_000_000_000)]
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags) + struct.pack("<I", 0)


def kinds() -> dict[str, Callable[[], bytes]]:
    """One good file of every kind that is read."""
    return {
        "txt": lambda: "\n\n".join(made.WORDS * 40).encode(),
        "html": made.page,
        "pdf": made.pdf,
        "docx": made.docx,
        "odt": made.odt,
        "rtf": made.rtf,
        "xlsx": lambda: made.xlsx([["Place", "Killed"], ["Sella", 14]]),
        "eml": lambda: made.mail(("a.docx", "application/octet-stream", made.docx())),
        "mbox": lambda: b"From a@b.example Wed May  7 10:00:00 2031\n" + made.mail() + b"\nFrom c Wed May  7 10:00:00 2031\n" + made.mail(),
        "zip": lambda: made.packed({"a.txt": made.WORDS[0], "b.docx": made.docx()}),
        "gz": lambda: made.gzipped(made.page()),
        "warc.gz": lambda: made.warc(("https://a.example/", "text/html", made.page())),
        "wacz": lambda: made.wacz(made.warc(("https://a.example/", "text/html", made.page())), pages=["https://a.example/"]),
        "png": lambda: made.png(200, 200),
        "jsonl": lambda: b'{"text": "Two people died."}\n' * 20,
    }


def _lies() -> _Made:
    good = kinds()
    for name, make in good.items():
        for other in ("txt", "html", "pdf", "jsonl", "eml"):
            if other != name:
                yield f"{name.replace('.', '-')}-as.{other}", make
    for magic in (b"PK\x03\x04", b"%PDF-1.7\n", b"{\\rtf1", b"\x1f\x8b\x08", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"WARC/1.1\r\n", b"II*\0", b"BM", b"RIFF"):
        yield f"only-magic-{magic[:4].hex()}.bin", lambda magic=magic: magic
        yield f"magic-and-noise-{magic[:4].hex()}.bin", lambda magic=magic: magic + _noise(4_000, 10)


def _cut_off() -> _Made:
    for name, make in kinds().items():
        for tenth in range(1, 10):
            yield f"cut-{tenth}.{name}", lambda make=make, tenth=tenth: (data := make())[: len(data) * tenth // 10]


def _macros() -> _Made:
    yield "macro.docm", lambda: made.docx(more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b'Attribute VB_Name\nSub AutoOpen()\nShell "sh"\nEnd Sub'})
    yield "macro.xlsm", lambda: _with(made.xlsx([["a", 1]]), {"xl/vbaProject.bin": "Auto_Open"})
    yield "formula.xlsx", lambda: made.xlsx([], sheet=_sheet('<row r="1"><c r="A1"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>12</v></c><c r="B1"><f>cmd|\' /C calc\'!A0</f></c></row>'))
    yield "dde.docx", lambda: made.docx('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' + made.paragraph("Two people died."))
    yield "template.docx", lambda: made.docx(more={"word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'})
    yield "linked-picture.docx", lambda: made.docx('<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rId9"/></w:drawing></w:r></w:p>' + made.paragraph("Two people died."), more={"word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'})
    yield "object.rtf", lambda: made.rtf("{\\object\\objemb{\\*\\objdata " + "d0cf11e0" * 10_000 + "}} Two people died.")
    yield "field.rtf", lambda: made.rtf('{\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1:9/a.png"}} Two people died.')
    yield "script.odt", lambda: _with(made.odt(), {"Scripts/python/a.py": "import os; os.system('id')", "Basic/Standard/Module1.xml": "<x/>"})
    yield "csv-formula.csv", lambda: b"Name,Killed\n=cmd|' /C calc'!A0,12\n@SUM(1+1),3\n"
    yield "script.html", lambda: made.page("<script>fetch('http://127.0.0.1:9/')</script>Twelve people were killed in the town, said the mayor.", "<img src=x onerror=alert(1)><iframe src='file:///etc/passwd'></iframe>Six people were wounded there too, he said.")
    yield "php.html", lambda: b"<?php system('id'); ?>" + made.page()
    yield "shebang.txt", lambda: b"#!/bin/sh\nrm -rf /\nTwo people died.\n"
    yield "pickle.bin", lambda: b"cos\nsystem\n(S'id'\ntR."
    yield "yaml.txt", lambda: b"!!python/object/apply:os.system ['id']\n"
    yield "executable.bin", lambda: b"\x7fELF" + bytes(range(256)) * 40
    yield "shortcut.lnk", lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(200)


_EVIL = (
    "../../../../tmp/outside.txt", "/etc/cron.d/outside", "..\\..\\outside.txt", "C:\\outside.txt", "a/../../b.txt", "./.././x.txt",
    "\\\\server\\share\\x.txt", "x" * 5_000 + ".txt", "a\nb\r\nc.txt", f"a{_BIDI}txt.exe", "a\0b.txt", "con.txt", "$(id).txt", "`id`.txt",
    "-rf.txt", "a;b|c&d.txt", "<script>alert(1)</script>.txt", "%2e%2e%2f.txt", " .txt", "\u200b.txt", "\x1b[31mred.txt", "é" * 2_000, "\udcff.txt",
)  # fmt: skip


def _containers() -> _Made:
    for at, name in enumerate(_EVIL):
        yield f"path-{at}.zip", lambda name=name: made.packed({name.encode("utf-8", "replace").decode(): "Two people died."})
    yield "paths-all.zip", lambda: made.packed({name.encode("utf-8", "replace").decode(): "Two people died." for name in _EVIL})
    yield "link.zip", lambda: _special(0o120777, b"/etc/passwd")
    yield "link-loop.zip", lambda: _special(0o120777, b"a.txt")
    yield "device.zip", lambda: _special(0o020666, b"Two people died.")
    yield "fifo.zip", lambda: _special(0o010666, b"Two people died.")
    yield "set-uid.zip", lambda: _special(0o104777, b"Two people died.")
    yield "same-name.zip", _same_name
    yield "case.zip", lambda: made.packed({"A.txt": "Two people died.", "a.txt": "Three people died."})
    yield "file-and-folder.zip", lambda: made.packed({"a": "Two people died.", "a/b.txt": "Three people died."})
    yield "locked.zip", lambda: _flagged(1)
    yield "crc.zip", lambda: made.packed({"a.txt": b"Two people died."}, stored=("a.txt",)).replace(b"Two people", b"Ten people", 1)
    yield "size-lies.zip", lambda: made.packed({"a.txt": "x" * 90_000}).replace((90_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    yield "size-lies-up.zip", lambda: made.packed({"a.txt": "x" * 90_000}).replace((90_000).to_bytes(4, "little"), b"\xfe\xff\xff\xff")
    yield "comment.zip", lambda: made.packed({"a.txt": "Two people died."})[:-2] + b"\xff\xff" + b"x" * 65_535
    yield "method.zip", lambda: made.packed({"a.txt": "Two people died."}).replace(b"\x08\x00\x00\x00\x21\x00", b"\x63\x00\x00\x00\x21\x00")
    yield "two-ends.zip", lambda: made.packed({"a.txt": "Two people died."}) + made.packed({"b.txt": "Ten people died."})
    yield "empty.zip", lambda: made.packed({})
    yield "itself-named.wacz", lambda: made.packed({"datapackage.json": "[" * 100_000, "archive/data.warc.gz": b"x", "pages/pages.jsonl": "{" * 100_000})
    yield "digest.warc.gz", lambda: made.warc(("https://a.example/", "text/html", made.page()), gzipped=False).replace(b"12 people", b"21 people")
    yield "length-lies.warc", lambda: made.warc(("https://a.example/", "text/html", made.page()), gzipped=False).replace(b"Content-Length: ", b"Content-Length: 99999", 1)
    yield "length-negative.warc", lambda: made.warc(("https://a.example/", "text/html", made.page()), gzipped=False).replace(b"Content-Length: ", b"Content-Length: -", 1)
    yield "url-5000.warc.gz", lambda: made.warc(("https://a.example/" + "x" * 5_000, "text/html", made.page()))
    yield "url-file.warc.gz", lambda: made.warc(("file:///etc/passwd", "text/html", made.page()))
    yield "headers-100k.warc.gz", lambda: made.warc(("https://a.example/", "text/html", made.page()), headers={f"X-{n}": "y" for n in range(100_000)})
    yield "redirects.wacz", lambda: made.wacz(made.warc(("https://a.example/", "text/html", b""), status="301 Moved", headers={"Location": "https://a.example/"}), pages=["https://a.example/"])


def _special(mode: int, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = mode << 16
        archive.writestr(info, data)
    return out.getvalue()


def _same_name() -> bytes:
    return made.packed({"a.txt": "Two people died.", "b.txt": "Ten people died."}).replace(b"b.txt", b"a.txt")


def _flagged(flag: int) -> bytes:
    data = bytearray(made.packed({"a.txt": "Two people died."}))
    data[6] |= flag
    data[data.rindex(b"PK\x01\x02") + 8] |= flag
    return bytes(data)


def _names() -> _Made:
    """Names of the files themselves, as far as a file system takes them."""
    text = "\n\n".join(made.WORDS).encode()
    for name in ("a\nb.txt", f"a{_BIDI}b.txt", "x" * 240 + ".txt", "\x1b[2J.txt", "-rf.txt", "$(id).txt", "a'b\"c.txt", "<b>.txt", "\u200b.txt", "é.txt", "..txt", "a.txt.exe"):
        yield name, lambda: text


def _texts() -> _Made:
    yield "200mb.txt", lambda: b"Many people died. " * 11_200_000
    yield "19mb-one-line.txt", lambda: b"Many people died. " * 1_100_000
    yield "19mb-paragraphs.txt", lambda: b"Ten died.\n\n" * 1_700_000
    yield "19mb-lines.txt", lambda: b"Ten died.\n" * 1_900_000
    yield "19mb-letters.txt", lambda: b"a" * 19_000_000
    yield "19mb-spaces.txt", lambda: b"a" + b" " * 19_000_000 + b"b"
    yield "19mb-quotes.txt", lambda: b'"' * 19_000_000
    yield "19mb-combining.txt", lambda: ("e" + "\u0301" * 9_000_000).encode()
    yield "bidi.txt", lambda: (f"At least 21{_BIDI} people were killed, the mayor said. " * 1_000).encode()
    yield "tags.txt", lambda: ("Two died." + "".join(chr(0xE0000 + n % 127) for n in range(100_000))).encode()
    yield "nuls.txt", lambda: b"Two people\0 were killed. " * 10_000
    yield "surrogates.txt", lambda: b"\xed\xa0\x80 people were killed in the town. " * 1_000
    yield "utf7.txt", lambda: b"+ADw-script+AD4- Two people died."
    yield "utf16-cut.txt", lambda: "Two people died.".encode("utf-16")[:-1]
    yield "overlong.txt", lambda: b"\xc0\xae\xc0\xae/ Two people died."
    yield "digits.txt", lambda: b"At least " + b"9" * 1_000_000 + b" people were killed."
    yield "dates.txt", lambda: b"On 99/99/9999 and 31 February 2031, " * 100_000 + b"ten died."
    yield "deep.json", lambda: b'{"text": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}"
    yield "bad-lines.jsonl", lambda: b'{"text": "Two people died."}\n{"text": }\n' * 1_000
    yield "number.jsonl", lambda: b'{"text": "Two people died.", "published": ' + b"9" * 100_000 + b"}\n"
    yield "deep.html", lambda: b"<html><body>" + b"<div>" * 200_000 + b"Two people died."
    yield "elements.html", lambda: b"<html><body><p>" + b"<b>a</b>" * 1_000_000
    yield "attributes.html", lambda: b"<html><body><p " + b"a=b " * 2_000_000 + b">Two people died.</p>"
    yield "one-attribute.html", lambda: b"<html><body><p title='" + b"x" * 15_000_000 + b"'>Two people died.</p></body></html>"
    yield "comments.html", lambda: b"<html><!--" + b"--" * 5_000_000 + b"<p>Two people died."
    yield "tables.html", lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + b"Two people died."
    yield "json-ld.html", lambda: b"<html><head><script type='application/ld+json'>" + b"[" * 500_000 + b"</script></head><body><article><p>Two people were killed in the town.</p></article></body></html>"
    yield "charset.html", lambda: b"<html><head><meta charset='utf-7'></head><body><p>+ADw-script+AD4- Two people died.</p></body></html>"
    yield "entities-numeric.html", lambda: b"<html><body><p>" + b"&#x110000;&#0;&#xD800;" * 100_000 + b"Two people died.</p></body></html>"
    yield "unclosed.html", lambda: b"<html><body><p><a <a <a " * 100_000
    yield "empty.txt", lambda: b""
    yield "white.txt", lambda: b" \n\t\r\n" * 1_000_000


def _mails() -> _Made:
    yield "nested.eml", lambda: _nested_mail(5_000)
    yield "nested-300.eml", lambda: _nested_mail(300)
    yield "parts-50000.eml", lambda: b"MIME-Version: 1.0\nFrom: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 50_000 + b"--x--\n"
    yield "boundary-5000.eml", lambda: b"MIME-Version: 1.0\nFrom: a\nContent-Type: multipart/mixed; boundary=" + b"x" * 5_000 + b"\n\nTwo people died.\n"
    yield "headers-200k.eml", lambda: b"MIME-Version: 1.0\nFrom: a\n" + b"X-A: b\n" * 200_000 + b"\nTwo people died.\n"
    yield "header-5mb.eml", lambda: b"MIME-Version: 1.0\nFrom: a\nSubject: " + b"=?utf-8?q?a?= " * 350_000 + b"\n\nTwo people died.\n"
    yield "folded.eml", lambda: b"MIME-Version: 1.0\nFrom: a\nSubject: a" + b"\n " * 500_000 + b"\n\nTwo people died.\n"
    yield "base64-bad.eml", lambda: b"MIME-Version: 1.0\nFrom: a\nContent-Transfer-Encoding: base64\n\n" + b"!!!!" * 100_000
    yield "charset.eml", lambda: made.mail().replace(b"utf-8", b"../../x").replace(b"us-ascii", b"rot13")
    yield "date.eml", lambda: made.mail().replace(b"07 May 2031", b"99 Foo 99999")
    yield "names.eml", lambda: made.mail(*((name.replace("\n", " ").replace("\r", " ").replace("\0", " ").encode("utf-8", "replace").decode(), "application/octet-stream", b"Two people died.") for name in _EVIL))
    yield "attached-bomb.eml", lambda: made.mail(("a.zip", "application/zip", made.packed({"a.txt": _zeros(500 * _MB)})))
    yield "html-bomb.eml", lambda: made.mail(text="", html="<div>" * 100_000 + "Two people died.")
    yield "remote.eml", lambda: made.mail(text="", html="<img src='http://127.0.0.1:9/a.png'><p>Two people died.</p>")
    yield "message-in-message.eml", lambda: b"MIME-Version: 1.0\nFrom: a\nContent-Type: message/rfc822\n\n" * 200 + made.mail()
    yield "many.mbox", lambda: b"From a@b.example Wed May  7 10:00:00 2031\nMIME-Version: 1.0\nFrom: a\n\nTwo died.\n\n" * 12_000
    yield "froms.mbox", lambda: b"From a Wed May  7 10:00:00 2031\nFrom: a\nMIME-Version: 1.0\n\n" + b"\nFrom \n" * 500_000


def _nested_mail(levels: int) -> bytes:
    head = b"MIME-Version: 1.0\nFrom: a\n"
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels))
    return head + opened + b"\nTwo people died.\n"


def _tables() -> _Made:
    yield "columns-100k.csv", lambda: b",".join(b"c%d" % n for n in range(100_000)) + b"\n" + b",".join([b"1"] * 100_000)
    yield "quote-open.csv", lambda: b'a,b\n"' + b"x,\n" * 1_000_000
    yield "quotes.csv", lambda: b'a,b\n"' + b'""' * 5_000_000 + b'",1\n'
    yield "rows-1m.csv", lambda: b"Name,Killed\n" + b"Ilan Voss,1\n" * 1_000_000
    yield "cell-10mb.csv", lambda: b"Name,Killed\n" + b"x" * 10_000_000 + b",1\n"
    yield "nul.csv", lambda: b"Name,Killed\nIl\0an,1\n" * 1_000
    yield "old.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le") + _noise(4_000, 20)
    yield "old-fat-loop.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(10) + struct.pack("<8I", 1, 0, 0, 4096, 0, 0, 0, 0) + struct.pack("<I", 0) * 109 + "Workbook".encode("utf-16-le") + bytes(4_096)
