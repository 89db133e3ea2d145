"""Characters that do not show: controls, zero-width characters, bidirectional overrides, invisible tags.

They can make a text look different from what it says (a reversed number, a name that no search finds), so they are
taken out before any offset exists, and named in the report's furniture, so that nothing is hidden from a reviewer.
Joiners (U+200C, U+200D) and variation selectors between letters of other scripts are spelling, and stay.
"""

import re
from collections import Counter

from ledgerstone.records.text import normal

_LINE_ENDS = re.compile("\u2028|\x0b")
# A C1 control is nearly always a quotation mark or dash of cp1252 that somebody read as Latin-1; browsers show it so
# (HTML Standard, 13.2.5.80). The five that cp1252 leaves undefined stay, and are hidden.
_MISTAKEN = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_PAGE_ENDS = re.compile("\x0c|\u2029")
# C0 and C1 controls but tab and line feed; soft hyphen; Arabic letter mark; Mongolian vowel separator; zero-width
# space, directional marks, embeddings, overrides and isolates; invisible operators; byte order mark; annotation;
# tags, which can spell out a whole invisible sentence.
_HIDDEN = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<![^\x00-\u024f\u2000-\u206f])[\u200c\u200d]"  # a joiner that follows no letter of another script
)


def without_hidden(text: str) -> tuple[str, str | None, int]:
    """Take out of a paragraph what does not show.

    Args:
        text: a text in normal form.

    Returns:
        The text without hidden characters, in normal form; what was taken out, by code point and number
        ("U+202E x1, U+200B x3"), None where nothing was; and the offset of the first of them in the text returned.
    """
    first = _HIDDEN.search(text)
    if first is None:
        return text, None, 0
    names = Counter(f"U+{ord(character):04X}" for character in _HIDDEN.findall(text))
    # Taking out a character can bring two others together that NFC writes as one.
    shown = normal(_HIDDEN.sub("", text))
    notation = ", ".join(f"{name} x{number}" for name, number in sorted(names.items()))
    return shown, notation, min(len(normal(text[: first.start()])), len(shown))


def with_line_ends(text: str) -> str:
    """Return ``text`` with line ends as LF, page ends as blank lines, and C1 controls as browsers show them."""
    return _PAGE_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", normal(text).translate(_MISTAKEN)))


def one_line(text: str | None, *, longest: int) -> str | None:
    """Return a title or a name as it shows, on one line; None where nothing shows."""
    if text is None:
        return None
    shown = without_hidden(with_line_ends(text[: longest * 4]))[0]
    line = " ".join(shown.split())[:longest].rstrip()
    return normal(line) or None
