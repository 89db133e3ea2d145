"""The words of a text with how they are written, and which of them belong to people's names."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ledgerstone.extraction.places.place_words import CONNECTORS, DIRECTIONS, FUNCTION, OFFICES, ORGANISATIONS, TYPES
from ledgerstone.vocabulary.gazetteer import Gazetteer

_TAILS = (
    "based|born|led|backed|held|controlled|wide|area|bound|linked|aligned|occupied|funded|"
    "majority|style|trained|made|owned|run|"
    "registered|bashing|themed|dominated|sponsored|supported|supplied|brokered|mediated|administered"
)
_WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:St|Mt|Ft)\.|[^\W\d_]+(?:[-'’ʿ`](?!s\b|(?:" + _TAILS + r")\b)[^\W\d_]+)*")
_TITLED = re.compile(r"\b(?:Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Prof|Gen|Col|Capt|Lt|Sgt|Maj|Rev)\.\s([A-Z][\w’'-]+)")


class Token(NamedTuple):
    """A word of the text. ``name`` says that it is written as a name is."""

    start: int
    end: int
    text: str
    low: str
    name: bool


def tokens(text: str) -> list[Token]:
    """Return the words of the text."""
    return [
        Token(m.start(), m.end(), m.group(), m.group().casefold(), _is_name(m.group())) for m in _WORD.finditer(text)
    ]


def _is_name(word: str) -> bool:
    return word[0].isupper() or (
        "-" in word and word[:4].casefold().split("-")[0] in CONNECTORS and word.rsplit("-", 1)[1][:1].isupper()
    )


@dataclass(frozen=True, slots=True)
class People:
    """Words of capitalised spans that the gazetteer does not know as a whole, as "Tavin Oreld": all, the last."""

    any: set[str]
    last: set[str]


def names_of_people(text: str, words: list[Token], gazetteer: Gazetteer) -> People:
    """Return the words of a text that belong to names of people, as far as their spelling and titles show it."""
    people = People(set(), set())
    people.last.update(match[1].casefold() for match in _TITLED.finditer(text))
    run: list[Token] = []
    for word in [*words, Token(-1, -1, "", "", name=False)]:
        if run and (text[run[-1].end : word.start] != " " or not word.name or word.low in FUNCTION):
            other = any(w.low in TYPES or w.low in ORGANISATIONS or w.low in OFFICES for w in run)
            if len(run) > 1 and not other and not gazetteer.find(text[run[0].start : run[-1].end]):
                people.any.update(w.low for w in run)
                people.last.add(run[-1].low)
            run = []
        if (
            word.name
            and word.low not in FUNCTION
            and word.low not in DIRECTIONS
            and not gazetteer.country_of(word.text)
        ):
            run.append(word)
    return people
