"""How far each sentence is closed: as far as the strictest claim that stands in some of its characters.

A sentence often tells several things. Where one of them is closed, the sentence would tell it beside another claim of
the same words, so it goes only where all of its claims go. What else such a claim says (a number, a place) is its own.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

from ledgerstone.indexing.chains import Levels
from ledgerstone.indexing.part import Part
from ledgerstone.records import Claim
from ledgerstone.releasing.sentences import meet, with_words


def sentence_levels(part: Part, of: Levels) -> Mapping[str, int]:
    """Return the level of the sentence of each claim of a part, rejected ones too."""
    claims = {**part.now.reviewed.claims, **part.now.reviewed.rejected}
    closed = defaultdict[tuple[str, str], list[tuple[int, Claim]]](list)
    for id_, each in claims.items():
        if of.claims[id_]:
            closed[part.place(each.report)].append((of.claims[id_], each))
    if not closed:
        return of.claims
    return {
        id_: max(
            of.claims[id_],
            max((level for level, other in closed.get(part.place(each.report), ()) if meet(each, other)), default=0),
        )
        for id_, each in claims.items()
    }


def hushed(claims: Mapping[str, Claim], silent: Collection[str]) -> dict[str, Claim]:
    """Return claims, some of them without the words of their sentence."""
    return {id_: with_words(each, "") if id_ in silent else each for id_, each in claims.items()}
