"""Where names lie that somebody else marked: as they stand, by a part of them, or by the place that contains them."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence

from ledgerstone.extraction.places.containers import container_of, main_place, stands_in
from ledgerstone.extraction.places.name_parts import places_of_part
from ledgerstone.extraction.places.place_context import resolve
from ledgerstone.extraction.places.place_names import find_spots
from ledgerstone.extraction.places.place_spots import Spot
from ledgerstone.extraction.places.place_words import NO_PLACES
from ledgerstone.extraction.text.capitalised import Token, tokens
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place

_SPELT = (
    (re.compile(r"^(?:Mt|MT)\.? "), "Mount "),
    (re.compile(r"^(?:St|ST)\.? "), "Saint "),
    (re.compile(r"^(?:Ft|FT)\.? "), "Fort "),
    (re.compile(r"(?<=[A-Z]\.)\s(?=[A-Z][a-z]*\.)"), ""),
    (re.compile(r" (?:Co|CO)\.?$"), " County"),
    (re.compile(r"^[Tt]he "), ""),
    (re.compile(r"['’]s?$"), ""),
)
_COUNTIES = re.compile(r"(?:,? (?:and|or) [A-Z][\w.'’-]{1,20}|, [A-Z][\w.'’-]{1,20}){0,6} counties\b")
_SHORT = 3  # letters of an abbreviation, which no town is called
_INITIALS = re.compile(r"[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?")


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
    _write_out(spots)
    places = {id(spot): place for spot, place in zip(spots, resolve(spots, words, gazetteer), strict=True)}
    parts = {id(spot) for spot, whole in given if not whole}
    named = [(spot, place) for spot in spots if (place := places[id(spot)]) and id(spot) not in parts]
    main = main_place(named)
    answers: list[tuple[Place, bool] | None] = []
    for spot, whole in given:
        place = places.get(id(spot))
        if place is None or not whole:
            place = stands_in(text, spot, named) or place or container_of(text, spot, named, main)
            place = place or gazetteer.place_of(spot.name.split()[0]) or main
        answers.append((place, whole and bool(spot.candidates)) if place else None)
    return answers


def _covered(spot: Spot, spans: Sequence[tuple[int, int]]) -> bool:
    return any(spot.start < end and start < spot.end for start, end in spans)


def _spot(text: str, start: int, end: int, words: Sequence[Token], gazetteer: Gazetteer) -> tuple[Spot, bool]:
    name = text[start:end]
    candidates, whole = _candidates(name, gazetteer), True
    if counties := _counties(text, start, end, gazetteer):
        candidates = (*counties, *(place for place in candidates if place not in counties))
    kind = "admin2" if counties and _COUNTIES.match(text, end) else None
    if not candidates:
        candidates, whole = places_of_part(name, gazetteer), False
    first = bisect_left(words, start, key=lambda word: word.start)
    last = bisect_left(words, end, key=lambda word: word.start)
    spot = Spot(first, last, start, end, name, candidates, kind=kind, located=True, given=whole, weak=not whole)
    return spot, whole


def _candidates(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    if name.casefold() in NO_PLACES:
        return tuple(place for place in gazetteer.find(name) if place.kind == "site")
    adjective = gazetteer.place_of(name)
    if adjective:
        return (adjective,)
    spellings = [name]
    for pattern, full in _SPELT:
        spellings += [pattern.sub(full, spelling) for spelling in spellings]
    found = next(filter(None, map(gazetteer.find, dict.fromkeys(spellings))), ())
    if name.isupper() and len(name) <= _SHORT:
        return tuple(place for place in found if place.own or place.kind not in {"settlement", "city"})
    return found


def _counties(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the counties of a name that is written without that word: "Orrel and Tilm counties"."""
    name = text[start:end]
    if f"{name} County" in text or _COUNTIES.match(text, end):
        return tuple(place for place in gazetteer.find(f"{name} County") if place.kind == "admin2")
    return ()


def _write_out(spots: Sequence[Spot]) -> None:
    """Let initials mean the country that the report writes out: "SA" beside "South Africa"."""
    countries = {
        "".join(word[0] for word in place.name.split()): place
        for spot in spots
        for place in spot.candidates[:1]
        if place.kind in {"country", "region"} and " " in place.name
    }
    for spot in spots:
        if _INITIALS.fullmatch(spot.name) and (place := countries.get(spot.name.replace(".", ""))):
            spot.candidates = (place,)
