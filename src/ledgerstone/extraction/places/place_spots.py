"""A span of a text that may be a place, and the one kind that its form alone shows: a state written for short."""

import re
from dataclasses import dataclass, field

from ledgerstone.extraction.places.place_words import STATE_CODES, STATES
from ledgerstone.extraction.text.capitalised import Token
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place

_WORDS = frozenset({"HI", "IN", "LA", "ME", "OH", "OK", "OR", "PA"})  # codes that are words
_SHORT_STATE = re.compile(r"[A-Z]{2}\b(?![.\w])|W\. ?Va\.|(?:[A-Z]\.){2,3}|[A-Z][a-z]{1,5}\.")
_PARTS = 3  # words that one of them can be: "N.D."


@dataclass(slots=True)
class Spot:
    """A span that may be a place: its candidates, and how sure the text around it makes that it is one."""

    first: int  # index of the first token
    last: int  # index after the last
    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]
    kind: str | None = None  # the precision that a word for a kind of place gives it
    word: str = ""  # that word
    located: bool = False  # "in", "near", "the town of" stand before it
    office: bool = False  # an office of the place is meant
    given: bool = False  # somebody else found that it is one
    weak: bool = False  # it needs the country of the report
    within: "Spot | None" = field(default=None, repr=False)  # the next one, after a comma: "X, Y"


def state_for_short(text: str, words: list[Token], i: int, gazetteer: Gazetteer) -> Spot | None:
    """Return the state that is written for short behind a town or county: "Sella, Pa.", "Orrel County (N.D.)"."""
    start = words[i].start
    behind = text[max(0, start - 2) : start]
    match = _SHORT_STATE.match(text, start) if behind.endswith((", ", "(")) else None
    if match is None:
        return None
    found = gazetteer.find(match.group()) if match.group() in STATES else ()
    if not found and behind == ", " and _may_be_code(words, i, match.group()):
        named = gazetteer.find(STATE_CODES[match.group()])
        found = tuple(place for place in named if place.kind == "admin1" and place.country == "US")
    last = next((j for j in range(i + 1, min(i + _PARTS + 1, len(words))) if words[j].start >= match.end()), i + 1)
    return Spot(i, last, start, match.end(), match.group(), found, given=True) if found else None


def _may_be_code(words: list[Token], i: int, code: str) -> bool:
    """Say whether two capitals can be a state's code: a name stands before the comma."""
    before = words[i - 1] if i else None
    if code not in STATE_CODES or before is None or not before.name or before.end != words[i].start - 2:
        return False
    return not (code in _WORDS and before.text.isupper())
