"""Words as they are compared: without case, accents and punctuation."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")  # accents, points


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return ``text`` in lower case, without accents, its words parted by single spaces."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(_WORD.findall(text.casefold().replace("'", "").replace("’", "")))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``."""
    return tuple(folded(text).split())
