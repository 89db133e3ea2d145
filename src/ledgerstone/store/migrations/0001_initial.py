# ruff: noqa: S608 (the names put into the SQL stand in this file)
"""The three tables of a case, and the triggers that refuse every change of them, whoever asks.

Written in SQL because the triggers, checks and partial rules are the point. A row is refused a second time by a BEFORE
INSERT trigger, since REPLACE deletes the old row without firing DELETE triggers unless a connection asks for that
(https://www.sqlite.org/lang_createtrigger.html, https://www.sqlite.org/pragma.html#pragma_recursive_triggers).
A later migration can let a DELETE of a record through under a permit by replacing ``record_no_delete``. What PostgreSQL
needs in place of this stands in ``_0001_postgresql.py``.
"""

from typing import ClassVar

from django.db import migrations

from ledgerstone.store.migrating import SQL
from ledgerstone.store.migrations import _0001_postgresql as postgresql

TABLES = [
    "PRAGMA user_version = 1",
    "PRAGMA application_id = 1281647719",  # "Ledg"
    """
CREATE TABLE entry (
  seq INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
  at TEXT NOT NULL CHECK (typeof(at) = 'text'),
  by TEXT NOT NULL CHECK (typeof(by) = 'text'),
  action TEXT NOT NULL CHECK (typeof(action) = 'text'),
  settings TEXT NOT NULL CHECK (typeof(settings) = 'text'),
  commitments TEXT NOT NULL CHECK (typeof(commitments) = 'text'),
  previous TEXT NOT NULL UNIQUE CHECK (typeof(previous) = 'text'),
  head TEXT NOT NULL UNIQUE CHECK (typeof(head) = 'text')
)""",
    """
CREATE TABLE commitment (
  value TEXT NOT NULL PRIMARY KEY CHECK (typeof(value) = 'text'),
  entry INTEGER NOT NULL REFERENCES entry (seq) CHECK (typeof(entry) = 'integer'),
  place INTEGER NOT NULL CHECK (typeof(place) = 'integer'),
  UNIQUE (entry, place)
)""",
    """
CREATE TABLE record (
  id TEXT NOT NULL PRIMARY KEY CHECK (typeof(id) = 'text'),
  kind TEXT NOT NULL CHECK (typeof(kind) = 'text'),
  about TEXT NOT NULL CHECK (typeof(about) = 'text'),
  text TEXT NOT NULL CHECK (typeof(text) = 'text'),
  salt TEXT NOT NULL CHECK (typeof(salt) = 'text'),
  "commitment" TEXT NOT NULL UNIQUE REFERENCES "commitment" (value),
  entry INTEGER NOT NULL REFERENCES entry (seq) CHECK (typeof(entry) = 'integer'),
  place INTEGER NOT NULL CHECK (typeof(place) = 'integer'),
  UNIQUE (entry, place)
)""",
    "CREATE INDEX record_about ON record (kind, about)",
]


def _no_change(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: no {verb} of {table}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _once(table: str, key: str, *, more: str = "") -> str:
    return (
        f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key} OR rowid = NEW.rowid{more}) "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table} is there already'); END"
    )


TRIGGERS = [
    *_no_change("entry"),
    *_no_change("commitment"),
    *_no_change("record"),
    _once("entry", "seq", more=" OR head = NEW.head OR previous = NEW.previous"),
    _once("commitment", "value", more=" OR (entry = NEW.entry AND place = NEW.place)"),
    _once("record", "id", more=' OR "commitment" = NEW."commitment" OR (entry = NEW.entry AND place = NEW.place)'),
    # A negative rowid could be mistaken for the -1 that SQLite shows to a trigger before it has chosen a rowid.
    *(
        f"CREATE TRIGGER {table}_rowid AFTER INSERT ON {table} WHEN NEW.rowid < 1 "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table} with a rowid below 1'); END"
        for table in ("commitment", "record")
    ),
    (
        "CREATE TRIGGER entry_next BEFORE INSERT ON entry "
        "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry) "
        "OR NEW.previous <> coalesce((SELECT head FROM entry ORDER BY seq DESC LIMIT 1), printf('%064d', 0)) "
        "BEGIN SELECT RAISE(ABORT, 'append-only: an entry follows the last one'); END"
    ),
    *(
        f"CREATE TRIGGER {table}_newest BEFORE INSERT ON {table} "
        f"WHEN NEW.entry <> coalesce((SELECT max(seq) FROM entry), 0) "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: a {table} belongs to the newest entry'); END"
        for table in ("commitment", "record")
    ),
]


class Migration(migrations.Migration):
    """The first."""

    initial = True
    operations: ClassVar = [SQL(sqlite=[*TABLES, *TRIGGERS], postgresql=postgresql.STATEMENTS)]
