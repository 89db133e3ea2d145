"""Plain text -> a draft of a report. Paragraphs are apart by blank lines; the text's own line breaks stay."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from ledgerstone.reading.dateline import find_dateline
from ledgerstone.reading.draft import Block, Draft, check_size
from ledgerstone.reading.encodings import decode
from ledgerstone.reading.hidden import with_line_ends
from ledgerstone.reading.published import NotADay, read_day

READER = "text.1"

_FIELD = re.compile(
    r"(title|headline|published|date|publisher|source|url|link)[ \t]{0,4}:[ \t]{1,8}(\S.{0,2000})", re.IGNORECASE
)
_MEANS = {"headline": "title", "date": "published", "source": "publisher", "link": "url"}
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_WRAPPED_AT = 100  # characters; a line of a text with hard line ends is shorter, a paragraph on one line is longer
_MANY_LINES = 8  # of a head; more is a list


def read_text(data: bytes, *, declared: str | None = None) -> Draft:
    """Read plain text.

    If every line of its first paragraph is a field ("Title: ...", "Published: ...", "Source: ...", "URL: ..."), the
    paragraph is read as the report's head, and kept in its furniture.

    Args:
        data: the original's bytes, without the mark of any other kind of file.
        declared: the encoding that a server declared.

    Raises:
        TooLarge: over the limit of one report.
    """
    check_size(len(data), unit="bytes")
    text, problem = decode(data, declared=declared)
    blocks = split_paragraphs(text)
    head = _head(blocks[0].text) if blocks else {}
    problems = [problem] if problem else []
    published: date | datetime | None = None
    if head:
        blocks[0] = Block(text=blocks[0].text, reason="header")
        try:
            published = read_day(head["published"]) if "published" in head else None
        except NotADay as error:
            problems.append(f"The date of publication is left unknown: {error}.")
    return Draft(
        blocks=blocks,
        reader=READER,
        title=head.get("title"),
        publisher=head.get("publisher"),
        published=published or (find_dateline(blocks) if "published" not in head else None),
        url=head.get("url"),
        problems=problems,
    )


def split_paragraphs(text: str) -> list[Block]:
    """Return the paragraphs of a text: apart by blank lines or, where lines are too long to be wrapped, each line."""
    return [Block(text=part) for part in _paragraphs(with_line_ends(text))]


def _paragraphs(text: str) -> Iterator[str]:
    for part in _BLANK.split(text):
        lines = [line.rstrip() for line in part.strip("\n").split("\n")]
        if any(len(line) > _WRAPPED_AT for line in lines):
            yield from (line for line in lines if line.strip())
        elif any(line.strip() for line in lines):
            yield "\n".join(lines)


def _head(paragraph: str) -> dict[str, str]:
    lines = paragraph.split("\n")
    if len(lines) > _MANY_LINES:
        return {}
    fields = [_FIELD.fullmatch(line.strip()) for line in lines]
    found = {_MEANS.get(field[1].lower(), field[1].lower()): field[2] for field in fields if field}
    # "Date:" alone may be the day of what happened: it is the report's only beside another field of a report.
    return found if len(found) == len(lines) and not (len(lines) == 1 and lines[0][:4].lower() == "date") else {}
