"""Rows of the tables <-> records; runs on the thread of the connection, in a transaction that store.py opens."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from django.db import connections
from django.db.models import Q, TextField, Value
from django.db.models.functions import Concat

from ledgerstone import codec
from ledgerstone.errors import ChangedRow
from ledgerstone.records import KINDS, Record
from ledgerstone.store import chain
from ledgerstone.store.about import about
from ledgerstone.store.engine import Engine  # sets Django up, which the models need
from ledgerstone.store.models import CommitmentRow, EntryRow, RecordRow

_AT_ONCE = 500  # ids in one query; SQLite takes 999 in its oldest versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A record as its row has it."""

    id: str
    kind: str
    about: str
    text: str


def encode(record: Record) -> Encoded:
    """Return the record with its id and canonical JSON.

    Raises:
        NotCanonical, UnknownCode: the record cannot be stored.
    """
    kind, text = codec.kind_of(record), codec.canonical(record)
    return Encoded(id=codec.digest(kind, text), kind=kind, about=about(kind, json.loads(text)), text=text)


def decode(id_: str, kind: str, text: str) -> Record:
    """Return a record, after checking that its text is the one that its id names.

    Raises:
        ChangedRow: it is not.
    """
    if kind not in KINDS or codec.digest(kind, text) != id_:
        raise ChangedRow(
            f"The record {id_} no longer has the text that its id names.", do="Run `verify`; go back to a copy."
        )
    record: Record = codec.from_json(KINDS[kind], json.loads(text))
    return record


def last_entry(engine: Engine) -> chain.Entry | None:
    """Return the newest entry of the chain."""
    row = EntryRow.objects.using(engine.alias).order_by("-seq").first()
    return None if row is None else _entry(row)


def entries(engine: Engine) -> Iterator[chain.Entry]:
    """Yield all entries of the chain in their order."""
    return (_entry(row) for row in EntryRow.objects.using(engine.alias).order_by("seq").iterator())


def entries_before(engine: Engine, seq: int | None, *, at_most: int) -> list[chain.Entry]:
    """Return the newest entries of the chain, or those before an entry, the newest first."""
    found = EntryRow.objects.using(engine.alias).order_by("-seq")
    return [_entry(row) for row in (found if seq is None else found.filter(seq__lt=seq))[:at_most]]


def unknown(engine: Engine, encoded: Sequence[Encoded]) -> list[Encoded]:
    """Return those that the database does not hold yet, each once, in their order."""
    by_id = {item.id: item for item in encoded}
    for some in _some(list(by_id)):
        for id_ in RecordRow.objects.using(engine.alias).filter(id__in=some).values_list("id", flat=True):
            del by_id[id_]
    return list(by_id.values())


def insert(engine: Engine, entry: chain.Entry, encoded: Sequence[Encoded], salts: Sequence[str]) -> None:
    """Write an entry, its commitments and its records."""
    EntryRow.objects.using(engine.alias).create(**asdict(entry))
    values = [chain.commitment(salt=salt, record=x.id, text=x.text) for x, salt in zip(encoded, salts, strict=True)]
    CommitmentRow.objects.using(engine.alias).bulk_create(
        [CommitmentRow(value=value, entry_id=entry.seq, place=place) for place, value in enumerate(values)],
        batch_size=_AT_ONCE,
    )
    RecordRow.objects.using(engine.alias).bulk_create(
        [
            RecordRow(
                id=item.id,
                kind=item.kind,
                about=item.about,
                text=item.text,
                salt=salt,
                commitment_id=value,
                entry_id=entry.seq,
                place=place,
            )
            for place, (item, salt, value) in enumerate(zip(encoded, salts, values, strict=True))
        ],
        batch_size=_AT_ONCE,
    )


def by_id(engine: Engine, ids: Iterable[str]) -> dict[str, Record]:
    """Return the records with these ids, in the order of the ids; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    found = {}
    for some in _some(wanted):
        for id_, kind, text in (
            RecordRow.objects.using(engine.alias).filter(id__in=some).values_list("id", "kind", "text")
        ):
            found[id_] = decode(id_, kind, text)
    return {id_: found[id_] for id_ in wanted if id_ in found}


def of_kind(engine: Engine, kind: str, *, about_: str | None = None) -> dict[str, Record]:
    """Return the records of a kind in the order in which they came, all or those about one thing."""
    rows = RecordRow.objects.using(engine.alias).filter(kind=kind)
    if about_ is not None:
        rows = rows.filter(about=about_)
    ordered = rows.order_by("entry", "place").values_list("id", "kind", "text")
    return {id_: decode(id_, kind_, text) for id_, kind_, text in ordered.iterator()}


def about_any(engine: Engine, kind: str, abouts: Iterable[str]) -> dict[str, Record]:
    """Return the records of a kind that hang on any of these, in the order in which they came."""
    found: list[tuple[int, int, str, str, str]] = []
    for some in _some(list(dict.fromkeys(abouts))):
        rows = RecordRow.objects.using(engine.alias).filter(kind=kind, about__in=some)
        found += rows.values_list("entry", "place", "id", "kind", "text")
    return {id_: decode(id_, kind_, text) for _, _, id_, kind_, text in sorted(found)}


def newest(engine: Engine, kind: str, *, field: str, value: str) -> Record | None:
    """Return the newest record of a kind whose field holds a text."""
    said = f'"{field}":{json.dumps(value, ensure_ascii=False)}'  # as canonical JSON writes it
    rows = RecordRow.objects.using(engine.alias).filter(kind=kind, text__contains=said)
    newest_first = rows.order_by("-entry", "-place").values_list("id", "kind", "text")
    found = (decode(*row) for row in newest_first.iterator(chunk_size=1))
    return next((record for record in found if getattr(record, field) == value), None)


def commitments(engine: Engine, ids: Iterable[str]) -> list[str]:
    """Return the commitments to the records with these ids, in the order in which they came."""
    found: list[tuple[int, int, str]] = []
    for some in _some(list(ids)):
        found += RecordRow.objects.using(engine.alias).filter(id__in=some).values_list("entry", "place", "commitment")
    return [value for _, _, value in sorted(found)]


def delete(engine: Engine, ids: Iterable[str]) -> None:
    """Delete records with their salts; the database refuses unless a tombstone names them."""
    for some in _some(list(ids)):
        RecordRow.objects.using(engine.alias).filter(id__in=some).delete()


def after(engine: Engine, place: tuple[int, int], *, at_most: int) -> list[tuple[int, int, str, str, str]]:
    """Return entry, place, id, kind and canonical JSON of the next records after that entry and place."""
    entry, number = place
    later = Q(entry__gt=entry) | Q(entry=entry, place__gt=number)
    ordered = RecordRow.objects.using(engine.alias).filter(later).order_by("entry", "place")
    return list(ordered.values_list("entry", "place", "id", "kind", "text")[:at_most])


def originals_without(engine: Engine, shelf: str, item: str) -> list[str]:
    """Return the SHA-256 of each original that has no such item on a shelf of the finding aid, as they came."""
    with connections[engine.alias].cursor() as cursor:
        cursor.execute(
            "SELECT o.about FROM record o LEFT JOIN finding_aid f ON f.shelf = %s AND f.key = o.about AND f.item = %s "
            "WHERE o.kind = 'original' AND f.key IS NULL ORDER BY o.entry, o.place",
            [shelf, item],
        )
        return [sha256 for (sha256,) in cursor.fetchall()]


def of_kinds_after(
    engine: Engine, place: tuple[int, int], kinds: Sequence[str], *, at_most: int
) -> list[tuple[int, int, str, str, str]]:
    """Return, as :func:`after` does, the next records of some kinds."""
    entry, number = place
    later = Q(entry__gt=entry) | Q(entry=entry, place__gt=number)
    # Joined with nothing, the kind is no column of an index: the few new entries are read, not all of these kinds.
    of = Concat("kind", Value(""), output_field=TextField())
    rows = RecordRow.objects.using(engine.alias).alias(of=of).filter(later, entry__gte=entry, of__in=kinds)
    ordered = rows.order_by("entry", "place")
    return list(ordered.values_list("entry", "place", "id", "kind", "text")[:at_most])


def beginning_with(engine: Engine, prefix: str, *, at_most: int) -> list[str]:
    """Return ids that begin with the prefix, sorted, some of them where there are many."""
    rows = RecordRow.objects.using(engine.alias).filter(id__gte=prefix, id__lt=prefix + "g").order_by("id")
    return list(rows.values_list("id", flat=True)[:at_most])


def counts(engine: Engine) -> dict[str, int]:
    """Return the number of records of each kind."""
    found: dict[str, int] = {}
    for kind in KINDS:
        found[kind] = RecordRow.objects.using(engine.alias).filter(kind=kind).count()
    return {kind: number for kind, number in found.items() if number}


def _entry(row: EntryRow) -> chain.Entry:
    return chain.Entry(
        seq=row.seq,
        at=row.at,
        by=row.by,
        action=row.action,
        settings=row.settings,
        commitments=row.commitments,
        previous=row.previous,
        head=row.head,
    )


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
