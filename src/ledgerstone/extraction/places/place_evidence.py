"""What a report's names say of where it plays: which countries it speaks of, which places lie beside one another."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledgerstone.extraction.places.place_spots import Spot
from ledgerstone.extraction.text.capitalised import Token
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place, great_circle_km

Likely = Sequence[tuple[Place, float]]  # the places that a name may mean, with probabilities

_ADJECTIVE, _COUNTRY, _TOWN = 1.0, 2.0, 1.0  # votes of "Norwegian", of "Norway", of a town or province
_DOUBT = 0.5  # a vote for no country at all: few votes say little
_MENTIONS = 4  # of one name that vote
_WIDE = frozenset({"country", "region"})
# How much likelier than elsewhere two places are that lie so near one another, or in one state or province, and what
# all other names may add by either, in powers of ten. Tried on news of two kinds, wide and local.
_CLOSE_KM, _BESIDE_KM, _APART_KM = 40, 120, 250
_CLOSE, _BESIDE, _APART, _MOST = 80.0, 8.0, 4.0, 4.0
_STATE, _STATE_MOST = 15.0, 1.5
_CLEAR = 0.99  # of what a name says that speaks for the country that bears it: its village is not meant
_DEGREES = 3.0  # of latitude: farther apart than any of the distances above
_PLACES, _NAMES = 20, 40  # places of a name and names of a report that are looked at
_UNLIKELY = 0.002  # probability under which a place of a name is no company


@dataclass(frozen=True, slots=True)
class Countries:
    """How much of the report speaks for each country, and how much of that each name gave itself."""

    votes: Mapping[str, float]
    own: Mapping[tuple[str, str], float]
    total: float

    def share(self, country: str, name: str = "") -> float:
        """Return the share of a country in what speaks for any, but for what ``name`` itself says."""
        if not country:
            return 0.0
        left = self.total - self.own.get((name, ""), 0.0)
        return max(0.0, self.support(country, name)) / (left + _DOUBT)

    def share_for(self, place: Place, name: str) -> float:
        """Return what its country's share says for a place of ``name``; a country's own name speaks for itself."""
        said, all_ = self.own.get((name, place.country), 0.0), self.own.get((name, ""), 0.0)
        clear = place.kind == "country" and said >= _CLEAR * all_
        return self.share(place.country, "" if clear else name)

    def speak(self, name: str) -> bool:
        """Say whether anything but ``name`` speaks for a country."""
        return self.total - self.own.get((name, ""), 0.0) >= 1

    def support(self, country: str, name: str = "") -> float:
        """Return the votes for a country, but for those of ``name``."""
        return self.votes.get(country, 0.0) - self.own.get((name, country), 0.0)


def countries_of(
    spots: Sequence[Spot], words: Sequence[Token], likely: Mapping[str, Likely], gazetteer: Gazetteer
) -> Countries:
    """Count what speaks for each country: adjectives and peoples, countries, and towns as far as they are clear."""
    votes: dict[str, float] = defaultdict(float)
    own: dict[tuple[str, str], float] = defaultdict(float)
    for word in words:
        country = gazetteer.country_of(word.text) if word.name else None
        if country:
            votes[country] += _ADJECTIVE
    mentions = Counter(spot.name for spot in spots)
    for spot in {spot.name: spot for spot in spots}.values():
        times = min(mentions[spot.name], _MENTIONS)
        weight = times * (_COUNTRY if spot.candidates[0].kind == "country" else _TOWN)
        shares: dict[str, float] = defaultdict(float)
        for place, share in likely[spot.name]:
            shares[place.country] += share
        for country, share in shares.items():
            if country and not spot.weak:
                votes[country] += weight * share
                own[spot.name, country] += weight * share
                own[spot.name, ""] += weight * share
    return Countries(votes, own, sum(votes.values()))


class Company:
    """The places that a report's names are likely to mean, in which each place is looked at beside the others."""

    def __init__(self, likely: Mapping[str, Likely]) -> None:
        """Take the names with their likely places."""
        self._of: dict[str, list[tuple[Place, float]]] = {}
        self._states: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
        for name, places in list(likely.items())[:_NAMES]:
            fine = [each for each in places[:_PLACES] if each[0].kind not in _WIDE and each[1] > _UNLIKELY]
            if fine:
                self._of[name] = fine

    def speaks_for(self, place: Place, name: str) -> float:
        """Return by how many powers of ten the other names make a place of ``name`` likelier."""
        if place.kind in _WIDE:
            return 0.0
        near = far = 0.0
        for each, others in self._of.items():
            if each != name:
                near += math.log10(1 + sum(share * _nearness(place, other) for other, share in others))
                far += math.log10(1 + sum(share * _of_state(place, other) for other, share in others))
        return min(_MOST, near + min(_STATE_MOST, far))


def _nearness(a: Place, b: Place) -> float:
    if a.id == b.id:
        return 0.0
    if abs(a.lat - b.lat) > _DEGREES or "admin1" in {a.kind, b.kind}:
        return 0.0
    km = great_circle_km((a.lat, a.lon), (b.lat, b.lon))
    return _CLOSE if km <= _CLOSE_KM else _BESIDE if km <= _BESIDE_KM else _APART if km <= _APART_KM else 0.0


def _of_state(a: Place, b: Place) -> float:
    return _STATE if a.id != b.id and a.admin and (a.country, a.admin) == (b.country, b.admin) else 0.0


def likelihoods(scores: Iterable[tuple[Place, float]]) -> Likely:
    """Turn scores in powers of ten into probabilities, the likeliest first."""
    scored = sorted(scores, key=lambda each: -each[1])
    top = scored[0][1] if scored else 0.0
    weights = [(place, 10 ** max(-9.0, score - top)) for place, score in scored]
    total = sum(weight for _, weight in weights)
    return [(place, weight / total) for place, weight in weights]
