"""Lists, a page at a time, each read on from where the last ended: the hundredth page costs what the first did."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count, Q, QuerySet

from ledgerstone.errors import BadSearch
from ledgerstone.store.index.models import Claim, Incident, Report, Toll, Victim
from ledgerstone.store.index.second_look import claims_but, incidents_but
from ledgerstone.store.index.standing import among, levels, some
from ledgerstone.store.sight import Sight, height

SIZE = 50
"""Rows of a page."""

MOST_COUNTED = 1000
"""Beyond that a list says "more than"."""

NEWEST, OLDEST, DEATHS, NAME = "newest", "oldest", "deaths", "name"
_BETWEEN = "~"
_DEFAULT = "default"
_M = TypeVar("_M", Claim, Incident, Report, Victim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[_M]):
    """Some rows of a list.

    ``after`` is where the next page begins, "" at the end; ``count`` stops one beyond ``MOST_COUNTED``.
    """

    rows: Sequence[_M]
    after: str
    count: int

    @property
    def more_than_counted(self) -> bool:
        """Whether the list is longer than what was counted."""
        return self.count > MOST_COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a list is sorted: by a column, and where that is even, by id."""

    column: str
    descending: bool

    def keys(self) -> tuple[str, str]:
        """Return what Django sorts by."""
        sign = "-" if self.descending else ""
        return f"{sign}{self.column}", f"{sign}record"

    def beyond(self, after: str) -> Q:
        """Return what stands behind a place in the list.

        Raises:
            BadSearch: it is no such place.
        """
        said, between, record = after.rpartition(_BETWEEN)
        if not between:
            raise BadSearch("The address names no place in this list.", do="Go to its first page.")
        value: str | int = said
        if self.column == DEATHS:
            try:
                value = int(said)
            except ValueError as error:
                raise BadSearch("The address names no place in this list.", do="Go to its first page.") from error
        way = "lt" if self.descending else "gt"
        further = Q(**{f"{self.column}__{way}": value}) | Q(**{self.column: value, f"record__{way}": record})
        return Q(**{f"{self.column}__{way}e": value}) & further  # the first half is what an index serves

    def place_of(self, row: Claim | Incident | Report | Victim) -> str:
        """Return where a row stands."""
        return f"{getattr(row, self.column)}{_BETWEEN}{row.record}"


ORDERS = {
    NEWEST: Order(column="order", descending=True),
    OLDEST: Order(column="order", descending=False),
    DEATHS: Order(column="deaths", descending=True),
    NAME: Order(column="order", descending=False),
}


def page(rows: QuerySet[_M], *, order: str, after: str = "", size: int = SIZE) -> Page[_M]:
    """Return a page of what was selected.

    Args:
        rows: from ``selecting.py``.
        order: one of ``ORDERS``.
        after: where the page before ended; "" is the first page.
        size: how many rows.

    Raises:
        BadSearch: there is no such order, or no such place.
    """
    if order not in ORDERS or not hasattr(rows.model, ORDERS[order].column):
        raise BadSearch(f"{order!r} is no order of a list.", do="Choose one of the list.")
    by = ORDERS[order]
    selected = rows.filter(by.beyond(after)) if after else rows
    found = list(selected.order_by(*by.keys())[: size + 1])
    shown = found[:size]
    place = by.place_of(shown[-1]) if len(found) > size else ""
    return Page(rows=shown, after=place, count=counted(rows))


def counted(rows: QuerySet[_M]) -> int:
    """Return how many rows were selected, or one more than ``MOST_COUNTED`` where there are more."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def tolls_of(faces: Sequence[Incident], *, using: str = _DEFAULT) -> dict[int, list[Toll]]:
    """Return the figures for everybody of each face, by the number of its row."""
    found: dict[int, list[Toll]] = {face.pk: [] for face in faces}
    rows = Toll.objects.using(using).filter(incident__in=list(faces), told_by="", status="", group="")
    for toll in rows.order_by("pk"):
        found[toll.incident_id].append(toll)
    return found


def labels(incidents: Sequence[str], *, sight: Sight, using: str = _DEFAULT) -> dict[str, str]:
    """Return what these incidents are called, as far as they may be seen."""
    seen = height(sight)
    rows = Incident.objects.using(using).filter(record__in=incidents, seen_from__lte=seen, seen_to__gte=seen)
    return dict(incidents_but(rows, sight, using=using).values_list("record", "label"))


def titles(reports: Sequence[str], *, sight: Sight, using: str = _DEFAULT) -> dict[str, Report]:
    """Return these reports, as far as they may be seen."""
    rows = Report.objects.using(using).filter(record__in=reports, level__lte=height(sight))
    return {row.record: row for row in rows}


def sentence(claim: Claim, *, sight: Sight) -> str:
    """Return the sentence of a claim; "" where it tells of something, too, that may not be seen."""
    return claim.exact if claim.sentence_level <= height(sight) else ""


def closed(ids: Iterable[str], *, sight: Sight, using: str = _DEFAULT) -> frozenset[str]:
    """Return those of these records that may not be seen, as far as they are listed.

    What was taken into another incident or victim has no row of its own: it is as closed as that.
    """
    wanted, seen = list(ids), height(sight)
    found = {id_ for id_, level in levels(wanted, using=using).items() if level > seen}
    for field in ("record", "original"):
        rows = Report.objects.using(using).filter(level__gt=seen)
        found.update(getattr(row, field) for row in among(rows, field, wanted))
    found.update(row.record for row in among(Claim.objects.using(using).filter(level__gt=seen), "record", wanted))
    incidents = among(Incident.objects.using(using), "record", wanted)
    victims = among(Victim.objects.using(using), "record", wanted)
    faces = [(row.record, row.seen_from <= seen <= row.seen_to) for row in incidents]
    faces += [(row.record, row.seen_from <= seen <= row.seen_to) for row in victims]
    found |= {id_ for id_, _ in faces} - {id_ for id_, shown in faces if shown}
    return frozenset(found)


def with_verdicts(
    incidents: Collection[str], verdicts: Collection[str], *, sight: Sight, using: str = _DEFAULT
) -> frozenset[str]:
    """Return those of these incidents with a claim of one of these verdicts that may be seen."""
    rows = Claim.objects.using(using).filter(verdict__in=list(verdicts), level__lte=height(sight))
    found: set[str] = set()
    for part in some(incidents):
        found.update(claims_but(rows.filter(incident__in=part), sight).values_list("incident", flat=True))
    return frozenset(found)


def numbers_of_claims(
    reports: Sequence[str], *, sight: Sight, using: str = _DEFAULT
) -> dict[str, tuple[int, int, int]]:
    """Return, of each report, how many claims are shown, how many nobody reviewed, how many want another look."""
    rows = Claim.objects.using(using).filter(report__in=reports, level__lte=height(sight))
    counted = (
        claims_but(rows, sight)
        .values("report")
        .annotate(all=Count("pk"), new=Count("pk", filter=Q(verdict="")), again_=Count("pk", filter=~Q(again="")))
    )
    return {row["report"]: (row["all"], row["new"], row["again_"]) for row in counted.order_by()}
