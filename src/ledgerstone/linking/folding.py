"""Words as they are compared: without case, accents and punctuation."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return ``text`` in lower case, without accents, its words parted by single spaces."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(_WORD.findall(text.casefold().replace("'", "").replace("’", "")))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``."""
    return tuple(folded(text).split())
