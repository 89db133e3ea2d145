"""Words of a sentence with their offsets; hyphens stand apart, digits keep their thousands separators.

Square brackets are no words: what an editor put into a quotation reads on ("29 [members] of [his] family").
"""

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # 1,500
    r"|\d+(?:\.\d+)?(?:st|nd|rd|th)\b"  # 14th
    r"|\d+(?:[.:]\d+)?"  # 14, 2.5, 9:30
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"  # letters, with apostrophes inside
    r"|[^\s\[\]]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a mark: offsets in code points of the report's text."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def is_letters(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()


def words_of(text: str, *, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Return the words of ``text[start:end]``."""
    stop = len(text) if end is None else end
    return tuple(
        Word(start=match.start(), end=match.end(), text=match.group(), lower=match.group().lower().replace("’", "'"))
        for match in _WORD.finditer(text, start, stop)
    )
