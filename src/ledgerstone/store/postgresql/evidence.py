"""A case's rows in PostgreSQL, read in one snapshot, for verifying: the texts as bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.adapt import Buffer, Loader

from ledgerstone.errors import ChangedSchema, ChangedSettings
from ledgerstone.settings import PATIENCE
from ledgerstone.store.evidence import Row
from ledgerstone.store.postgresql import catalogue
from ledgerstone.store.postgresql.connecting import PostgreSQL, coded, team

# The rows themselves are read, and not what an index says of them.
_HEAP_ONLY = "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off"
_AT_ONCE = 2000  # rows that one fetch brings
_NO_CHECKSUMS = (
    "The server keeps no checksums of its pages (SHOW data_checksums), so it would not notice a disk that fails; "
    "pg_checksums turns them on."
)
_NO_FSYNC = (
    "The server does not wait for its disk (SHOW fsync), so a power cut can cost what was acknowledged; turn it on."
)


class _Bytes(Loader):
    def load(self, data: Buffer) -> bytes:
        return bytes(data)


class PostgreSQLEvidence:
    """A schema, in one snapshot: others may go on working meanwhile."""

    not_covered = (
        "It reads every row as the server hands it over, and not the server's own files: whether these are whole is "
        "for the server to check (page checksums, pg_amcheck), and whoever owns the tables or runs the server could "
        "change both."
    )

    def __init__(self, connection: psycopg.Connection[Row], schema: str) -> None:
        self._connection = connection
        self._schema = schema

    def execute(self, query: str) -> Iterator[Row]:
        """Yield the rows that a query finds, texts as bytes, a few thousand in memory at once."""
        with self._connection.cursor(name="evidence") as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(query)

    def check(self) -> None:
        """Nothing to ask: a server checks its own files, and :attr:`not_covered` says so."""

    def check_schema(self) -> None:
        """Compare tables and triggers with those that the migrations make.

        Raises:
            ChangedSchema: the first that differs.
        """
        found = {*catalogue.parts(self._told, self._schema)}
        for kind, name, table, _ in sorted(found ^ {*catalogue.wanted()}):
            raise ChangedSchema(
                f"The {kind} {name!r} {f'of {table} ' if table else ''}is not the one that this version makes.",
                do="Somebody changed the tables or the triggers: go back to a backup.",
            )

    def check_rest(self) -> Iterator[str]:
        """Yield what the server's own settings leave unprotected."""
        for setting, note in (("data_checksums", _NO_CHECKSUMS), ("fsync", _NO_FSYNC)):
            if next(self._told(f"SHOW {setting}")) != ("on",):
                yield note

    def _told(self, query: str) -> Iterator[tuple[Any, ...]]:
        rows = self._connection.execute(query).fetchall()
        return (tuple(_text(value) for value in row) for row in rows)


def _text(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value


@contextmanager
def opened(schema: str) -> Iterator[PostgreSQLEvidence]:
    """Open the schema of a case.

    Raises:
        BadSetting, ChangedSettings, DatabaseGone: it cannot be reached, or is not there.
    """
    database = PostgreSQL(team().database, schema, read_only=True)
    try:
        with psycopg.connect(**database.parameters(patience=PATIENCE)) as connection:
            for name in ("text", "varchar", "name", '"char"', "bpchar"):
                connection.adapters.register_loader(name, _Bytes)
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.execute(_HEAP_ONLY)
            if connection.execute("SELECT to_regnamespace(%s) IS NULL", [schema]).fetchone() == (True,):
                raise ChangedSettings(f"The database has no schema {schema}, which case.toml names.")
            yield PostgreSQLEvidence(connection, schema)
    except psycopg.Error as error:
        raise coded(error) from error
