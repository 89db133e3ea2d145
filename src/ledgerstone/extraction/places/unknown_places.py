"""Names that a word for a kind of place makes one, "the Tasra neighbourhood", and that no gazetteer knows."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from ledgerstone.extraction.places import place_words as around
from ledgerstone.extraction.places.place_mentions import PlaceMention, role_of
from ledgerstone.records import Where
from ledgerstone.vocabulary.gazetteer import Gazetteer

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
_REACH = 70  # characters from an unknown name to the place that contains it
_AROUND = 300  # characters; a name and its type are shorter


def find_unknown(text: str, known: Sequence[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """Return the names that a word for a kind of place makes one and that the gazetteer does not know."""
    found = []
    main = _main_place(known)
    starts = [mention.start for mention in known]
    for match in _UNKNOWN.finditer(text):
        name = match["name"] or match["name2"] or match["name3"]
        start = match.start("name3") if match["name3"] else match.start()
        type_ = (match["type"] or match["type2"] or "").casefold()
        skip = _leading(name)
        name, start = name[skip:], start + (0 if match["name2"] else skip)
        beside = known[bisect_left(starts, start - _AROUND) : bisect_left(starts, match.end() + _AROUND)]
        if match["name3"] and not any(m.start == match.end() + 2 and m.where.precision != "country" for m in beside):
            continue
        if not _may_be(text, name, start, match, gazetteer):
            continue
        if any(
            m.start < match.end() and start < m.end and (type_ not in around.SITES or m.end >= match.end())
            for m in beside
        ):
            continue
        holder = _holder(text, start, match.end(), beside) or main
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
                role=role_of(text, start, match.end(), located=False, state=False),
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
