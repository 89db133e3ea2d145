"""How a count stands to others: of a longer time or of other incidents, besides others, risen from an earlier one."""

import re

_BACKGROUND = re.compile(
    r"""\bsince\s(?:the\s(?:start|beginning|outbreak|onset|fall|coup|war|conflict|uprising|revolution|invasion|fighting)
        |(?:\w+\s){0,2}(?:bombardment|campaign|offensive|assault|hostilities|escalation)\b
        |\d{4}\b|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|then\b)
    |\b(?:so\sfar|earlier|already)\sthis\s(?:year|month|week)\b
    |\bover\sthe\s(?:past|last)\b|\bin\s(?:the\s)?(?:past|last|recent|previous)\s(?:\w+\s)?(?:years?|months?|weeks?|decades?)\b
    |\bup\suntil\s(?:that|this)\spoint\b|\bto\sdate\b
    |\b(?:during|throughout|in|over)\sthe\s(?:\w+[\s-]){0,3}(?:war|conflict|uprising|insurgency|civil\swar|campaign)\b
    |\bthe\s(?:\w+[\s-]){0,3}(?:war|conflict|uprising|insurgency)\s(?:that\s)?(?:has|had|which)\b
    |\b(?:wars?|conflicts?|fighting|violence|insurgency)\s(?:has|have|had)\s(?:\w+\s)?(?:killed|claimed|left|displaced)\b
    |\ba\s(?:year|month|week|decade)\s(?:ago|earlier|before)\b|\blast\s(?:year|month)\b
    |\byears?\s(?:ago|earlier)\b
    |\b(?:an?|another|the)\s(?:earlier|previous|separate|similar|unrelated)\s(?:\w+\s)?(?:attack|strike|incident|airstrike|raid|massacre|bombing|shelling)\b
    |\banother\s(?:\w+\s){0,3}(?:attack|strike|incident|airstrike|raid|massacre|bombing|shelling)\b
    |\bin\sa\s(?:separate|different|similar|previous)\s(?:attack|strike|incident|airstrike|raid|bombing)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TOTAL = re.compile(r"\bbringing\s(?:the|to)\b|\b(?:raising|raises|brings|brought)\sthe\b|\bas\sof\b", re.IGNORECASE)
_INCREMENT = re.compile(
    r"\b(?:more|additional|further|other)\sbod(?:y|ies)\b|\bbod(?:y|ies)\s(?:were|was|had\sbeen)\s(?:later|also|then)\b",
    re.IGNORECASE,
)
_INITIAL = re.compile(
    r"""\b(?:initially|at\sfirst|earlier\sreports?|early\sreports?|first\sreports?|initial\s(?:\w+\s){0,2}report(?:s|ing|age)?
    |initial\s(?:\w+\s)?(?:toll|count|figures?|sources?|numbers?)|first\sreported\sthat)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:but|later|then|however|before|subsequently|rose|updated|revised|while|whereas)\b", re.IGNORECASE
)
_COMMA = re.compile(r"[,;:]\s|\s[–—]\s")
_NEAR = 110
_OPENING = 6  # characters: "In the", "Since"


def relation_of(sentence: str, start: int, end: int, *, rising: bool, toll: bool, more: bool) -> str:
    """Return the code of a count's relation to others, from the words around it.

    Args:
        sentence: the sentence.
        start: where the count begins in it.
        end: where its word of harm ends.
        rising: the toll is said to have risen.
        toll: the count is a toll's.
        more: the phrase says "more", "others", "another".
    """
    near = sentence[max(0, start - _NEAR) : end + _NEAR]
    if _is_background(sentence, start, end):
        return "background"
    if _is_initial(sentence, start):
        return "initial"
    if rising or _TOTAL.search(sentence[max(0, start - 40) : end]):
        return "running_total"
    if _INCREMENT.search(near):
        return "increment"
    if more and not toll:
        return "in_addition"
    return "whole"


def _is_background(sentence: str, start: int, end: int) -> bool:
    """Say whether a longer time or another incident is named in the count's own stretch, or opens the sentence."""
    left = max((match.end() for match in _COMMA.finditer(sentence, max(0, start - _NEAR), start)), default=0)
    comma = _COMMA.search(sentence, end, end + _NEAR)
    right = comma.start() if comma else end + _NEAR
    opening = _BACKGROUND.search(sentence, 0, start)
    if opening and opening.start() < _OPENING:
        return True
    return _BACKGROUND.search(sentence, max(left, start - _NEAR), right) is not None


def _is_initial(sentence: str, start: int) -> bool:
    """Say whether "initially" stands before the count with no word between them that leads to the later one."""
    ends = [match.end() for match in _INITIAL.finditer(sentence, 0, start)]
    return bool(ends) and not _LATER.search(sentence, ends[-1], start)
