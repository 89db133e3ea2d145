"""What of some incidents may leave as a list or a picture: the gate of a release, over a part of the case.

It is the gate that a release passes, and a little stricter: a claim leaves only if nothing on its chain is closed as
the room sees it. Masked is who is named anywhere in the case, as in a release of all of it.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ledgerstone import carrying, current, releasing
from ledgerstone.assessing import POLICY
from ledgerstone.indexing.chains import levels
from ledgerstone.indexing.faces import PUBLISHER, TOLD_OF
from ledgerstone.indexing.following import note_what_came
from ledgerstone.indexing.naming import words_of
from ledgerstone.indexing.part import Part, laid_out, read_part
from ledgerstone.indexing.sentences import sentence_levels
from ledgerstone.records import Assessment, Claim, Link, Review, Toll
from ledgerstone.releasing.masks import DEAD
from ledgerstone.store.index import naming
from ledgerstone.store.store import Store

_DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Incidents as they may leave, with the latest review of each claim.

    ``parts`` are those of them that are part of another one among them. ``told_by`` are the figures for everybody that
    the same policy makes of the claims that leave and whose speakers have one role: by incident and role.
    """

    assessments: tuple[Assessment, ...]
    reviews: Mapping[str, Review]
    parts: frozenset[str] = frozenset()
    told_by: Mapping[str, Mapping[str, Toll]] = dataclasses.field(default_factory=dict)


def leaving(store: Store, incidents: Collection[str], *, by_teller: bool = False, using: str = _DEFAULT) -> Leaving:
    """Return what may leave of these incidents: reviewed, open, masked, laid out again from that alone.

    Args:
        store: the case.
        incidents: their ids.
        by_teller: make ``told_by``, too.
        using: the database of the index.
    """
    note_what_came(store, using=using)
    part = read_part(store, places=(), incidents=incidents, using=using)
    of = levels(store, part, using=using)
    reviews, handlings = part.now.reviewed.reviews, carrying.handlings(store, part.now)
    here = {id_: each for id_, each in part.now.reviewed.claims.items() if part.homes.get(id_) in part.now.incidents}
    everything = current.lay_out_current(laid_out(part, here), policy=POLICY)
    wanted = tuple(each for each in everything if each.incident in incidents)
    allowed = releasing.allow(wanted, reviews=reviews, handlings=handlings)
    open_ = {id_: each for id_, each in allowed.claims.items() if of.claims.get(id_, 1) == 0}
    again = current.lay_out_claims(part.now, open_, policy=POLICY) if open_ else ()
    gated = releasing.gate(
        again,
        reviews=reviews,
        handlings=handlings,
        known=(*everything, *_others(part, here, everything)),
        silent=frozenset(id_ for id_, level in sentence_levels(part, of).items() if level),
        names=naming.names_of_the_living(words_of(again), opened=allowed.opened, dead=DEAD, using=using),
    )
    left = {each.incident for each in gated.assessments}
    return Leaving(
        assessments=gated.assessments,
        reviews=reviews,
        parts=frozenset(each.claim for each in part.now.links if _is_part(each) and {each.claim, each.target} <= left),
        told_by=_told_by(part, open_) if by_teller else {},
    )


def _is_part(link: Link) -> bool:
    return link.relation == "part_of" and link.judgement == "positive"


def _told_by(part: Part, claims: Mapping[str, Claim]) -> dict[str, dict[str, Toll]]:
    roles: dict[str, dict[str, Claim]] = defaultdict(dict)
    for id_, each in claims.items():
        if each.harm == TOLD_OF and each.kind == "harm":
            roles[each.speaker.role if each.speaker else PUBLISHER][id_] = each
    found: dict[str, dict[str, Toll]] = defaultdict(dict)
    for role, own in sorted(roles.items()):
        for made in current.lay_out_claims(part.now, own, policy=POLICY):
            for toll in made.tolls:
                if made.incident and (toll.harm, toll.status, toll.group) == (TOLD_OF, None, None):
                    found[made.incident][role] = toll
    return found


def _others(part: Part, here: Mapping[str, Claim], laid: Collection[Assessment]) -> tuple[Assessment, ...]:
    """Return the other claims of these reports, rejected ones too, for the names in them to be masked."""
    reviewed = part.now.reviewed
    rest = {id_: each for id_, each in {**reviewed.claims, **reviewed.rejected}.items() if id_ not in here}
    first = next(iter(laid), None)
    if not rest or first is None:
        return ()
    empty = dataclasses.replace(
        first, incident=None, label="", when=None, where=(), actors=(), means=(), tolls=(), victims=(), links=(),
        checks=(), grades=(),
    )  # fmt: skip
    return (dataclasses.replace(empty, claims=rest, reports=dict(part.now.reports)),)
