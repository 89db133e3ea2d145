"""Exchanges -> a WARC, by warcio, and the lines of an index into it.

Each answer stands in it byte for byte as it came, headers too. What the program knows of the exchange stands beside it:
when, and the address that the server had. Who asked, and from which machine, does not: it stands in the Capture, which
can be expunged and withheld, while an archive is passed on.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from ledgerstone.capturing.exchange import Exchange

NAME = "data.warc.gz"
_PORTS = {"http": 80, "https": 443}
_FORM = {"software": "ledgerstone", "format": "WARC File Format 1.1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something made of a page rather than sent by its server, such as a screenshot."""

    url: str
    at: datetime
    media_type: str
    data: bytes


class _Verbatim(StatusAndHeaders):  # type: ignore[misc]  # warcio carries no types
    """Headers that are written as they came; warcio would write them anew and encode what is not ASCII."""

    def __init__(self, raw: bytes, *, request: bool) -> None:
        first, *lines = raw.decode("latin-1").replace("\r", "").split("\n")
        pairs = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines) if value]
        protocol, _, rest = first.partition(" ")
        super().__init__(first if request else rest, pairs, protocol="" if request else protocol)
        self._raw = raw

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        del header_filter
        self.headers_buff = self._raw


class _Writer(WARCWriter):  # type: ignore[misc]  # likewise
    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


def write_warc(out: BinaryIO, exchanges: Iterable[Exchange], resources: Iterable[Resource] = ()) -> list[str]:
    """Write exchanges, each as request and response, and return the lines of the index (CDXJ), sorted."""
    writer = _Writer(out, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record(NAME, _FORM))
    lines = [_write_exchange(writer, out, each) for each in exchanges]
    lines += [_write_resource(writer, out, each) for each in resources]
    return sorted(lines)


def _write_exchange(writer: _Writer, out: BinaryIO, each: Exchange) -> str:
    each.raw.seek(0)
    head = each.raw.read(each.head)
    extra = {"WARC-Date": _time(each.at), "WARC-IP-Address": each.peer}
    response = writer.create_warc_record(
        each.url,
        "response",
        payload=each.raw,  # from where it stands: behind the head
        length=each.size,
        http_headers=_Verbatim(head, request=False),
        warc_headers_dict=dict(extra),
    )
    question, _, body = each.request.partition(b"\r\n\r\n")
    request = writer.create_warc_record(
        each.url,
        "request",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=_Verbatim(question + b"\r\n\r\n", request=True),
        warc_headers_dict={**extra, "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")},
    )
    start = out.tell()
    writer.write_record(response)
    end = out.tell()
    writer.write_record(request)
    kind = (each.header("content-type") or "").partition(";")[0].strip() or "unk"
    digest = response.rec_headers.get_header("WARC-Payload-Digest")
    return _line(each.url, each.at, mime=kind, digest=digest, start=start, end=end, status=str(each.status))


def _write_resource(writer: _Writer, out: BinaryIO, each: Resource) -> str:
    record = writer.create_warc_record(
        each.url,
        "resource",
        payload=io.BytesIO(each.data),
        length=len(each.data),
        warc_content_type=each.media_type,
        warc_headers_dict={"WARC-Date": _time(each.at)},
    )
    start = out.tell()
    writer.write_record(record)
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    return _line(each.url, each.at, mime=each.media_type, digest=digest, start=start, end=out.tell())


def _line(url: str, at: datetime, *, mime: str, digest: str, start: int, end: int, status: str | None = None) -> str:
    fields = {"url": url, "mime": mime, "digest": digest, "length": str(end - start), "offset": str(start)}
    fields |= {"filename": NAME} | ({"status": status} if status else {})
    return f"{sort_key(url)} {at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(fields, ensure_ascii=True)}"


def sort_key(url: str) -> str:
    """Return an address in the order in which an index is sorted, with what makes no difference left out (SURT).

    ``https://www.example.org:443/News/?b=2&a=1`` becomes ``org,example)/news?a=1&b=2``.
    """
    before, _, query = url.lower().partition("?")
    parts = urlsplit(before)
    if parts.scheme not in _PORTS:
        key = before.rstrip("/")
    else:
        host = parts.hostname or ""
        bare = f"[{host}]" if ":" in host else ",".join(reversed(re.sub(r"^www\d*\.", "", host).split(".")))
        port = f":{parts.port}" if parts.port not in {None, _PORTS[parts.scheme]} else ""
        key = f"{bare}{port}){parts.path.rstrip('/') or '/'}"
    ordered = "&".join(sorted(query.split("&"), key=lambda item: item.split("=", 1)))
    return f"{key}?{ordered}" if query else key


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def pages(lines: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield the lines of a list of pages, its header first."""
    yield json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "Pages"})
    yield from (json.dumps(line) for line in lines)
