"""A sentence often tells several things: where one of them is closed, the sentence is, beside each of the others."""

import dataclasses

from ledgerstone.records import Claim

SILENCED = "[sentence withheld]"
"""What stands in a file where a sentence stays."""


def meet(one: Claim, other: Claim) -> bool:
    """Say whether two claims of one text stand in some of the same characters.

    In another version of the text characters have other numbers; there the words say so.
    """
    if one.report == other.report:
        return one.passage.start < other.passage.end and other.passage.start < one.passage.end
    a, b = one.passage.exact, other.passage.exact
    return bool(a and b) and (a in b or b in a)


def with_words(claim: Claim, words: str) -> Claim:
    """Return a claim that says where its sentence stands, and these words in the place of it."""
    return dataclasses.replace(claim, passage=dataclasses.replace(claim.passage, exact=words, boxes=()))
