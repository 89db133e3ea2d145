"""A sentence to learn from: words, and of each what is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """Words with codes of the lists above; ``heads`` count from 1, 0 is the root; None where nobody annotated it."""

    words: tuple[str, ...]
    tags: tuple[int, ...] | None = None
    heads: tuple[int, ...] | None = None
    relations: tuple[int, ...] | None = None
    entities: tuple[int, ...] | None = None
