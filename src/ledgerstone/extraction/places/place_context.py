"""Which of the places of one name is meant: what the whole report is about decides.

A candidate's score adds up: how large it is, how much of the report speaks of its country (names of countries, their
adjectives, large towns), how many of the report's other names its state or province has, whether what follows the comma
contains it, and how near it is to the report's other places.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from ledgerstone.extraction.places.place_names import Spot
from ledgerstone.extraction.text.capitalised import Token
from ledgerstone.vocabulary.folding import fold
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place, great_circle_km

_KINDS = {"country": 8.0, "admin1": 6.6, "region": 6.4, "admin2": 5.5, "neighbourhood": 5.0}
_COUNTRY = 2.5  # what the whole report's country weighs, in powers of ten of people
_ADMIN, _ADMIN_MOST = 1.0, 2.5  # what another name of the same state adds, and all of them together
_CANDIDATES, _UNLIKELY = 20, 0.02  # places of a name that vote, and the share under which one has none
_OTHERS = 60  # places of a report that nearness looks at
_OWN = 2.5
_CAPITAL = 1.5
_CONTAINED = 5.0
_NEAR = ((50, 2.0), (200, 1.0), (500, 0.3))  # kilometres, weight
_WEAK_SHARE = 0.25  # of the votes that the country of an uncertain name needs
_LARGE = 300_000  # people of a town that speaks for its country
_KNOWN = 500_000  # people of a town that news names without its country
_FEW = 3  # votes: a report that speaks of so few countries says nothing of which it is about
_PARTS = {"neighbourhood", "near", "admin2"}  # words that make a name a part of the town named next
_NEXT = 60  # characters
_APART_KM = 120
_ADMIN_KM = 700  # from the middle of a province or state to its farthest town


def resolve(spots: Sequence[Spot], words: Sequence[Token], gazetteer: Gazetteer) -> list[Place | None]:
    """Return the place meant by each spot, None where it is none after all."""
    if not spots:
        return []
    votes, own = _votes(spots, words, gazetteer)
    total = sum(votes.values()) or 1.0
    shares = {country: count / total for country, count in votes.items()}
    by_name = {spot.name: spot for spot in spots}
    states, part = _states(by_name.values(), shares)
    first = {name: _best(spot, _Report(shares, states, part), ()) for name, spot in by_name.items()}
    scenes = {name: place for name, place in first.items() if place.kind not in {"country", "region"}}
    memory: dict[tuple[object, ...], Place | None] = {}
    chosen: list[Place | None] = []
    for spot in spots:
        key = spot.name, spot.kind, spot.weak, spot.located, spot.within and spot.within.name
        if key not in memory:
            others = [place for name, place in islice(scenes.items(), _OTHERS) if name != spot.name]
            place = _best(spot, _Report(shares, states, part), others)
            support = votes[place.country] - own[spot.name, place.country]
            sure = spot.given or place.own or _plausible(place, spot, shares, support=support, of=total)
            memory[key] = place if sure else None
        chosen.append(memory[key])
    return [
        None if place and not place.own and not spot.given and _contradicted(place, spot, following, after) else place
        for place, spot, following, after in zip(chosen, spots, [*chosen[1:], None], [*spots[1:], None], strict=True)
    ]


def _plausible(place: Place, spot: Spot, shares: dict[str, float], *, support: float, of: float) -> bool:
    """Say whether an uncertain or small place of a country that the report does not speak of is meant after all."""
    share = shares.get(place.country, 0.0)
    if spot.within and _contains(spot.within, place):
        return True
    if spot.weak and share < _WEAK_SHARE:
        return False
    large = (place.kind in {"admin1", "region", "city"} and spot.located) or place.population >= _KNOWN
    return place.kind == "country" or place.capital or large or not place.country or support > 0 or of < _FEW


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


def _votes(
    spots: Sequence[Spot], words: Sequence[Token], gazetteer: Gazetteer
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Count what speaks for each country, and how much of it each name gave itself."""
    votes: Counter[str] = Counter()
    own: Counter[tuple[str, str]] = Counter()
    for word in words:
        country = gazetteer.country_of(word.text) if word.name else None
        if country:
            votes[country] += 1
    for spot in spots:
        top = spot.candidates[0]
        if top.kind == "country":
            for candidate in spot.candidates:
                if candidate.kind in {"country", "admin1"}:
                    votes[candidate.country] += 2
                    own[spot.name, candidate.country] += 2
        elif (
            top.own
            or top.population >= _LARGE
            or top.kind in {"admin1", "region"}
            or (len(spot.candidates) == 1 and not spot.weak)
        ):
            votes[top.country] += 1
            own[spot.name, top.country] += 1
    return votes, own


@dataclass(frozen=True, slots=True)
class _Report:
    """What the whole report is about: the share of each country, and how many names each state has, of which whose."""

    shares: dict[str, float]
    states: dict[tuple[str, str], float]
    part: dict[tuple[str, str, str], float]


def _states(
    spots: Iterable[Spot], shares: dict[str, float]
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str, str], float]]:
    """Let each name vote for the states and provinces that it may lie in, by how likely each of its places is."""
    states: dict[tuple[str, str], float] = defaultdict(float)
    part: dict[tuple[str, str, str], float] = defaultdict(float)
    empty = _Report(shares, {}, {})
    for spot in spots:
        candidates = spot.candidates[:_CANDIDATES]
        weights = [10 ** min(9.0, _score(place, spot, empty, ())) for place in candidates]
        total = sum(weights)
        for place, weight in zip(candidates, weights, strict=True):
            if place.admin and weight > _UNLIKELY * total:
                states[place.country, place.admin] += weight / total
                part[spot.name, place.country, place.admin] += weight / total
    return states, part


def _best(spot: Spot, report: _Report, others: Sequence[Place]) -> Place:
    if spot.candidates[0].own and len(spot.candidates) == 1:
        return spot.candidates[0]
    return max(spot.candidates, key=lambda place: _score(place, spot, report, others))


def _score(place: Place, spot: Spot, report: _Report, others: Sequence[Place]) -> float:
    size = math.log10(max(place.population, 300))
    score = size if place.population else _KINDS.get(place.kind, size)
    score += _COUNTRY * report.shares.get(place.country, 0.0)
    if place.admin:
        at = place.country, place.admin
        names = report.states.get(at, 0.0) - report.part.get((spot.name, *at), 0.0)
        score += min(_ADMIN_MOST, _ADMIN * names)
    score += _OWN if place.own else 0.0
    score += _CAPITAL if place.capital else 0.0
    score += 0.7 if fold(place.name) == fold(spot.name) else 0.0
    if spot.kind in {"city", "settlement"} and place.kind not in {"city", "settlement"}:
        score -= 3.0
    if spot.kind == place.kind == "admin1":
        score += 3.0
    if spot.within and _contains(spot.within, place):
        score += _CONTAINED
    if others:
        km = min(great_circle_km((place.lat, place.lon), (other.lat, other.lon)) for other in others)
        score += next((weight for limit, weight in _NEAR if km <= limit), 0.0)
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
