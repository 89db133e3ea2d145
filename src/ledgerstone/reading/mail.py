"""A mail -> a draft of a report: its text, with its head in the furniture. Attachments are originals of their own.

Who sent it is no publisher: a sender can be a witness, and a publisher's name is let go with every release. It stays in
the head, which the furniture keeps.
"""

import email
import re
from collections.abc import Iterator
from datetime import date, datetime
from email import errors, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading.draft import Block, Draft, check_size
from ledgerstone.reading.encodings import decode
from ledgerstone.reading.limits import LARGEST_MEMBER
from ledgerstone.reading.plain_html import html_blocks
from ledgerstone.reading.published import NotADay, plausible
from ledgerstone.reading.text import split_paragraphs

READER = "mail.1"

_HEAD = ("From", "Sender", "To", "Cc", "Reply-To", "Date", "Subject", "Message-ID", "In-Reply-To")
_LONGEST_HEADER = 10_000  # characters
_MOST_PARTS = 2_000
_DO = "Keep it as it is, and add what it says as plain text."


def read_mail(data: bytes, *, declared: str | None = None) -> Draft:  # noqa: ARG001 (every reader is called alike; each part states its own)
    """Read a mail. The day on which it was sent is the report's, by the sender's own clock.

    Args:
        data: the original's bytes.
        declared: not used.

    Raises:
        TooLarge: over a limit.
        UnreadableOriginal: no mail, or one without a text.
    """
    mail = parse_mail(data)
    problems: list[str] = []
    body = body_of(mail)
    blocks = [] if body is None else _blocks(body, problems)
    if not blocks:
        raise UnreadableOriginal("The mail has no text of its own.", do="Its attachments are read apart.")
    head = "\n".join(f"{name}: {value}" for name in _HEAD if (value := words(mail.get(name))))
    return Draft(
        blocks=[Block(text=head, reason="header"), *blocks] if head else blocks,
        reader=READER,
        title=words(mail.get("Subject")),
        published=_sent(mail, problems),
        problems=problems,
    )


def parse_mail(data: bytes) -> Message:
    """Return a mail as its parts.

    Raises:
        TooLarge: over the limit of bytes.
        UnreadableOriginal: nested deeper than any mail that people sent.
    """
    check_size(len(data), largest=LARGEST_MEMBER, unit="bytes", what="The mail")
    try:
        return email.message_from_bytes(data, policy=policy.compat32)
    except (RecursionError, ValueError, LookupError, errors.MessageError) as error:
        raise UnreadableOriginal(f"The mail cannot be taken apart ({error!r:.200}).", do=_DO) from error


def leaves(mail: Message) -> Iterator[Message]:
    """Yield the parts of a mail that hold no others; a mail within a mail is one."""
    waiting, seen = [mail], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop()
        seen += 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))
        else:
            yield part


def body_of(mail: Message) -> Message | None:
    """Return the part that is the mail's own text: the first plain one, else the first in HTML."""
    texts = [part for part in leaves(mail) if part.get_content_maintype() == "text" and not _is_attached(part)]
    full = [part for part in texts if _bytes(part).strip()]
    plain = [part for part in full if part.get_content_type() == "text/plain"]
    html = [part for part in full if part.get_content_type() == "text/html"]
    return next(iter(plain or html), None)


def words(header: object) -> str | None:
    """Return a header as a person reads it, on one line; as it stands, where it is not encoded as it says."""
    if header is None:
        return None
    raw = str(header)[:_LONGEST_HEADER]
    try:
        text = str(make_header(decode_header(raw)))
    except (errors.HeaderParseError, LookupError, ValueError, AssertionError):
        text = raw
    return " ".join(text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split()) or None


def _is_attached(part: Message) -> bool:
    return (part.get_content_disposition() or "inline") == "attachment" or part.get_filename() is not None


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _blocks(body: Message, problems: list[str]) -> list[Block]:
    charset = body.get_content_charset()
    text, problem = decode(_bytes(body), declared=charset)
    check_size(len(text))
    problems.extend([problem] if problem else [])
    return html_blocks(text) if body.get_content_type() == "text/html" else split_paragraphs(_unquoted(text))


def _unquoted(text: str) -> str:
    """Keep quoted mails apart from what was written on top of them: each quoted run is a paragraph of its own."""
    return re.sub(r"(?m)^(?!>)(.+)\n(?=>)", r"\1\n\n", re.sub(r"(?m)^(>.*)\n(?!>)", r"\1\n\n", text))


def _sent(mail: Message, problems: list[str]) -> date | datetime | None:
    said = words(mail.get("Date"))
    if said is None:
        return None
    try:
        return plausible(parsedate_to_datetime(said))
    except (NotADay, ValueError, TypeError, IndexError, OverflowError) as error:
        problems.append(f"The day on which it was sent is left unknown: {error!s:.200}.")
        return None
