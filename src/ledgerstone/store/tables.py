"""The rows of a case read with its database alone, and checked one by one; texts are bytes, so that damage shows."""

import json
from collections.abc import Iterator
from itertools import groupby

from ledgerstone import codec
from ledgerstone.errors import BrokenChain, ChangedRow, InputError
from ledgerstone.proving import Stamped
from ledgerstone.store import chain
from ledgerstone.store.about import about
from ledgerstone.store.evidence import Evidence

_REFERENCES = (
    ("commitment", "entry", "entry", "seq"),
    ("record", "entry", "entry", "seq"),
    ("record", "commitment", "commitment", "value"),
)


def check_references(database: Evidence) -> None:
    """Check that each row that another names is there.

    Raises:
        ChangedRow: one is not.
    """
    for table, column, other, key in _REFERENCES:
        query = (
            f'SELECT 1 FROM "{table}" a LEFT JOIN "{other}" b ON b.{key} = a."{column}" '  # noqa: S608 (names of ours)
            f"WHERE b.{key} IS NULL LIMIT 1"
        )
        if next(database.execute(query), None) is not None:
            raise _changed(f"a row of {table} names a row of {other} that is not there")


def check_records(database: Evidence) -> int:
    """Check that each record has the text that its id names, in canonical form; return how many there are.

    Raises:
        ChangedRow: the first that has not.
    """
    seen = 0
    query = 'SELECT id, kind, about, text, salt, "commitment" FROM record ORDER BY entry, place'
    for row in database.execute(query):
        seen += 1
        id_, kind, about_, text, salt, commitment = _texts("record", row)
        if codec.digest(kind, text) != id_:
            raise _changed(f"the record {id_} no longer has the text that its id names")
        try:
            codec.parse(kind, text)
        except InputError as error:
            raise _changed(f"the record {id_} is not one that this version writes ({error.what})") from error
        if about(kind, json.loads(text)) != about_:
            raise _changed(f"the record {id_} is filed under {about_!r}, which is not what it is about")
        if not _commits(salt=salt, record=id_, text=text, commitment=commitment):
            raise _changed(f"the salt or the commitment of the record {id_} changed")
    return seen


def check_chain(database: Evidence) -> list[chain.Entry]:
    """Check that each entry follows the one before and commits to its records; return the chain.

    Raises:
        BrokenChain: the first entry that does not.
    """
    commitments = _commitments(database)
    query = "SELECT seq, at, by, action, settings, commitments, previous, head FROM entry ORDER BY seq"
    found: list[chain.Entry] = []
    previous = chain.BEGINNING
    for number, (seq, *row) in enumerate(database.execute(query), start=1):
        at, by, action, settings, digest, before, head = _texts("entry", row)
        right = chain.entry(
            seq=number,
            at=at,
            by=by,
            action=action,
            settings=settings,
            commitments=chain.digest_of(commitments.pop(number, [])),
            previous=previous,
        )
        if (seq, before, digest, head) != (number, previous, right.commitments, right.head):
            raise _broken(f"entry {number} is not the one that was written")
        found.append(right)
        previous = head
    if commitments:
        raise _broken(f"records name entry {min(commitments)}, which is not there")
    if not found:
        raise _broken("it is empty")
    return found


def originals(database: Evidence) -> Iterator[tuple[str, int]]:
    """Yield SHA-256 and size of each original that has a record."""
    for (text,) in database.execute("SELECT text FROM record WHERE kind = 'original' ORDER BY entry, place"):
        tree = json.loads(text)
        yield tree["sha256"], tree["size"]


def named_originals(database: Evidence) -> Iterator[tuple[str, str]]:
    """Yield the SHA-256 that each report and capture names, with the kind that names it."""
    query = "SELECT about, kind FROM record WHERE kind IN ('capture', 'report') ORDER BY entry, place"
    for row in database.execute(query):
        about_, kind = _texts("record", row)
        yield about_, kind


def stamped(database: Evidence) -> Iterator[Stamped]:
    """Yield each proof of time, with the SHA-256 that it should be over."""
    query = "SELECT kind, text FROM record WHERE kind IN ('capture', 'stamp') ORDER BY entry, place"
    for kind, text in (_texts("record", row) for row in database.execute(query)):
        tree = json.loads(text)
        given = tree.get("tokens", ()) if kind == "capture" else (tree["token"],)
        for token in given:
            yield Stamped(about=tree["original" if kind == "capture" else "about"], token=token)


def _commitments(database: Evidence) -> dict[int, list[str]]:
    query = "SELECT entry, place, value FROM commitment ORDER BY entry, place"
    found: dict[int, list[str]] = {}
    for entry, rows in groupby(database.execute(query), key=lambda row: int(row[0])):
        found[entry] = []
        for place, (_, stated, value) in enumerate(rows):
            if stated != place:
                raise _broken(f"entry {entry} lacks the commitment at place {place}")
            found[entry] += _texts("commitment", [value])
    return found


def check_places(database: Evidence) -> int:
    """Check that each commitment has its record where it says, or a tombstone in its place; return how many have that.

    Raises:
        BrokenChain: the first that has neither, or both.
    """
    forgotten = set[str]()
    for (text,) in database.execute("SELECT text FROM record WHERE kind = 'tombstone'"):
        forgotten.update(json.loads(text)["commitments"])
    query = (
        'SELECT c.value, c.entry, c.place FROM "commitment" c LEFT JOIN record r '
        'ON r."commitment" = c.value AND r.entry = c.entry AND r.place = c.place WHERE r.id IS NULL'
    )
    lacking = set[str]()
    for value, entry, place in database.execute(query):
        (commitment,) = _texts("commitment", [value])
        if commitment not in forgotten:
            raise _broken(f"the record at place {place} of entry {entry} is gone")
        lacking.add(commitment)
    if odd := sorted(forgotten - lacking):
        raise _broken(f"a tombstone names {odd[0]}, to which there is a record, or no commitment")
    return len(lacking)


def _commits(*, salt: str, record: str, text: str, commitment: str) -> bool:
    try:
        written = bytes.fromhex(salt).hex() == salt  # the same bytes can be written with other letters
    except ValueError:  # a salt that is not hexadecimal
        return False
    return written and chain.commitment(salt=salt, record=record, text=text) == commitment


def _texts(table: str, row: list[object] | tuple[object, ...]) -> list[str]:
    try:
        return [bytes.decode(part) for part in row]  # type: ignore[arg-type]  # what is no bytes raises
    except (UnicodeDecodeError, TypeError) as error:
        raise _changed(f"a value in the table {table} is not text") from error


def _changed(what: str) -> ChangedRow:
    return ChangedRow(f"In the database, {what}.", do="Somebody changed it, or the disk fails: go back to a copy.")


def _broken(what: str) -> BrokenChain:
    return BrokenChain(f"The audit chain: {what}.", do="Somebody changed it, or the disk fails: go back to a copy.")
