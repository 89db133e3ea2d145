"""Places in a report's text: where they are named, which place is meant, how exactly, and in which part.

1. ``place_names`` finds the names that the gazetteer knows.
2. ``place_context`` decides which place of that name is meant.
3. Names that a word for a kind of place makes one ("the Tasra neighbourhood", "Olven Street") and that the gazetteer
   does not know get the coordinates of the place that contains them, with the precision "containing".
4. Each gets its precision and its role from the words around it.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledgerstone.extraction import place_words as around
from ledgerstone.extraction.place_context import resolve
from ledgerstone.extraction.place_names import Spot, Token, find_spots, tokens
from ledgerstone.records import Where
from ledgerstone.vocabulary.gazetteer import Gazetteer
from ledgerstone.vocabulary.places import Place

_NAME = (
    r"(?:(?:[Aa]l|[Ee]l|[Aa][sdrtnz]h?)[- ])?[A-Z][\w'’`-]{1,24}(?:\s(?:of\s|(?:al|el|bin|"
    r"ibn)[- ])?[A-Z][\w'’`-]{1,24}){0,3}"
)
_TYPE = "|".join(sorted(around.UNKNOWN_TYPES, key=lambda word: (-len(word), word)))
_UNKNOWN = re.compile(
    rf"\b(?P<name>{_NAME})\s(?:refugee\s|residential\s)?(?P<type>(?i:{_TYPE}))\b(?!-)|"
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside)\s(?:the\s)?(?P<name3>{_NAME})(?=,\s[A-Z])|"
    r"\b(?P<type2>(?:village|town|hamlet|neighbou?rhood|district|camp|quarter|suburb|area)s?)\sof\s"
    rf"(?:the\s)?(?P<name2>{_NAME})"
)
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s+[A-Z“\"]|\n")
_LIST = re.compile(r"(?:,|,? and(?: in)?|;|, as well as(?: in)?|,? or) (?:the )?(?:nearby )?")
_REACH = 70  # characters from an unknown name to the place that contains it


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place as the text names it: ``text[start:end] == where.wording``.

    ``role``: "locative" (something was there), "origin" (from there), "metonym" (a government that speaks or acts),
    "speech" (where somebody spoke, a dateline), "burial", "hospital" (where the wounded or dead were taken), "other".
    ``country`` is an ISO 3166-1 code, or as the user's gazetteer writes it.
    """

    start: int
    end: int
    where: Where
    role: str = "other"
    country: str = ""
    within: tuple[str, ...] = ()
    own: bool = False


def find_places(text: str, *, gazetteer: Gazetteer, adjectives: bool = False) -> tuple[PlaceMention, ...]:
    """Return the places named in ``text``, in order.

    Args:
        text: a report's text.
        gazetteer: the places that are known.
        adjectives: whether to return adjectives and peoples ("Syrian") as well, with the role "adjective".
    """
    words = tokens(text)
    spots = find_spots(text, words, gazetteer)
    places = resolve(spots, words, gazetteer)
    known = [_mention(text, spot, place) for spot, place in zip(spots, places, strict=True) if place]
    found = _listed(text, sorted([*known, *_unknown(text, known, gazetteer)], key=lambda mention: mention.start))
    return tuple(
        sorted([*found, *_adjectives(text, words, found, gazetteer)], key=lambda mention: mention.start)
        if adjectives
        else found
    )


def _listed(text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Give the places of a list the role of its first: "in A, B and C"."""
    for i, (last, mention) in enumerate(itertools.pairwise(mentions)):
        if mention.role == "other" and _LIST.fullmatch(text, mentions[i].end, mention.start):
            mentions[i + 1] = replace(mention, role=mentions[i].role if last.role != "metonym" else "other")
    return mentions


def _adjectives(
    text: str, words: Sequence[Token], mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> list[PlaceMention]:
    found = []
    for word in words:
        country = gazetteer.country_of(word.text) if word.name else None
        place = gazetteer.country(country) if country else None
        american = (
            place
            and country == "US"
            and re.search(
                r"(?:Latin|North|Central|South|Native|African)[ -]$", text[max(0, word.start - 8) : word.start]
            )
        )
        if place and not american and not any(m.start < word.end and word.start < m.end for m in mentions):
            where = Where(
                name=place.name,
                lat=place.lat,
                lon=place.lon,
                precision="country",
                gazetteer_id=place.id,
                wording=word.text,
            )
            found.append(
                PlaceMention(start=word.start, end=word.end, where=where, role="adjective", country=place.country)
            )
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
        else _role(text, spot.start, spot.end, located=spot.located, state=place.kind in {"country", "city"})
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
        return "region" if around.DIRECTED.search(before) else place.kind
    if spot.kind in {"admin1", "admin2", "near", "region"} and not place.own:
        return spot.kind
    if spot.kind == "neighbourhood" and place.kind == "settlement":
        return "neighbourhood"
    return place.kind


def _role(text: str, start: int, end: int, *, located: bool, state: bool) -> str:
    before, after = text[max(0, start - 120) : start], text[end : end + 120]
    dateline = around.DATELINE.match(text, max(0, start - 1 if start else 0))
    if dateline and dateline.end() > end:
        return "speech"
    if around.BURIED.search(before):
        return "burial"
    if around.SPOKEN.search(before) or (around.HEADED.search(before) and around.THEN_SAID.match(after)):
        return "speech"
    if state and around.SPEAKS.match(after) and not re.search(r"\b(?:in|at|from|near|of) (?:the )?$", before):
        return "metonym"
    governed = around.LOCATIVE.search(before)
    if around.TREATED.search(before) and re.search(r"\b[Hh]ospital", text[max(0, start - 60) : end + 30]):
        return "hospital"
    if governed and governed["word"].lower() in {"from", "leaving", "fled", "left"}:
        return "origin"
    return "locative" if located or governed else "other"


def _unknown(text: str, known: Sequence[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """Return the names that a word for a kind of place makes one and that the gazetteer does not know."""
    found = []
    main = _main_place(known)
    for match in _UNKNOWN.finditer(text):
        name = match["name"] or match["name2"] or match["name3"]
        start = match.start("name3") if match["name3"] else match.start()
        type_ = (match["type"] or match["type2"] or "").casefold()
        skip = _leading(name)
        name, start = name[skip:], start + (0 if match["name2"] else skip)
        if match["name3"] and not any(m.start == match.end() + 2 and m.where.precision != "country" for m in known):
            continue
        if not _may_be(text, name, start, match, gazetteer):
            continue
        if any(
            m.start < match.end() and start < m.end and (type_ not in around.SITES or m.end > match.end())
            for m in known
        ):
            continue
        holder = _holder(text, start, match.end(), known) or main
        at = holder.where if holder else None
        where = Where(
            name=f"{name} {match['type']}" if type_ in around.SITES else name,
            lat=at.lat if at else None,
            lon=at.lon if at else None,
            precision="containing" if holder else "unresolved",
            gazetteer_id=at.gazetteer_id if at else None,
            wording=text[start : match.end()],
        )
        found.append(
            PlaceMention(
                start=start, end=match.end(), where=where,
                role=_role(text, start, match.end(), located=False, state=False),
                country=holder.country if holder else "", within=(holder.where.name, *holder.within) if holder else (),
            )
        )  # fmt: skip
    return found


def _may_be(text: str, name: str, start: int, match: re.Match[str], gazetteer: Gazetteer) -> bool:
    """Refuse "American market", "Sunni-majority quarter", "Premier League quarter", and a site that nothing places."""
    words = [word.casefold() for word in name.split(" ")]
    if not name or any(
        word in around.ORGANISATIONS or "-majority" in word or gazetteer.country_of(word) for word in words
    ):
        return False
    type_ = match["type"] or ""
    if type_.islower() and (type_ in around.SITES or (len(words) == 1 and words[0] in around.not_places())):
        return bool(around.LOCATIVE.search(text, max(0, start - 60), start))
    return True


def _leading(name: str) -> int:
    """Return how many characters of words that begin a sentence stand before a name: "The", "In"."""
    skip = 0
    for word in name.split(" "):
        if word.casefold() not in around.FUNCTION and word.casefold() not in around.DIRECTIONS:
            break
        skip += len(word) + 1
    return min(skip, len(name))


def _holder(text: str, start: int, end: int, known: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the known place that contains an unknown one: named soon after it, else before it in its sentence."""
    fine = [m for m in known if m.role not in {"metonym", "speech"}]
    after = [m for m in fine if 0 <= m.start - end <= _REACH and not _SENTENCE_END.search(text, end, m.start)]
    before = [m for m in fine if 0 <= start - m.end <= 2 * _REACH and not _SENTENCE_END.search(text, m.end, start)]
    return after[0] if after else before[-1] if before else None


def _main_place(known: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the first mention of the place that the report names most often as a scene."""
    scenes = [m for m in known if m.role in {"locative", "other"} and m.where.precision not in {"country", "region"}]
    counts = Counter(m.where.gazetteer_id for m in scenes)
    return max(scenes, key=lambda m: (counts[m.where.gazetteer_id], -m.start), default=None)
