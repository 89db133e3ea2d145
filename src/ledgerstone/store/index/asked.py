"""What somebody typed into the search box, as terms that both databases understand."""

import re
from dataclasses import dataclass

from ledgerstone.store.index.folding import folded

_TERM = re.compile(r'(?P<no>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_MOST = 24  # terms: what is longer is no search
_STAR = "*"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; the last one can be a beginning; ``without`` where they must not stand."""

    words: tuple[str, ...]
    beginning: bool = False
    without: bool = False


def read(text: str) -> tuple[Term, ...]:
    """Return what a text asks for: every word, "words one after the other", begin*, and -not this.

    Nothing is an error: what holds no letter or digit asks for nothing. Where only things to leave out are asked for,
    nothing is asked for either, since no search can begin with that.
    """
    terms: list[Term] = []
    for found in _TERM.finditer(text):
        said = found["phrase"] if found["phrase"] is not None else found["word"]
        words = tuple(folded(said).split())
        if words and len(terms) < _MOST:
            beginning = found["phrase"] is None and said.endswith(_STAR)
            terms.append(Term(words, beginning=beginning, without=bool(found["no"])))
    return tuple(terms) if any(not term.without for term in terms) else ()
