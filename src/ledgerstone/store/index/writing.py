"""Rows of a part of the case, in the place of those that were there; one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import connections, transaction
from django.db.models import Model

from ledgerstone.store.index import words
from ledgerstone.store.index.models import (
    Claim,
    Decided,
    Found,
    Incident,
    Kept,
    Level,
    Linked,
    Named,
    Read,
    Report,
    State,
    Todo,
    Told,
    Toll,
    Victim,
)
from ledgerstone.store.index.standing import Place, among, listed_at, some
from ledgerstone.store.index.words import Document

_AT_ONCE = 200
_ALL: tuple[type[Model], ...] = (
    Kept, Toll, Incident, Victim, Told, Named, Claim, Report, Todo, Level, Decided, Linked, Found, Read, State,
)  # fmt: skip
_M = TypeVar("_M", Claim, Report)
_LOCK = 0x1EDB  # any number, the same for everybody who writes the index


@contextmanager
def alone(*, using: str) -> Iterator[None]:
    """Do something in one transaction while nobody else writes the index."""
    with transaction.atomic(using=using):
        connection = connections[using]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
            else:  # the first write takes SQLite's one right to write, wherever the transaction began
                cursor.execute("UPDATE index_state SET entry = entry")
        yield


def analyse(*, using: str) -> None:
    """Let the database see how the rows are spread: without that it takes a code for as telling as an incident."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        for model in _ALL:
            cursor.execute(f"ANALYZE {model._meta.db_table}")  # noqa: SLF001 (documented by Django)


def entry(*, using: str) -> int:
    """Return the entry of the chain up to which everything was noted."""
    row = State.objects.using(using).first()
    return row.entry if row else 0


def layout(*, using: str) -> str:
    """Return by which layout the rows were made; "" where there are none."""
    row = State.objects.using(using).first()
    return row.layout if row else ""


def set_state(entry: int, layout: str, *, using: str) -> None:
    """Remember up to which entry of the chain everything was noted, and the layout."""
    State.objects.using(using).update_or_create(pk=1, defaults={"entry": entry, "layout": layout})


def empty(*, using: str) -> None:
    """Take everything out."""
    words.empty(using=using)
    for model in _ALL:
        model._default_manager.using(using).all().delete()  # noqa: SLF001 (documented by Django)


def put_reports(places: Iterable[Place], rows: Sequence[tuple[Report, Document]], *, using: str) -> None:
    """Let these be the reports of these places. What a report says never changes, so its words stay as they are."""
    wanted = set(places)
    found = among(Report.objects.using(using), "original", (original for original, _ in wanted))
    there = {row.record: row for row in found if (row.original, row.part) in wanted}
    _put("report", Report, there, rows, using=using)


def put_claims(places: set[Place], rows: Sequence[tuple[Claim, Document]], *, using: str) -> None:
    """Let these be the claims of these places; a claim whose row would be the same is left as it is."""
    _put("claim", Claim, {row.record: row for row in listed_at(places, using=using)}, rows, using=using)


def put_told(pairs: Iterable[tuple[str, str]], claims: Iterable[str], *, using: str) -> None:
    """Let these claims tell of these victims: (victim, claim), and of no others."""
    for part in some(claims):
        Told.objects.using(using).filter(claim__in=part).delete()
    Told.objects.using(using).bulk_create([Told(victim=a, claim=b) for a, b in pairs], batch_size=_AT_ONCE)


def drop_faces(incidents: Iterable[str], *, using: str) -> None:
    """Take the faces of these incidents out, with their figures and victims."""
    for part in some(incidents):
        numbers = list(Incident.objects.using(using).filter(record__in=part).values_list("pk", flat=True))
        victims = list(Victim.objects.using(using).filter(incident__in=part).values_list("pk", flat=True))
        words.drop("incident", numbers, using=using)
        words.drop("victim", victims, using=using)
        Toll.objects.using(using).filter(incident_id__in=numbers).delete()
        Incident.objects.using(using).filter(record__in=part).delete()
        Victim.objects.using(using).filter(incident__in=part).delete()


def put_faces(
    incidents: Sequence[tuple[Incident, Document]],
    tolls: Iterable[Toll],
    victims: Sequence[tuple[Victim, Document]],
    *,
    using: str,
) -> None:
    """Add faces, the figures that name them, and their victims."""
    Incident.objects.using(using).bulk_create([row for row, _ in incidents], batch_size=_AT_ONCE)
    Victim.objects.using(using).bulk_create([row for row, _ in victims], batch_size=_AT_ONCE)
    made = list(tolls)
    for toll in made:
        toll.incident_id = toll.incident.pk  # which the face has only now
    Toll.objects.using(using).bulk_create(made, batch_size=_AT_ONCE)
    words.put("incident", ((row.pk, document) for row, document in incidents), using=using)
    words.put("victim", ((row.pk, document) for row, document in victims), using=using)


def days_of(incidents: Iterable[str], *, using: str) -> Mapping[tuple[str, int], object]:
    """Return the days of these incidents, face by face: what is told as part of one takes its days from it."""
    rows = among(Incident.objects.using(using), "record", incidents)
    return {(row.record, row.seen_from): (row.first, row.last, row.wording) for row in rows}


def parts_of(incidents: Iterable[str], *, using: str) -> set[str]:
    """Return the incidents that are part of these."""
    rows = among(Linked.objects.using(using).filter(relation="part_of"), "target", incidents)
    return {row.claim for row in rows}


def _put(
    kind: str, model: type[_M], there: Mapping[str, _M], rows: Sequence[tuple[_M, Document]], *, using: str
) -> None:
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 (likewise)
    wanted = {row.record: row for row, _ in rows}
    gone = [row.pk for record, row in there.items() if record not in wanted]
    for part in some(gone):
        model.objects.using(using).filter(pk__in=part).delete()
    words.drop(kind, gone, using=using)
    changed = []
    for record, row in wanted.items():
        if record in there:
            row.pk = there[record].pk
            changed += [row] if any(getattr(row, name) != getattr(there[record], name) for name in fields) else []
    if changed:
        model.objects.using(using).bulk_update(changed, fields, batch_size=_AT_ONCE)
    new = [row for row in wanted.values() if row.record not in there]
    model.objects.using(using).bulk_create(new, batch_size=_AT_ONCE)
    documents = {row.record: document for row, document in rows}
    words.put(kind, ((row.pk, documents[row.record]) for row in new), using=using)
