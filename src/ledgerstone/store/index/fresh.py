"""Sums over what a filter selected, made as they are asked for: each incident and each figure is read once.

What is told as part of a larger incident that was selected too is left out of every sum of people: a part is never
added to its whole. Figures that are withheld are left out as well, and counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from ledgerstone.store.index import spotting
from ledgerstone.store.index.models import Incident, Toll
from ledgerstone.store.index.spotting import Point
from ledgerstone.store.index.sums import DEATHS, MOST, MOST_ACCUSED, PERIODS, Left, People, Spot, period_between

_DEFAULT = "default"
_OF = {"harm": DEATHS, "status": "", "group": ""}


@dataclass(frozen=True)
class Fresh:
    """The sums over these faces, one an incident."""

    rows: QuerySet[Incident]
    using: str = _DEFAULT

    def by_period(self, period: str) -> list[People]:
        """Return deaths by period, the earliest first; of more than ``MOST`` periods the latest."""
        length = PERIODS[period]
        made = _people((row["order"][:length], row) for row in self._days if row["order"])
        return sorted(made, key=lambda each: each.key)[-MOST:]

    def incidents_by_period(self, period: str) -> list[tuple[str, int]]:
        """Return how many incidents begin in each period, the earliest first; of more than ``MOST`` the latest."""
        found: dict[str, int] = defaultdict(int)
        for row in self._days:
            if row["order"]:
                found[row["order"][: PERIODS[period]]] += row["n"]
        return sorted(found.items())[-MOST:]

    def by_accused(self, *, at_most: int = MOST_ACCUSED) -> list[People]:
        """Return deaths by who is accused, the most first; several who are accused of one incident are one row."""
        made = _people((row["accused"], row) for row in self._days)
        return sorted(made, key=lambda each: (-each.high, each.key))[:at_most]

    def by_teller(self) -> list[People]:
        """Return deaths as the speakers of each role alone tell them; these rows are not to be added up."""
        made = _people((row["told_by"], row) for row in self._tellers)
        return sorted(made, key=lambda each: (-each.incidents, each.key))[:MOST]

    def left_out(self) -> Left:
        """Return what the sums leave out."""
        return Left(
            withheld=sum(row["withheld"] for row in self._days),
            parts=sum(row["parts"] for row in self._days),
            undated=sum(row["n"] for row in self._days if not row["order"]),
        )

    def period(self) -> str:
        """Return the finest period of which a picture can show all: days, months or years."""
        days = [row["order"] for row in self._days if row["order"]]
        return period_between(min(days, default=""), max(days, default=""))

    def extent(self) -> tuple[float, float, float, float] | None:
        """Return west, south, east and north of all that has coordinates; None where nothing has."""
        return spotting.around(self._points)

    def spots(self, *, cell: float) -> list[Spot]:
        """Return the incidents that have coordinates, those of a cell of so many degrees as one; the largest first."""
        return spotting.spots(spotting.grouped(self._points, cell=cell), self.rows)

    def unplaced(self) -> int:
        """Return how many incidents have no coordinates."""
        return sum(int(row["n"]) for row in self._places if row["lat"] is None or row["lon"] is None)

    @cached_property
    def _days(self) -> Sequence[dict[str, Any]]:
        """Read each face once, with its figure of deaths for everybody where it has one and counts."""
        counts = Q(whole=True) & ~self._is_part()
        rows = self.rows.order_by().annotate(
            toll=FilteredRelation("tolls", condition=Q(tolls__told_by="", **{f"tolls__{k}": v for k, v in _OF.items()}))
        )
        return list(
            rows.values("order", "accused").annotate(
                n=Count("pk", distinct=True),
                withheld=Count("pk", filter=Q(whole=False), distinct=True),
                parts=Count("pk", filter=self._is_part(), distinct=True),
                **_summed("toll__", counts),
            )
        )

    @cached_property
    def _tellers(self) -> Sequence[dict[str, Any]]:
        counting = self.rows.order_by().filter(whole=True).exclude(self._is_part())
        tolls = Toll.objects.using(self.using).filter(incident__in=counting.values("pk"), **_OF)
        return list(tolls.exclude(told_by="").order_by().values("told_by").annotate(**_summed("", Q())))

    @cached_property
    def _places(self) -> Sequence[dict[str, Any]]:
        return list(self.rows.order_by().values("lat", "lon").annotate(n=Count("pk")))

    @property
    def _points(self) -> Sequence[Point]:
        placed = [row for row in self._places if row["lat"] is not None and row["lon"] is not None]
        return [Point(row["lat"], row["lon"], row["n"]) for row in placed]

    def _is_part(self) -> Q:
        # Asked row by row, since few are part of anything: a set of all that was selected would be made for each sum.
        return ~Q(part_of="") & Q(Exists(self.rows.order_by().filter(record=OuterRef("part_of"))))


def _summed(to: str, counts: Q) -> dict[str, Any]:
    """Return what is summed of tolls that a path leads to, of those rows that count."""
    low, high = F(f"{to}low"), F(f"{to}high")
    return {
        "figures": Count(f"{to}pk", filter=counts),
        "low_": Coalesce(Sum(low, filter=counts), 0),
        "high_": Coalesce(Sum(Coalesce(high, low), filter=counts), 0),
        "no_low": Count(f"{to}pk", filter=counts & Q(**{f"{to}low": None})),
        "no_high": Count(f"{to}pk", filter=counts & Q(**{f"{to}high": None})),
    }


def _people(figures: Iterable[tuple[str, dict[str, Any]]]) -> list[People]:
    """Add figures up by their keys."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for key, row in figures:
        if not row["figures"]:
            continue
        own = found[key]
        for place, name in enumerate(("low_", "high_", "figures", "no_low", "no_high")):
            own[place] += int(row[name])  # a sum can come as a Decimal
    return [
        People(key=key, low=low, high=high, incidents=incidents, without_low=no_low, without_high=no_high)
        for key, (low, high, incidents, no_low, no_high) in found.items()
    ]
