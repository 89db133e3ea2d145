"""The original as pictures or plain text, drawn in a process that may be ended; one at a time in this server."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import BinaryIO

from ledgerstone.confining import Bounds
from ledgerstone.confining.viewer import ConfinedViewer, Looked
from ledgerstone.records import Capture, Original, Report
from ledgerstone.store.store import Store

_BOUNDS = Bounds(seconds=20.0)  # somebody waits for it
_ONE_AT_A_TIME = Lock()
_VIEWER = ConfinedViewer(bounds=_BOUNDS)
atexit.register(_VIEWER.close)


def look(store: Store, report: Report) -> Looked:
    """Return how the original of a report is shown."""
    captures = list(store.records(Capture, about=report.original).values())
    known = next(iter(store.records(Original, about=report.original).values()), None)
    name = captures[0].name if captures else None
    with _drawn(store, report.original) as (viewer, file):
        return viewer.look(file, media_type=known.media_type if known else None, name=name)


def draw_page(store: Store, report: Report, number: int) -> bytes:
    """Return a page of a PDF as PNG."""
    with _drawn(store, report.original) as (viewer, file):
        return viewer.draw_page(file, number)


def draw_picture(store: Store, report: Report, *, veiled: bool) -> bytes:
    """Return a picture as PNG."""
    with _drawn(store, report.original) as (viewer, file):
        return viewer.draw_picture(file, veiled=veiled)


def draw_screenshot(store: Store, report: Report, *, veiled: bool) -> bytes:
    """Return the picture of the page that was taken when it was captured; no bytes where none was."""
    for sha256 in _around(store, report):
        with _drawn(store, sha256) as (viewer, file):
            if drawn := viewer.draw_screenshot(file, veiled=veiled):
                return drawn
    return b""


def _around(store: Store, report: Report) -> list[str]:
    captures = store.records(Capture, about=report.original).values()
    return list(dict.fromkeys(each.within for each in captures if each.within and each.url))


def has_archive(store: Store, report: Report) -> bool:
    """Say whether a report came out of a web archive, which may hold a picture of its page."""
    return bool(_around(store, report))


@contextmanager
def _drawn(store: Store, sha256: str) -> Iterator[tuple[ConfinedViewer, BinaryIO]]:
    with store.vault.opened(sha256) as file, _ONE_AT_A_TIME:
        yield _VIEWER, file
