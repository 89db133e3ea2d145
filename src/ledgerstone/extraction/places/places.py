"""Places in a report's text: where they are named, which place is meant, how exactly, and in which part.

1. ``place_names`` finds the names that the gazetteer knows.
2. ``place_context`` decides which place of that name is meant.
3. Names that a word for a kind of place makes one ("the Tasra neighbourhood", "Olven Street") and that the gazetteer
   does not know get the coordinates of the place that contains them, with the precision "containing".
4. So do names that only the language engine takes for places.
5. Each gets its precision and its role from the words around it.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ledgerstone.engine.parses import Name
from ledgerstone.extraction.places import place_words as around
from ledgerstone.extraction.places.given_names import place_given
from ledgerstone.extraction.places.named_places import borne, named_places
from ledgerstone.extraction.places.place_context import resolve
from ledgerstone.extraction.places.place_mentions import PlaceMention, role_of
from ledgerstone.extraction.places.place_names import find_spots
from ledgerstone.extraction.places.place_spots import Spot
from ledgerstone.extraction.places.unknown_places import find_unknown
from ledgerstone.extraction.text.capitalised import Token, tokens
from ledgerstone.records import Where
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place

__all__ = ["PlaceMention", "find_places"]

_LIST = re.compile(r"(?:,|,? and(?: in)?|;|, as well as(?: in)?|,? or) (?:the )?(?:nearby )?")


def find_places(
    text: str, *, gazetteer: Gazetteer, names: Sequence[Name] = (), adjectives: bool = False
) -> tuple[PlaceMention, ...]:
    """Return the places named in ``text``, in order.

    Args:
        text: a report's text.
        gazetteer: the places that are known.
        names: what the language engine takes for names in the text, in order.
        adjectives: whether to return adjectives and peoples ("Syrian") as well, with the role "adjective".
    """
    words = tokens(text)
    names = borne(text, names)
    spots = find_spots(text, words, gazetteer, names)
    places = resolve(spots, words, gazetteer)
    known = [_mention(text, spot, place) for spot, place in zip(spots, places, strict=True) if place]
    known += find_unknown(text, known, gazetteer)
    known += named_places(text, names, known, gazetteer)
    found = _listed(text, sorted(known, key=lambda mention: mention.start))
    return tuple(
        sorted([*found, *_adjectives(text, words, found, gazetteer)], key=lambda mention: mention.start)
        if adjectives
        else found
    )


def locate(text: str, spans: Sequence[tuple[int, int]], *, gazetteer: Gazetteer) -> list[Where | None]:
    """Return where the places are whose names stand at ``spans``, however they were found; None where unknown."""
    return [
        Where(
            name=text[start:end],
            lat=round(found[0].lat, 5),
            lon=round(found[0].lon, 5),
            precision=found[0].kind if found[1] else "containing",
            gazetteer_id=found[0].id,
            wording=text[start:end],
        )
        if found
        else None
        for (start, end), found in zip(spans, place_given(text, spans, gazetteer), strict=True)
    ]


def _listed(text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Give the places of a list the role of its first: "in A, B and C"."""
    for i, (last, mention) in enumerate(itertools.pairwise(mentions)):
        if mention.role == "other" and _LIST.fullmatch(text, mentions[i].end, mention.start):
            mentions[i + 1] = replace(mention, role=mentions[i].role if last.role != "metonym" else "other")
    return mentions


def _adjectives(
    text: str, words: Sequence[Token], mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> list[PlaceMention]:
    ends = [mention.end for mention in mentions]
    found = []
    for i, word in enumerate(words):
        if not word.name:
            continue
        start, place = word.start, None
        if i and words[i - 1].name and text[words[i - 1].end : word.start] == " ":
            start = words[i - 1].start
            place = gazetteer.place_of(text[start : word.end])
        if place is None:
            start, place = word.start, gazetteer.place_of(word.text)
        after = bisect_left(ends, start + 1)
        if place and (after == len(ends) or mentions[after].start >= word.end):
            where = Where(
                name=place.name, lat=place.lat, lon=place.lon, precision=place.kind, gazetteer_id=place.id,
                wording=text[start : word.end],
            )  # fmt: skip
            found.append(PlaceMention(start=start, end=word.end, where=where, role="adjective", country=place.country))
    return found


def _mention(text: str, spot: Spot, place: Place) -> PlaceMention:
    where = Where(
        name=place.name if place.own else spot.name,
        lat=round(place.lat, 5),
        lon=round(place.lon, 5),
        precision=_precision(text, spot, place),
        gazetteer_id=place.id,
        wording=text[spot.start : spot.end],
    )
    role = (
        "speech"
        if spot.office
        else role_of(text, spot.start, spot.end, located=spot.located, state=place.kind in {"country", "city"})
    )
    return PlaceMention(
        start=spot.start,
        end=spot.end,
        where=where,
        role=role,
        country=place.country,
        within=place.within,
        own=place.own,
    )


def _precision(text: str, spot: Spot, place: Place) -> str:
    before = text[max(0, spot.start - 60) : spot.start]
    if place.kind not in {"country", "region"} and around.NEAR.search(before):
        return "near"
    if place.kind in {"country", "admin1"}:
        return "region" if spot.kind == "region" or around.DIRECTED.search(before) else place.kind
    if spot.kind in {"admin1", "admin2", "near", "region"} and not place.own:
        return spot.kind
    if spot.kind == "neighbourhood" and place.kind == "settlement":
        return "neighbourhood"
    return place.kind
