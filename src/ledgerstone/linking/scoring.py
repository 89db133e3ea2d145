"""How likely two tellings mean one incident, as a sum of features that are kept with the link.

The weights are set by hand so that a day and a town in common make an incident unless something speaks against it, and
nothing short of shared names bridges days that differ. They are the first, not the last: ``link.1`` names them.
"""

import math
from datetime import date

from ledgerstone.linking.places import FINE, best_fit, is_same
from ledgerstone.linking.profiles import Telling
from ledgerstone.records import Because

JOIN = 3.0  # the sum from which two tellings are one incident
CANNOT = -9.0  # the weight of what cannot be
_SURE = 6.0  # the sum that makes a score of 1
_NAMED = 3  # so many names on both sides and none in common: other people
_FAR_FIGURES = 8.0  # one figure so many times the other speaks of another scene

_ALIKE = 2  # times one figure may be the other between a spot told alone and one told as part of something larger
_NEAR = 0.75  # the fit of two places that are near

_ANY = frozenset({"ground_attack", "massacre", "destruction"})  # words for any act of the kind
_FAMILIES = {
    "air": {"airstrike", "shelling"},
    "blast": {"bombing", "suicide_bombing", "landmine", "grenade", "shelling", "airstrike"},
    "guns": {"shooting", "execution", "clash", "raid", "ground_attack", "massacre"},
    "hands": {"stabbing", "beating", "torture", "burning_people", "execution", "massacre", "raid"},
    "taking": {"abduction", "arrest", "raid"},
    "vehicle": {"vehicle_attack"},
}


def compare(a: Telling, b: Telling, *, is_copy: bool = False) -> tuple[float, tuple[Because, ...]]:
    """Return the sum of the features of two tellings, and these; below :data:`JOIN` they are two incidents."""
    names = _names(a, b)
    next_day = 1.0 if _is_one_street(a, b) else -1.0 if is_copy or names.weight > 0 else CANNOT
    days = _days(a, b, next_day=next_day)
    places = _places(a, b) if days.weight > CANNOT else days
    if min(days.weight, places.weight) <= CANNOT:
        return CANNOT, (min(days, places, key=lambda part: part.weight),)
    if (a.inside is None) != (b.inside is None) and not _is_one_spot(a, b):
        return CANNOT, (_because("nesting", "one is told as part of something larger", CANNOT),)
    parts = [days, places, _acts(a, b), _actors(a, b), _figures(a, b), names]
    if is_copy:
        parts.append(Because(feature="copy", values="one report is a copy of the other", weight=3.0))
    told = tuple(part for part in parts if part.weight)
    return sum(part.weight for part in told), told


def _is_one_street(a: Telling, b: Telling) -> bool:
    """Say whether both tell of one spot in a town, by its name or as parts of the same larger attack."""
    if not a.scene or not b.scene or not {a.scene[0].precision, b.scene[0].precision} <= FINE:
        return False
    parts = a.inside is not None and b.inside is not None
    return is_same(a.scene[0], b.scene[0]) or (parts and best_fit(a.scene[:1], b.scene[:1])[0] > 0)


def _is_one_spot(a: Telling, b: Telling) -> bool:
    """Say whether a telling that is part of a larger one can be what the other tells alone: one spot, figures alike."""
    spots = (*a.scene[:1], *b.scene[:1])
    if len(spots) != len((a, b)) or not {place.precision for place in spots} <= FINE:
        return False
    ours, theirs = dict(a.figures).get("killed", 0), dict(b.figures).get("killed", 0)
    alike = not ours or not theirs or max(ours, theirs) <= _ALIKE * min(ours, theirs)
    return alike and best_fit(spots[:1], spots[1:])[0] >= _NEAR


def normal(score: float) -> float:
    """Return a sum of features as a score from 0 to 1."""
    return round(max(0.0, min(1.0, score / _SURE)), 4)


def _because(feature: str, values: str, weight: float) -> Because:
    return Because(feature=feature, values=values, weight=round(weight, 4))


def _days(a: Telling, b: Telling, *, next_day: float) -> Because:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return _because("days", "one of them says no day", 0.0)
    said = f"{_span(a.earliest, a.latest)} and {_span(b.earliest, b.latest)}"
    gap = (max(a.earliest, b.earliest) - min(a.latest, b.latest)).days
    if gap > 0:
        return _because("days", said, next_day if gap == 1 else CANNOT)
    width = max((a.latest - a.earliest).days, (b.latest - b.earliest).days)
    if a.soft or b.soft:
        return _because("days", f"{said}, one only from its publication", 1.0)
    return _because("days", said, 2.0 if width <= 1 else 1.0 if width <= 7 else 0.75)  # noqa: PLR2004 (a week)


def _span(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _places(a: Telling, b: Telling) -> Because:
    if not a.scope or not b.scope:
        return _because("places", "one of them names no place", 0.0)
    fit, said = best_fit(a.scene, b.scene)
    whole, said_whole = best_fit(a.scope, b.scope)
    spots = {place.precision for place in (*a.scene[:1], *b.scene[:1])} <= FINE
    if fit < 0 and spots:
        return _because("places", said, -2.0)
    if whole < 0:
        return _because("places", said_whole, CANNOT)
    return _because("places", said if fit >= whole else said_whole, 2.0 * max(fit, whole))


def _acts(a: Telling, b: Telling) -> Because:
    ours, theirs = a.acts - _ANY, b.acts - _ANY
    if not ours or not theirs:
        return _because("acts", "one of them names no act in particular", 0.0)
    said = f"{', '.join(sorted(ours))} and {', '.join(sorted(theirs))}"
    if ours & theirs:
        return _because("acts", said, 1.0)
    related = any(ours & family and theirs & family for family in _FAMILIES.values())
    return _because("acts", said, 0.5 if related else -1.0)


def _actors(a: Telling, b: Telling) -> Because:
    common = sorted(a.actors & b.actors)
    return _because("actors", ", ".join(common[:3]) or "none in common", 0.5 if common else 0.0)


def _figures(a: Telling, b: Telling) -> Because:
    ours, theirs = dict(a.figures), dict(b.figures)
    common = sorted(ours.keys() & theirs.keys())
    if lumped := _lumped(ours, theirs) or _lumped(theirs, ours):
        return lumped
    if not common:
        return _because("figures", "no harm in common", -0.5 if a.harms and b.harms and not a.harms & b.harms else 0.0)
    harm = "killed" if "killed" in common else common[0]
    x, y = ours[harm], theirs[harm]
    said = f"{harm} {x} and {y}"
    if x == y:
        return _because("figures", said, 1.0)
    ratio = math.exp(abs(math.log(x) - math.log(y)))
    return _because("figures", said, 0.5 if ratio <= 2 else -1.5 if ratio > _FAR_FIGURES else 0.0)  # noqa: PLR2004 (double)


def _lumped(ours: dict[str, int], theirs: dict[str, int]) -> Because | None:
    """Compare one figure for the killed and injured together with two that the other gives apart."""
    both = ours.get("killed_or_injured")
    apart = theirs.get("killed"), theirs.get("injured")
    if not both or "killed_or_injured" in theirs or not apart[0]:
        return None
    said = f"killed or injured {both} and killed {apart[0]}, injured {apart[1] or 'not said'}"
    return _because("figures", said, 1.0 if both == apart[0] + (apart[1] or 0) else 0.0)


def _names(a: Telling, b: Telling) -> Because:
    common = sorted(a.names & b.names)
    if common:
        return _because("names", ", ".join(common[:5]), 3.0)
    if len(a.names) >= _NAMED and len(b.names) >= _NAMED:
        return _because("names", "several on both sides and none in common", -3.0)
    return _because("names", "none in common", 0.0)
