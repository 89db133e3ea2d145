"""Women and men who were counted by their names are no more than the total leaves.

Who is spelled twice, or harmed elsewhere, stands among the named; and of some only the given name tells the sex. What
claims state as a figure is never touched.
"""

from collections.abc import Sequence
from dataclasses import replace

from ledgerstone.records import Reason, Toll

_BY_NAME = ("are named", "told of one by one")
_ORDER = ("child", "woman", "man")  # the surest first: of men and women only the given name may tell


def within_total(made: Sequence[Toll]) -> tuple[Toll, ...]:
    """Return the tolls with those of women and men that names made held within the high of everyone.

    A toll for which nothing is left is left out: unknown is not zero.
    """
    fitted: list[Toll] = list(made)
    for everyone in [toll for toll in made if toll.status is None and toll.group is None]:
        left = everyone.high
        for group in _ORDER:
            toll = next((each for each in fitted if each.harm == everyone.harm and each.group == group), None)
            if toll is None or left is None:
                continue
            held = _held(toll, left)
            at = fitted.index(toll)
            fitted[at : at + 1] = [held] if held else []
            left -= (held.low or 0) if held else 0
    return tuple(fitted)


def _held(toll: Toll, left: int) -> Toll | None:
    """Return a toll held to so many people; None where nobody is left; as it is where claims state the figure."""
    if toll.group == "child" or (toll.high or 0) <= left or not _is_by_name(toll):
        return toll
    if left <= 0:
        return None
    return replace(
        toll,
        low=None if toll.low is None else min(toll.low, left),
        best=None if toll.best is None else min(toll.best, left),
        high=left,
        used=tuple(
            Reason(claim=each.claim, reason=f"{each.reason}, and the total leaves {left}") if _names(each) else each
            for each in toll.used
        ),
    )


def _is_by_name(toll: Toll) -> bool:
    return any(map(_names, toll.used))


def _names(reason: Reason) -> bool:
    return any(words in reason.reason for words in _BY_NAME)
