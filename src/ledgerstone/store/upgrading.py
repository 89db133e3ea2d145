"""A case of an older version -> one of this version, whenever it is opened where it may be written.

    1  case.toml says that the case is open
    2  the migrations, one transaction each
    3  an entry of the chain names the new settings
    4  case.toml gets them

Stopped anywhere, the next one goes on there: each step that was done is found done.
"""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ledgerstone import __version__
from ledgerstone.store import folder, placing, rows
from ledgerstone.store.folder import CaseFile
from ledgerstone.store.writing import write


def upgrade(path: Path, content: CaseFile, *, patience: float) -> CaseFile:
    """Bring a case to the format of this version, and return its case.toml; only where nobody else has it open.

    Raises:
        StoreError: the database or the disk said no; what was there is still there.
    """
    now = replace(content, at_rest="", settings=replace(content.settings, format=folder.FORMAT))
    folder.write_case_file(path, replace(content, at_rest=""))  # 1
    by = f"ledgerstone {__version__}"
    with closing(placing.owner(path, content, patience=patience)) as engine:
        engine.migrate()  # 2

        def name_settings() -> None:
            last = rows.last_entry(engine)
            if last is not None and last.settings != now.settings.digest:
                write(engine, [], action="upgrade", by=by, settings=now.settings.digest)

        engine.write(name_settings)  # 3
    folder.write_case_file(path, now)  # 4
    return now
