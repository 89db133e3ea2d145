"""A part of a case as somebody may see it: what is closed, and what is not shown to who looks a second time.

1. With all decisions, it says what is closed.
2. Where this person looks a second time, it is laid out again without what others decided there. Each claim is then at
   least as closed as the whole text around it: one that another person closed may stand there under another name.
"""

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass

from ledgerstone.indexing.blind import blind_places
from ledgerstone.indexing.chains import Levels, levels
from ledgerstone.indexing.part import Part, read_part
from ledgerstone.records import Claim
from ledgerstone.store.index.standing import Place
from ledgerstone.store.sight import Sight
from ledgerstone.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A part with its levels; ``blind`` are its reports at which somebody looks a second time.

    ``resting`` are the incidents that rest on them, with others' decisions or without.
    """

    part: Part
    levels: Levels
    blind: frozenset[str] = frozenset()
    resting: frozenset[str] = frozenset()


def read_seen(
    store: Store,
    *,
    places: Collection[Place] = (),
    incidents: Collection[str] = (),
    sight: Sight,
    using: str,
    alone: bool = False,
) -> Seen:
    """Return a part of a case as ``part.read_part`` does, without what others decided where ``sight`` is blind."""
    part = read_part(store, places=places, incidents=incidents, using=using, alone=alone)
    of = levels(store, part, using=using)
    there = blind_places(store, sight)
    blind = frozenset(id_ for id_ in part.now.reports if part.place(id_) in there) if there else frozenset[str]()
    if not blind:
        return Seen(part=part, levels=of)
    own = read_part(store, places=places, incidents=incidents, using=using, alone=alone, sight=sight)
    return Seen(
        part=own,
        levels=_as_closed(levels(store, own, using=using), of, own, blind),
        blind=blind,
        resting=_homes(part, blind) | _homes(own, blind),
    )


def _as_closed(of: Levels, everything: Levels, part: Part, blind: frozenset[str]) -> Levels:
    closed = {
        id_: max(of.claims[id_], everything.texts.get(each.report, 0))
        for id_, each in _claims(part).items()
        if each.report in blind
    }
    return dataclasses.replace(of, claims={**of.claims, **closed}, texts=everything.texts, reports=everything.reports)


def _homes(part: Part, reports: frozenset[str]) -> frozenset[str]:
    found = _claims(part).items()
    return frozenset(part.homes[id_] for id_, each in found if each.report in reports and id_ in part.homes)


def _claims(part: Part) -> dict[str, Claim]:
    return {**part.now.reviewed.claims, **part.now.reviewed.rejected}
