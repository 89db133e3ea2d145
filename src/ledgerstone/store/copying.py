"""The rows of a case from one database to another, as they are: chain, commitments, records with their salts."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from ledgerstone.store.engine import Engine
from ledgerstone.store.evidence import Evidence, Row
from ledgerstone.store.models import CommitmentRow, EntryRow, RecordRow

_AT_ONCE = 500  # rows in one statement
_ROWS = 5000  # in one transaction, about: each waits for the disk once

_ENTRIES = "SELECT seq, at, by, action, settings, commitments, previous, head FROM entry ORDER BY seq"
_COMMITMENTS = "SELECT entry, value, place FROM commitment ORDER BY entry, place"
_RECORDS = 'SELECT entry, id, kind, about, text, salt, "commitment", place FROM record ORDER BY entry, place'
_Entry = tuple[EntryRow, list[CommitmentRow], list[RecordRow]]


def copy(source: Evidence, to: Engine) -> None:
    """Write all rows of a case into empty tables, whose triggers see each entry follow the last one.

    Args:
        source: the case, in one snapshot.
        to: the tables of a new case, which nobody else knows yet.
    """
    waiting: list[_Entry] = []
    for entry in _entries(source):
        waiting.append(entry)
        if sum(1 + len(commitments) + len(records) for _, commitments, records in waiting) >= _ROWS:
            _write(to, waiting)
            waiting = []
    _write(to, waiting)


def _entries(source: Evidence) -> Iterator[_Entry]:
    """Yield each entry with its rows; only the records, which are large, are read as they are needed."""
    entries = [_texts(row) for row in source.execute(_ENTRIES)]
    commitments = {seq: list(rows) for seq, rows in groupby(map(_texts, source.execute(_COMMITMENTS)), itemgetter(0))}
    records = groupby(map(_texts, source.execute(_RECORDS)), itemgetter(0))
    following = next(records, None)
    for row in entries:
        names = ("seq", "at", "by", "action", "settings", "commitments", "previous", "head")
        entry = EntryRow(**dict(zip(names, row, strict=True)))
        here: list[RecordRow] = []
        if following is not None and following[0] == entry.seq:
            here = [_record(each) for each in following[1]]
            following = next(records, None)
        made = [
            CommitmentRow(entry_id=seq, value=value, place=place)
            for seq, value, place in commitments.get(entry.seq, ())
        ]
        yield entry, made, here


def _record(row: Row) -> RecordRow:
    entry, id_, kind, about, text, salt, commitment, place = row
    return RecordRow(
        entry_id=entry, id=id_, kind=kind, about=about, text=text, salt=salt, commitment_id=commitment, place=place
    )


def _write(to: Engine, waiting: list[_Entry]) -> None:
    def work() -> None:
        for entry, commitments, records in waiting:
            entry.save(using=to.alias, force_insert=True)
            CommitmentRow.objects.using(to.alias).bulk_create(commitments, batch_size=_AT_ONCE)
            RecordRow.objects.using(to.alias).bulk_create(records, batch_size=_AT_ONCE)

    to.write(work)


def _texts(row: Row) -> Row:
    return tuple(value.decode() if isinstance(value, bytes) else value for value in row)
