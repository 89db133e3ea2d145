"""How many distinct persons the claims about persons speak of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ledgerstone.reconciling.gathering import Gathered, Told
from ledgerstone.reconciling.policies.figures import bounds

_TWO = 2


def named(people: Iterable[Told]) -> set[str]:
    """Return the victims whom some claim names."""
    return {each.victim or each.id for each in people if each.claim.person and each.claim.person.names}


def surely_more(people: Sequence[Told], *, than: int, by: int, one_source: bool) -> int:
    """Return how many are named if that is more than ``than`` by at least ``by``, else 0.

    Only full names count. Names with an age are told apart by it, so that one more is enough. With ``one_source`` the
    source that names most counts: another's names may be other spellings.
    """
    full = [
        each for each in people if each.claim.person and any(len(x.text.split()) > 1 for x in each.claim.person.names)
    ]
    aged = [each for each in full if each.claim.person and each.claim.person.age_low is not None]
    count = _most_named_by_one if one_source else _all_named
    if count(full) >= than + by:
        return count(full)
    return count(aged) if count(aged) > than else 0


def _all_named(people: Sequence[Told]) -> int:
    return len(named(people))


def _most_named_by_one(people: Sequence[Told]) -> int:
    by_source: dict[str, list[Told]] = defaultdict(list)
    for each in people:
        by_source[each.source].append(each)
    return max((len(named(own)) for own in by_source.values()), default=0)


def named_by_two(people: Iterable[Told]) -> set[str]:
    """Return the victims whom two independent sources name."""
    sources: dict[str, set[str]] = defaultdict(set)
    for each in people:
        if each.claim.person and each.claim.person.names and each.named:
            sources[each.victim or each.id].add(each.perhaps or each.apart)
    return {victim for victim, own in sources.items() if len(own) >= _TWO}


def told_dead(gathered: Gathered) -> frozenset[str]:
    """Return the victims of whom a claim says that they were killed."""
    killed = (each for each in gathered.of_harm("killed") if each.claim.person and each.claim.polarity == "affirmed")
    return frozenset(each.victim for each in killed if each.victim)


def distinct(people: Iterable[Told]) -> int:
    """Return how many persons are told of: the named, and the unnamed of the report that tells of most of them.

    The unnamed of two reports cannot be told apart, so they are not added.
    """
    people = list(people)
    known = named(people)
    unnamed: dict[str, set[str]] = defaultdict(set)
    for each in people:
        if (each.victim or each.id) not in known:
            unnamed[each.claim.report].add(each.victim or each.id)
    return len(known) + max((len(own) for own in unnamed.values()), default=0)


def contested(told: Sequence[Told]) -> int:
    """Return how many people have a contested status: the greatest figure, or the persons told of if they are more."""
    figures = [max(bounds(each)[0] or 0, bounds(each)[1] or 0) for each in told if not each.claim.person]
    return max([*figures, distinct(each for each in told if each.claim.person)], default=0)
