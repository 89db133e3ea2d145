"""An RTF document -> a draft of a report, by striprtf: its text, without objects and pictures."""

from striprtf.striprtf import rtf_to_text

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading.dateline import find_dateline
from ledgerstone.reading.draft import Block, Draft, check_size
from ledgerstone.reading.hidden import with_line_ends

READER = "rich_text.1"

_DO = "Keep it as it is; save it as PDF or plain text, and add that too."


def read_rich_text(data: bytes, *, declared: str | None = None) -> Draft:  # noqa: ARG001 (every reader is called alike; RTF states its encoding)
    """Read an RTF document.

    Args:
        data: the original's bytes.
        declared: not used.

    Raises:
        TooLarge: over the limit of one report.
        UnreadableOriginal: it cannot be taken apart.
    """
    check_size(len(data), unit="bytes", what="The document")
    try:
        # RTF is ASCII; what is beyond stands as escapes. cp1252 reads what careless programs wrote plainly.
        text = rtf_to_text(  # type: ignore[no-untyped-call]  # the library has no types
            data.decode("cp1252", "replace"), encoding="cp1252", errors="replace"
        )
    except (ValueError, LookupError, RecursionError, TypeError, OverflowError) as error:
        raise UnreadableOriginal(f"The document cannot be taken apart ({error!r:.200}).", do=_DO) from error
    # Each line that RTF ends (\par, \row) is a paragraph.
    blocks = [Block(text=line.strip()) for line in with_line_ends(text).split("\n") if line.strip()]
    return Draft(blocks=blocks, reader=READER, published=find_dateline(blocks))
