# ruff: noqa: S608 (the one name that is put into the SQL stands in this file)
"""Tables and triggers as the server tells them, and what the migrations make of an empty schema.

    python -m ledgerstone.store.postgresql.catalogue > src/ledgerstone/store/postgresql/catalogue.json

writes the second down anew, in a database that the environment names; a test compares. SQLite's tables are made in
memory to compare with; here that would take the owner's rights.
"""

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from ledgerstone.settings import PATIENCE
from ledgerstone.store.engine import Engine
from ledgerstone.store.postgresql import making
from ledgerstone.store.postgresql.connecting import PostgreSQL, team

WANTED = Path(__file__).with_suffix(".json")
Part = tuple[str, ...]  # kind of thing, its name, its table, its definition

_HERE = "(SELECT to_regnamespace(current_schema()))"
_QUERIES = (
    # Everything with a name in the schema; views, foreign tables and partitions show by their kind.
    f"""SELECT 'relation', relname, '', relkind::text || relpersistence::text || relrowsecurity::text
    FROM pg_catalog.pg_class WHERE relnamespace = {_HERE} AND relkind <> 'i'""",
    f"""SELECT 'column', a.attname, c.relname, a.attnum || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
      || a.attnotnull || ' ' || coalesce(l.collname, '') || ' ' || a.attidentity::text || a.attgenerated::text || ' '
      || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND l.collname <> 'default'
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = {_HERE} AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped""",
    # Newer servers list NOT NULL here too; the columns say it already.
    f"""SELECT 'constraint', conname, conrelid::regclass::text, convalidated || ' ' || pg_get_constraintdef(oid)
    FROM pg_catalog.pg_constraint WHERE connamespace = {_HERE} AND contype <> 'n'""",
    f"""SELECT 'index', c.relname, i.indrelid::regclass::text, i.indisvalid || ' ' || pg_get_indexdef(c.oid)
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = {_HERE}""",
    f"""SELECT 'trigger', t.tgname, c.relname, t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid)
    FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = {_HERE} AND NOT t.tgisinternal""",
    # The triggers behind foreign keys have names that differ from case to case; one that was turned off shows.
    f"""SELECT 'trigger turned off', t.tgname, c.relname, t.tgenabled::text
    FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = {_HERE} AND t.tgisinternal AND t.tgenabled <> 'O'""",
    f"""SELECT 'function', p.proname, '', l.lanname || ' ' || p.prosecdef || ' ' || coalesce(p.proconfig::text, '')
      || ' ' || p.prosrc
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang WHERE p.pronamespace = {_HERE}""",
    f"""SELECT 'rule', r.rulename, c.relname, pg_get_ruledef(r.oid)
    FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = {_HERE}""",
    f"""SELECT 'policy', p.polname, c.relname, p.polcmd::text
    FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = {_HERE}""",
    # Rows of a table that inherits from one of ours would show among ours.
    f"""SELECT 'child', i.inhrelid::regclass::text, i.inhparent::regclass::text, ''
    FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhparent WHERE c.relnamespace = {_HERE}""",
)


def parts(ask: Callable[[str], Iterable[tuple[Any, ...]]], schema: str) -> list[Part]:
    """Return all that the schema of a case defines, sorted, with the schema's own name left out of it."""
    found = (row for query in _QUERIES for row in ask(query))
    return sorted(tuple(str(value).replace(schema, "CASE") for value in row) for row in found)


def wanted() -> list[Part]:
    """Return what the migrations of this version make."""
    return [tuple(each) for each in json.loads(WANTED.read_text(encoding="utf-8"))]


def main() -> int:
    """Make an empty schema, print what it defines, and drop it."""
    schema = making.make(team(), patience=PATIENCE)
    try:
        with closing(Engine(PostgreSQL(team().owner, schema), patience=PATIENCE)) as engine:
            sys.stdout.write(json.dumps(parts(engine.rows, schema), indent=1) + "\n")
    finally:
        making.drop(team(), schema, patience=PATIENCE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
