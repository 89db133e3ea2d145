"""JSON Lines of ready texts -> drafts: how people bring a corpus.

One object a line, with the keys ``text`` (needed), ``title``, ``published``, ``publisher`` and ``url``; other keys are
let be. A file that is one object over several lines is read too.
"""

import json
from collections.abc import Iterator
from typing import Any

from ledgerstone.errors import InputError, UnreadableOriginal
from ledgerstone.reading.draft import Draft, check_size
from ledgerstone.reading.encodings import decode
from ledgerstone.reading.published import NotADay, read_day
from ledgerstone.reading.text import split_paragraphs

READER = "json_lines.1"

_DO = 'Write one JSON object a line, with a key "text".'


def read_ready_texts(data: bytes, *, declared: str | None = None) -> Iterator[Draft | InputError]:
    """Read JSON Lines, a line at a time.

    Yields:
        A draft for each good line, and for each bad one the error that says which line it is and what is wrong.
    """
    text, problem = decode(data, declared=declared)
    if problem:
        yield UnreadableOriginal(problem, do="Save the file as UTF-8.")
    text = text.removeprefix("\ufeff")
    whole = _whole(text)
    if whole is not None:
        yield _draft(whole, part="")
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _draft(_object(line), part=f"line {number}")
            except InputError as error:
                yield type(error)(f"Line {number}: {error.what}", do=error.do)


def _whole(text: str) -> dict[str, Any] | None:
    """The object that the file is, if it is one over several lines: JSON Lines ends its first line with a brace."""
    first = text.lstrip().partition("\n")[0].rstrip()
    if first.endswith("}") and len(first) > 1:
        return None
    try:
        return _object(text)
    except UnreadableOriginal:
        return None


def _object(text: str) -> dict[str, Any]:
    check_size(len(text))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise UnreadableOriginal(f"This is no JSON: {reason[:200]}.", do=_DO) from error
    if not isinstance(found, dict):
        raise UnreadableOriginal(f"This is JSON, but a {type(found).__name__} and no object.", do=_DO)
    return found


def _draft(found: dict[str, Any], *, part: str) -> Draft:
    text = found.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableOriginal('There is no "text", or it is empty.', do=_DO)
    problems: list[str] = []
    published = None
    said = found.get("published")
    if said is not None and said != "":
        try:
            published = read_day(str(said) if isinstance(said, str) else "")
        except NotADay as error:
            problems.append(f"The date of publication is left unknown: {error}.")
    fields = {key: _string(found, key, problems) for key in ("title", "publisher", "url", "language")}
    return Draft(
        blocks=split_paragraphs(text), reader=READER, part=part, published=published, problems=problems, **fields
    )


def _string(found: dict[str, Any], key: str, problems: list[str]) -> str | None:
    value = found.get(key)
    if value is None or isinstance(value, str):
        return value
    problems.append(f'"{key}" is left out: it is no text.')
    return None
