"""What a person may see of a case: which levels of handling, and of what others decided on reports."""

from dataclasses import dataclass
from typing import Final

OPEN, RESTRICTED, SEALED = "open", "restricted", "sealed"

LEVELS: Final = {OPEN: 0, RESTRICTED: 1, SEALED: 2}
"""Each level of handling by its code, from the least strict on."""

STRICTEST: Final = LEVELS[SEALED]

NAMES: Final = {number: level for level, number in LEVELS.items()}
"""The code of each level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What somebody may see; every query of the index takes one, and filters by it in SQL.

    ``levels`` are levels of handling. ``blind`` are the reports at which this person looks a second time: what others
    decided there is not shown, and what rests on it is in no list, until this person is done. ``by`` is the name under
    which this person's own decisions are recorded; they are shown.
    """

    levels: frozenset[str]
    blind: frozenset[str] = frozenset()
    by: str = ""

    def sees(self, level: str) -> bool:
        """Say whether a record of this level may be shown."""
        return level in self.levels


NOTHING: Final = Sight(levels=frozenset())
OF_OPEN: Final = Sight(levels=frozenset({OPEN}))
OF_RESTRICTED: Final = Sight(levels=frozenset({OPEN, RESTRICTED}))
OF_ALL: Final = Sight(levels=frozenset({OPEN, RESTRICTED, SEALED}))


def height(sight: Sight) -> int:
    """Return, as a number, the highest level that somebody sees with all levels below it; -1 is nothing at all."""
    seen = -1
    for level, number in LEVELS.items():
        if not sight.sees(level):
            break
        seen = number
    return seen
