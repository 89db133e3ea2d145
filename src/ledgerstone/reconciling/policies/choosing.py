"""The best single figure: the one that most independent sources give, or that of the most reliable one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ledgerstone.reconciling.policies.figures import Figure

# Who is best placed to count, where sources disagree one to one: those who see the bodies and the wounded, then those
# who check what others say, then offices, then everybody else (after the source hierarchies that the Every Casualty
# Standards 2016 describe). An accused side comes last.
PLACED = (
    "medical", "rescue", "monitor", "un", "aid", "official", "military", "relative", "victim", "witness",
    "foreign_official", "expert", "party", "armed_group", "media", "social_media", "unnamed", "accused",
)  # fmt: skip
_OUTLET = PLACED.index("media")


def best(figures: Sequence[Figure]) -> Figure:
    """Return the figure that most sources give; then that of the best placed, one number before a range, the latest.

    "At least 12" and "12" agree. Where all else is equal the lower figure stands.
    """
    sources: dict[int, set[str]] = defaultdict(set)
    for each in figures:
        if each.head.named and (each.high is None or each.low == each.high):
            sources[each.least].add(each.head.apart)
    return min(
        figures,
        key=lambda each: (
            -max(1, len(sources[each.least])),
            _placed(each),
            each.low is None or (each.high is not None and each.low != each.high),
            -(each.head.said or date.min).toordinal(),
            each.least,
            each.high is None,
            each.head.id,
        ),
    )


def most_reliable(figures: Sequence[Figure]) -> Figure:
    """Return the figure of the best placed source; where several are placed alike, the lowest."""
    return min(figures, key=lambda each: (_placed(each), each.least, each.head.order))


def _placed(figure: Figure) -> int:
    speaker = figure.head.claim.speaker
    return PLACED.index(speaker.role) if speaker and speaker.role in PLACED else _OUTLET
