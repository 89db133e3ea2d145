"""The sums of a picture that leaves, over incidents as they passed the gate: what is stated, and nothing twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ledgerstone.indexing.leaving import Leaving
from ledgerstone.indexing.rows import accused_of, order_of
from ledgerstone.records import Assessment, Toll
from ledgerstone.store.index.sums import DEATHS, MOST, MOST_ACCUSED, PERIODS, People, period_between


def by_period(left: Leaving) -> list[People]:
    """Return deaths by period, the earliest first; of more than ``MOST`` periods the latest."""
    first = {each.incident: order_of(each.when.earliest if each.when else None) for each in _whole(left)}
    days = [day for day in first.values() if day]
    length = PERIODS[period_between(min(days), max(days))] if days else 0
    keyed = ((first[each.incident][:length], toll) for each, toll in _deaths(left) if first[each.incident])
    return sorted(_sums(keyed), key=lambda each: each.key)[-MOST:]


def by_accused(left: Leaving, *, at_most: int = MOST_ACCUSED) -> list[People]:
    """Return deaths by who is accused, the most first; several who are accused of one incident are one row."""
    sums = _sums((accused_of(each.actors), toll) for each, toll in _deaths(left))
    return sorted(sums, key=lambda each: (-each.high, each.key))[:at_most]


def by_teller(left: Leaving) -> list[People]:
    """Return deaths as the speakers of each role alone tell them; these rows are not to be added up."""
    told = (left.told_by.get(each.incident or "", {}) for each in _whole(left))
    sums = _sums((role, toll) for own in told for role, toll in own.items())
    return sorted(sums, key=lambda each: (-each.incidents, each.key))


def _whole(left: Leaving) -> Iterator[Assessment]:
    """Yield the incidents that count; a part is never added to its whole."""
    return (each for each in left.assessments if each.incident not in left.parts)


def _deaths(left: Leaving) -> Iterator[tuple[Assessment, Toll]]:
    for each in _whole(left):
        for toll in each.tolls:
            if (toll.harm, toll.status, toll.group) == (DEATHS, None, None):
                yield each, toll


def _sums(keyed: Iterable[tuple[str, Toll]]) -> list[People]:
    of: dict[str, list[Toll]] = defaultdict(list)
    for key, toll in keyed:
        of[key].append(toll)
    return [
        People(
            key=key,
            low=sum(toll.low or 0 for toll in tolls),
            high=sum(toll.low or 0 if toll.high is None else toll.high for toll in tolls),
            incidents=len(tolls),
            without_low=sum(toll.low is None for toll in tolls),
            without_high=sum(toll.high is None for toll in tolls),
        )
        for key, tolls in of.items()
    ]
