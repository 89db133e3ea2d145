"""The form in which place names are compared: without case, accents, hyphens, apostrophes and kinds of article."""

import re
import unicodedata

_PLAIN = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h", "ŧ": "t",
        "-": " ", "‐": " ", "‑": " ", "–": " ", "_": " ", ".": None,
        "'": None, "’": None, "‘": None, "`": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "´": None, "ˈ": None,
    }
)  # fmt: skip
_ARTICLE = re.compile(r"\b(?:el|ul|[ae](sh|s|d|r|t|n|z)(?= \1)) ")


def fold(name: str) -> str:
    """Return the key of a place name: "Deir el-Balaḩ" and "Deir Al Balah" have the same one.

    The Arabic article is written "al" before every letter, as reports do so or not at will.
    """
    key = name.casefold()
    if not key.isascii():
        key = "".join(c for c in unicodedata.normalize("NFD", key) if not unicodedata.combining(c))
    key = " ".join(key.translate(_PLAIN).split())
    return _ARTICLE.sub("al ", key) if " " in key else key


def without_article(key: str) -> str:
    """Return a folded name without a leading Arabic article, or an empty text if it has none or little is left."""
    short = key[3:] if key.startswith("al ") else ""
    return short if len(short) > 2 else ""  # noqa: PLR2004 (two letters are no name)
