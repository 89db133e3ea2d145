"""The index emptied from outside the room, so that nothing of what is forgotten is left in it.

All of it goes: the index is made anew from the records that are left, and no row is looked for in which a word of the
forgotten could stand. So do the files of releases that the room keeps; the records of the releases stay. The command
line does this without the apps of the room, so the tables are found by their names.
"""

from contextlib import closing

from django.db import connections, transaction

from ledgerstone.store.engine import Database, Engine

_OURS = ("index\\_%", "room\\_release%")
_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")
_WORDS = "index_words_"


def empty(database: Database, *, patience: float) -> None:
    """Empty the tables of an index, and see that their bytes are gone; where there is none, nothing is done."""
    with closing(Engine(database, patience=patience)) as engine:
        engine.do(lambda: _empty(engine))


def _empty(engine: Engine) -> None:
    connection = connections[engine.alias]
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(
            # Where the room was never made its schema is not there, and current_schema() would ask for a temporary one.
            "SELECT tablename FROM pg_tables"
            " WHERE schemaname = split_part(current_setting('search_path'), ',', 1)"
            " AND (tablename LIKE %s OR tablename LIKE %s)"
            if postgresql
            else "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND (name LIKE %s ESCAPE '\\' OR name LIKE %s ESCAPE '\\')",
            _OURS,
        )
        names = [str(name) for (name,) in cursor.fetchall()]
        tables = [name for name in names if not (name.startswith(_WORDS) and name.endswith(_SHADOWS))]
        if postgresql:
            if tables:
                cursor.execute(f"TRUNCATE {', '.join(tables)}")
            return
        with transaction.atomic(using=engine.alias):
            for name in tables:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608 (a table of ours, as the database names it)
                if name.startswith(_WORDS):  # what was deleted stays in the segments until they are made anew
                    cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608 (likewise)
        cursor.execute("PRAGMA trusted_schema=ON")  # tables of accounts check JSON, which VACUUM asks again
    if tables:
        engine.erase()
