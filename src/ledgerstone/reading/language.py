"""The language of a text. English is told by its commonest words; only other texts load a model.

Loading py3langid with numpy and its model takes half a second or more, counting words a millisecond. These words make
up a third to a half of English prose, and less than an eighth of the languages that share some (Dutch, German).
"""

import re
from functools import cache
from typing import Any

_ENGLISH = frozenset(
    "the of and to a that for was with as by it at from were be been had has have who which this their they his her "
    "its but not are is on in an or after said when would also more than".split()
)
_DISTINCT = frozenset("the and that with were been which this their they would from".split())
_SHARE = 0.22
_MOST_DISTINCT = 3  # different words that hardly any other language has; one is asked for in each twenty words
_SAMPLE = 20_000  # characters
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 8  # words; the language of fewer is a guess
_SURE = 0.9  # probability
_TAG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


def language_of(text: str, *, declared: str | None = None) -> str | None:
    """Return the language of a text as a BCP 47 primary subtag, or None.

    The text itself is believed before what a page declares: templates often declare a language that nobody wrote.

    Args:
        text: the report's text.
        declared: what the original says of itself ("en-GB").
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    said = _primary(declared)
    common = [word for word in words if word in _ENGLISH]
    own = len(_DISTINCT.intersection(common))
    needed = _SHARE / 2 if said == "en" else _SHARE
    if len(common) >= max(2, needed * len(words)) and own >= min(_MOST_DISTINCT, len(words) // 20):
        return "en"
    if len(words) < _ENOUGH:
        return said
    found, probability = _identifier().classify(text[:_SAMPLE].lower())
    return str(found) if probability >= _SURE else said


def _primary(declared: str | None) -> str | None:
    found = _TAG.match(declared.strip()) if declared else None
    return found.group().lower() if found else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (0.7 s that an English text need not pay)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
