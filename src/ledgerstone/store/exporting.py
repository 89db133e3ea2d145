"""A whole case -> one file, also while others work on the case: that is its backup.

1  a copy of the database as it is at one moment, closed and sealed
2  the originals that this copy has records of
3  all of it into a bag, each file hashed while it is written
4  the file gets its name when it is whole
"""

import hashlib
import os
import shutil
import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ledgerstone import __version__
from ledgerstone.errors import BadSetting, DamagedDatabase, DigestMismatch, StoreBusy
from ledgerstone.settings import PATIENCE
from ledgerstone.store import bag, folder, placing, tables
from ledgerstone.store.copying import copy
from ledgerstone.store.engine import Engine
from ledgerstone.store.folder import CaseFile
from ledgerstone.store.presence import Presence
from ledgerstone.store.sqlite import evidence
from ledgerstone.store.sqlite.connecting import SQLite
from ledgerstone.store.vault import Vault

_CHUNK = 1 << 20  # bytes
_MODE = stat.S_IFREG | stat.S_IRUSR | stat.S_IWUSR


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A case in one file: where, its SHA-256 and size in bytes, and what is in it."""

    file: Path
    sha256: str
    size: int
    originals: int
    head: str


def export(path: Path, out: Path, *, patience: float = PATIENCE) -> Exported:
    """Write a whole case into one file. A case at rest gives the same file each time.

    Args:
        path: the case; others may have it open.
        out: a file that is not yet there.
        patience: seconds to wait for another process.

    Raises:
        BadSetting: something is in the way.
        CustodyError: an original is damaged or missing; nothing is written.
        StoreBusy: another process verifies or seals the case.
        StoreError: the disk said no.
    """
    folder.require_case(path)
    _refuse(path, out)
    presence = Presence(path)
    try:
        presence.enter(patience=patience)
        if (path / folder.FORGETTING).exists():
            raise StoreBusy("An `expunge` was stopped before its end.", do="Run `ledgerstone run`, which ends it.")
        with tempfile.TemporaryDirectory(prefix=folder.UNFINISHED, dir=out.absolute().parent) as scratch:
            return _export(path, out, Path(scratch))
    except sqlite3.Error as error:
        raise DamagedDatabase(f"SQLite cannot copy {folder.DATABASE}: {error}.", do="Run `verify`.") from error
    except OSError as error:
        raise folder.disk_said(error, f"{out} cannot be written") from error
    finally:
        presence.leave()


def _refuse(path: Path, out: Path) -> None:
    if out.exists() or not out.absolute().parent.is_dir():
        raise BadSetting(f"{out} is there already, or its folder is not.", do="Name a new file in a folder that is.")
    if out.resolve().is_relative_to(path.resolve()):
        raise BadSetting(f"{out} lies in the case itself.", do="Name a file outside it.")


def _export(path: Path, out: Path, scratch: Path) -> Exported:
    closed = copy_at_rest(path, scratch)  # 1
    with evidence.opened(scratch, folder.read_case_file(scratch)) as database:
        originals = sorted(sha256 for sha256, _ in tables.originals(database))  # 2
        at, head = next(database.execute("SELECT at, head FROM entry ORDER BY seq DESC LIMIT 1"))
    vault = Vault(path / folder.VAULT)
    files = [closed, scratch / folder.DATABASE, *(vault.checked_path(sha256) for sha256 in originals)]
    names = [folder.SETTINGS, folder.DATABASE, *(f"{folder.VAULT}/{each[:2]}/{each}" for each in originals)]
    unfinished = scratch / "bag"
    with zipfile.ZipFile(unfinished, "x", zipfile.ZIP_STORED) as archive:  # 3
        sizes = [file.stat().st_size for file in files]
        digests = {f"{bag.PAYLOAD}{name}": _put(archive, name, file) for name, file in zip(names, files, strict=True)}
        for sha256 in originals:
            if digests[f"{bag.PAYLOAD}{folder.VAULT}/{sha256[:2]}/{sha256}"] != sha256:
                raise DigestMismatch(f"The original {sha256} changed while it was copied.", do="Run `verify`.")
        tags = {
            bag.DECLARATION: bag.DECLARED,
            bag.INFO: bag.info(
                agent=f"ledgerstone {__version__}", day=at.decode()[:10], sizes=sizes, head=head.decode()
            ),
            bag.MANIFEST: bag.manifest(digests),
        }
        of_tags = {name: hashlib.sha256(data).hexdigest() for name, data in tags.items()}
        for name, data in {**tags, bag.TAG_MANIFEST: bag.manifest(of_tags)}.items():
            archive.writestr(_named(name), data)
    size, sha256 = unfinished.stat().st_size, folder.digest_of_file(unfinished)
    _give_name(unfinished, out)  # 4
    return Exported(file=out, sha256=sha256, size=size, originals=len(originals), head=head.decode())


def copy_at_rest(path: Path, to: Path) -> Path:
    """Copy the database as it is at one moment, and case.toml with the seal on that copy; return the latter."""
    file, content = to / folder.DATABASE, folder.read_case_file(path)
    if content.at_rest:
        shutil.copyfile(path / folder.DATABASE, file)
    if content.schema:
        _copy_rows(path, content, file)
    elif not content.at_rest or folder.digest_of_file(file) != content.at_rest:  # open, or opened meanwhile
        _copy_open(path / folder.DATABASE, file)
    sealed = replace(content, schema="", at_rest=folder.digest_of_file(file))
    folder.write_case_file(to, sealed)
    return to / folder.SETTINGS


def _copy_open(source: Path, to: Path) -> None:
    """SQLite's own backup, which sees one moment, though others write (https://www.sqlite.org/backup.html)."""
    to.unlink(missing_ok=True)
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as database, closing(sqlite3.connect(to)) as target:
        database.backup(target)


def _copy_rows(path: Path, content: CaseFile, to: Path) -> None:
    """A team's records, in one snapshot, into a file of SQLite; the same records give the same file."""
    with closing(Engine(SQLite(to), patience=PATIENCE)) as engine:
        engine.migrate()
        with placing.evidence(path, content) as source:
            copy(source, engine)
    with closing(sqlite3.connect(to, isolation_level=None)) as database:
        database.execute("UPDATE django_migrations SET applied = '1980-01-01'")
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _put(archive: zipfile.ZipFile, name: str, file: Path) -> str:
    named, hashing = _named(f"{bag.PAYLOAD}{name}"), hashlib.sha256()
    named.file_size = file.stat().st_size
    with archive.open(named, "w") as out:
        for chunk in _chunks(file):
            hashing.update(chunk)
            out.write(chunk)
    return hashing.hexdigest()


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            yield chunk


def _named(name: str) -> zipfile.ZipInfo:
    named = zipfile.ZipInfo(f"{bag.TOP}{name}", bag.STAMP)
    named.create_system = 3  # Unix, on every system, so that the bytes are the same
    named.external_attr = _MODE << 16
    return named


def _give_name(unfinished: Path, out: Path) -> None:
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.chmod(stat.S_IRUSR | stat.S_IWUSR)
    unfinished.rename(out)
    folder.sync_folder(out.absolute().parent)
