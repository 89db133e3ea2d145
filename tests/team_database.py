"""The PostgreSQL of the tests, reached as its owner or its administrator, past the program."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from ledgerstone.store import folder

APP = "LEDGERSTONE_TEST_DATABASE"
OWNER = "LEDGERSTONE_TEST_DATABASE_OWNER"
ADMIN = "LEDGERSTONE_TEST_DATABASE_ADMIN"
TABLES = ("entry", "commitment", "record")
CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE usename = 'ledgerstone' AND datname = current_database()"""  # as when the server stops
_ALWAYS = """SELECT tgrelid::regclass::text, tgname FROM pg_trigger
WHERE tgenabled = 'A' AND pg_table_is_visible(tgrelid)"""


def connect(case: Path, *, role: str = ADMIN) -> Any:
    """Return a connection that sees the tables of a case."""
    import psycopg

    schema = folder.read_case_file(case).schema
    return psycopg.connect(os.environ[role], options=f"-c search_path={schema}", autocommit=True)


def copy(case: Path, to: Path) -> Path:
    """Copy a case at rest, its folder and its schema."""
    from ledgerstone.settings import PATIENCE, team
    from ledgerstone.store.postgresql import making

    found = team()
    assert found is not None
    content = folder.read_case_file(case)
    schema = making.make(found, patience=PATIENCE)
    shutil.copytree(case, to)
    folder.write_case_file(to, replace(content, schema=schema))
    with without_triggers(to) as raw:
        for table in TABLES:
            raw.execute(f'INSERT INTO "{table}" SELECT * FROM {content.schema}."{table}"')  # noqa: S608
    return to


@contextmanager
def without_triggers(case: Path) -> Iterator[Any]:
    """Return a connection for which no trigger is in force, as only an administrator can have it."""
    with connect(case) as raw:
        always = raw.execute(_ALWAYS).fetchall()
        for table in TABLES:
            raw.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')
        yield raw
        there = {
            name
            for (name,) in raw.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            ).fetchall()
        }
        for table in there.intersection(TABLES):
            raw.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER ALL')
        for table, name in always:
            if table in there:
                raw.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"')


def take_one(worker: str) -> None:
    """Make a database for one of several processes that run tests side by side, and let the environment name it."""
    for role, reached in _made(f"ledgerstone_{worker}").items():
        os.environ[role] = reached


@contextmanager
def own_database(name: str, *, like: str = "template1") -> Iterator[dict[str, str]]:
    """Make a database, empty or like another one, and yield how its roles reach it; it goes at the end.

    Copying one whole is how a filled case, its room and its index come to many tests, each with its own.
    """
    reached = _made(name, like=like)
    try:
        yield reached
    finally:
        with _administrator() as raw:
            raw.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _made(name: str, *, like: str = "template1") -> dict[str, str]:
    import psycopg
    from psycopg.conninfo import make_conninfo

    with _administrator() as raw:
        raw.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        raw.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        raw.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        raw.execute(f"GRANT CONNECT, CREATE ON DATABASE {name} TO ledgerstone_owner")
        raw.execute(f"GRANT CONNECT ON DATABASE {name} TO ledgerstone")
    reached = {role: make_conninfo(os.environ[role], dbname=name) for role in (APP, OWNER, ADMIN)}
    with psycopg.connect(reached[ADMIN], autocommit=True) as raw:
        raw.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    return reached


def _administrator() -> Any:
    import psycopg

    return psycopg.connect(os.environ[ADMIN], autocommit=True)


@contextmanager
def schemas() -> Iterator[None]:
    """Drop the schemas that were made meanwhile."""
    import psycopg

    with psycopg.connect(os.environ[ADMIN], autocommit=True) as raw:
        query = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'case\\_%'"
        before = set(raw.execute(query).fetchall())
        yield
        for (name,) in set(raw.execute(query).fetchall()) - before:
            raw.execute(f"DROP SCHEMA {name} CASCADE")
