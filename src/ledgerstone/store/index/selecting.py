"""A filter as queries, each within somebody's sight; nothing reads a row that was not selected here."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ledgerstone.store.index.asked import Term, read
from ledgerstone.store.index.filtering import AGAIN, NONE, Box, Filter
from ledgerstone.store.index.given import given_to
from ledgerstone.store.index.models import Claim, Incident, Report, Told, Victim
from ledgerstone.store.index.second_look import claims_but, incidents_but, victims_but
from ledgerstone.store.index.words import are_many, matching
from ledgerstone.store.sight import LEVELS, Sight, height

REJECTED = "rejected"
_EQUAL = ("harm", "status", "stance", "role", "kind", "incident", "report")
_WORDS = ("place", "actor", "speaker")
_DEFAULT = "default"
_MANY = 3000  # claims, or documents of a kind
_M = TypeVar("_M", Claim, Incident, Report, Victim)


def claims(filter_: Filter, *, sight: Sight, using: str = _DEFAULT) -> QuerySet[Claim]:
    """Return the claims that a filter finds, rejected ones too; by words only those whose sentence may be read."""
    rows = _about_claims(filter_, sight=sight, using=using)
    rows = _within_days(rows, filter_, "first", "last")
    rows = rows.filter(in_box(filter_.box)) if filter_.box else rows
    if read(filter_.text):
        rows = rows.filter(sentence_level__lte=height(sight))
    return _with_words(rows, "claim", filter_.text, using=using)


def incidents(filter_: Filter, *, sight: Sight, using: str = _DEFAULT) -> QuerySet[Incident]:
    """Return the faces, one an incident, that a filter finds."""
    seen = height(sight)
    rows = Incident.objects.using(using).filter(seen_from__lte=seen, seen_to__gte=seen)
    rows = incidents_but(rows, sight, using=using)
    rows = _within_days(rows, filter_, "first", "last")
    rows = rows.filter(in_box(filter_.box)) if filter_.box else rows
    rows = rows.filter(level=LEVELS[filter_.level]) if filter_.level else rows
    rows = rows.filter(record=filter_.incident) if filter_.incident else rows
    if _asks_of_claims(filter_, but=("incident",)):
        found = _counting(filter_, sight=sight, using=using).exclude(incident="")
        rows = _with_one_of(rows, "incident", found, few=_are_few(found, filter_, using=using))
    return _with_words(rows, "incident", filter_.text, using=using)


def reports(filter_: Filter, *, sight: Sight, using: str = _DEFAULT) -> QuerySet[Report]:
    """Return the reports that a filter finds; by their texts only those that may be read."""
    seen = height(sight)
    rows = Report.objects.using(using).filter(level__lte=seen)
    rows = _within_days(rows, filter_, "day", "day")
    rows = rows.filter(level=LEVELS[filter_.level]) if filter_.level else rows
    rows = rows.filter(record=filter_.report) if filter_.report else rows
    if filter_.assigned:
        rows = rows.filter(record__in=given_to(filter_.assigned, sight=sight, using=using).values("record"))
    if filter_.box or _asks_of_claims(filter_, but=("report", "assigned")):
        found = _counting(filter_, sight=sight, using=using)
        found = found.filter(in_box(filter_.box)) if filter_.box else found
        rows = _with_one_of(rows, "report", found, few=_are_few(found, filter_, using=using))
    if read(filter_.text):
        rows = rows.filter(text_level__lte=seen)
    return _with_words(rows, "report", filter_.text, using=using)


def victims(filter_: Filter, *, sight: Sight, using: str = _DEFAULT) -> QuerySet[Victim]:
    """Return the faces, one a victim, that a filter finds; who stands in a part and its whole is found once."""
    seen = height(sight)
    faces = Victim.objects.using(using).filter(seen_from__lte=seen, seen_to__gte=seen)
    rows = faces.filter(~Exists(faces.filter(record=OuterRef("record"), incident__lt=OuterRef("incident"))))
    rows = victims_but(rows, sight, using=using)
    rows = _within_days(rows, filter_, "first", "last", by_day=False)
    rows = rows.filter(level=LEVELS[filter_.level]) if filter_.level else rows
    if filter_.box or _asks_of_claims(filter_):
        found = _counting(filter_, sight=sight, using=using)
        found = found.filter(in_box(filter_.box)) if filter_.box else found
        told = Told.objects.using(using)
        if _are_few(found, filter_, using=using):
            rows = rows.filter(record__in=told.filter(claim__in=found.values("record")).values("victim"))
        else:
            own = told.filter(victim=OuterRef(OuterRef("record")))
            rows = rows.filter(Exists(found.filter(record__in=own.values("claim"))))
    return _with_words(rows, "victim", filter_.text, using=using)


def _with_one_of(rows: QuerySet[_M], field: str, found: QuerySet[Claim], *, few: bool) -> QuerySet[_M]:
    """Keep the rows that hold one of some claims.

    A few claims are looked up once; where many are found, each row is asked whether it holds one, since a page is full
    long before all of them were gathered.
    """
    if few:
        return rows.filter(record__in=found.values(field))
    return rows.filter(Exists(found.filter(**{field: OuterRef("record")})))


def _are_few(found: QuerySet[Claim], filter_: Filter, *, using: str) -> bool:
    asked = _words_of(filter_)
    if asked:  # what else is asked narrows them, but to see how far each would be looked up
        return not are_many("claim", asked, more_than=_MANY, using=using)
    return found.order_by()[:_MANY].count() < _MANY


def _words_of(filter_: Filter) -> dict[str, tuple[Term, ...]]:
    return {name: terms for name in _WORDS if (terms := read(getattr(filter_, name)))}


def _asks_of_claims(filter_: Filter, *, but: tuple[str, ...] = ()) -> bool:
    asked = {*_EQUAL, *_WORDS, "group", "review", "assigned"} - {*but}
    return any(getattr(filter_, name) for name in asked)


def _counting(filter_: Filter, *, sight: Sight, using: str) -> QuerySet[Claim]:
    """Return the claims by which other things are found: rejected ones only where a verdict is asked for."""
    rows = _about_claims(filter_, sight=sight, using=using, level=False)
    return rows if filter_.review else rows.exclude(standing=REJECTED)


def _about_claims(filter_: Filter, *, sight: Sight, using: str, level: bool = True) -> QuerySet[Claim]:
    # Nearly all claims may be seen, so levels are no way to them: as a sum, they lead a planner to no index.
    seen = Claim.objects.using(using).alias(closed=F("level") + 0).filter(closed__lte=height(sight))
    rows = claims_but(seen, sight)
    rows = rows.filter(**{name: getattr(filter_, name) for name in _EQUAL if getattr(filter_, name)})
    if filter_.assigned:
        rows = rows.filter(report__in=given_to(filter_.assigned, sight=sight, using=using).values("record"))
    if level and filter_.level:
        rows = rows.filter(level=LEVELS[filter_.level])
    if filter_.group:  # several codes parted by spaces
        rows = rows.filter(
            Q(group=filter_.group)
            | Q(group__startswith=f"{filter_.group} ")
            | Q(group__endswith=f" {filter_.group}")
            | Q(group__contains=f" {filter_.group} ")
        )
    if filter_.review == NONE:
        rows = rows.filter(verdict="")
    elif filter_.review == AGAIN:
        rows = rows.exclude(again="")
    elif filter_.review:
        rows = rows.filter(verdict=filter_.review)
    asked = _words_of(filter_)
    return _matching(rows, "claim", asked, using=using) if asked else rows


def _with_words(rows: QuerySet[_M], kind: str, text: str, *, using: str) -> QuerySet[_M]:
    terms = read(text)
    return _matching(rows, kind, {"": terms}, using=using) if terms else rows


def _matching(rows: QuerySet[_M], kind: str, asked: Mapping[str, Sequence[Term]], *, using: str) -> QuerySet[_M]:
    """Keep the rows whose documents hold what is asked.

    A few are looked up and sorted. Where there are many, rows are read in the order of their list, since a page is full
    long before all were looked up: no index leads to a sum, so none is taken for the words.
    """
    found = matching(kind, asked, using=using)
    if are_many(kind, asked, more_than=_MANY, using=using):
        return rows.alias(number=F("pk") + 0).filter(number__in=found)
    return rows.filter(pk__in=found)


def _within_days(rows: QuerySet[_M], filter_: Filter, first: str, last: str, *, by_day: bool = True) -> QuerySet[_M]:
    """Keep what may have been within the days: an interval that reaches into them does."""
    if filter_.since:
        rows = rows.filter(**{f"{last}__gte": filter_.since})
    if filter_.until:
        rows = rows.filter(**{f"{first}__lte": filter_.until})
        # Where a list goes by day, what has a first day is sorted by it: later days need not be read.
        rows = rows.filter(order__lte=filter_.until.isoformat()) if by_day else rows
    return rows


def in_box(box: Box) -> Q:
    """Return what lies in a box on the map, by the columns ``lat`` and ``lon``."""
    inside = Q(lat__gte=box.south, lat__lte=box.north)
    if box.west <= box.east:
        return inside & Q(lon__gte=box.west, lon__lte=box.east)
    return inside & (Q(lon__gte=box.west) | Q(lon__lte=box.east))
