"""The one form in which text enters a record, fixed before any offset exists."""

import re
import unicodedata

_REPLACED = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")


def normal(text: str) -> str:
    """Return ``text`` as records hold it: NFC, line ends as LF, NUL and lone surrogates as U+FFFD."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", _REPLACED.sub("�", text)))


def is_normal(text: str) -> bool:
    """Say whether canonical JSON takes ``text`` as it is. A carriage return is allowed here; a reader removes it."""
    if text.isascii():
        return "\x00" not in text
    return not _REPLACED.search(text) and unicodedata.is_normalized("NFC", text)
