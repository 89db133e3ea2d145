"""Identities: a group of claims keeps the identity that most of it had; a new one is founded by its first claim.

So an incident stays the one that people reviewed and cited while reports come and go, whatever they found it to be.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ledgerstone.codec import identify
from ledgerstone.records import Incident, Source, Victim

Identity = TypeVar("Identity", Incident, Victim, Source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Claims of one identity, by any sortable name; ``votes`` count the identities that they had before."""

    name: str
    claims: Sequence[str]
    votes: Mapping[str, int]


def _possible(claims: Sequence[str], make: Callable[[str], Identity]) -> Iterator[Identity]:
    """Yield what the claims can found; where each founds another group's, what that was parted from founds one."""
    for claim in claims:
        yield make(claim)
    identity = make(claims[0])
    while True:
        identity = make(identify(identity))
        yield identity


def name(
    groups: Iterable[Group],
    *,
    make: Callable[[str], Identity],
    is_free: Callable[[str], bool],
    first: Callable[[Sequence[str]], Sequence[str]],
) -> tuple[dict[str, str], dict[str, Identity]]:
    """Return the id of each group by its name, and the identities that are new.

    Args:
        groups: those that have none yet; no claim stands in two of them.
        make: the identity that a claim founds.
        is_free: whether an id is not that of a group which is none of these.
        first: sorts claims so that the one which should found an identity comes first.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    ordered = sorted(groups, key=lambda group: (-max(group.votes.values(), default=0), group.name))
    for group in ordered:
        wanted = [id_ for id_, _ in sorted(Counter(group.votes).items(), key=lambda vote: (-vote[1], vote[0]))]
        kept = next((id_ for id_ in wanted if id_ not in taken and is_free(id_)), None)
        if kept is not None:
            names[group.name] = kept
            taken.add(kept)
    made: dict[str, Identity] = {}
    for group in sorted(ordered, key=lambda group: group.name):
        if group.name in names:
            continue
        for identity in _possible(first(group.claims), make):
            id_ = identify(identity)
            if id_ not in taken and is_free(id_):
                break
        names[group.name], made[id_] = id_, identity
        taken.add(id_)
    return names, made
