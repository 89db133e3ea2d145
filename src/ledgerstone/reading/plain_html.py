"""HTML without a page around it (a mail, a converted document) -> blocks: every paragraph, nothing searched for."""

import re

from lxml import etree
from lxml.html import HtmlElement

from ledgerstone.reading.draft import Block
from ledgerstone.reading.hidden import with_line_ends
from ledgerstone.reading.html_tree import parse

_FORMS = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "item", "p": "prose", "div": "prose", "blockquote": "prose", "pre": "prose", "td": "prose", "th": "prose",
    "section": "prose", "article": "prose", "center": "prose", "dt": "prose", "dd": "prose", "body": "prose",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = frozenset({"script", "style", "head", "title", "noscript", "template", "object"})


def html_blocks(text: str) -> list[Block]:
    """Return the paragraphs, headings, items and tables of an HTML text, in order.

    Raises:
        TooLarge, UnreadableOriginal: over the limits of a page.
    """
    tree = parse(text)
    for node in [node for node in tree.iter() if node.tag in _UNSEEN]:
        node.drop_tree()
    laid = _Laid()
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if isinstance(node.tag, str):
            laid.begin(node) if event == "start" else laid.end(node)
    return laid.done()


class _Laid:
    """Text gathered until the next element that begins or ends a paragraph; a table is one block, with its rows."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._form = "prose"
        self._table: HtmlElement | None = None  # the outermost that we are in

    def begin(self, node: HtmlElement) -> None:
        if self._table is None and (node.tag in _FORMS or node.tag == "table"):
            self._end_block()
            self._form = _FORMS.get(node.tag, "table")
            self._table = node if node.tag == "table" else None
        self._pieces += [_before(node, in_table=self._table is not None), _said(node.text, keep=node.tag == "pre")]

    def end(self, node: HtmlElement) -> None:
        if node is self._table:
            self._table = None
            self._end_block()
        elif self._table is None and node.tag in _FORMS:
            self._end_block()
        self._pieces.append(_said(node.tail))

    def done(self) -> list[Block]:
        self._end_block()
        return self._blocks

    def _end_block(self) -> None:
        lines = with_line_ends("".join(self._pieces)).split("\n")
        text = "\n".join(line for line in (" ".join(each.split()) for each in lines) if line.strip(" |"))
        if text:
            self._blocks.append(Block(text=text, form=self._form))
        self._pieces, self._form = [], "prose"


def _said(text: str | None, *, keep: bool = False) -> str:
    """A line end in HTML is a space, but in ``pre``."""
    return (text or "") if keep else _SPACE.sub(" ", text or "")


def _before(node: HtmlElement, *, in_table: bool) -> str:
    if node.tag == "br":
        return " " if in_table else "\n"
    if in_table and node.tag == "tr":
        return "\n"
    return " | " if in_table and node.tag in {"td", "th"} and node.getprevious() is not None else ""
