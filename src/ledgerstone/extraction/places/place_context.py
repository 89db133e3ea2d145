"""Which of the places of one name is meant: what the whole report is about decides.

A candidate's score adds up: how large it is and whether this is its chief name, how much of the report's other names
speaks of its country, how near to it the others are likely to lie, and whether what follows the comma contains it, here
or at another mention of the name.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

from ledgerstone.extraction.places.place_evidence import Company, Countries, Likely, countries_of, likelihoods
from ledgerstone.extraction.places.place_spots import Spot
from ledgerstone.extraction.text.capitalised import Token
from ledgerstone.vocabulary.folding import fold
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place, great_circle_km

_KINDS = {"country": 8.5, "admin1": 6.6, "region": 6.4, "admin2": 5.5, "neighbourhood": 5.0, "site": 6.0, "street": 5.0}
_COUNTRY = 4.0  # what the whole report's country weighs, in powers of ten of people
_OWN = 2.5
_CAPITAL = 1.0
_CHIEF = 1.3  # the name is the place's chief one
_CONTAINED, _CONTAINED_ELSEWHERE = 5.0, 3.0
_WEAK_SHARE = 0.25  # of the votes that the country of an uncertain name needs
_KNOWN = 500_000  # people of a town that news names without its country
_FEW = 3  # votes: a report that speaks of so few countries says nothing of which it is about
_SUPPORT = 0.5  # votes of other names that make a small town of a country plausible
_PARTS = {"neighbourhood", "near", "admin2"}  # words that make a name a part of the town named next
_NEXT = 60  # characters
_APART_KM = 120
_ADMIN_KM = 700  # from the middle of a province or state to its farthest town


def resolve(spots: Sequence[Spot], words: Sequence[Token], gazetteer: Gazetteer) -> list[Place | None]:
    """Return the place meant by each spot, None where it is none after all."""
    if not spots:
        return []
    holders: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.within:
            holders[spot.name].append(spot.within)
    by_name = {spot.name: spot for spot in spots}
    alone = {name: _likely(spot, holders[name]) for name, spot in by_name.items()}
    countries = countries_of(spots, words, alone, gazetteer)
    company = Company({name: _likely(spot, holders[name], countries) for name, spot in by_name.items()})
    memory: dict[tuple[object, ...], Place | None] = {}
    chosen: list[Place | None] = []
    for spot in spots:
        key = spot.name, spot.kind, spot.weak, spot.located, spot.within and spot.within.name
        if key not in memory:
            place = max(_scored(spot, holders[spot.name], countries, company), key=lambda each: each[1])[0]
            sure = spot.given or place.own or _plausible(place, spot, countries)
            memory[key] = place if sure else None
        chosen.append(memory[key])
    return [
        None if place and not place.own and not spot.given and _contradicted(place, spot, following, after) else place
        for place, spot, following, after in zip(chosen, spots, [*chosen[1:], None], [*spots[1:], None], strict=True)
    ]


def _plausible(place: Place, spot: Spot, countries: Countries) -> bool:
    """Say whether an uncertain or small place of a country that the report does not speak of is meant after all."""
    if spot.within and _contains(spot.within, place):
        return True
    if spot.weak and countries.share(place.country, spot.name) < _WEAK_SHARE:
        return place.kind == "country" or (place.kind == "city" and not countries.speak(spot.name))
    large = (place.kind in {"admin1", "region", "city"} and spot.located) or place.population >= _KNOWN
    known = countries.support(place.country, spot.name) >= _SUPPORT or countries.total < _FEW
    return place.kind == "country" or place.capital or large or not place.country or known


def _contradicted(place: Place, spot: Spot, following: Place | None, after: Spot | None) -> bool:
    """Say whether the place named next, as what contains this one, is elsewhere: "Olvar neighbourhood in Tessim"."""
    if following is None or after is None or place.kind in {"country", "region"}:
        return False
    near = spot.within is after or (spot.kind in _PARTS and after.start - spot.end <= _NEXT)
    if not near or _contains(after, place):
        return False
    if following.kind in {"country", "admin1", "region"}:
        return spot.within is after and bool(following.country) and following.country != place.country
    km = great_circle_km((place.lat, place.lon), (following.lat, following.lon))
    return km > _APART_KM and place.population < (_KNOWN if spot.kind not in _PARTS else math.inf)


def _likely(spot: Spot, holders: Sequence[Spot], countries: Countries | None = None) -> Likely:
    return likelihoods(_scored(spot, holders, countries))


def _scored(
    spot: Spot, holders: Sequence[Spot], countries: Countries | None, company: Company | None = None
) -> list[tuple[Place, float]]:
    """Return the places of a spot's name with their scores, in powers of ten."""
    if spot.candidates[0].own and len(spot.candidates) == 1:
        return [(spot.candidates[0], 0.0)]
    return [
        (
            place,
            _score(place, spot, holders)
            + (_COUNTRY * countries.share_for(place, spot.name) if countries else 0.0)
            + (company.speaks_for(place, spot.name) if company else 0.0),
        )
        for place in spot.candidates
    ]


def _score(place: Place, spot: Spot, holders: Sequence[Spot]) -> float:
    """Return what speaks for a place whatever the rest of the report says."""
    size = math.log10(max(place.population, 300))
    score = size if place.population else _KINDS.get(place.kind, size)
    score += _OWN if place.own else 0.0
    score += _CAPITAL if place.capital else 0.0
    score += _CHIEF if fold(place.name) == fold(spot.name) else 0.0
    if spot.kind in {"city", "settlement"} and place.kind not in {"city", "settlement"}:
        score -= 3.0
    if spot.kind == place.kind and place.kind in {"admin1", "admin2"}:
        score += 3.0
    if spot.within and _contains(spot.within, place):
        score += _CONTAINED
    elif not spot.within and any(_contains(holder, place) for holder in holders):
        score += _CONTAINED_ELSEWHERE
    return score


def _contains(spot: Spot, place: Place) -> bool:
    """Say whether some place of the spot's name contains ``place``."""
    for outer in spot.candidates[:8]:
        if outer.kind == "admin1" and outer.admin and place.admin and place.kind != "admin1":
            if (outer.country, outer.admin) == (place.country, place.admin):
                return True
            continue
        if fold(outer.name) in map(fold, place.within):
            return True
        if outer.kind == "country" and outer.country == place.country and place.kind != "country":
            return True
        far = {"admin1": _ADMIN_KM, "region": _ADMIN_KM, "admin2": 150}.get(outer.kind, 60)
        if (
            outer.country == place.country
            and outer.id != place.id
            and great_circle_km((outer.lat, outer.lon), (place.lat, place.lon)) <= far
        ):
            return True
    return False
