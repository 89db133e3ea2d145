"""Words into pieces of words (WordPiece): the longest known beginning first, without case and accents."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

_LONGEST = 100  # letters of a word; a longer one is no word
_KEPT = 65_536  # words remembered
UNKNOWN = "[UNK]"


class Pieces:
    """Splits words by a vocabulary; remembers what it split."""

    __slots__ = ("_known", "of")

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._known = vocabulary
        self.of = lru_cache(maxsize=_KEPT)(self._split)

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return (self._known[UNKNOWN],)
        return tuple(number for chunk in _chunks(word) for number in self._numbers(chunk))

    def _numbers(self, chunk: str) -> list[int]:
        found, start = [], 0
        while start < len(chunk):
            for end in range(len(chunk), start, -1):
                number = self._known.get(chunk[start:end] if start == 0 else f"##{chunk[start:end]}")
                if number is not None:
                    break
            else:
                return [self._known[UNKNOWN]]
            found.append(number)
            start = end
        return found


def _chunks(word: str) -> Iterator[str]:
    """Yield runs of letters and digits, and every other sign alone."""
    plain = unicodedata.normalize("NFD", word.lower())
    run = ""
    for sign in plain:
        category = unicodedata.category(sign)
        if category in {"Mn", "Cc", "Cf"} or sign.isspace():
            continue
        if category[0] in "LNM" and not "\u3400" <= sign <= "\u9fff":
            run += sign
            continue
        if run:
            yield run
        run = ""
        yield sign
    if run:
        yield run
