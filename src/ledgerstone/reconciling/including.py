"""Whether an incident counts by the case's criteria. What is not known excludes nothing, and says so.

No reason names a person or a source, or says where an incident was: reasons leave with a release.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ledgerstone.records import Criteria, Inclusion, Toll, When, Where
from ledgerstone.vocabulary.containing import tells

Within = Callable[[Where], frozenset[str] | None]
"""What contains a place: the ids of itself and of all around it; None where nothing is known of it."""

_Finding = tuple[str, str]  # a judgement and its reason


def include(
    incident: str,
    criteria: Criteria,
    *,
    tolls: Sequence[Toll],
    when: When | None,
    where: Sequence[Where],
    within: Within,
) -> Inclusion:
    """Return whether an incident counts: negative where one criterion excludes it, unsure where one cannot be told.

    Args:
        incident: its id.
        criteria: the case's.
        tolls: its tolls, by whichever policy.
        when: its days.
        where: its places.
        within: what contains a place.
    """
    found = [
        *_of_people(criteria, tolls),
        *_of_days(criteria, when),
        *_of_places(criteria, where, within),
    ]
    judgements = [judgement for judgement, _ in found]
    judgement = next((each for each in ("negative", "unsure") if each in judgements), "positive")
    because = [reason for each, reason in found if each == judgement]
    return Inclusion(incident=incident, judgement=judgement, because=tuple(because) or ("it meets every criterion",))


def _of_people(criteria: Criteria, tolls: Sequence[Toll]) -> Iterator[_Finding]:
    harmed = [each for each in tolls if each.group is None and (not criteria.harms or each.harm in criteria.harms)]
    everyone = [each for each in harmed if each.status is None]
    words = _or(criteria.harms) or "harmed"
    if criteria.harms or criteria.at_least or criteria.statuses:
        most = [_most(each) for each in everyone]
        if not everyone or not any(most):
            unstated = any(number is None for number in most)
            yield ("unsure", f"no number of people {words}") if unstated else ("negative", f"nobody {words}")
            return
    counted = [each for each in harmed if each.status in criteria.statuses] if criteria.statuses else everyone
    if criteria.statuses:
        yield from _of_status(criteria, counted, harmed, everyone)
    numbers = [_most(each) for each in counted] or [_most(each) for each in everyone]
    if criteria.at_least and all(number is not None and number < criteria.at_least for number in numbers):
        open_ = any(each.high is None for each in (counted or everyone))
        reason = f"fewer than {criteria.at_least} people {words}"
        yield ("unsure", f"{reason}, and the high is open") if open_ else ("negative", reason)


def _of_status(
    criteria: Criteria, counted: Sequence[Toll], harmed: Sequence[Toll], everyone: Sequence[Toll]
) -> Iterator[_Finding]:
    """Without a word on who they were, they may be of that status; where others make up all of them, none was."""
    words = _or(criteria.statuses)
    if any(_most(each) for each in counted):
        return
    others = {each.harm: 0 for each in everyone}
    for each in harmed:
        if each.status not in {None, "unknown", "contested", *criteria.statuses} and each.harm in others:
            others[each.harm] += each.low or 0
    told = all(others[each.harm] >= (_most(each) or 1) and each.high is not None for each in everyone)
    none = bool(counted) and all(each.high == 0 for each in counted)
    yield ("negative", f"nobody {words}") if told or none else ("unsure", f"not told whether anybody was {words}")


def _of_days(criteria: Criteria, when: When | None) -> Iterator[_Finding]:
    if criteria.earliest is None and criteria.latest is None:
        return
    first = when.earliest if when else None
    last = when.latest if when else None
    if first is None or last is None:
        yield "unsure", "its day is not known"
    elif criteria.earliest and last < criteria.earliest:
        yield "negative", f"before {criteria.earliest.isoformat()}"
    elif criteria.latest and first > criteria.latest:
        yield "negative", f"after {criteria.latest.isoformat()}"
    elif first < (criteria.earliest or date.min) or last > (criteria.latest or date.max):
        yield "unsure", "its days lie only partly within the criteria's"


def _of_places(criteria: Criteria, where: Sequence[Where], within: Within) -> Iterator[_Finding]:
    if not criteria.regions:
        return
    words = _or([each.name for each in criteria.regions])
    wanted = {each.gazetteer_id for each in criteria.regions if each.gazetteer_id}
    around = {id_ for each in criteria.regions for id_ in within(each) or ()}
    found = [within(each) for each in where]
    known = [each for each in found if each is not None]
    if any(each & wanted for each in known):
        return
    wider = any(each.gazetteer_id in around for each in where)
    told = all(tells(each, region) for each in known for region in wanted)
    if not known or len(known) < len(found) or wider or not told:
        yield "unsure", f"not told whether it was in {words}"
    else:
        yield "negative", f"not in {words}"


def _most(toll: Toll) -> int | None:
    """Return the greatest number that a toll tells; None where it tells none."""
    return max((number for number in (toll.low, toll.best, toll.high) if number is not None), default=None)


def _or(codes: Sequence[str]) -> str:
    words = [code.replace("_", " ") for code in codes]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
