"""The levels of handling as numbers, so that a query compares what somebody may see with the level of a row."""

from ledgerstone.store.sight import OPEN, RESTRICTED, SEALED, Sight

LEVELS = {OPEN: 0, RESTRICTED: 1, SEALED: 2}
"""Each level by its code, from the least strict on."""

STRICTEST = LEVELS[SEALED]


def height(sight: Sight) -> int:
    """Return the highest level that somebody sees with all levels below it; -1 is nothing at all."""
    seen = -1
    for level, number in LEVELS.items():
        if not sight.sees(level):
            break
        seen = number
    return seen
