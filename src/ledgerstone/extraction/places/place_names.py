"""Where the names of places stand in a text: capitalised spans that the gazetteer knows, the longest first."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence

from ledgerstone.engine.parses import Name
from ledgerstone.extraction.places.place_spots import Spot, state_for_short
from ledgerstone.extraction.places.place_words import (
    CONNECTORS,
    DIRECTIONS,
    FUNCTION,
    INSIDE,
    LOCATIVE,
    NO_PLACES,
    OF_KIND,
    OF_SOMETHING,
    OFFICES,
    ORGANISATIONS,
    PART_OF,
    SITES,
    STATES,
    TITLES,
    TYPES,
    not_places,
)
from ledgerstone.extraction.text.capitalised import People, Token, names_of_people
from ledgerstone.vocabulary.gazetteer import Gazetteer

_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n]['\"”’)]{0,2}|[“\"(\[•*])\s*$")
_LONGEST = 6  # words of one name
_SHORT = 3  # letters of an abbreviation
_TOWN = 15_000  # people of a town that is known without context
_ACRONYM = 4
_CITY = 100_000
_COUNTIES = frozenset({"US", "GB", "CA", "IE"})  # where a county seldom bears the name of its seat
_VILLAGE = 2_000
_FAMOUS = 1_000_000
_SURE, _SURE_PERSON = 0.6, 0.85  # probabilities of the engine's names, from which on they are taken
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Prof|Gen|Col|Capt|Lt|Sgt|Maj|Rev|Hon)\.\s$")
_CREDIT = re.compile(r"(?:, [A-Z][\w.]{1,20})? ?(?:\([A-Z]|[-–—])")  # after a dateline's place: "(Agency)", a dash
_NAMESAKES = frozenset(
    "georgia jordan chad israel virginia carolina india kenya montana austin paris victoria "
    "florence charlotte sydney".split()
)


def find_spots(text: str, words: list[Token], gazetteer: Gazetteer, names: Sequence[Name] = ()) -> list[Spot]:
    """Return the spans that the gazetteer knows and that nothing near them makes something else, in order.

    Args:
        text: a report's text.
        words: its words.
        gazetteer: the places that are known.
        names: what the language engine takes for names, in order.
    """
    spots: list[Spot] = []
    people = names_of_people(text, words, gazetteer)
    i = 0
    while i < len(words):
        spot = None
        if words[i].name:
            spot = state_for_short(text, words, i, gazetteer) or _spot_at(text, words, i, gazetteer)
        if spot is None:
            i += 1
            continue
        judged = spot if spot.given else _named(spot, names) or _judged(text, words, spot, people, gazetteer)
        judged = None if judged and _is_person(spot, names) else judged
        if judged:
            spots.append(judged)
        i = spot.last
        while i < len(words) and words[i].start < spot.end:
            i += 1
    for spot, following in itertools.pairwise(spots):
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
        if j == i + 1 and _is_common(words[i], gazetteer):
            continue
        name = text[words[i].start : words[j - 1].end]
        candidates = gazetteer.find(name)
        if len(name) <= _SHORT or (name.isupper() and len(name) <= _ACRONYM):
            candidates = (
                tuple(c for c in candidates if c.own or c.kind not in {"settlement", "city"}) if name.isupper() else ()
            )
        elif j > i + 1 and words[i].low == "the":
            candidates = tuple(c for c in candidates if c.own or c.kind not in {"settlement", "city"})
        if candidates:
            return Spot(i, j, words[i].start, words[j - 1].end, name, candidates)
    return None


def _named(spot: Spot, names: Sequence[Name]) -> Spot | None:
    """Return the spot as sure where the engine takes these very words for a place's name."""
    name = _over(spot, names)
    if name and name.kind == "LOC" and name.score >= _SURE and (name.start, name.end) == (spot.start, spot.end):
        spot.located = True
        return spot
    return None


def _is_person(spot: Spot, names: Sequence[Name]) -> bool:
    """Say whether the engine takes a place's name for a person's or part of one; a country's, where a name follows."""
    name = _over(spot, names)
    if spot.candidates[0].kind == "country":
        return _is_given_name(spot, name, names)
    small = not spot.candidates[0].own and spot.candidates[0].kind not in {"country", "region"}
    return small and name is not None and name.kind == "PER" and name.score >= _SURE_PERSON


def _is_given_name(spot: Spot, name: Name | None, names: Sequence[Name]) -> bool:
    """Say whether a country's name stands right before a person's and is their given name: "Ghana Omar Velt"."""
    if spot.located or (name is not None and name.kind != "PER" and name.score >= _SURE):
        return False
    if name is not None and name.kind == "PER" and name.end > spot.end:
        return name.score >= _SURE_PERSON
    first = bisect_right(names, spot.end, key=lambda following: following.end)
    following = names[first] if first < len(names) else None
    beside = following is not None and following.start == spot.end + 1 and following.kind == "PER"
    return beside and following is not None and following.score >= _SURE


def _over(spot: Spot, names: Sequence[Name]) -> Name | None:
    first = bisect_right(names, spot.start, key=lambda name: name.end)
    return names[first] if first < len(names) and names[first].start < spot.end else None


def _is_common(word: Token, gazetteer: Gazetteer) -> bool:
    """Say whether a single word is no name of a place: "Western", "Camp", "Canadian"."""
    common = word.low in FUNCTION or word.low in TYPES or word.low in DIRECTIONS
    return (common and not word.text.isupper()) or gazetteer.place_of(word.text) is not None


def _judged(text: str, words: list[Token], spot: Spot, people: People, gazetteer: Gazetteer) -> Spot | None:
    """Return the spot with what the words around it say, or None if they make it something else."""
    left = words[spot.first - 1] if spot.first and text[words[spot.first - 1].end : spot.start] == " " else None
    right = (
        words[spot.last] if spot.last < len(words) and text[spot.end : words[spot.last].start] in {" ", "-"} else None
    )
    before = text[max(0, spot.start - 70) : spot.start]
    of_kind = OF_KIND.search(before)
    governed = LOCATIVE.search(before)
    spot.located = bool(governed or of_kind)
    if of_kind:
        spot.word = of_kind["kind"].casefold().rstrip("s")
        spot.kind = TYPES.get(spot.word)
    if spot.name.isupper() and _CREDIT.match(text, spot.end):
        spot.located = True
    if _ABBREVIATED.search(before[-8:]) or text[spot.start - 1 : spot.start] == "$":
        return None
    if left and left.name and left.low.rstrip(".") in TITLES and not (spot.candidates[0].own and spot.located):
        return None
    if right and right.low in TYPES:
        return _typed(text, words, spot, right, gazetteer)
    if right and right.low == "refugee" and spot.last + 1 < len(words) and words[spot.last + 1].low == "camp":
        spot.kind, spot.word, spot.end, spot.last = "settlement", "camp", words[spot.last + 1].end, spot.last + 2
        return spot
    if right and right.name and (right.low in OFFICES or right.low in ORGANISATIONS):
        spot.office = right.low in OFFICES
        return (
            spot
            if spot.office and _is_large(spot) and not (left and left.name and not _beside(left, gazetteer))
            else None
        )
    right = None if _takes_part(text, spot) else right
    country = any(c.kind == "country" for c in spot.candidates)
    if left and left.name and not _beside(left, gazetteer) and not _opens(text, left, spot):
        return None
    if right and right.name and not _beside(right, gazetteer) and not _modifies(spot, country=country):
        known = spot.candidates[0].population >= _CITY or spot.candidates[0].kind in {"country", "admin1", "region"}
        return spot if spot.located and known else None
    spot.office = bool(right and right.name and not _beside(right, gazetteer) and not spot.located)
    inside = bool(governed and governed["word"].casefold() in INSIDE)
    return _sure(
        text, spot, people, before, inside=inside, village=bool(of_kind and of_kind.group().rstrip().endswith(" of"))
    )


def _takes_part(text: str, spot: Spot) -> bool:
    """Take the part of a country into its span, "Ostrevel's western coast", and say whether there was one."""
    part = PART_OF.match(text, spot.end)
    if part and spot.candidates[0].kind in {"country", "admin1", "region"}:
        spot.kind, spot.end = "region", part.end()
        return True
    return False


def _opens(text: str, left: Token, spot: Spot) -> bool:
    """Say whether the capitalised word before a name only opens the sentence: "Considering Ostrevel's interest"."""
    return (
        left.low.endswith(("ing", "ed", "ly"))
        and _is_large(spot)
        and bool(_SENTENCE_START.search(text[max(0, left.start - 4) : left.start]))
    )


def _modifies(spot: Spot, *, country: bool) -> bool:
    """Say whether a name may stand before another capitalised word without being part of a person's name."""
    if country and spot.name.isupper():
        return True
    return (
        spot.candidates[0].kind in {"country", "admin1"}
        and spot.name.casefold() not in _NAMESAKES
        and spot.name.casefold() not in not_places()
    )


def _is_large(spot: Spot) -> bool:
    return (
        spot.candidates[0].own
        or spot.candidates[0].kind in {"country", "admin1", "region"}
        or spot.candidates[0].population >= _CITY
    )


def _sure(text: str, spot: Spot, people: People, before: str, *, inside: bool, village: bool) -> Spot | None:
    """Refuse common words and people's names; mark as weak what the report's country must speak for."""
    top = spot.candidates[0]
    large, low = _is_large(spot), spot.name.casefold()
    if top.own:
        doubtful = low in not_places() or (low in people.any and not spot.located)
        return spot if not doubtful or inside or village else None
    if not large and not spot.located and OF_SOMETHING.search(before):
        return None  # "Chamber of Commerce"
    if spot.last - spot.first > 1:
        spot.weak = top.kind == "settlement" and top.population < (_VILLAGE if spot.located else _TOWN)
        return None if low.replace("-", " ") in NO_PLACES and not spot.located else spot
    stated = re.match(r",\s([A-Z][\w.]{1,8})", text[spot.end : spot.end + 9])
    safe = inside or village or bool(stated and stated[1] in STATES)
    if low in not_places() and not (spot.name.isupper() and len(spot.name) <= _ACRONYM) and not village:
        famous = top.kind in {"country", "admin1", "region"} or top.population >= _FAMOUS
        return spot if famous and safe else None
    country = any(c.kind == "country" for c in spot.candidates)
    if not safe and not country and (low in people.last or (low in people.any and not large)):
        return None
    spot.weak = (
        (not large and bool(_SENTENCE_START.search(before)))
        or (top.kind in {"settlement", "city"} and top.population < (_VILLAGE if spot.located else _TOWN))
    )  # fmt: skip
    return spot


def _typed(text: str, words: list[Token], spot: Spot, right: Token, gazetteer: Gazetteer) -> Spot | None:
    """Take a word for a kind of place into the span: "Homs governorate"; a street or a site is no town's own name."""
    whole = gazetteer.find(text[spot.start : right.end])
    seat = right.low != "county" or spot.candidates[0].country not in _COUNTIES
    if not whole and (right.low in SITES or not seat):
        return None
    spot.kind, spot.word = TYPES[right.low], right.low
    spot.end, spot.last, spot.located = right.end, spot.last + 1, True
    if whole:
        spot.candidates, spot.kind, spot.name = whole, None, text[spot.start : spot.end]
    elif right.name and spot.last < len(words) and words[spot.last].name and words[spot.last].low in ORGANISATIONS:
        spot.office = True
    return spot


def _beside(word: Token, gazetteer: Gazetteer) -> bool:
    """Say whether a capitalised word beside a name is no part of it."""
    return (
        word.low in FUNCTION or word.low in DIRECTIONS or word.low in TYPES or gazetteer.place_of(word.text) is not None
    )
