"""What others decided where somebody looks a second time is left out, before anything is laid over what was found."""

from collections.abc import Collection, Iterable

from ledgerstone.current import of_type
from ledgerstone.records import Report, Review
from ledgerstone.store.index.models import Decided
from ledgerstone.store.index.standing import Place
from ledgerstone.store.sight import Sight
from ledgerstone.store.store import Store

_REVIEW = "review"


def blind_places(store: Store, sight: Sight) -> frozenset[Place]:
    """Return where somebody looks a second time."""
    reports = of_type(store.get(sight.blind), Report) if sight.blind else {}
    return frozenset((each.original, each.part) for each in reports.values())


def without_others(
    store: Store, decided: Iterable[Decided], *, about: Collection[str], places: Collection[Place], by: str
) -> list[Decided]:
    """Return decisions without those that others than this person made at some places, or about some records.

    Args:
        store: the case.
        decided: the decisions.
        about: the ids of the reports at these places.
        places: where this person looks a second time.
        by: the name of this person.
    """
    rows = list(decided)
    there = [row for row in rows if row.kind == _REVIEW and ((row.original, row.part) in places or row.about in about)]
    made = of_type(store.get(row.record for row in there), Review)
    others = {id_ for id_, each in made.items() if each.by != by}
    return [row for row in rows if row.record not in others]
