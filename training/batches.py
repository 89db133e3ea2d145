"""Examples into tensors: pieces of words, the shape of each word, and where each word begins."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ledgerstone.engine.encoding import Array, encode
from ledgerstone.engine.pieces import Pieces
from training.examples import Example

_MOST = 64  # the most sentences of a batch, halved for longer ones: few shapes of tensors, compiled once each
_PIECES = 1.3  # of a word
_STEP = 16  # rows are filled up to a multiple of it

UNKNOWN = -100  # a label that nobody annotated


@dataclass
class Batch:
    """Inputs of the network and labels; position 0 of a sentence's words is the root, which has no labels."""

    pieces: Tensor
    shapes: Tensor
    firsts: Tensor
    tags: Tensor
    heads: Tensor
    relations: Tensor
    entities: Tensor


def batches(
    examples: Sequence[Example], pieces: Pieces, *, size: int, dice: random.Random | None = None
) -> Iterator[Batch]:
    """Yield batches of about ``size`` pieces, of sentences of like length; shuffled and varied in case with ``dice``."""
    order = list(examples)
    if dice:
        dice.shuffle(order)
        order = [_varied(each, dice) for each in order]
    pools = [order[i : i + 2000] for i in range(0, len(order), 2000)]
    for pool in pools:
        pool.sort(key=lambda each: len(each.words))
        groups, first = [], 0
        while first < len(pool):
            count = _MOST
            while count > 1 and count * len(pool[min(first + count, len(pool)) - 1].words) * _PIECES > size:
                count //= 2
            groups.append(pool[first : first + count])
            first += count
        if dice:
            dice.shuffle(groups)
        yield from (_batch(group, pieces) for group in groups if group)


def _varied(example: Example, dice: random.Random) -> Example:
    """Now and then write a sentence all in capitals, or all small, so that names are known by more than their case."""
    chance = dice.random()
    if chance < 0.06:
        return replace(example, words=tuple(word.upper() for word in example.words))
    return replace(example, words=tuple(word.lower() for word in example.words)) if chance < 0.08 else example


def _batch(group: Sequence[Example], pieces: Pieces) -> Batch:
    arrays = encode([each.words for each in group], pieces)
    length = -(-arrays.pieces.shape[1] // _STEP) * _STEP
    width = -(-arrays.firsts.shape[1] // _STEP) * _STEP

    def wide(array: Array, to: int) -> Tensor:
        return torch.from_numpy(np.pad(array, ((0, 0), (0, to - array.shape[1]))))

    def padded(name: str) -> Tensor:
        rows = []
        for each in group:
            known = getattr(each, name) or (UNKNOWN,) * len(each.words)
            row = [UNKNOWN, *known][:width]
            rows.append(row + [UNKNOWN] * (width - len(row)))
        return torch.tensor(rows)

    return Batch(
        pieces=wide(arrays.pieces, length), shapes=wide(arrays.shapes, length), firsts=wide(arrays.firsts, width),
        tags=padded("tags"), heads=padded("heads"), relations=padded("relations"), entities=padded("entities"),
    )  # fmt: skip


def read_pieces(weights: Path) -> Pieces:
    """Return the vocabulary of the published encoder."""
    lines = (weights / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return Pieces({piece: number for number, piece in enumerate(lines)})
