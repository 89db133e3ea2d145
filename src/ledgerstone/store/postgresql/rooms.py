"""The schema of a case's room: made by the owner once, filled and kept by the working role."""

from contextlib import closing

from django.db import connections
from psycopg import sql

from ledgerstone.store.engine import Engine
from ledgerstone.store.postgresql import making
from ledgerstone.store.postgresql.connecting import OF_ROOM, PostgreSQL, team


def of(schema: str) -> PostgreSQL:
    """Return the room of the case in a schema, whether it is there or not."""
    return PostgreSQL(team().database, f"{schema}{OF_ROOM}")


def room(schema: str, *, patience: float) -> PostgreSQL:
    """Return the room of the case in a schema; it is made where it is not there.

    Raises:
        BadSetting: it is not there, and the environment names no owner to make it.
        DatabaseGone: the server cannot be reached.
    """
    found = of(schema)
    with closing(Engine(found, patience=patience)) as engine:
        [(worker, there)] = engine.rows(f"SELECT current_user, to_regnamespace('{schema}{OF_ROOM}')")
    if there is None:
        _make(schema, worker=str(worker), patience=patience)
    return found


def _make(schema: str, *, worker: str, patience: float) -> None:
    names = {"room": sql.Identifier(f"{schema}{OF_ROOM}"), "role": sql.Identifier(worker)}
    statements = ("CREATE SCHEMA IF NOT EXISTS {room}", "GRANT USAGE, CREATE ON SCHEMA {room} TO {role}")
    with closing(making.owner(schema, patience=patience)) as owner:

        def work() -> None:
            with connections[owner.alias].cursor() as cursor:
                for statement in statements:
                    cursor.execute(sql.SQL(statement).format(**names).as_string(None))

        owner.do(work)
