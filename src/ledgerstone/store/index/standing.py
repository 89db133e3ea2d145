"""What stands now, looked up by id: which claims, links and decisions concern which reports and incidents.

All of it is noted as records come (``ledgerstone.indexing.noting``), so that an incident can be laid out from the
records that concern it, whatever else the case holds.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from ledgerstone.store.index.models import Claim, Decided, Found, Level, Linked, Read, Report, Todo

Place = tuple[str, str]
"""The SHA-256 of an original, and the part of it: where a report, and what people decided in it, stands."""

HOMES = ("about", "background")
"""The relations by which a claim is at home in an incident."""

_AT_ONCE = 400  # values in one query
_T = TypeVar("_T")
_M = TypeVar("_M", bound=Model)


def some(values: Iterable[_T]) -> Iterator[list[_T]]:
    """Yield the values, each once, as many at a time as one query takes."""
    all_ = list(dict.fromkeys(values))
    return (all_[start : start + _AT_ONCE] for start in range(0, len(all_), _AT_ONCE))


def among(rows: QuerySet[_M], field: str, values: Iterable[object]) -> Iterator[_M]:
    """Yield the rows whose field holds one of the values."""
    for part in some(values):
        yield from rows.filter(**{f"{field}__in": part})


def read_at(places: Collection[Place], *, using: str) -> list[Read]:
    """Return the current reports at these places."""
    found = among(Read.objects.using(using), "original", (original for original, _ in places))
    return [row for row in found if (row.original, row.part) in places]


def found_in(reports: Iterable[str], *, using: str) -> list[Found]:
    """Return the claims that the current searches of these reports found."""
    return list(among(Found.objects.using(using), "report", reports))


def decided_at(places: Collection[Place], *, using: str) -> list[Decided]:
    """Return the decisions on claims at these places."""
    found = among(Decided.objects.using(using), "original", (original for original, _ in places if original))
    return [row for row in found if (row.original, row.part) in places]


def decided_about(ids: Iterable[str], *, using: str) -> list[Decided]:
    """Return the decisions on these records themselves, claims left out."""
    return [row for row in among(Decided.objects.using(using), "about", ids) if not row.original]


def linked_from(ids: Iterable[str], *, using: str) -> list[Linked]:
    """Return the links that lead from these claims, reports or incidents."""
    return list(among(Linked.objects.using(using), "claim", ids))


def linked_to(ids: Iterable[str], *, using: str) -> list[Linked]:
    """Return the links that lead to these incidents or victims."""
    return list(among(Linked.objects.using(using), "target", ids))


def same(ids: Iterable[str], *, using: str) -> list[Linked]:
    """Return what people judged of whether these incidents or victims are others, and so on from those."""
    rows: dict[str, Linked] = {}
    found, new = set[str](), set(ids)
    judged = Linked.objects.using(using).filter(judged=True, relation="same_as")
    while new and judged.exists():
        found |= new
        near = {row.link: row for field in ("claim", "target") for row in among(judged, field, new)}
        rows |= near
        new = {id_ for row in near.values() for id_ in (row.claim, row.target)} - found
    return sorted(rows.values(), key=lambda row: row.pk)


def places_of_claims(ids: Iterable[str], *, using: str) -> set[Place]:
    """Return where claims stand, found or decided."""
    wanted = list(ids)
    places = {(row.original, row.part) for row in among(Claim.objects.using(using), "record", wanted)}
    reports = {row.report for row in among(Found.objects.using(using), "claim", wanted)}
    places |= places_of_reports(reports, using=using)
    for field in ("about", "becomes"):
        places |= {(row.original, row.part) for row in among(Decided.objects.using(using), field, wanted)}
    return {place for place in places if place[0]}


def places_of_reports(ids: Iterable[str], *, using: str) -> set[Place]:
    """Return where current reports stand."""
    return {(row.original, row.part) for row in among(Read.objects.using(using), "report", ids)}


def versions_of(reports: Iterable[str], *, using: str) -> frozenset[str]:
    """Return these reports with all others at their places: one text read by several versions of a reader."""
    wanted = frozenset(reports)
    places = {(row.original, row.part) for row in among(Report.objects.using(using), "record", wanted)}
    beside = among(Report.objects.using(using), "original", (original for original, _ in places))
    return wanted | {row.record for row in beside if (row.original, row.part) in places}


def places_in(originals: Iterable[str], *, using: str) -> set[Place]:
    """Return where the current reports of these originals stand."""
    return {(row.original, row.part) for row in among(Read.objects.using(using), "original", originals)}


def listed_at(places: Collection[Place], *, using: str) -> list[Claim]:
    """Return the rows of claims at these places, as they were written last."""
    found = among(Claim.objects.using(using), "original", (original for original, _ in places))
    return [row for row in found if (row.original, row.part) in places]


def listed_of(incidents: Iterable[str], *, using: str) -> list[Claim]:
    """Return the rows of the claims of these incidents, as they were written last."""
    return list(among(Claim.objects.using(using), "incident", incidents))


def levels(ids: Iterable[str], *, using: str) -> dict[str, int]:
    """Return the level of handling of those of these records that are not open."""
    if not Level.objects.using(using).exists():
        return {}
    return {row.about: row.level for row in among(Level.objects.using(using), "about", ids)}


def waiting(*, using: str) -> int:
    """Return how much is still to be laid out again."""
    return Todo.objects.using(using).count()


def wait_for(places: Iterable[Place] = (), incidents: Iterable[str] = (), *, using: str) -> None:
    """Remember what has to be laid out again."""
    rows = [Todo(original=original, part=part) for original, part in places]
    rows += [Todo(incident=incident) for incident in incidents]
    Todo.objects.using(using).bulk_create(rows, ignore_conflicts=True, batch_size=_AT_ONCE)


def next_waiting(at_most: int, *, using: str) -> tuple[set[Place], set[str]]:
    """Return some of what has to be laid out again: places, and incidents."""
    rows = list(Todo.objects.using(using).order_by("pk")[:at_most])
    return {(row.original, row.part) for row in rows if row.original}, {row.incident for row in rows if row.incident}


def done(places: Iterable[Place], incidents: Iterable[str], *, using: str) -> None:
    """Forget what was laid out."""
    for part in some(incidents):
        Todo.objects.using(using).filter(incident__in=part).delete()
    wanted = set(places)
    for originals in some(original for original, _ in wanted):
        rows = Todo.objects.using(using).filter(original__in=originals).values_list("pk", "original", "part")
        finished = [number for number, original, part in rows if (original, part) in wanted]
        for numbers in some(finished):
            Todo.objects.using(using).filter(pk__in=numbers).delete()


def of_relation(rows: Sequence[Linked], *relations: str, of: str) -> list[Linked]:
    """Return those of some relations whose target is of a kind."""
    return [row for row in rows if row.relation in relations and row.of == of]


def known_incidents(ids: Iterable[str], *, using: str) -> set[str]:
    """Return those of these ids to which a current link leads as to an incident."""
    rows = Linked.objects.using(using).filter(Q(of="incident"))
    return {row.target for row in among(rows, "target", ids)}


def linked_by(ids: Iterable[str], *, using: str) -> list[Linked]:
    """Return the links with these ids."""
    return list(among(Linked.objects.using(using), "link", ids))


def every_incident(*, using: str) -> set[str]:
    """Return every incident to which a current link leads."""
    return set(Linked.objects.using(using).filter(of="incident").values_list("target", flat=True))
