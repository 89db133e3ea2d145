"""Names that hold the name of the place where they are: "University of Sella", "Sella Cathedral"."""

import re
from collections.abc import Iterator

from ledgerstone.extraction.places import place_words as around
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place

_LARGE = 15_000  # people of a town whose name may be part of another place's
_CONTAINERS = frozenset({"country", "admin1", "region"})
_COMMON = frozenset(
    {
        *around.FUNCTION,
        *around.DIRECTIONS,
        *around.TYPES,
        *around.ORGANISATIONS,
        *around.OFFICES,
        *around.TITLES,
        *around.CONNECTORS,
    }
)
_STREETS = frozenset(word for word, kind in around.TYPES.items() if kind == "street") | {
    "st",
    "ave",
    "rd",
    "blvd",
    "dr",
}


def places_of_part(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the places of the part of a name that is large enough to name others; a street's name says nothing."""
    words = name.split()
    if words[-1].casefold().rstrip(".") in _STREETS:
        return ()
    for part, alone in _parts(words):
        large = tuple(place for place in gazetteer.find(part) if _is_large(place))
        if large and (not alone or large[0].kind in _CONTAINERS):
            return large
    return ()


def _parts(words: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a name, the likeliest first, and whether only a country or province may be called so."""
    plain = [re.sub(r"['’]s$|,$", "", word) for word in words]
    count = len(words)
    for at in range(count - 1, 0, -1):
        if words[at - 1].casefold() in {"of", "in", "at", "the"}:
            for end in range(count, at, -1):
                if _may_be(plain[at:end]):
                    yield " ".join(plain[at:end]), False
    for length in range(count - 1, 1, -1):
        for at in range(count - length + 1):
            if _may_be(plain[at : at + length]):
                yield " ".join(plain[at : at + length]), False
    for at, word in enumerate(plain):
        if _may_be([word]):
            yield word, not (at == 0 or (at == count - 1 and words[at - 1].casefold() in around.TYPES))


def _may_be(part: list[str]) -> bool:
    if not part[0][:1].isupper() or not part[-1][:1].isupper() or part[0].casefold() in around.TITLES:
        return False
    if len(part) > 1:
        return True
    return part[0].casefold() not in _COMMON and part[0].casefold() not in around.not_places()


def _is_large(place: Place) -> bool:
    return place.kind in _CONTAINERS or place.kind == "admin2" or place.population > _LARGE
