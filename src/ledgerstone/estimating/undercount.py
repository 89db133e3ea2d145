"""How many the lists miss: the estimate less the distinct people on the lists used, and nothing else."""

from dataclasses import dataclass

from ledgerstone.estimating.combining import people_of
from ledgerstone.records import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Undercount:
    """People on no list: point and interval; `high` None is open."""

    point: float
    low: float
    high: float | None
    people: int


def undercount(answer: Estimate) -> Undercount:
    """The estimate less the distinct people on its lists: never less a toll, which counts incidents and not names.

    Raises:
        BadSetting: an estimate that does not tell its people.
    """
    people = people_of(answer)
    return Undercount(
        point=answer.point - people,
        low=max(answer.low - people, 0.0),
        high=None if answer.high is None else answer.high - people,
        people=people,
    )
