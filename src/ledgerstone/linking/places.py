"""How two named places stand to one another: the same, near, one inside the other, apart, or not to be said."""

from collections.abc import Iterable, Sequence

from ledgerstone.linking.folding import folded
from ledgerstone.records import Where
from ledgerstone.vocabulary.places import great_circle_km

# How far, in km, the thing meant may lie from the coordinates given. From the sizes of the units: a large city's
# built-up area has a radius of some 10 km, a district some 30, a province some 120.
REACH = {
    "site": 1.0,
    "street": 1.5,
    "neighbourhood": 3.0,
    "settlement": 5.0,
    "city": 12.0,
    "near": 15.0,
    "containing": 30.0,
    "admin2": 35.0,
    "region": 120.0,
    "admin1": 120.0,
    "country": 600.0,
}
_ON_A_STREET = 0.3  # a street's reach says where along it; what lies on it lies nearer than that
FINE = frozenset({"site", "street", "neighbourhood"})
LOCAL = FINE | {"settlement", "city", "near"}
_CARE = ("hospital", "clinic", "morgue", "mortuary", "medical cent", "cemetery")


def km_between(a: Where, b: Where) -> float | None:
    """Return the great-circle distance in km, or None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle_km((a.lat, a.lon), (b.lat, b.lon))


def resolved(place: Where) -> bool:
    """Say whether the place has coordinates to compare."""
    return place.lat is not None and place.precision in REACH


def is_same(a: Where, b: Where) -> bool:
    """Say whether both mean one place: one gazetteer entry, or one name where the gazetteer knows neither."""
    if a.gazetteer_id and b.gazetteer_id and a.precision == b.precision:
        return a.gazetteer_id == b.gazetteer_id
    return not (resolved(a) and resolved(b)) and folded(a.name) == folded(b.name)


def is_near(a: Where, b: Where) -> bool:
    """Say whether the two can be one place, or one can lie in the other, given how exact each is."""
    km = km_between(a, b)
    if km is None or not (resolved(a) and resolved(b)):
        return False
    return km <= max(REACH[a.precision], REACH[b.precision]) + min(REACH[a.precision], REACH[b.precision], 5.0)


def is_inside(small: Where, large: Where) -> bool:
    """Say whether ``small`` is the finer place and lies within the reach of ``large``."""
    if not (resolved(small) and resolved(large)) or REACH[small.precision] >= REACH[large.precision]:
        return False
    km = km_between(small, large)
    return km is not None and km <= (_ON_A_STREET if large.precision == "street" else REACH[large.precision])


def finest(places: Iterable[Where]) -> tuple[Where, ...]:
    """Return the places that no other of them lies in, finest first; where people were taken is no scene."""
    scenes = [place for place in places if not any(word in folded(place.name) for word in _CARE)]
    kept = [a for a in scenes if not any(is_inside(b, a) for b in scenes)]
    return tuple(sorted(kept, key=lambda place: (REACH.get(place.precision, 9999.0), place.name, place.wording)))


def best_fit(a: Sequence[Where], b: Sequence[Where]) -> tuple[float, str]:
    """Return how well two sets of places agree, from -1 (apart) through 0 (cannot be said) to 1, and the words for it.

    Weights: one gazetteer entry 1, near 0.75, inside 0.5 (0.75 in a town); 0.25 where one is a province or wider.
    """
    best, words, comparable = 0.0, "no place to compare", False
    for x in a:
        for y in b:
            weight, how = _fit(x, y)
            comparable = comparable or weight != 0 or (resolved(x) and resolved(y))
            if weight > best:
                best, words = weight, f"{x.name} {how} {y.name}"
    return (best, words) if best or not comparable else (-1.0, f"{_names(a)} is apart from {_names(b)}")


def _fit(x: Where, y: Where) -> tuple[float, str]:
    coarse = max(REACH.get(x.precision, 1.0), REACH.get(y.precision, 1.0)) > REACH["admin2"]
    if is_same(x, y):
        return (0.25 if coarse else 1.0), "is"
    if is_inside(x, y) or is_inside(y, x):
        fine = {x.precision, y.precision} <= FINE
        return (0.25 if coarse else 0.75 if fine else 0.5), "and one lies in the other:"
    if is_near(x, y):
        return (0.25 if coarse else 0.75), "is near"
    return 0.0, ""


def _names(places: Sequence[Where]) -> str:
    return ", ".join(sorted({place.name for place in places})[:3])
