"""A sentence as the engine reads it: words with tags, a tree over them, and names."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name over ``start`` to ``end`` of the text. ``kind`` is PER, ORG or LOC; ``score`` 0 to 1 is the network's."""

    start: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """Words in order: spans in code points of the text, tags, and each one's head (-1: the root) and relation."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...]

    def word_at(self, position: int) -> int | None:
        """Return the index of the word that covers a position, or None."""
        index = bisect_right(self.starts, position) - 1
        return index if index >= 0 and position < self.ends[index] else None

    def words_within(self, start: int, end: int) -> range:
        """Return the indices of the words that lie within a span."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))

    def head_of(self, start: int, end: int) -> int | None:
        """Return the word of a span that hangs on a word outside it, or None where the span has no words."""
        inside = self.words_within(start, end)
        return next((word for word in inside if self.heads[word] not in inside), inside[0] if inside else None)

    def up(self, word: int) -> Iterator[int]:
        """Yield a word, its head, that one's head ... to the root, each once."""
        seen = set()
        while word >= 0 and word not in seen:
            yield word
            seen.add(word)
            word = self.heads[word]

    def below(self, word: int) -> Iterator[int]:
        """Yield the words that hang on a word."""
        return (index for index, head in enumerate(self.heads) if head == word)
