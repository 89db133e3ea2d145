"""One file -> a whole case. The file is hostile until it is shown to be an export: half of a case is never made.

1  every name in the file is one that an export has, once, and none is compressed, encrypted or a link
2  the manifests list exactly what is there
3  each file is copied into a folder of its own, hashed on the way, and compared with its manifest
4  the folder is verified like any case
5  it gets its name
"""

import hashlib
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ledgerstone import settings
from ledgerstone.errors import DigestMismatch, NotACase, NotFound
from ledgerstone.store import bag, folder, placing
from ledgerstone.store.copying import copy
from ledgerstone.store.sqlite import evidence
from ledgerstone.store.verifying import Verified, verify

_CHUNK = 1 << 20  # bytes
_LARGEST_TAG = 1 << 28  # bytes of a manifest: about two million originals
_READ_ONLY = 0o444
_OWN = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A case made of a file: where, the SHA-256 of the file, and what `verify` found."""

    case: Path
    sha256: str
    verified: Verified


def import_(file: Path, path: Path) -> Imported:
    """Make a case of a file that :func:`ledgerstone.store.exporting.export` wrote.

    Raises:
        NotFound: the file is not there.
        NotACase: something is in the way.
        BadExport: it is no export, or not a whole one.
        CustodyError: what it holds is not what was exported.
        NewerCase: a newer version wrote it.
        StoreError: the disk said no.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise NotACase(f"{path} is there and not an empty folder.", do="Choose another name, or an empty folder.")
    unfinished = path.absolute().parent / f"{folder.UNFINISHED}{path.name}-{os.getpid()}"
    try:
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
            _unpack(zipfile.ZipFile(opened), unfinished, size=opened.tell())
        verified = verify(unfinished)  # 4
        with _placed(unfinished):  # 5
            unfinished.rename(path)  # 6
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise NotFound(f"{error.filename} is not there or may not be read.", do="Look at the name.") from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise bag.bad(f"it cannot be read as a zip file ({error})") from error
    except OSError as error:
        raise folder.disk_said(error, f"{path} cannot be made") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    folder.sync_folder(path.absolute().parent)
    return Imported(case=path, sha256=digest, verified=verified)


@contextmanager
def _placed(unfinished: Path) -> Iterator[None]:
    """Bring the records to where new cases have theirs; back where the body of the ``with`` statement fails."""
    if settings.team() is None:
        yield
        return
    content = folder.read_case_file(unfinished)
    with placing.made(unfinished, patience=settings.PATIENCE) as schema:
        there = replace(content, at_rest="", schema=schema)
        with (
            evidence.opened(unfinished, content) as source,
            closing(placing.owner(unfinished, there, patience=settings.PATIENCE)) as owner,
        ):
            copy(source, owner)
        (unfinished / folder.DATABASE).unlink()
        folder.write_case_file(unfinished, there)
        verify(unfinished)
        yield


def _unpack(archive: zipfile.ZipFile, to: Path, *, size: int) -> None:
    members = _members(archive.infolist(), size=size)  # 1
    manifest = _manifest(archive, members)  # 2
    folder.make(to / folder.VAULT)
    for name, digest in manifest.items():  # 3
        target = to / name.removeprefix(bag.PAYLOAD)
        target.parent.mkdir(exist_ok=True)
        if _copy(archive, members[name], target) != digest:
            raise DigestMismatch(f"{name} is not the file that was exported.", do="Ask for the export again.")
        target.chmod(_READ_ONLY if target.is_relative_to(to / folder.VAULT) else _OWN)
    for made in (*(to / folder.VAULT).iterdir(), to / folder.VAULT, to):
        folder.sync_folder(made)


def _members(infos: list[zipfile.ZipInfo], *, size: int) -> dict[str, zipfile.ZipInfo]:
    """Return what is in the zip by its name in the bag, each name being one that an export has."""
    members: dict[str, zipfile.ZipInfo] = {}
    for each in infos:
        name = each.orig_filename.removeprefix(bag.TOP)  # as it stands in the file; zipfile cuts it off at a NUL
        known = name in {*bag.TAGS, bag.TAG_MANIFEST} or (
            name.startswith(bag.PAYLOAD) and bag.is_of_a_case(name.removeprefix(bag.PAYLOAD))
        )
        if not known or not each.orig_filename.startswith(bag.TOP):
            raise bag.bad(f"it holds {each.orig_filename[:100]!a}, which no export does")
        if name in members:
            raise bag.bad(f"it holds {name} twice")
        if stat.S_IFMT(each.external_attr >> 16) not in {0, stat.S_IFREG}:
            raise bag.bad(f"{name} is no ordinary file in it")
        if each.compress_type != zipfile.ZIP_STORED or each.compress_size != each.file_size or each.flag_bits & 1:
            raise bag.bad(f"{name} is compressed or encrypted in it")
        members[name] = each
    if sum(each.file_size for each in members.values()) > size:
        raise bag.bad("it says that it holds more than it does")
    return members


def _manifest(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Return the digests of the files of the case; the manifests list what is there, and only that."""
    needed = (*bag.TAGS, bag.TAG_MANIFEST, f"{bag.PAYLOAD}{folder.SETTINGS}", f"{bag.PAYLOAD}{folder.DATABASE}")
    if missing := [name for name in needed if name not in members]:
        raise bag.bad(f"it lacks {missing[0]}")
    if any(members[name].file_size > _LARGEST_TAG for name in (*bag.TAGS, bag.TAG_MANIFEST)):
        raise bag.bad("its manifest is larger than any could be")
    tags = {name: archive.read(members[name]) for name in bag.TAGS}
    if tags[bag.DECLARATION] != bag.DECLARED:
        raise bag.bad(f"{bag.DECLARATION} does not declare the bag that an export is")
    of_tags = bag.parse_manifest(archive.read(members[bag.TAG_MANIFEST]), name=bag.TAG_MANIFEST)
    if of_tags != {name: hashlib.sha256(data).hexdigest() for name, data in tags.items()}:
        raise DigestMismatch(f"{bag.TAG_MANIFEST} does not fit what it lists.", do="Ask for the export again.")
    manifest = bag.parse_manifest(tags[bag.MANIFEST], name=bag.MANIFEST)
    there = members.keys() - {*bag.TAGS, bag.TAG_MANIFEST}
    if odd := sorted(manifest.keys() ^ there):
        raise bag.bad(f"{odd[0][:100]!a} is in the manifest or in the file, but not in both")
    return manifest


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path) -> str:
    hashing = hashlib.sha256()
    with archive.open(member) as source, to.open("xb") as out:
        while chunk := source.read(_CHUNK):
            hashing.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return hashing.hexdigest()
