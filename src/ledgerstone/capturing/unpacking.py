"""The body of an answer as it was sent -> the bytes that it carries, no more of them than is allowed."""

import io
import zlib
from http.client import HTTPException, HTTPResponse

from ledgerstone.errors import NotFetched

_WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


def unpacked(body: bytes, *, chunked: bool, packing: str | None, most: int) -> bytes:
    """Join the chunks and undo the compression.

    Args:
        body: as it was sent.
        chunked: whether it was sent in chunks.
        packing: the Content-Encoding header.
        most: bytes that may come of it.

    Raises:
        NotFetched: more would come of it, or it is not packed as it says.
    """
    data = _joined(body) if chunked else body
    for name in reversed([each.strip().lower() for each in (packing or "").split(",") if each.strip()]):
        if name != "identity":
            data = _inflated(data, name, most)
    if len(data) > most:
        raise _too_large(most)
    return data


class _Kept(io.BytesIO):
    """Bytes that http.client takes for a connection."""

    def makefile(self, mode: str) -> io.BytesIO:
        del mode
        return self


def _joined(body: bytes) -> bytes:
    answer = HTTPResponse(_Kept(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body))  # type: ignore[arg-type]
    try:
        answer.begin()
        return answer.read()
    except (HTTPException, ValueError) as error:
        raise NotFetched("The answer was not sent in the chunks that it says.", do="Try again later.") from error


def _inflated(data: bytes, name: str, most: int) -> bytes:
    if name not in _WINDOWS:
        raise NotFetched(f"The answer is packed as {name!r}, which is not undone here.", do="It is kept as it came.")
    try:
        worker = zlib.decompressobj(_WINDOWS[name])
        found = worker.decompress(data, most + 1)
    except zlib.error:
        try:  # some servers call a bare stream "deflate" (RFC 9110, 8.4.1.2)
            found = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, most + 1)
        except zlib.error as error:
            raise NotFetched(f"The answer is not packed as {name!r}, as it says.", do="Try again later.") from error
    if len(found) > most:
        raise _too_large(most)
    return found


def _too_large(most: int) -> NotFetched:
    return NotFetched(f"The answer unpacks into more than {most:,} bytes.", do="It is kept as it came.")
