"""What a given name lets one presume of its bearer's sex. A presumption: whoever uses it says so.

Only names that nearly everybody shares a sex with stand in the list; spellings are folded before they are compared.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from ledgerstone import vocabulary

_SERVANT = re.compile(r"(?:abd|abdal|abdul|abdel|abdoul|abd[aeu]l?[a-z]{3,})$")  # "servant of": a man's name
_MOTHER, _FATHER = frozenset({"um", "umm", "oum", "om", "omm"}), frozenset({"abu", "abo", "abou"})
_TITLES = {"mr": "male", "mrs": "female", "ms": "female", "hajja": "female", "haja": "female"}
_LETTERS = re.compile(r"[^\W\d_]+")
_FOLDS = (
    ("ee", "i"), ("oo", "u"), ("ou", "u"), ("ei", "i"), ("ai", "ay"), ("aa", "a"), ("kh", "h"), ("q", "k"), ("ck", "k"),
    ("e", "i"), ("o", "u"),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def sex_by_name(name: str) -> str | None:
    """Return the sex that a person's full name lets one presume, or None."""
    words = _LETTERS.findall(_plain(name))
    while words and words[0] in _TITLES:
        return _TITLES[words[0]]
    if not words:
        return None
    first = words[0]
    if first in _MOTHER or first in _FATHER:
        return "female" if first in _MOTHER else "male"
    if _SERVANT.match(first):
        return "male"
    known = _names()
    longer = " ".join(_fold(word) for word in words[:3])
    return known.get(longer) or known.get(_fold(first))


@cache
def _names() -> Mapping[str, str]:
    tree = vocabulary.read("given_names.yaml")
    spelled = {sex: {_key(name) for name in tree[sex]} for sex in ("male", "female")}
    for row in vocabulary.read("name_spellings.yaml")["names"]:
        folds = {_fold(word) for word in row}
        for names in spelled.values():
            if folds & names:
                names.update(folds)
    both = spelled["male"] & spelled["female"]
    return {name: sex for sex, names in spelled.items() for name in names - both}


def _key(name: str) -> str:
    return " ".join(_fold(word) for word in _LETTERS.findall(_plain(name)))


def _plain(name: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return re.sub(r"['’ʼ`‘ʿ]", "", bare).casefold()


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    for old, new in _FOLDS:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[:-1] if word.endswith("ah") else word
