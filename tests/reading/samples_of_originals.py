"""Invented originals: pages and PDFs written by hand, small enough to check by eye."""

TOWN_PARAGRAPHS = (
    "At least 12 people were killed when shells hit the market of Old Tarna on Tuesday, the mayor said.",
    "The army of Karsa denied that any of its units had fired that day, and promised an inquiry.",
    "Doctors at the district hospital spoke of more than 40 wounded, among them several children.",
)


def page(*paragraphs: str, head: str = "", before: str = "", lang: str = "en") -> bytes:
    """A web page with an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or TOWN_PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body><nav><a href="/">Home</a>'
        f"</nav><article>{before}{body}</article><footer>Imprint</footer></body></html>"
    ).encode()


def pdf(*pages: list[tuple[int, int, str]], entries: bytes = b"", title: str = "") -> bytes:
    """A PDF with Helvetica alone.

    Args:
        pages: for each page, its lines as (left, bottom, text) in points.
        entries: further entries of the trailer.
        title: its title in the document's own metadata.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b"".join(b"1 0 0 1 %d %d Tm (%s) Tj\n" % (x, y, _escaped(text)) for x, y, text in lines)
        content = b"BT /F1 11 Tf\n" + shown + b"ET"
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(b"<< /Title (%s) >>" % _escaped(title))
    return _file(objects, b"/Info %d 0 R " % len(objects) + entries)


def locked_pdf() -> bytes:
    """A PDF whose password is nobody's: its check values agree with no password at all, the empty one included."""
    key = b"<" + b"ab" * 32 + b">"
    return pdf(
        [(50, 780, "Nobody reads this.")],
        entries=b"/Encrypt << /Filter /Standard /V 1 /R 2 /O " + key + b" /U " + key + b" /P -4 >> /ID [<01> <01>] ",
    )


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: list[bytes], entries: bytes) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, entries, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
