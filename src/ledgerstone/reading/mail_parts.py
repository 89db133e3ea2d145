"""A mail -> its attachments; a mailbox -> its mails. Each becomes an original of its own."""

from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO

from ledgerstone.errors import InputError, UnreadableOriginal
from ledgerstone.reading.containers import Budget, Member, too_large
from ledgerstone.reading.mail import body_of, leaves, parse_mail, words
from ledgerstone.reading.zip_archive import readable

_BEGINNING = b"From "


def open_mail(stream: BinaryIO, budget: Budget) -> Iterator[Member | InputError]:
    """Yield all parts of a mail but the one that is read as its text."""
    try:
        mail = parse_mail(stream.read())
    except UnreadableOriginal:  # reading it says so
        return
    body = body_of(mail)
    for number, part in enumerate(leaves(mail), 1):
        if part is not body and not _is_other_form(part, body):
            yield _attachment(part, number, budget)


def _is_other_form(part: Message, body: Message | None) -> bool:
    """Say whether it is the same text in HTML: a part without a name, beside a plain body."""
    types = part.get_content_type(), body.get_content_type() if body is not None else ""
    return types == ("text/html", "text/plain") and not part.get_filename()


def _attachment(part: Message, number: int, budget: Budget) -> Member | InputError:
    name = readable(words(part.get_filename()) or f"part {number}")
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        data = first.as_bytes() if isinstance(first, Message) else b""
    else:
        raw = part.get_payload(decode=True)
        data = raw if isinstance(raw, bytes) else b""
    if len(data) > budget.largest:
        return too_large(name)
    if not data.strip():
        return UnreadableOriginal(f"The attachment {name[:200]!r} is empty.", do="Ask for it again.")
    return Member(name=name, data=data, media_type=part.get_content_type())


def open_mailbox(stream: BinaryIO, budget: Budget) -> Iterator[Member | InputError]:
    """Yield the mails of a mailbox, each as its bytes stand there, without the line "From ..." before it."""
    lines: list[bytes] = []
    size = number = 0
    blank = True
    for line in stream:
        if blank and line.startswith(_BEGINNING):
            if lines:
                number += 1
                yield _mail(lines, size, number, budget)
            lines, size = [], 0
        elif size <= budget.largest:
            lines.append(line)
            size += len(line)
        blank = line in {b"\n", b"\r\n"}
    if lines:
        yield _mail(lines, size, number + 1, budget)


def _mail(lines: list[bytes], size: int, number: int, budget: Budget) -> Member | InputError:
    name = f"mail {number}.eml"
    return (
        too_large(name)
        if size > budget.largest
        else Member(name=name, data=b"".join(lines), media_type="message/rfc822")
    )
