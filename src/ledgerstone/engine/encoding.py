"""Words into what the network reads: numbers of pieces, the shape of each word, and where each word begins."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ledgerstone.engine.pieces import Pieces

LONGEST = 254  # pieces of a sentence; attention takes the square of it
_BEGIN, _END = 101, 102  # [CLS], [SEP]
LOWER, CAPITAL, UPPER, MIXED, DIGITS, OTHER = range(6)

Array = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch, a row a sentence, 0 where a row is shorter. Column 0 of ``firsts`` is the root."""

    pieces: Array
    shapes: Array
    firsts: Array


def encode(sentences: Sequence[Sequence[str]], pieces: Pieces) -> Encoded:
    """Encode sentences of words; words behind the longest stretch that is read have no place in ``firsts``."""
    rows: list[tuple[list[int], list[int], list[int]]] = []
    for words in sentences:
        numbers, shapes, firsts = [_BEGIN], [OTHER], [0]
        for word in words:
            split = pieces.of(word)
            if len(numbers) + len(split) > LONGEST + 1:
                break
            firsts.append(len(numbers) if split else max(1, len(numbers) - 1))  # one without pieces is read at the last
            numbers += split
            shapes += [shape_of(word)] * len(split)
        rows.append(([*numbers, _END], [*shapes, OTHER], firsts))
    return Encoded(*(_padded([row[i] for row in rows]) for i in range(3)))


def shape_of(word: str) -> int:
    """Return how a word is written: its capitals are all that tells many a name."""
    if word.isdigit():
        return DIGITS
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return OTHER
    if all(map(str.islower, letters)):
        return LOWER
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return UPPER
    return CAPITAL if letters[0].isupper() and all(map(str.islower, letters[1:])) else MIXED


def _padded(rows: list[list[int]]) -> Array:
    width = max(map(len, rows))
    return np.array([row + [0] * (width - len(row)) for row in rows], dtype=np.int64)
