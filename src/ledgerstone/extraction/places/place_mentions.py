"""A place as the text names it, and in which part: where something was, where somebody spoke or came from."""

import re
from dataclasses import dataclass

from ledgerstone.extraction.places import place_words as around
from ledgerstone.records import Where


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


def role_of(text: str, start: int, end: int, *, located: bool, state: bool) -> str:
    """Return the part that a place plays, by the words around it."""
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
