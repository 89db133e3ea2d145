"""Distances that a report states between two places: "A, approximately 25 kilometres south of B"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledgerstone.extraction.places.places import PlaceMention

_KM = {"k": 1.0, "m": 1.609344, "n": 1.852}  # kilometres, miles, nautical miles
_FROM = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,5}(?:\.\d{1,3})?)[ -]?(?:\((?:some )?[\d.,]+ ?\w{1,10}\) "
    r"?)?(?P<unit>k(?:ilo)?m(?:et(?:er|re)s?|s)?|nautical miles?|miles?|mi)\b"
    r"(?: ?\([\d.,]{1,8} ?\w{1,11}\))?(?:,? (?:to the )?[\w-]{4,14}){0,2}? (?:of|from|away "
    r"from|outside) (?:the )?(?:(?:city|town|village|capital|port|border|district) (?:city "
    r")?(?:of |with )?)?(?:the )?$"
)
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s+[A-Z“\"]|\n")
_BEFORE = 120
_AFAR = 90  # characters from the first place to the distance


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDistance:
    """How far the text says that one place is from another; ``a`` and ``b`` are among the mentions."""

    start: int
    end: int
    a: PlaceMention
    b: PlaceMention
    km: float
    wording: str


def find_distances(text: str, mentions: Sequence[PlaceMention]) -> tuple[StatedDistance, ...]:
    """Return the distances that the text states between two of the places named, in order."""
    found = []
    for i, b in enumerate(mentions):
        match = _FROM.search(text, max(0, b.start - _BEFORE), b.start)
        a = _nearest(text, match.start(), mentions[:i]) if match else None
        if match and a and a.where.gazetteer_id != b.where.gazetteer_id:
            km = float(match["number"].replace(",", "")) * _KM[match["unit"][0]]
            found.append(
                StatedDistance(start=a.start, end=b.end, a=a, b=b, km=round(km, 2), wording=text[a.start : b.end])
            )
    return tuple(found)


def _nearest(text: str, at: int, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the last place named before a distance in its sentence, but for a country."""
    for mention in reversed(mentions):
        if at - mention.end > _AFAR or _SENTENCE_END.search(text, mention.end, at):
            return None
        if mention.where.precision not in {"country", "admin1", "region"} and mention.end <= at:
            return mention
    return None
