"""Paragraphs -> the report's text and its furniture. From here on every offset is final."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledgerstone.reading.draft import Block
from ledgerstone.reading.furniture import judge
from ledgerstone.reading.hidden import without_hidden
from ledgerstone.records import Cut, Field, Region

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A report's text, with all that is known of spans of it."""

    text: str
    furniture: tuple[Cut, ...]
    regions: tuple[Region, ...]
    fields: tuple[Field, ...]


def lay_out(blocks: Sequence[Block], *, title: str | None = None) -> LaidOut:
    """Lay the paragraphs out, apart by a blank line, and cut out what is furniture or does not show.

    ``Cut.at`` is an offset in the text returned: where the paragraph would begin if it were put back, with a blank
    line after it (before it, at the end of the text). Hidden characters are named by code point, because showing them
    would do what they were put there for.
    """
    shown = [_Shown(block) for block in blocks]
    reasons = iter(judge([each.block for each in shown if each.block.text], title=title))
    parts: list[str] = []
    cuts: list[Cut] = []
    regions: list[Region] = []
    fields: list[Field] = []
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
            regions += (
                replace(region, start=start + region.start, end=start + region.end) for region in each.block.regions
            )
            fields += (_moved(field, start) for field in each.block.fields)
    return LaidOut(
        text=_BETWEEN.join(parts),
        furniture=tuple(replace(cut, at=min(cut.at, end)) for cut in cuts),
        regions=tuple(regions),
        fields=tuple(fields),
    )


def _moved(field: Field, by: int) -> Field:
    """A constant of the mapping stands nowhere."""
    return replace(field, start=by + field.start, end=by + field.end) if field.end else field


class _Shown:
    """A paragraph as it shows, with what was hidden in it and where the first of that was."""

    __slots__ = ("block", "first", "hidden")

    def __init__(self, block: Block) -> None:
        text, self.hidden, first = without_hidden(block.text)
        self.block = replace(block, text=text.strip())
        if self.block.text != block.text and (block.regions or block.fields):
            raise ValueError("A paragraph with regions or fields must be clean before.")
        self.first = min(max(0, first - (len(text) - len(text.lstrip()))), len(self.block.text))
