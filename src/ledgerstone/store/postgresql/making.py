"""Make a schema with the tables of a case, as their owner, and let the working role read and add."""

import secrets
from contextlib import closing

import psycopg
from django.db import connections
from psycopg import sql

from ledgerstone import settings
from ledgerstone.errors import BadSetting, UnsafeDatabase
from ledgerstone.settings import Team
from ledgerstone.store.engine import Engine
from ledgerstone.store.postgresql.connecting import PostgreSQL, coded, team

GRANTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "REVOKE INSERT ON {schema}.django_migrations FROM {role}",
)
GRANT_OF_AID = "GRANT UPDATE, DELETE ON {schema}.finding_aid TO {role}"  # which is no record


def make(team: Team, *, patience: float) -> str:
    """Make a schema with the tables of a new case, and return its name.

    Raises:
        BadSetting: the environment names no owner.
        UnsafeDatabase: the database does not hold texts as UTF-8.
        NoRight: the owner may not make a schema.
        DatabaseGone: the server cannot be reached.
    """
    if not team.owner:
        raise BadSetting(
            f"A case in PostgreSQL is made by the owner of its tables, and {settings.OWNER} is not set.",
            do="Set it to make cases, and only then; see docs/team.md.",
        )
    schema = f"case_{secrets.token_hex(8)}"
    worker = _role(PostgreSQL(team.database, schema), patience=patience)
    with closing(Engine(PostgreSQL(team.owner, schema), patience=patience)) as owner:
        _run(owner, sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        try:
            _fill(owner, schema, worker)
        except BaseException:
            _drop(owner, schema)
            raise
    return schema


def owner(schema: str, *, patience: float) -> Engine:
    """Return a connection to a case's schema as the owner of its tables.

    Raises:
        BadSetting: the environment names no database, or no owner.
    """
    found = team()
    if not found.owner:
        raise BadSetting(
            f"This needs the owner of the tables, and {settings.OWNER} is not set.",
            do="Set it for this one command; see docs/team.md.",
        )
    return Engine(PostgreSQL(found.owner, schema), patience=patience)


def drop(team: Team, schema: str, *, patience: float) -> None:
    """Take a schema away that :func:`make` has just made, with all that is in it."""
    with closing(Engine(PostgreSQL(team.owner, schema), patience=patience)) as owner:
        _drop(owner, schema)


def _fill(owner: Engine, schema: str, worker: str) -> None:
    """Make the tables, and let the working role read all of them and add to those that hold records."""
    if owner.rows("SHOW server_encoding") != [("UTF8",)]:
        raise UnsafeDatabase("The database does not hold texts as UTF-8.", do="Make it with: ENCODING 'UTF8'.")
    owner.migrate()
    names = {"schema": sql.Identifier(schema), "role": sql.Identifier(worker)}
    for grant in (*GRANTS, GRANT_OF_AID):
        _run(owner, sql.SQL(grant).format(**names))


def _drop(owner: Engine, schema: str) -> None:
    _run(owner, sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))


def _role(database: PostgreSQL, *, patience: float) -> str:
    """Return the name of the role that a connection string leads to."""
    try:
        with psycopg.connect(**database.parameters(patience=patience)) as connection:
            found = connection.execute("SELECT current_user").fetchone()
    except psycopg.Error as error:
        raise coded(error) from error
    return str(found[0]) if found else ""


def _run(owner: Engine, statement: sql.Composed) -> None:
    def work() -> None:
        with connections[owner.alias].cursor() as cursor:
            cursor.execute(statement.as_string(None))

    owner.do(work)
