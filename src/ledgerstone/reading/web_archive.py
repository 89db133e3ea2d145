"""WARC and WACZ -> the pages and documents in them, by warcio, with their addresses and headers as received.

Pictures, styles and scripts that belong to a page stay in the archive: they are no reports. A WACZ says in its list of
pages which addresses somebody meant to keep; only these (and where they redirect to) are taken, where it has the list.
"""

import json
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from ledgerstone.errors import InputError, UnreadableOriginal
from ledgerstone.reading.containers import Budget, Member, too_large
from ledgerstone.reading.limits import LONGEST_URL
from ledgerstone.reading.zip_archive import BROKEN, readable
from ledgerstone.records.text import normal

_DO = "Keep it as it is, and capture the page again."
_DOCUMENTS = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/rtf",
    "text/rtf",
    "application/vnd.",
    "application/zip",
    "message/rfc822",
    "application/octet-stream",
)
_OK, _REDIRECTS = "200", ("301", "302", "303", "307", "308")
_LARGEST_LIST = 50_000_000  # bytes of a WACZ's list of pages
_MOST_HEADERS = 200


def open_warc(stream: BinaryIO, budget: Budget) -> Iterator[Member | InputError]:
    """Yield the documents of a WARC file, plain or compressed record by record."""
    yield from _documents(stream, budget, wanted=set())


def open_wacz(stream: BinaryIO, budget: Budget) -> Iterator[Member | InputError]:
    """Yield the pages of a WACZ file, in the order of its archives."""
    try:
        with zipfile.ZipFile(stream) as package:
            wanted = _pages(package)
            for info in sorted(package.infolist(), key=lambda info: info.filename):
                if info.filename.startswith("archive/") and not info.is_dir():
                    with package.open(info) as file:
                        yield from _documents(file, budget, wanted=wanted)  # type: ignore[arg-type]  # it reads like a file
    except BROKEN as error:
        yield UnreadableOriginal(f"The WACZ file is damaged or cut off ({error!s:.200}).", do=_DO)


def _pages(package: zipfile.ZipFile) -> set[str]:
    found: set[str] = set()
    for name in package.namelist():
        if name.startswith("pages/") and name.endswith(".jsonl"):
            with package.open(name) as file:
                for line in file.read(_LARGEST_LIST).splitlines():
                    url = _url_of(line)
                    if url:
                        found.add(url)
    return found


def _url_of(line: bytes) -> str | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    url = found.get("url") if isinstance(found, dict) else None
    return url if isinstance(url, str) else None


def _documents(stream: BinaryIO, budget: Budget, *, wanted: set[str]) -> Iterator[Member | InputError]:
    """Yield the documents of one WARC. ``wanted`` grows by the addresses that wanted ones lead to; empty is all."""
    try:
        for record in ArchiveIterator(stream, check_digests=True):
            found = _document(record, budget, wanted)
            if found is not None:
                yield found
    except (ArchiveLoadFailed, *BROKEN) as error:
        yield UnreadableOriginal(f"The web archive is damaged or cut off ({error!s:.200}).", do=_DO)


def _document(record: Any, budget: Budget, wanted: set[str]) -> Member | InputError | None:
    if record.rec_type not in {"response", "resource"}:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    http = record.http_headers
    status = http.get_statuscode() if http is not None else _OK
    if wanted and url not in wanted:
        return None
    if status in _REDIRECTS:
        if wanted and (to := http.get_header("Location")):
            wanted.add(urljoin(url, to))
        return None
    headers = record.rec_headers if http is None else http
    declared = (headers.get_header("Content-Type") or "").strip()
    if status != _OK or not declared.lower().startswith(_DOCUMENTS):
        return None
    data = record.content_stream().read(budget.largest + 1)
    if len(data) > budget.largest:
        return too_large(url)
    if record.digest_checker is not None and record.digest_checker.passed is False:
        return UnreadableOriginal(f"{url[:200]!r} is not, in the archive, what its digest there says.", do=_DO)
    return Member(
        name=readable(url) or "response",
        data=data,
        url=normal(url) if url and len(url) <= LONGEST_URL else None,
        headers=_headers(record),
        media_type=declared or None,
    )


def _headers(record: Any) -> tuple[tuple[str, str], ...]:
    own = [("WARC-Date", record.rec_headers.get_header("WARC-Date") or "")]
    received = record.http_headers.headers if record.http_headers is not None else []
    return tuple((readable(str(name)), readable(str(value))) for name, value in [*own, *received][:_MOST_HEADERS])
