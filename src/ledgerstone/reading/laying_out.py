"""Paragraphs -> the report's text and its furniture. From here on every offset is final."""

from collections.abc import Sequence
from dataclasses import replace

from ledgerstone.reading.draft import Block
from ledgerstone.reading.furniture import judge
from ledgerstone.reading.hidden import without_hidden
from ledgerstone.records import Cut

_BETWEEN = "\n\n"


def lay_out(blocks: Sequence[Block], *, title: str | None = None) -> tuple[str, tuple[Cut, ...]]:
    """Return the text, its paragraphs apart by a blank line, and what was cut out of it.

    ``Cut.at`` is an offset in the text returned: where the paragraph would begin if it were put back, with a blank
    line after it (before it, at the end of the text). Hidden characters are named by code point, because showing them
    would do what they were put there for.
    """
    shown = [_Shown(block) for block in blocks]
    reasons = iter(judge([each.block for each in shown if each.block.text], title=title))
    parts: list[str] = []
    cuts: list[Cut] = []
    end = 0
    for each in shown:
        start = end + len(_BETWEEN) if parts else 0
        reason = next(reasons) if each.block.text else None
        if each.hidden is not None:
            cuts.append(Cut(at=start if reason else start + each.first, text=each.hidden, reason="hidden"))
        if reason is not None:
            cuts.append(Cut(at=start, text=each.block.text, reason=reason))
        elif each.block.text:
            parts.append(each.block.text)
            end = start + len(each.block.text)
    return _BETWEEN.join(parts), tuple(replace(cut, at=min(cut.at, end)) for cut in cuts)


class _Shown:
    """A paragraph as it shows, with what was hidden in it and where the first of that was."""

    __slots__ = ("block", "first", "hidden")

    def __init__(self, block: Block) -> None:
        text, self.hidden, first = without_hidden(block.text)
        self.block = replace(block, text=text.strip())
        self.first = min(max(0, first - (len(text) - len(text.lstrip()))), len(self.block.text))
