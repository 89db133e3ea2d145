"""Runs the network over sentences, on one core, with onnxruntime alone."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from ledgerstone.engine.encoding import Array, encode
from ledgerstone.engine.labels import ENTITIES, RELATIONS, TAGS
from ledgerstone.engine.parses import Name, Parse
from ledgerstone.engine.pieces import Pieces
from ledgerstone.engine.words import words_of_sentence
from ledgerstone.errors import MissingResource

WEIGHTS = Path(__file__).with_name("weights.onnx")
_VOCABULARY = "pieces.txt"
_BATCH = 2_000  # pieces that are read at once, those that fill up shorter sentences among them
_FATAL = 3  # the least severity that onnxruntime prints


class Engine:
    """The network, opened when it first reads; see ``open_engine``. It does not change, and is pickled by its path."""

    def __init__(self, weights: Path) -> None:
        self.weights = weights
        self.digest = _digest(weights)

    def read(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Parse]:
        """Return the parse of each sentence of ``text``; words behind the longest stretch that is read are left out."""
        words = [words_of_sentence(text, *span) for span in spans]
        parses: list[Parse | None] = [None] * len(spans)
        for group in _groups(words):
            batch = encode([[text[start:end] for start, end in words[i]] for i in group], self._pieces)
            tags, names, heads, relations = self._session.run(
                None, {"pieces": batch.pieces, "shapes": batch.shapes, "firsts": batch.firsts}
            )
            for row, i in enumerate(group):
                count = int((batch.firsts[row] > 0).sum())
                parses[i] = _parse(
                    text, words[i][:count], *(each[row, 1 : count + 1] for each in (tags, names, heads, relations))
                )
        return [parse for parse in parses if parse is not None]

    @cached_property
    def _pieces(self) -> Pieces:
        lines = self.weights.with_name(_VOCABULARY).read_text(encoding="utf-8").splitlines()
        return Pieces({piece: number for number, piece in enumerate(lines)})

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        onnxruntime.disable_telemetry_events()  # once more, should the variable lose its name: see engine/__init__.py
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = (
            1  # one process, one core: whoever wants more starts more
        )
        options.log_severity_level = _FATAL
        return onnxruntime.InferenceSession(self.weights, options, providers=["CPUExecutionProvider"])

    def __reduce__(self) -> tuple[Any, ...]:
        return open_engine, (self.weights,)


def open_engine(weights: Path = WEIGHTS) -> Engine:
    """Open the engine.

    Raises:
        MissingResource: the weights are not there.
    """
    if not weights.is_file():
        raise MissingResource("The weights of the language engine are not there.", do="Install the package again.")
    return Engine(weights)


def _digest(weights: Path) -> str:
    return hashlib.sha256(weights.read_bytes()).hexdigest()


def _groups(sentences: Sequence[Sequence[object]]) -> Iterator[list[int]]:
    """Yield the indices of sentences of like length, as many as are read at once; those without words are left out."""
    order = sorted((i for i, words in enumerate(sentences) if words), key=lambda i: len(sentences[i]))
    group: list[int] = []
    for i in order:
        if group and (len(group) + 1) * len(sentences[i]) > _BATCH:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _parse(
    text: str, words: Sequence[tuple[int, int]], tags: Array, names: Array, heads: Array, relations: Array
) -> Parse:
    return Parse(
        words=tuple(text[start:end] for start, end in words),
        starts=tuple(start for start, _ in words),
        ends=tuple(end for _, end in words),
        tags=tuple(TAGS[code] for code in tags.tolist()),
        heads=tuple(head - 1 if head <= len(words) else -1 for head in heads.tolist()),
        relations=tuple(RELATIONS[code] for code in relations.tolist()),
        names=tuple(_names(words, names)),
    )


def _names(words: Sequence[tuple[int, int]], logits: Any) -> Iterator[Name]:
    """Yield the names: a run of words of one kind, from a beginning on, with the least sure word's probability."""
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    codes = odds.argmax(axis=1).tolist()
    opened, kind = 0, ""
    for at, code in enumerate([*codes, 0]):
        mark, _, this = ENTITIES[code].partition("-")
        if kind and (mark != "I" or this != kind):
            score = min(float(odds[i, codes[i]]) for i in range(opened, at))
            yield Name(words[opened][0], words[at - 1][1], kind, round(score, 4))
            kind = ""
        if mark != "O" and not kind:
            opened, kind = at, this
