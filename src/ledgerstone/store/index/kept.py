"""The sums of everything that somebody may see, as they are kept (``keeping.py``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Substr

from ledgerstone.store.index import spotting
from ledgerstone.store.index.filtering import Box
from ledgerstone.store.index.keeping import ACCUSED, DAY, POINT, TELLER
from ledgerstone.store.index.models import Incident, Kept
from ledgerstone.store.index.selecting import in_box
from ledgerstone.store.index.spotting import Point
from ledgerstone.store.index.sums import MOST, MOST_ACCUSED, PERIODS, Left, People, Spot, period_between

_DEFAULT = "default"


@dataclass(frozen=True)
class KeptSums:
    """The sums over all that a sight of this height sees; ``box`` narrows the map alone.

    ``rows`` are the faces themselves, of which only those are read that stand alone on the map.
    """

    rows: QuerySet[Incident]
    seen: int
    box: Box | None = None
    using: str = _DEFAULT

    def by_period(self, period: str) -> list[People]:
        """Return deaths by period, the earliest first; of more than ``MOST`` periods the latest."""
        dated = self._of(DAY).exclude(key="").annotate(name=Substr("key", 1, PERIODS[period]))
        return sorted(_people(dated, "-name"), key=lambda each: each.key)

    def incidents_by_period(self, period: str) -> list[tuple[str, int]]:
        """Return how many incidents begin in each period, the earliest first; of more than ``MOST`` the latest."""
        dated = self._of(DAY).exclude(key="").annotate(name=Substr("key", 1, PERIODS[period])).values("name")
        return sorted(
            (row["name"], int(row["n"])) for row in dated.annotate(n=Sum("incidents")).order_by("-name")[:MOST]
        )

    def by_accused(self, *, at_most: int = MOST_ACCUSED) -> list[People]:
        """Return deaths by who is accused, the most first; several who are accused of one incident are one row."""
        return _people(self._of(ACCUSED).annotate(name=F("key")), "-high_", at_most=at_most)

    def by_teller(self) -> list[People]:
        """Return deaths as the speakers of each role alone tell them; these rows are not to be added up."""
        return _people(self._of(TELLER).annotate(name=F("key")), "-figures")

    def left_out(self) -> Left:
        """Return what the sums leave out."""
        said = self._of(DAY).aggregate(
            withheld=Coalesce(Sum("withheld"), 0),
            parts=Coalesce(Sum("parts"), 0),
            undated=Coalesce(Sum("incidents", filter=Q(key="")), 0),
        )
        return Left(**{name: int(number) for name, number in said.items()})

    def period(self) -> str:
        """Return the finest period of which a picture can show all: days, months or years."""
        ends = self._of(DAY).exclude(key="").aggregate(first=Min("key"), last=Max("key"))
        return period_between(ends["first"] or "", ends["last"] or "")

    def extent(self) -> tuple[float, float, float, float] | None:
        """Return west, south, east and north of all that has coordinates; None where nothing has."""
        return spotting.around(self._points)

    def spots(self, *, cell: float) -> list[Spot]:
        """Return the incidents that have coordinates, those of a cell of so many degrees as one; the largest first."""
        return spotting.spots(spotting.grouped(self._points, cell=cell), self.rows)

    def unplaced(self) -> int:
        """Return how many incidents have no coordinates."""
        if self.box is not None:
            return 0
        return int(self._of(POINT).filter(key="").aggregate(n=Coalesce(Sum("incidents"), 0))["n"])

    def _of(self, what: str) -> QuerySet[Kept]:
        return Kept.objects.using(self.using).filter(of=what, seen_from__lte=self.seen, seen_to__gte=self.seen)

    @cached_property
    def _points(self) -> Sequence[Point]:
        placed = self._of(POINT).exclude(key="")
        placed = placed.filter(in_box(self.box)) if self.box else placed
        summed = placed.values_list("lat", "lon").annotate(n=Sum("incidents"))
        return [Point(lat, lon, int(n)) for lat, lon, n in summed]


def _people(rows: QuerySet[Kept], order: str, *, at_most: int = MOST) -> list[People]:
    summed = rows.values("name").annotate(
        figures=Sum("told"), low_=Sum("low"), high_=Sum("high"), no_low=Sum("without_low"), no_high=Sum("without_high")
    )
    return [
        People(
            key=row["name"],
            low=int(row["low_"]),
            high=int(row["high_"]),
            incidents=int(row["figures"]),
            without_low=int(row["no_low"]),
            without_high=int(row["no_high"]),
        )
        for row in summed.filter(figures__gt=0).order_by(order, "name")[:at_most]
    ]
