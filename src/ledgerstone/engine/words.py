"""Words as the treebanks cut them: clitics and hyphens stand apart, abbreviations and figures stay whole."""

import re

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Maj|Capt|Prof|Rev|Gov|Sen|Rep|Jr|Sr|Inc|Ltd|Co|Corp)\."
    r"|(?<!\w)(?-i:[A-Z])\.(?=\s(?-i:[A-Z]))"  # an initial
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+?(?=n['’]t\b)"
    r"|n['’]t\b"
    r"|[^\W_]+(?:['’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*"
    r"|\.{2,}|-{2,}"
    r"|\S",
    re.IGNORECASE,
)


def words_of_sentence(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the words of ``text[start:end]``."""
    return [match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)]
