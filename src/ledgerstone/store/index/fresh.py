"""Sums over what a filter selected, made as they are asked for.

What is told as part of a larger incident that was selected too is left out of every sum of people: a part is never
added to its whole. Figures that are withheld are left out as well, and counted.
"""

from dataclasses import dataclass

from django.db.models import Avg, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Substr

from ledgerstone.store.index import spotting
from ledgerstone.store.index.models import Incident, Toll
from ledgerstone.store.index.sums import DEATHS, MOST, MOST_ACCUSED, PERIODS, Left, People, Spot, period_between

_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Fresh:
    """The sums over these faces, one an incident."""

    rows: QuerySet[Incident]
    using: str = _DEFAULT

    def by_period(self, period: str) -> list[People]:
        """Return deaths by period, the earliest first; of more than ``MOST`` periods the latest."""
        dated = self._deaths().exclude(incident__order="")
        tolls = dated.annotate(key=Substr("incident__order", 1, PERIODS[period]))
        return sorted(_people(tolls, "-key"), key=lambda each: each.key)

    def incidents_by_period(self, period: str) -> list[tuple[str, int]]:
        """Return how many incidents begin in each period, the earliest first; of more than ``MOST`` the latest."""
        dated = self.rows.order_by().exclude(order="").annotate(key=Substr("order", 1, PERIODS[period])).values("key")
        counted = dated.annotate(n=Count("pk")).order_by("-key")[:MOST]
        return sorted((row["key"], row["n"]) for row in counted)

    def by_accused(self, *, at_most: int = MOST_ACCUSED) -> list[People]:
        """Return deaths by who is accused, the most first; several who are accused of one incident are one row."""
        return _people(self._deaths().annotate(key=F("incident__accused")), "-high_", at_most=at_most)

    def by_teller(self) -> list[People]:
        """Return deaths as the speakers of each role alone tell them; these rows are not to be added up."""
        own = self._tolls().exclude(told_by="").annotate(key=F("told_by"))
        return _people(own, "-incidents")

    def left_out(self) -> Left:
        """Return what the sums leave out."""
        said = self.rows.order_by().aggregate(
            withheld=Count("pk", filter=Q(whole=False)),
            parts=Count("pk", filter=self._is_part()),
            undated=Count("pk", filter=Q(order="")),
        )
        return Left(**said)

    def period(self) -> str:
        """Return the finest period of which a picture can show all: days, months or years."""
        ends = self.rows.order_by().exclude(order="").aggregate(first=Min("order"), last=Max("order"))
        return period_between(ends["first"] or "", ends["last"] or "")

    def extent(self) -> tuple[float, float, float, float] | None:
        """Return west, south, east and north of all that has coordinates; None where nothing has."""
        return spotting.extent(self._placed())

    def spots(self, *, cell: float) -> list[Spot]:
        """Return the incidents that have coordinates, those of a cell of so many degrees as one; the largest first."""
        found = spotting.cells(self._placed(), cell=cell).annotate(
            n=Count("pk"), mid_lat=Avg("lat"), mid_lon=Avg("lon"), **spotting.EXTENT
        )
        return spotting.spots(found, self.rows)

    def unplaced(self) -> int:
        """Return how many incidents have no coordinates."""
        return self.rows.order_by().filter(Q(lat=None) | Q(lon=None)).count()

    def _placed(self) -> QuerySet[Incident]:
        return self.rows.order_by().exclude(lat=None).exclude(lon=None)

    def _is_part(self) -> Q:
        # Asked row by row, since few are part of anything: a set of all that was selected would be made for each sum.
        return ~Q(part_of="") & Q(Exists(self.rows.order_by().filter(record=OuterRef("part_of"))))

    def _tolls(self) -> QuerySet[Toll]:
        counting = self.rows.order_by().filter(whole=True).exclude(self._is_part())
        tolls = Toll.objects.using(self.using).filter(harm=DEATHS, status="", group="")
        return tolls.filter(incident__in=counting.values("pk"))

    def _deaths(self) -> QuerySet[Toll]:
        return self._tolls().filter(told_by="")


def _people(tolls: QuerySet[Toll], order: str, *, at_most: int = MOST) -> list[People]:
    rows = (
        tolls.order_by()
        .values("key")
        .annotate(
            low_=Coalesce(Sum("low"), 0),
            high_=Coalesce(Sum(Coalesce("high", "low")), 0),
            incidents=Count("pk"),
            no_low=Count("pk", filter=Q(low=None)),
            no_high=Count("pk", filter=Q(high=None)),
        )
        .order_by(order, "key")[:at_most]
    )
    return [
        People(
            key=row["key"],
            low=int(row["low_"]),
            high=int(row["high_"]),
            incidents=row["incidents"],
            without_low=row["no_low"],
            without_high=row["no_high"],
        )
        for row in rows
    ]
