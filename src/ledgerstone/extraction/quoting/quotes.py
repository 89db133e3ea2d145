"""Find a quotation in a text although quotes, dashes, white space or Unicode forms differ, with exact offsets.

Both sides are folded the same way, character by character, and each folded character remembers where it came from; so
the passage that is kept is the report's own, never the model's.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_FOLDS = {
    **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),  # do not show
}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``origins[i]`` is where in the text its character ``i`` comes from."""

    text: str
    origins: tuple[int, ...]

    def find(self, quote: str, *, after: int = 0) -> tuple[int, int] | None:
        """Return the span, in the text before folding, of a quotation's first occurrence that begins at ``after``."""
        wanted = fold(quote).text.strip()
        if not wanted:
            return None
        at = self.text.find(wanted)
        while at >= 0 and self.origins[at] < after:
            at = self.text.find(wanted, at + 1)
        return (self.origins[at], self.origins[at + len(wanted) - 1] + 1) if at >= 0 else None


def fold(text: str) -> Folded:
    """Return the folded text. Takes time linear in its length."""
    characters: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        for each in _folded(character):
            if each == " " and characters and characters[-1] == " ":
                continue
            characters.append(each)
            origins.append(place)
    return Folded("".join(characters), tuple(origins))


@cache
def _folded(character: str) -> str:
    if character in _FOLDS:
        return _FOLDS[character]
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", character))
