"""The process in which originals are read: ``python -P -m ledgerstone.confining.worker SOCKET MEMORY SECONDS``.

It sets its own limits before it reads a byte. It ends when the socket does, after an original that left it swollen (so
that what one file may cost does not depend on the files before it), and when it has computed for twice the time
allowed, should nobody be left to end it.
"""

import io
import math
import os
import resource
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ledgerstone import codec
from ledgerstone.confining.frames import Ended, Frames
from ledgerstone.confining.recognising import recogniser
from ledgerstone.errors import InputError, LedgerstoneError, StageFailed, TooCostly
from ledgerstone.reading import containers, read_stream, renditions
from ledgerstone.reading.columns import read_columns

_SWOLLEN = 400 << 20  # bytes of memory still held: what html, pdf and the language model need, twice
_STATE = Path("/proc/self/statm")
_OPEN_FILES = 128
_LARGEST_WRITTEN = 512 << 20  # bytes; nothing but a temporary file of tesseract is written

_Frame = tuple[dict[str, Any], bytes]


def main() -> None:
    """Serve one reader."""
    number, memory, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_FSIZE, _LARGEST_WRITTEN),
    ):
        resource.setrlimit(limit, (value, value))
    with socket.socket(fileno=number) as connection:
        _serve(Frames(connection), seconds=seconds)


def _serve(frames: Frames, *, seconds: float) -> None:
    while True:
        _, passed, _, _ = socket.recv_fds(frames.connection, 1, 1)
        if not passed:
            return
        with os.fdopen(passed[0], "rb") as file:
            try:
                request = frames.head()
                _allow(seconds)
                last = _answer(frames, file, request)
                frames.send({"is": "done", "last": last})
            except Ended:
                return
        if last:
            return


def _answer(frames: Frames, file: BinaryIO, request: dict[str, Any]) -> bool:
    """Send all that a file gives. Say whether this process should read no other."""
    broken: Exception | None = None
    try:
        for head, data in _work(file, request):
            frames.send(head, data)
    except MemoryError:
        frames.send(*_problem(TooCostly("Reading it needed more memory than one original may have.", do=_KEEP)))
        return True
    except InputError as error:
        frames.send(*_problem(error))
    except (LedgerstoneError, Ended):
        raise
    except Exception as error:  # noqa: BLE001 (a hostile input that finds a fault must not stop the others)
        broken = error
    if broken is not None:
        text = f"The stage broke on it: {type(broken).__name__}: {broken}"[:1000]
        frames.send(*_problem(StageFailed(text)))
    return _resident() > _SWOLLEN


_KEEP = "Keep it as it is, and add what it says in another form."


def _work(file: BinaryIO, request: dict[str, Any]) -> Iterator[_Frame]:
    if "show" in request:
        yield _shown(file, request)
        return
    said = {key: request[key] for key in ("name", "media_type")}
    if request["unpack"]:
        for member in containers.unpack(file, **said):
            yield _problem(member) if isinstance(member, InputError) else _member(member)
        file.seek(0)
    columns = read_columns(request["columns"]) if request["columns"] is not None else None
    found = read_stream(file, **said, url=request["url"], columns=columns, recogniser=recogniser())
    for report in found[0]:
        yield {"is": "report"}, codec.canonical(report).encode()
    for problem in found[1]:
        yield {"is": "problem", "code": problem.code}, problem.text.encode()


def _shown(file: BinaryIO, request: dict[str, Any]) -> _Frame:
    """Draw what is asked for: how an original looks, one page, a picture, the picture of a captured page."""
    what, data = request["show"], file.read()
    if what == "page":
        return {"is": "shown"}, renditions.draw_page(data, request["number"])
    if what == "picture":
        return {"is": "shown"}, renditions.draw_picture(data, veiled=request["veiled"])
    if what == "screenshot":
        found = renditions.find_screenshot(io.BytesIO(data))
        return {"is": "shown"}, b"" if found is None else renditions.draw_picture(found, veiled=request["veiled"])
    seen = renditions.look(data, media_type=request["media_type"], name=request["name"])
    return {"is": "shown", "kind": seen.kind, "pages": seen.pages, "cut_off": seen.cut_off}, seen.text.encode()


def _member(member: containers.Member) -> _Frame:
    head = {
        "is": "member",
        "name": member.name,
        "within": member.within,
        "url": member.url,
        "headers": member.headers,
    }
    return head, member.data


def _resident() -> int:
    """The bytes of memory held now; 0 where the system does not say."""
    return int(_STATE.read_text().split()[1]) * resource.getpagesize() if _STATE.exists() else 0


def _problem(error: LedgerstoneError) -> _Frame:
    text = f"{error.what} {error.do}".rstrip().encode("utf-8", "replace")
    return {"is": "problem", "code": error.code}, text


def _allow(seconds: float) -> None:
    """Allow so many seconds of computing from now on, twice."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime + 2 * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()
