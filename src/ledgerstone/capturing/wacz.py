"""A WARC with what belongs to it -> a WACZ: one ZIP that replays in any tool that knows the form (webrecorder, 1.1.1).

archive/data.warc.gz        what was sent
indexes/index.cdx.gz, .idx  where each answer stands in it
pages/pages.jsonl           the page that was asked for
datapackage.json            the SHA-256 of each of these; datapackage-digest.json holds its own
"""

import gzip
import hashlib
import json
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedRandom
from pathlib import Path
from typing import BinaryIO

from ledgerstone import __version__
from ledgerstone.capturing import warc
from ledgerstone.capturing.exchange import Exchange, scratch
from ledgerstone.capturing.warc import Resource

MEDIA_TYPE = "application/wacz"
VERSION = "1.1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    path: str
    sha256: str
    size: int


def pack(
    exchanges: Sequence[Exchange],
    *,
    page: Exchange,
    title: str | None = None,
    resources: Sequence[Resource] = (),
    room: Path | None = None,
) -> BinaryIO:
    """Return a WACZ of these exchanges, as a file at its beginning.

    Args:
        exchanges: all that was sent, in order.
        page: the one that is the page itself; the others are ways to it, or what it shows.
        title: the page's title.
        resources: what was made of the page.
        room: a folder on whose disk it may lie; nothing there gets a name.
    """
    with scratch(room) as archive:
        lines = warc.write_warc(archive, exchanges, resources)
        archive.seek(0)
        out = scratch(room)
        try:
            _write(out, archive, lines, page, title)
        except BaseException:
            out.close()
            raise
    out.seek(0)
    return out


def _write(out: BinaryIO, archive: BufferedRandom, lines: Sequence[str], page: Exchange, title: str | None) -> None:
    entry = {"id": "page", "url": page.url, "ts": f"{page.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    entry |= {"title": title} if title else {}
    block = gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        parts = [
            _put_file(packed, f"archive/{warc.NAME}", archive),
            _put(packed, "indexes/index.cdx.gz", block),
            _put(packed, "indexes/index.idx", _index_of(block, lines)),
            _put(packed, "pages/pages.jsonl", "".join(f"{line}\n" for line in warc.pages([entry])).encode()),
        ]
        package = json.dumps(_package(parts, page), indent=2).encode()
        described = _put(packed, "datapackage.json", package)
        digest = {"path": described.path, "hash": f"sha256:{described.sha256}"}
        _put(packed, "datapackage-digest.json", json.dumps(digest, indent=2).encode())


def _index_of(block: bytes, lines: Sequence[str]) -> bytes:
    """The index of the index: one block, since one page has no more than some hundred answers."""
    form = {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}
    key = " ".join(lines[0].split(" ", 2)[:2])
    digest = hashlib.sha256(block).hexdigest()
    place = {"offset": 0, "length": len(block), "digest": f"sha256:{digest}", "filename": "index.cdx.gz"}
    return f"!meta 0 {json.dumps(form)}\n{key} {json.dumps(place)}\n".encode()


def _package(parts: Sequence[_Part], page: Exchange) -> dict[str, object]:
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "software": f"ledgerstone {__version__}",
        "created": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "mainPageUrl": page.url,
        "mainPageDate": f"{page.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "resources": [
            {
                "name": each.path.rpartition("/")[2],
                "path": each.path,
                "hash": f"sha256:{each.sha256}",
                "bytes": each.size,
            }
            for each in parts
        ],
    }


def _put(packed: zipfile.ZipFile, path: str, data: bytes) -> _Part:
    packed.writestr(path, data)
    return _Part(path=path, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _put_file(packed: zipfile.ZipFile, path: str, source: BufferedRandom) -> _Part:
    with packed.open(path, "w", force_zip64=True) as to:
        shutil.copyfileobj(source, to, 1 << 20)
    source.seek(0)
    digest = hashlib.file_digest(source, "sha256").hexdigest()
    return _Part(path=path, sha256=digest, size=source.tell())
