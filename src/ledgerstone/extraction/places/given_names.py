"""Where names lie that somebody else marked: as they stand, by a part of them, or by the place that contains them."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence

from ledgerstone.extraction.places.place_context import resolve
from ledgerstone.extraction.places.place_names import Spot, find_spots
from ledgerstone.extraction.places.place_words import NO_PLACES, TITLES
from ledgerstone.extraction.text.capitalised import Token, tokens
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place

_SPELT = (
    (re.compile(r"^(?:Mt|MT)\.? "), "Mount "),
    (re.compile(r"^(?:St|ST)\.? "), "Saint "),
    (re.compile(r"^(?:Ft|FT)\.? "), "Fort "),
    (re.compile(r" (?:Co|CO)\.?$"), " County"),
    (re.compile(r"^[Tt]he "), ""),
    (re.compile(r"['’]s?$"), ""),
)
_PART = 15_000  # people of a town whose name may be part of another place's: "Sella Cathedral"
_AFTER, _BEFORE = 70, 200  # characters to the place that contains one, behind it and before it
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s+[A-Z“\"]|\n")


def place_given(text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[tuple[Place, bool] | None]:
    """Return for each span its place, and whether that is the place itself and not what contains it."""
    words = tokens(text)
    given = [_spot(text, start, end, words, gazetteer) for start, end in spans]
    known = [spot for spot, _ in given if spot.candidates]
    found = [spot for spot in find_spots(text, words, gazetteer) if not _covered(spot, spans)]
    spots = sorted([*known, *found], key=lambda spot: spot.start)
    for spot, following in itertools.pairwise(spots):
        if re.fullmatch(r",\s|\s\(", text[spot.end : following.start]):
            spot.within = following
    places = {id(spot): place for spot, place in zip(spots, resolve(spots, words, gazetteer), strict=True)}
    named = [(spot, place) for spot in spots if (place := places[id(spot)])]
    answers: list[tuple[Place, bool] | None] = []
    for spot, whole in given:
        place = places.get(id(spot))
        container = None if place else _container(text, spot, named)
        answers.append((place, whole) if place else (container, False) if container else None)
    return answers


def _covered(spot: Spot, spans: Sequence[tuple[int, int]]) -> bool:
    return any(spot.start < end and start < spot.end for start, end in spans)


def _spot(text: str, start: int, end: int, words: Sequence[Token], gazetteer: Gazetteer) -> tuple[Spot, bool]:
    name = text[start:end]
    candidates, whole = _candidates(name, gazetteer), True
    if not candidates:
        candidates, whole = _of_part(name, gazetteer), False
    first = bisect_left(words, start, key=lambda word: word.start)
    last = bisect_left(words, end, key=lambda word: word.start)
    return Spot(first, last, start, end, name, candidates, located=True, given=True), whole


def _candidates(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    if name.casefold() in NO_PLACES:
        return ()
    adjective = gazetteer.place_of(name)
    if adjective:
        return (adjective,)
    spellings = (name, *(pattern.sub(full, name) for pattern, full in _SPELT))
    return next(filter(None, map(gazetteer.find, dict.fromkeys(spellings))), ())


def _of_part(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the places of the longest part of a name that is large enough to name others: "University of Sella"."""
    words = name.split()
    for length in range(len(words) - 1, 0, -1):
        for at in range(len(words) - length + 1):
            part = " ".join(words[at : at + length]).rstrip(",").removesuffix("'s").removesuffix("’s")
            if part[:1].isupper() and part.casefold() not in TITLES and not gazetteer.country_of(part):
                large = tuple(place for place in gazetteer.find(part) if _is_large(place))
                if large and (length > 1 or at == 0 or words[at - 1] in {"of", "in"}):
                    return large
    return ()


def _is_large(place: Place) -> bool:
    return place.kind in {"admin1", "admin2", "country"} or place.population > _PART


def _container(text: str, spot: Spot, named: Sequence[tuple[Spot, Place]]) -> Place | None:
    """Return the place named soon after in the sentence, else before it, else the one that the report names most."""
    for other, place in named:
        if 0 <= other.start - spot.end <= _AFTER and not _SENTENCE_END.search(text, spot.end, other.start):
            return place
    before = [
        place
        for other, place in named
        if 0 <= spot.start - other.end <= _BEFORE and not _SENTENCE_END.search(text, other.end, spot.start)
    ]
    fine = [place for place in before if place.kind not in {"country", "region"}]
    return (fine or before)[-1] if before else _main(named)


def _main(named: Sequence[tuple[Spot, Place]]) -> Place | None:
    places = [place for _, place in named]
    fine = [place for place in places if place.kind not in {"country", "region"}] or places
    return max(fine, key=lambda place: (fine.count(place), -fine.index(place)), default=None)
