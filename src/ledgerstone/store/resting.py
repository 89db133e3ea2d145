"""A case at rest: its vault, its database and case.toml with the seal, and nothing else."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ledgerstone.store import folder
from ledgerstone.store.sqlite.connecting import coded


def settle(path: Path) -> None:
    """Bring a case to rest: nothing beside the database, nothing unfinished, and the seal on the database.

    Only for the one process that has the case alone.
    """
    content = folder.read_case_file(path)
    if content.at_rest or (path / folder.FORGETTING).exists():  # what is not yet forgotten is not sealed
        return
    for unfinished in (*path.glob(f"{folder.UNFINISHED}*"), *(path / folder.VAULT).glob(f"{folder.UNFINISHED}*")):
        unfinished.unlink()
    if content.schema:
        return  # the server keeps the records
    if any((path / name).exists() for name in folder.BESIDE):
        try:
            with closing(sqlite3.connect(path / folder.DATABASE)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise coded(error, path / folder.DATABASE) from error
    seal = folder.digest_of_file(path / folder.DATABASE)
    folder.write_case_file(path, replace(content, at_rest=seal))
