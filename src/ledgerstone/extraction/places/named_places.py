"""Names that the language engine takes for places and that neither gazetteer nor words around them show to be one."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ledgerstone.engine.parses import Name
from ledgerstone.extraction.places.given_names import place_given
from ledgerstone.extraction.places.place_mentions import PlaceMention, role_of
from ledgerstone.extraction.places.place_words import INSIDE, LOCATIVE, TITLES
from ledgerstone.records import Where
from ledgerstone.vocabulary.gazetteer import Gazetteer

_SURE = 0.7  # the engine's probability from which on a name is taken
_CERTAIN = 0.9  # from which on also where no word like "in" or "near" stands before it
_SHORTEST = 3  # letters
_AROUND = 60  # characters
_FAMILY = 3  # persons of whose names a word is part


def borne(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """Return the engine's names, those taken for places as persons' where several persons of the report bear them.

    "The children of Hamada" name no place where Omar Hamada Velt, Mira Hamada Velt and Tala Hamada Velt are named too;
    "in Hamada" does.
    """
    full = {text[name.start : name.end].casefold() for name in names if name.kind == "PER" and name.score >= _SURE}
    bearers = Counter(word for name in full if " " in name for word in set(name.split()))
    return tuple(
        replace(name, kind="PER", score=1.0)
        if name.kind == "LOC" and bearers[text[name.start : name.end].casefold()] >= _FAMILY and not _is_in(text, name)
        else name
        for name in names
    )


def _is_in(text: str, name: Name) -> bool:
    governed = LOCATIVE.search(text, max(0, name.start - _AROUND), name.start)
    return governed is not None and governed["word"].casefold() in INSIDE


def named_places(
    text: str, names: Sequence[Name], known: Sequence[PlaceMention], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """Return the places that are not among those known, where the gazetteer has them or what contains them."""
    taken = sorted((mention.start, mention.end) for mention in known)
    left = [name for name in names if _is_new(text, name, taken, gazetteer)]
    if not left:
        return []
    found = []
    for name, at in zip(left, place_given(text, [(name.start, name.end) for name in left], gazetteer), strict=True):
        wording = text[name.start : name.end]
        place, itself = at or (None, False)
        where = Where(
            name=wording,
            lat=round(place.lat, 5) if place else None,
            lon=round(place.lon, 5) if place else None,
            precision="unresolved" if place is None else place.kind if itself else "containing",
            gazetteer_id=place.id if place else None,
            wording=wording,
        )
        role = role_of(text, name.start, name.end, located=False, state=False)
        country, within = (place.country, place.within) if place else ("", ())
        found.append(
            PlaceMention(start=name.start, end=name.end, where=where, role=role, country=country, within=within)
        )
    return found


def _is_new(text: str, name: Name, taken: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> bool:
    wording = text[name.start : name.end]
    if name.kind != "LOC" or name.score < _SURE or len(wording) < _SHORTEST or wording.islower():
        return False
    if wording.split()[0].casefold().rstrip(".") in TITLES:
        return False  # "Abu Tavin"
    if name.score < _CERTAIN and not LOCATIVE.search(text, max(0, name.start - _AROUND), name.start):
        return False
    beside = bisect_right(taken, name.start, key=lambda span: span[1])
    free = beside == len(taken) or taken[beside][0] >= name.end
    return free and gazetteer.place_of(wording) is None
