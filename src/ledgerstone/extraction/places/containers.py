"""The place that contains a name which no gazetteer knows, as far as the text around it says."""

import re
from collections.abc import Sequence

from ledgerstone.extraction.places.place_spots import Spot
from ledgerstone.vocabulary.places import Place

Named = Sequence[tuple[Spot, Place]]  # names whose place is known, in order

_IN = re.compile(r",? (?:in|at|near|outside|of)(?: the| downtown| nearby| central)? (?:[a-z-]+ ){0,3}|, ")
_AFTER, _BEFORE = 70, 200  # characters to the place that contains a name, behind it and before it
_BESIDE = 40
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s+[A-Z“\"]|\n")
_WIDE = frozenset({"country", "region"})


def stands_in(text: str, spot: Spot, named: Named) -> Place | None:
    """Return the place that the words right behind a name say contains it: "Olven Street in Sella"."""
    for other, place in named:
        if 0 < other.start - spot.end <= _BESIDE and _IN.fullmatch(text, spot.end, other.start):
            return place
    return None


def container_of(text: str, spot: Spot, named: Named, main: Place | None) -> Place | None:
    """Return the place named soon after it in the sentence, else before it; or the main one where that lies there."""
    before = [
        place
        for other, place in named
        if 0 <= spot.start - other.end <= _BEFORE and not _SENTENCE_END.search(text, other.end, spot.start)
    ]
    after = [
        place
        for other, place in named
        if 0 <= other.start - spot.end <= _AFTER and not _SENTENCE_END.search(text, spot.end, other.start)
    ]
    near = [*after[:1], *reversed(before)]
    fine = [place for place in near if place.kind not in _WIDE]
    found = next(iter(fine or near), None)
    if found and main and found.kind in {"country", "admin1"} and _holds(found, main):
        return main
    return found


def main_place(named: Named) -> Place | None:
    """Return the place that the report names most, a town or province rather than a country."""
    places = [place for _, place in named]
    fine = [place for place in places if place.kind not in _WIDE] or places
    return max(fine, key=lambda place: (fine.count(place), -fine.index(place)), default=None)


def _holds(outer: Place, inner: Place) -> bool:
    if outer.country != inner.country or inner.kind in {"country", "admin1", "region"}:
        return False
    return outer.kind == "country" or outer.admin in {"", inner.admin}
