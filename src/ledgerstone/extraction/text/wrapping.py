"""Lines that were broken to a width: the breaks inside a paragraph become spaces, so that offsets stay as they are."""

import re

_NARROW, _WIDE = 40, 110  # characters; what is wider is no typewriter's line, what is narrower a list or a verse
_SLACK = 4  # characters; few programs and no typist fill every line to the last
# Spaces that a page sets so that no line breaks there, or of another width: read as spaces, of which names are full.
SPACES = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_FIRST_WORD = re.compile(r"\s*(\S+)")


def unwrap(text: str) -> str:
    """Return the text with spaces for the breaks of lines that were filled to a width; everything else as it is.

    A line was filled where the next line's first word would not have found room in it. A text was broken to a width
    where most of its breaks inside paragraphs are of that kind; a list's are not.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROW <= width <= _WIDE:
        return text
    breaks = [i for i in range(len(lines) - 1) if lines[i].strip() and lines[i + 1].strip()]
    filled = {i for i in breaks if _is_filled(lines[i], lines[i + 1], width)}
    if 2 * len(filled) <= len(breaks):
        return text
    return "".join(line + (" " if i in filled else "\n") for i, line in enumerate(lines))[:-1]


def _is_filled(line: str, following: str, width: int) -> bool:
    first = _FIRST_WORD.match(following)
    return first is not None and len(line.rstrip()) + 1 + len(first[1]) > width - _SLACK
