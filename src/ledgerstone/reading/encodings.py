"""Bytes -> text, when nobody can be trusted to have said the encoding.

A byte order mark is believed first, then UTF-8 if the bytes are valid UTF-8 (hardly any other text is, by accident),
then what the original declares, then what the bytes look like. A guess is told, and so is what cannot be read and
becomes U+FFFD.
"""

import codecs
import re

from charset_normalizer import from_bytes

from ledgerstone.records.text import normal

_MARKS = (  # the longer mark first: UTF-16's is the beginning of UTF-32's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 60_000  # bytes that are looked at; the guess costs time for each byte and each encoding
_WESTERN = frozenset({"ascii", "latin_1", "iso8859_1", "cp1252", "utf_8"})
_UTF16_SHARE = 0.3  # of NULs on one side: Latin text in UTF-16 has nearly half


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """Return the text of ``data`` in normal form, and a sentence on what was guessed or could not be read, or None.

    Args:
        data: the bytes.
        declared: the encoding that the original claims for itself, if any.
    """
    text, remark = _text_of(data, declared)
    if nuls := text.count("\x00"):
        remark = f"{remark} " if remark else ""
        remark += f"{nuls:,} NUL characters stand as U+FFFD."
    return normal(text), remark


def _text_of(data: bytes, declared: str | None) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if (wide := _wide(data)) is not None:
        return _decoded(data, wide)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        if _cut_off(error, data):
            return _decoded(data, "utf-8")
    if (known := _known(declared)) is not None:
        return _decoded(data, known)
    guess = _looks_like(data)
    text, remark = _decoded(data, guess)
    return text, remark or f"The encoding is not stated and not UTF-8; it was guessed to be {guess}."


def _cut_off(error: UnicodeDecodeError, data: bytes) -> bool:
    """Say whether it is UTF-8 but for a few bytes: letters outside ASCII were read before the first wrong one."""
    return not data[: error.start].isascii() or error.start >= len(data) - 3


def _decoded(data: bytes, encoding: str) -> tuple[str, str | None]:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if broken <= 0:
        return text, None
    return text, f"{broken:,} places cannot be read as {encoding} and stand as U+FFFD."


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin text in it has a NUL in every second place, and nearly none in the others."""
    sample = data[:4096]
    if len(sample) < 8:  # noqa: PLR2004 (too short to tell)
        return None
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > _UTF16_SHARE * 2 and even < _UTF16_SHARE / 10:
        return "utf-16-le"
    if even > _UTF16_SHARE * 2 and odd < _UTF16_SHARE / 10:
        return "utf-16-be"
    return None


def _known(name: str | None) -> str | None:
    if not name or not re.fullmatch(r"[A-Za-z0-9._:-]{1,40}", name):
        return None
    try:
        found = codecs.lookup(name).name
        b"x".decode(found)  # base64 and the like are codecs, but no encodings of text
    except (LookupError, UnicodeError, ValueError):
        return None
    # What calls itself Latin-1 or ASCII is cp1252 (WHATWG Encoding Standard, 4.2); UTF-8 it has proven not to be.
    return None if found == "utf-8" else "cp1252" if found in {"iso8859-1", "ascii", "latin-1"} else found


def _looks_like(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    return "cp1252" if best is None or best.encoding in _WESTERN else best.encoding
