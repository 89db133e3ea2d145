"""Sums over what was selected, for the timeline, the map and the pictures.

What is told as part of a larger incident that was selected too is left out of every sum of people: a part is never
added to its whole. Figures that are withheld are left out as well, and counted.
"""

from dataclasses import dataclass

from django.db.models import Avg, Count, Exists, F, FloatField, Max, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce, Floor, Substr

from ledgerstone.store.index.models import Incident, Toll

DEATHS = "killed"
PERIODS = {"year": 4, "month": 7, "day": 10}
"""How many characters of a day's ISO form name a period."""

_DEFAULT = "default"
MOST = 400
"""Periods, names or spots that one sum returns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A range of people over incidents.

    ``low`` adds the lower bounds that are stated, ``high`` for each incident its upper bound, or its lower where no
    upper is stated. ``without_low`` and ``without_high`` say of how many incidents none is stated: unknown is not 0, so
    with any of these the true bound is open. ``incidents`` are those with a figure.
    """

    key: str
    low: int
    high: int
    incidents: int
    without_low: int
    without_high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a sum leaves out: incidents whose figures are withheld, parts of wholes that count, and undated ones."""

    withheld: int
    parts: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Incidents near each other on the map: how many, their middle, and the one where it is one."""

    lat: float
    lon: float
    incidents: int
    record: str
    label: str
    place: str
    precision: str
    box: tuple[float, float, float, float]


def by_period(rows: QuerySet[Incident], period: str, *, using: str = _DEFAULT) -> list[People]:
    """Return deaths by period, the earliest first; of more than ``MOST`` periods the latest."""
    length = PERIODS[period]
    tolls = _deaths(rows, using=using).exclude(incident__order="").annotate(key=Substr("incident__order", 1, length))
    return sorted(_sums(tolls, "-key"), key=lambda each: each.key)


def incidents_by_period(rows: QuerySet[Incident], period: str) -> list[tuple[str, int]]:
    """Return how many incidents begin in each period, the earliest first; of more than ``MOST`` the latest."""
    dated = rows.order_by().exclude(order="").annotate(key=Substr("order", 1, PERIODS[period])).values("key")
    counted = dated.annotate(n=Count("pk")).order_by("-key")[:MOST]
    return sorted((row["key"], row["n"]) for row in counted)


def by_accused(rows: QuerySet[Incident], *, at_most: int = 30, using: str = _DEFAULT) -> list[People]:
    """Return deaths by who is accused, the most first; several who are accused of one incident are one row."""
    tolls = _deaths(rows, using=using).annotate(key=F("incident__accused"))
    return _sums(tolls, "-high_", at_most=at_most)


def by_teller(rows: QuerySet[Incident], *, using: str = _DEFAULT) -> list[People]:
    """Return deaths as the speakers of each role alone tell them; these rows are not to be added up."""
    own = Toll.objects.using(using).filter(incident__in=_counting(rows).values("pk"), harm=DEATHS, status="", group="")
    return _sums(own.exclude(told_by="").annotate(key=F("told_by")), "-incidents")


def left_out(rows: QuerySet[Incident]) -> Left:
    """Return what the sums leave out."""
    said = rows.order_by().aggregate(
        withheld=Count("pk", filter=Q(whole=False)),
        parts=Count("pk", filter=_is_part(rows)),
        undated=Count("pk", filter=Q(order="")),
    )
    return Left(**said)


def spots(rows: QuerySet[Incident], *, cell: float) -> list[Spot]:
    """Return the incidents that have coordinates, those of one cell of so many degrees as one; the largest first."""
    placed = rows.order_by().exclude(lat=None).exclude(lon=None)
    cells = placed.annotate(
        x=Floor(Cast(F("lon"), FloatField()) / cell), y=Floor(Cast(F("lat"), FloatField()) / cell)
    ).values("x", "y")
    found = cells.annotate(
        n=Count("pk"), mid_lat=Avg("lat"), mid_lon=Avg("lon"), west=Min("lon"), east=Max("lon"), south=Min("lat"),
        north=Max("lat"), one=Min("record"), name=Min("label"), at=Min("place"), exact=Min("precision"),
    ).order_by("-n", "x", "y")[:MOST]  # fmt: skip
    return [
        Spot(
            lat=row["mid_lat"], lon=row["mid_lon"], incidents=row["n"], record=row["one"], label=row["name"],
            place=row["at"], precision=row["exact"], box=(row["west"], row["south"], row["east"], row["north"]),
        )
        for row in found
    ]  # fmt: skip


def unplaced(rows: QuerySet[Incident]) -> int:
    """Return how many incidents have no coordinates."""
    return rows.order_by().filter(Q(lat=None) | Q(lon=None)).count()


def _counting(rows: QuerySet[Incident]) -> QuerySet[Incident]:
    return rows.order_by().filter(whole=True).exclude(_is_part(rows))


def _is_part(rows: QuerySet[Incident]) -> Q:
    # Asked row by row, since few are part of anything: a set of all that was selected would be made for each sum.
    return ~Q(part_of="") & Q(Exists(rows.order_by().filter(record=OuterRef("part_of"))))


def _deaths(rows: QuerySet[Incident], *, using: str) -> QuerySet[Toll]:
    whole = _counting(rows).values("pk")
    return Toll.objects.using(using).filter(incident__in=whole, harm=DEATHS, status="", group="", told_by="")


def _sums(tolls: QuerySet[Toll], order: str, *, at_most: int = MOST) -> list[People]:
    rows = (
        tolls.order_by()
        .values("key")
        .annotate(
            low_=Sum("low"),
            high_=Sum(Coalesce("high", "low")),
            incidents=Count("pk"),
            no_low=Count("pk", filter=Q(low=None)),
            no_high=Count("pk", filter=Q(high=None)),
        )
        .order_by(order, "key")[:at_most]
    )
    return [
        People(
            key=row["key"],
            low=row["low_"] or 0,
            high=row["high_"] or 0,
            incidents=row["incidents"],
            without_low=row["no_low"],
            without_high=row["no_high"],
        )
        for row in rows
    ]


def period_of(rows: QuerySet[Incident]) -> str:
    """Return the finest period of which a picture can show all: days, months or years."""
    ends = rows.order_by().exclude(order="").aggregate(first=Min("order"), last=Max("order"))
    first, last = ends["first"] or "", ends["last"] or ""
    if not first:
        return "month"
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    return "day" if months < 2 else "month" if months <= 60 else "year"  # noqa: PLR2004 (rows of a picture)
