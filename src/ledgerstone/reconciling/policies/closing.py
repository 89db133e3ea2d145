"""Counts with every open bound closed and every word for a number read as one: for policies that write numbers only."""

from dataclasses import replace

from ledgerstone.reconciling.gathering import Gathered, Told
from ledgerstone.reconciling.policies.figures import read_word, states_range, word_in


def closed(gathered: Gathered, *, words: str) -> Gathered:
    """Return the claims with their counts as numbers: "at least 12" is 12, "more than 35" is 36, "dozens" as told.

    A bare plural ("others") stays without a number: it says that there were some, not how many.

    Args:
        gathered: the claims. Their ids stay: the claims themselves are unchanged.
        words: the column of ``vocabulary/vague_counts.yaml`` by which words for a number are read.
    """
    return replace(gathered, told=tuple(_closed(told, words) for told in gathered.told))


def _closed(told: Told, words: str) -> Told:
    count = told.claim.count
    if count is None or told.claim.polarity == "denied":
        return told
    low, high = count.low, count.high
    if low is None and high is None and word_in(told) and not states_range(told, column=words):
        low, high = read_word(told, column=words) or (None, None)
    high = low if high is None else high
    return replace(told, claim=replace(told.claim, count=replace(count, low=low, high=high)))
