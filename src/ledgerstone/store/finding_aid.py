"""The finding aid: where the stages look up what they need of a large case, without reading the rest of it.

It is no record: it is made of the records, may be emptied at any time, and is then made again. Items lie under a key on
a shelf; what the shelves are is for those to say who fill them (``linking/shelves.py``, ``to_do.py``). It changes in
the transaction of the records that it is about. Runs on the thread of the connection.
"""

from collections.abc import Iterable, Sequence

from django.db import connections
from django.db.backends.utils import CursorWrapper

from ledgerstone.store.engine import Engine

_AT_ONCE = 400  # keys of one query

_FIND = "SELECT key, item, value FROM finding_aid WHERE shelf = %s AND key IN ({marks}) ORDER BY key, item"
_FIRST = "SELECT item FROM finding_aid WHERE shelf = %s AND key = %s {below} ORDER BY item LIMIT %s"
_KEYS = "SELECT DISTINCT key FROM finding_aid WHERE shelf = %s ORDER BY key"
_PUT = (
    "INSERT INTO finding_aid (shelf, key, item, value) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (shelf, key, item) DO UPDATE SET value = excluded.value"
)
_DROP = "DELETE FROM finding_aid WHERE shelf = %s AND key = %s AND item = %s"
_WITHOUT = (
    "SELECT f.key FROM finding_aid f LEFT JOIN finding_aid d ON d.shelf = %s AND d.key = f.key AND d.item = %s "
    "WHERE f.shelf = %s AND d.key IS NULL ORDER BY f.item"
)


def find(engine: Engine, shelf: str, keys: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the items under each key that has any, with their values."""
    found: dict[str, dict[str, str]] = {}
    with _cursor(engine) as cursor:
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            cursor.execute(_FIND.format(marks=", ".join(["%s"] * len(some))), [shelf, *some])
            for key, item, value in cursor.fetchall():
                found.setdefault(key, {})[item] = value
    return found


def first(engine: Engine, shelf: str, key: str, *, below: str | None, at_most: int) -> list[str]:
    """Return the first items under a key, sorted, all of them less than ``below``."""
    with _cursor(engine) as cursor:
        bound = [] if below is None else [below]
        cursor.execute(_FIRST.format(below="AND item < %s" if bound else ""), [shelf, key, *bound, at_most])
        return [item for (item,) in cursor.fetchall()]


def keys(engine: Engine, shelf: str) -> list[str]:
    """Return all keys of a shelf."""
    with _cursor(engine) as cursor:
        cursor.execute(_KEYS, [shelf])
        return [key for (key,) in cursor.fetchall()]


def without(engine: Engine, shelf: str, *, lacking: str, item: str) -> list[str]:
    """Return the keys of a shelf under which another shelf has no such item, sorted by their items."""
    with _cursor(engine) as cursor:
        cursor.execute(_WITHOUT, [lacking, item, shelf])
        return [key for (key,) in cursor.fetchall()]


def change(engine: Engine, entries: Iterable[tuple[str, str, str, str | None]]) -> None:
    """Put items on shelves and take others off."""
    put, drop = [], []
    for shelf, key, item, value in entries:
        if value is None:
            drop.append((shelf, key, item))
        else:
            put.append((shelf, key, item, value))
    with _cursor(engine) as cursor:
        if drop:
            cursor.executemany(_DROP, drop)
        if put:
            cursor.executemany(_PUT, put)


def clear(engine: Engine, shelves: Sequence[str]) -> None:
    """Take everything off some shelves."""
    with _cursor(engine) as cursor:
        cursor.executemany("DELETE FROM finding_aid WHERE shelf = %s", [(shelf,) for shelf in shelves])


def empty(engine: Engine) -> None:
    """Take everything off the shelves; it is made again of the records that are there then."""
    with _cursor(engine) as cursor:
        cursor.execute("DELETE FROM finding_aid")


def _cursor(engine: Engine) -> CursorWrapper:
    return connections[engine.alias].cursor()
