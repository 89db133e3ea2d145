"""What contains a place, as the gazetteer knows it: its province, its country, whatever a user's own file says."""

from collections.abc import Iterator

from ledgerstone.records import Where
from ledgerstone.vocabulary.folding import fold
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place

_DEEPEST = 8  # names of a user's own "within"; more is a circle
_OWN, _COUNTRY, _AREA = "own:", "iso3166:", "area:"  # how the id of an area of each kind begins


def containing(where: Where, gazetteer: Gazetteer) -> frozenset[str] | None:
    """Return the ids of a place and of all that contains it; None where the gazetteer does not know the place."""
    named = gazetteer.find(where.name) if where.gazetteer_id else ()
    found = [each for each in named if where.gazetteer_id in {each.id, area(each)}]
    return frozenset(_around(found[0], gazetteer)) if found else None


def regions(name: str, gazetteer: Gazetteer) -> tuple[Where, ...]:
    """Return the areas of that name of which the gazetteer knows what lies in them.

    These are countries, their provinces, and whatever a user's own file says that others are within.
    """
    areas = {area(each): each for each in gazetteer.find(name) if _is_known(each)}
    return tuple(
        Where(
            name=each.name, lat=each.lat, lon=each.lon, precision=each.kind, gazetteer_id=id_, wording=name
        )
        for id_, each in areas.items()
    )  # fmt: skip


def tells(around: frozenset[str], region: str) -> bool:
    """Say whether what is known around a place tells that it is not in a region: nothing known is no answer."""
    if region.startswith(_OWN):
        return sum(each.startswith(_OWN) for each in around) > 1  # itself, and what its file says that it is within
    countries = {each for each in around if each.startswith(_COUNTRY)}
    if region.startswith(_AREA):
        country = f"{_COUNTRY}{region.removeprefix(_AREA).split('.')[0]}"
        return bool(countries) and (country not in countries or any(each.startswith(_AREA) for each in around))
    return bool(countries)


def area(place: Place) -> str:
    """Return the id by which what lies in a place names it: a province by its country and code."""
    if place.own:
        return f"{_OWN}{place.id}"
    return f"{_AREA}{place.country}.{place.admin}" if place.kind == "admin1" and place.admin else place.id


def _is_known(place: Place) -> bool:
    return place.own or (area(place).startswith((_COUNTRY, _AREA)) and place.kind != "admin2")


def _around(place: Place, gazetteer: Gazetteer) -> Iterator[str]:
    yield from (place.id, area(place))
    if place.country:
        yield f"{_COUNTRY}{place.country}"
        yield from (f"{_AREA}{place.country}.{place.admin}",) if place.admin else ()
    for name in place.within[:_DEEPEST]:
        yield from (area(each) for each in gazetteer.find(name) if each.own and fold(name) == fold(each.name))
