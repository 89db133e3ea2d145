"""Which sentences the language engine reads: those with a name or an act in them, of which a rule will ask."""

import re
from collections.abc import Mapping, Sequence

from ledgerstone.engine.engine import Engine
from ledgerstone.engine.parses import Parse
from ledgerstone.extraction.text.sentences import Sentence

_LONGEST = 1_200  # characters: what is longer is a table, a list or noise, and has no tree
_NAME = re.compile(r"[^.!?\s\d]\W*\s[^\w\s]*[A-Z][^\W\d_]")  # a capitalised word that does not only open the sentence
_FIRST = re.compile(r"\W*[A-Z]\w+ (?:[A-Z]|in\b|and\b|,)")


def parse_sentences(text: str, sentences: Sequence[Sentence], engine: Engine) -> Mapping[int, Parse]:
    """Return the parses of the sentences with a name in them, by where each begins."""
    asked = [
        sentence
        for sentence in sentences
        if len(sentence.text) <= _LONGEST and (_NAME.search(sentence.text) or _FIRST.match(sentence.text))
    ]
    parses = engine.read(text, [(sentence.start, sentence.end) for sentence in asked])
    return {sentence.start: parse for sentence, parse in zip(asked, parses, strict=True)}
