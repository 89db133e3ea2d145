"""The team's own figures for some incidents, each with its level of handling."""

from collections.abc import Collection

from ledgerstone import determining
from ledgerstone.indexing.part import Part
from ledgerstone.records import Determination, Determined, Review
from ledgerstone.store.index import standing
from ledgerstone.store.store import Store

OwnFigure = tuple[Determined, int]


def own_figures(
    store: Store, part: Part, incidents: Collection[str], *, using: str
) -> dict[str, tuple[OwnFigure, ...]]:
    """Return the figures that stand for each of these incidents that has any, those taken into it among them.

    Args:
        store: the case.
        part: what the case holds of these incidents.
        incidents: their ids.
        using: the database of the index.
    """
    wanted = set(incidents)
    made = store.about_any(Determination, wanted | {id_ for id_, into in part.became.items() if into in wanted})
    if not made:
        return {}
    in_force = determining.in_force(made, store.about_any(Review, made).values(), became=part.became)
    closed = standing.levels(made, using=using)
    every = {**part.now.reviewed.claims, **part.now.reviewed.rejected}
    found = {}
    for incident in in_force.keys() & wanted:
        own = {id_: each for id_, each in every.items() if part.homes.get(id_) == incident}
        figures = determining.beside(in_force[incident], own)
        found[incident] = tuple((each, closed.get(each.id, 0)) for each in figures)
    return found
