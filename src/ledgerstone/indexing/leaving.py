"""What of some incidents may leave as a list: the gate of a release, over a part of the case.

It is the gate that a release passes, and a little stricter: a claim leaves only if nothing on its chain is closed as
the room sees it, and where other people are told of in the same reports, their names are masked too.
"""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ledgerstone import carrying, current, releasing
from ledgerstone.assessing import POLICY
from ledgerstone.indexing.chains import levels
from ledgerstone.indexing.following import note_what_came
from ledgerstone.indexing.part import Part, laid_out, read_part
from ledgerstone.indexing.sentences import sentence_levels
from ledgerstone.records import Assessment, Claim, Review
from ledgerstone.store.store import Store

_DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Incidents as they may leave, with the latest review of each claim."""

    assessments: tuple[Assessment, ...]
    reviews: Mapping[str, Review]


def leaving(store: Store, incidents: Collection[str], *, using: str = _DEFAULT) -> Leaving:
    """Return what may leave of these incidents: reviewed, open, masked, laid out again from that alone."""
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
    )
    return Leaving(assessments=gated.assessments, reviews=reviews)


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
