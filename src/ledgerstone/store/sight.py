"""What a person may see of a case: which levels of handling."""

from dataclasses import dataclass
from typing import Final

OPEN, RESTRICTED, SEALED = "open", "restricted", "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The levels of handling that somebody may see; every query of the index takes one, and filters by it in SQL."""

    levels: frozenset[str]

    def sees(self, level: str) -> bool:
        """Say whether a record of this level may be shown."""
        return level in self.levels


NOTHING: Final = Sight(levels=frozenset())
OF_OPEN: Final = Sight(levels=frozenset({OPEN}))
OF_RESTRICTED: Final = Sight(levels=frozenset({OPEN, RESTRICTED}))
OF_ALL: Final = Sight(levels=frozenset({OPEN, RESTRICTED, SEALED}))
