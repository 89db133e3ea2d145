"""Reading: original bytes -> Report. Pure: the same bytes give the same report.

In order: (1) what kind of original it is, by its content (``media``); (2) the reader of that kind makes a draft
(``text``, ``html``, ``pdf``, ``word`` ...), and what holds other originals is taken apart (``containers``); (3) hidden
characters and page furniture are cut out and kept beside the text (``laying_out``, ``furniture``, ``hidden``); (4) the
language (``language``). A reader's module is loaded when the first original of its kind comes, because a text file
should not pay for a PDF library.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from importlib import import_module
from typing import BinaryIO

from ledgerstone.errors import InputError, UnreadableOriginal
from ledgerstone.reading import media
from ledgerstone.reading.columns import Columns
from ledgerstone.reading.draft import Draft, Given, check_size
from ledgerstone.reading.finishing import finish
from ledgerstone.reading.limits import LARGEST_PDF
from ledgerstone.reading.media import sniff
from ledgerstone.reading.recognised import Recogniser
from ledgerstone.records import Problem, Report

VERSION = "reading.2"

__all__ = ["VERSION", "read", "read_all", "read_stream", "sniff"]

_Drafts = Iterator[Draft | InputError]
_READERS = {  # media type -> module and function, loaded on first use
    media.TEXT: ("text", "read_text"),
    media.HTML: ("html", "read_html"),
    media.PDF: ("pdf", "read_pdf"),
    media.JSON_LINES: ("ready_texts", "read_ready_texts"),
    media.MAIL: ("mail", "read_mail"),
    media.DOCX: ("word", "read_word"),
    media.ODT: ("open_document", "read_open_document"),
    media.RTF: ("rich_text", "read_rich_text"),
    media.XLSX: ("sheets", "read_sheets"),
    media.XLS: ("sheets", "read_sheets"),
    media.ODS: ("sheets", "read_sheets"),
    **dict.fromkeys(media.PICTURES, ("pictures", "read_picture")),
}
_RECOGNISE = frozenset({media.PDF, *media.PICTURES})
_TABLES = frozenset({media.TEXT, media.XLSX, media.XLS, media.ODS})
_HOLD_OTHERS_ONLY = frozenset({media.ZIP, media.GZIP, media.WARC, media.WACZ, media.MBOX})


def read(
    data: bytes,
    *,
    media_type: str | None = None,
    name: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | date | datetime | None = None,
) -> Report:
    """Read an original that is one report.

    Args:
        data: the original's bytes.
        media_type: what a server or a person called it; its content decides.
        name: its file name.
        url: where it stood.
        title: its headline, where the caller knows better than the original.
        publisher: who printed it, likewise.
        published: the day or time, likewise; as text, ISO 8601 or a written-out English date.

    Raises:
        UnreadableOriginal: empty, damaged, locked, of a kind that no reader reads, or several reports in one.
        TooLarge: over a limit of ``ledgerstone.reading.limits``.
    """
    given = Given(name=name, url=url, title=title, publisher=publisher, published=published)
    found = list(_drafts(data, media_type=media_type, name=name))
    if not found:
        raise _empty()
    if len(found) != 1:
        raise UnreadableOriginal(f"The original holds {len(found)} reports.", do="Read it with read_all.")
    if isinstance(found[0], InputError):
        raise found[0]
    return finish(found[0], given=given, original=hashlib.sha256(data).hexdigest())[0]


def read_all(
    data: bytes,
    *,
    media_type: str | None = None,
    name: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | date | datetime | None = None,
    columns: Columns | None = None,
    recogniser: Recogniser | None = None,
) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """Read an original that may be several reports. The other arguments are those of :func:`read`.

    Args:
        data: the original's bytes.
        media_type: as there.
        name: as there.
        url: as there.
        title: as there.
        publisher: as there.
        published: as there.
        columns: what the columns of a table mean; then each row is a report.
        recogniser: what recognises text in pictures; None reads none.

    Returns:
        The reports, and a Problem for everything that could not be used: a bad line, a date that names no day. A
        Problem's ``record`` is the SHA-256 of the original.

    Raises:
        UnreadableOriginal: nothing at all can be read.
        TooLarge: over a limit of ``ledgerstone.reading.limits``.
    """
    given = Given(name=name, url=url, title=title, publisher=publisher, published=published)
    original = hashlib.sha256(data).hexdigest()
    reports: list[Report] = []
    problems: list[Problem] = []
    for draft in _drafts(data, media_type=media_type, name=name, columns=columns, recogniser=recogniser):
        try:
            if isinstance(draft, InputError):
                raise draft
            report, remarks = finish(draft, given=given, original=original)
        except InputError as error:
            if not isinstance(draft, InputError) and not draft.part:
                raise
            problems.append(_problem(original, error))
        else:
            reports.append(report)
            problems.extend(_problem(original, remark) for remark in remarks)
    if not reports and not problems:
        raise _empty()
    return tuple(reports), tuple(problems)


def read_stream(
    stream: BinaryIO,
    *,
    media_type: str | None = None,
    name: str | None = None,
    url: str | None = None,
    columns: Columns | None = None,
    recogniser: Recogniser | None = None,
) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """Read an original that lies open. What only holds others gives nothing here: ``containers.unpack`` takes it apart.

    Args:
        stream: the original, from its start.
        media_type: what a server or a person called it; its content decides.
        name: its file name.
        url: where it stood.
        columns: as in :func:`read_all`.
        recogniser: likewise.

    Returns:
        What :func:`read_all` does, and with its errors.
    """
    if media.sniff_stream(stream, media_type=media_type, name=name) in _HOLD_OTHERS_ONLY:
        return (), ()
    size = stream.seek(0, 2)
    check_size(size, largest=LARGEST_PDF, unit="bytes", what="The original")
    stream.seek(0)
    data = stream.read()
    return read_all(data, media_type=media_type, name=name, url=url, columns=columns, recogniser=recogniser)


def _problem(original: str, error: InputError) -> Problem:
    return Problem(record=original, code=error.code, text=f"{error.what} {error.do}".rstrip())


def _drafts(
    data: bytes,
    *,
    media_type: str | None,
    name: str | None,
    columns: Columns | None = None,
    recogniser: Recogniser | None = None,
) -> _Drafts:
    if not data.strip():
        raise _empty()
    kind = sniff(data, media_type=media_type, name=name)
    if kind not in _READERS:
        raise media.refuse(kind)
    module, function, given = *_READERS[kind], {}
    if columns is not None and kind in _TABLES:
        module, function, given = "table", "read_table", {"kind": kind, "columns": columns}
    elif kind in _RECOGNISE:
        given = {"recogniser": recogniser}
    reader: Callable[..., Draft | _Drafts] = getattr(import_module(f"{__name__}.{module}"), function)
    drafts = reader(data, declared=_charset(media_type), **given)
    return iter((drafts,)) if isinstance(drafts, Draft) else drafts


def _empty() -> UnreadableOriginal:
    return UnreadableOriginal("The original is empty.", do="Capture it again, or leave it out.")


def _charset(media_type: str | None) -> str | None:
    _, found, rest = (media_type or "").lower().partition("charset=")
    return rest.partition(";")[0].strip(" \"'") if found else None
