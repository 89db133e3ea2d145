"""The one form in which text enters a record, fixed before any offset exists; and how it is safe to look at."""

import re
import unicodedata

_REPLACED = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
# What does not show and can mislead: controls, bidirectional overrides and isolates, zero-width spaces, tag characters.
# The joiners and the plain direction marks stay: Persian, Hindi and Hebrew are spelled with them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]"
)


def normal(text: str) -> str:
    """Return ``text`` as records hold it: NFC, line ends as LF, NUL and lone surrogates as U+FFFD."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", _REPLACED.sub("�", text)))


def is_normal(text: str) -> bool:
    """Say whether canonical JSON takes ``text`` as it is. A carriage return is allowed here; a reader removes it."""
    if text.isascii():
        return "\x00" not in text
    return not _REPLACED.search(text) and unicodedata.is_normalized("NFC", text)


def seen(text: str) -> str:
    """Return the text with each character that would not show, or would turn the reading, written as ``‹U+202E›``."""
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)


def has_unseen(text: str) -> bool:
    """Say whether ``text`` has a character that would not show, or would turn the reading."""
    return _UNSEEN.search(text) is not None


def on_one_line(text: str) -> str:
    """Return ``text`` as :func:`seen` shows it, on one line: how a file's name or an error reaches a terminal."""
    return " ".join(seen(text).split())
