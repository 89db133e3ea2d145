"""The head of a chain as a small text, to be signed, stamped, printed or given to somebody who will not lose it.

It names neither the case nor anybody in it: it can be published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledgerstone.errors import BadSetting, BrokenChain

_FORM = """\
The audit chain of a Ledgerstone case, up to this entry and no further.

entry: {entry}
at: {at}
head: {head}
"""
_READ = re.compile(r"^entry: ([1-9]\d{0,11})\n(?:at: \S{1,40}\n)?head: ([0-9a-f]{64})$", re.MULTILINE)
_LARGEST = 100_000  # characters; a signature around it is short


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a chain at one of its entries."""

    entry: int
    at: str
    head: str

    def text(self) -> str:
        """Return it as a file holds it."""
        return _FORM.format(entry=self.entry, at=self.at, head=self.head)


def check_head(text: str, *, heads: Sequence[str]) -> int:
    """Find an exported head in a chain, and return the number of its entry. A signature around it does no harm.

    Raises:
        BadSetting: the text holds no head, or several.
        BrokenChain: the chain has another head at that entry, or no such entry: it was rewritten, or is another case.
    """
    found = _READ.findall(text[:_LARGEST].replace("\r\n", "\n"))
    if len(found) != 1:
        raise BadSetting("The file holds no head of a chain, or several.", do="`ledgerstone head` writes such a file.")
    entry, head = int(found[0][0]), found[0][1]
    if entry > len(heads) or heads[entry - 1] != head:
        raise BrokenChain(
            f"The head that was exported at entry {entry} is not in this chain.",
            do="It is the head of another case, or this one was rewritten since: compare with a copy.",
        )
    return entry
