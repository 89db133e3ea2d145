"""Where the names of places stand in a text: capitalised spans that the gazetteer knows, the longest first."""

import re
from dataclasses import dataclass, field

from ledgerstone.extraction.place_words import (
    CONNECTORS,
    DIRECTIONS,
    FUNCTION,
    LOCATIVE,
    OF_KIND,
    ORGANISATIONS,
    SITES,
    STATES,
    TITLES,
    TYPES,
    not_places,
)
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place

_WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:St|Mt|Ft)\.|[^\W\d_]+(?:[-'’ʿ`](?!s\b)[^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n]['\"”’)]{0,2}|[“\"(\[•*])\s*$")
_LONGEST = 6  # words of one name
_SHORT = 3  # letters of an abbreviation
_TOWN = 15_000  # people of a town that is known without context
_CITY = 100_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text. ``name`` says that it is written as a name is."""

    start: int
    end: int
    text: str
    low: str
    name: bool


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
    weak: bool = False  # it needs the country of the report
    within: "Spot | None" = field(default=None, repr=False)  # the next one, after a comma: "X, Y"


def tokens(text: str) -> list[Token]:
    """Return the words of the text."""
    return [
        Token(m.start(), m.end(), m.group(), m.group().casefold(), _is_name(m.group())) for m in _WORD.finditer(text)
    ]


def _is_name(word: str) -> bool:
    return word[0].isupper() or "-" in word and word[:4].casefold().split("-")[0] in CONNECTORS and word.rsplit("-", 1)[1][:1].isupper()


def find_spots(text: str, words: list[Token], gazetteer: Gazetteer) -> list[Spot]:
    """Return the spans that the gazetteer knows and that nothing near them makes something else, in order."""
    spots: list[Spot] = []
    people = _names_of_people(text, words, gazetteer)
    i = 0
    while i < len(words):
        spot = _spot_at(text, words, i, gazetteer) if words[i].name else None
        if spot is None:
            i += 1
            continue
        judged = _judged(text, words, spot, people, gazetteer)
        if judged:
            spots.append(judged)
        i = spot.last
    for spot, following in zip(spots, spots[1:], strict=False):
        if re.fullmatch(r",\s|\s\(", text[spot.end : following.start]):
            spot.within = following
    return spots


def _spot_at(text: str, words: list[Token], i: int, gazetteer: Gazetteer) -> Spot | None:
    ends = []
    for j in range(i, min(i + _LONGEST, len(words))):
        if j > i and text[words[j - 1].end : words[j].start] not in {" ", "-"}:
            break
        if words[j].name:
            ends.append(j + 1)
        elif words[j].low not in CONNECTORS:
            break
    for j in reversed(ends):
        name = text[words[i].start : words[j - 1].end]
        if j == i + 1 and (words[i].low in FUNCTION or words[i].low in TYPES):
            continue
        candidates = gazetteer.find(name)
        if len(name) <= _SHORT or name.isupper() and len(name) <= 4:  # noqa: PLR2004 (letters of an acronym)
            candidates = tuple(c for c in candidates if c.own or c.kind == "country") if name.isupper() else ()
        if candidates:
            return Spot(i, j, words[i].start, words[j - 1].end, name, candidates)
    return None


def _judged(text: str, words: list[Token], spot: Spot, people: set[str], gazetteer: Gazetteer) -> Spot | None:  # noqa: C901, PLR0911, PLR0912 (one rule a line)
    left = words[spot.first - 1] if spot.first and text[words[spot.first - 1].end : spot.start] == " " else None
    right = words[spot.last] if spot.last < len(words) and text[spot.end : words[spot.last].start] in {" ", "-"} else None
    before = text[max(0, spot.start - 70) : spot.start]
    governed = LOCATIVE.search(before)
    of_kind = OF_KIND.search(before)
    spot.located = bool(governed or of_kind)
    own = spot.candidates[0].own
    large = spot.candidates[0].kind in {"country", "admin1", "region"} or spot.candidates[0].population >= _CITY
    single = spot.last - spot.first == 1
    if of_kind:
        spot.word = of_kind["kind"].casefold().rstrip("s")
        spot.kind = TYPES.get(spot.word)
    if left and left.name and left.low.rstrip(".") in TITLES and not (own and spot.located):
        return None
    if right and right.low in TYPES:
        return _typed(text, words, spot, right, gazetteer)
    if right and right.low == "refugee" and spot.last + 1 < len(words) and words[spot.last + 1].low == "camp":
        spot.kind, spot.word, spot.end, spot.last = "settlement", "camp", words[spot.last + 1].end, spot.last + 2
        return spot
    if right and right.name and right.low in ORGANISATIONS:
        return None
    country = {"country"} & {c.kind for c in spot.candidates}
    if left and left.name and not _beside(left, gazetteer):
        return None
    if right and right.name and not _beside(right, gazetteer) and not (country and gazetteer.country_of(right.text)):
        return spot if own and spot.located else None
    after_state = text[spot.end : spot.end + 9]
    if single and not own:
        stated = re.match(r",\s([A-Z][\w.]{1,8})", after_state)
        safe = spot.located and before.rstrip()[-3:].strip() not in {"to", "on"} or bool(stated and stated[1] in STATES)
        if spot.name.casefold() in not_places() and not (of_kind and of_kind.group().rstrip().endswith(" of")):
            return None if not large or not safe else spot
        if spot.name.casefold() in people and not safe and not country:
            return None
        if _SENTENCE_START.search(before) and not large:
            spot.weak = True
        if not spot.located and spot.candidates[0].kind in {"settlement", "city"} and spot.candidates[0].population < _TOWN:
            spot.weak = True
        elif spot.candidates[0].population < 2_000 and spot.candidates[0].kind == "settlement":  # noqa: PLR2004 (people)
            spot.weak = True
    elif not own and not spot.located and spot.candidates[0].kind == "settlement" and spot.candidates[0].population < 1_000:  # noqa: PLR2004
        spot.weak = True
    return spot


def _typed(text: str, words: list[Token], spot: Spot, right: Token, gazetteer: Gazetteer) -> Spot | None:
    """Take a word for a kind of place into the span: "Homs governorate"; a street or a site is no town's own name."""
    whole = gazetteer.find(text[spot.start : right.end])
    if right.low in SITES and not whole:
        return None
    spot.kind, spot.word = TYPES[right.low], right.low
    spot.end, spot.last, spot.located = right.end, spot.last + 1, True
    if whole:
        spot.candidates, spot.kind, spot.name = whole, None, text[spot.start : spot.end]
    elif right.name and spot.last < len(words) and words[spot.last].name and words[spot.last].low in ORGANISATIONS:
        return None
    return spot


def _beside(word: Token, gazetteer: Gazetteer) -> bool:
    """Say whether a capitalised word beside a name is no part of it."""
    return (
        word.low in FUNCTION
        or word.low in DIRECTIONS
        or word.low in TYPES
        or gazetteer.country_of(word.text) is not None
    )


def _names_of_people(text: str, words: list[Token], gazetteer: Gazetteer) -> set[str]:
    """Return the words that stand in capitalised spans that the gazetteer does not know as a whole: "Samir Haidar"."""
    found: set[str] = set()
    run: list[Token] = []
    for word in [*words, Token(-1, -1, "", "", name=False)]:
        apart = not run or text[run[-1].end : word.start] != " "
        if run and (apart or not word.name or word.low in FUNCTION):
            if len(run) > 1 and not gazetteer.find(text[run[0].start : run[-1].end]) and not any(w.low in TYPES or w.low in DIRECTIONS for w in run):
                found.update(w.low for w in run[0 if run[0].low not in FUNCTION else 1 :])
            run = []
        if word.name and word.low not in FUNCTION and not gazetteer.country_of(word.text):
            run.append(word)
    return found
