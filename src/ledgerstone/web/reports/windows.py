"""A long text cut into windows, each small enough for one page: at line ends where there are any, else at a space."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

LONGEST = 16_000
"""Characters of one window: with its marks and claims, a page below 300 kB."""

MOST_CLAIMS = 40
"""Claims that begin in one window, unless more begin at the same place."""


def windows(text: str, starts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return where the windows of a text begin and end.

    Args:
        text: the text.
        starts: where its claims begin, sorted.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = _end(text, at, starts)
        found.append((at, end))
        at = end
    return tuple(found) or ((0, 0),)


def window_of(place: int, cut: Sequence[tuple[int, int]]) -> int:
    """Return the number of the window that holds a place of the text, counted from 1."""
    return max(1, bisect_right([start for start, _ in cut], place))


def _end(text: str, at: int, starts: Sequence[int]) -> int:
    most = min(len(text), at + LONGEST)
    first = bisect_left(starts, at)
    if first + MOST_CLAIMS < len(starts):
        most = min(most, max(starts[first + MOST_CLAIMS], at + 1))
    if most == len(text):
        return most
    for mark in ("\n", " "):
        found = text.rfind(mark, at + (most - at) // 2, most)
        if found > at:
            return found + 1
    return most
