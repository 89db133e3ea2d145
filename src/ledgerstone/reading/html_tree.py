"""HTML -> a tree, by libxml2, within limits: no network, no huge trees, nothing that goes on without an end."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ledgerstone.errors import TooLarge, UnreadableOriginal
from ledgerstone.reading.limits import DEEPEST, MOST_ELEMENTS

KEPT = "Keep it: the original is sealed as it is. Save the article as plain text or PDF, and add that too."

_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f]")


def parse(text: str) -> HtmlElement:
    """Return the tree of an HTML text.

    Raises:
        TooLarge: over the limit of elements.
        UnreadableOriginal: no elements, or nested deeper than anything that people wrote.
    """
    # As bytes, because lxml refuses a str with an XML declaration; ours says what they are encoded in.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(_CONTROLS.sub(" ", text).encode(), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise UnreadableOriginal("The page holds no elements that can be read.", do=KEPT) from error
    _check_shape(tree)
    return tree


def _check_shape(tree: HtmlElement) -> None:
    elements = depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        elements += event == "start"
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise UnreadableOriginal(
            f"The page nests elements deeper than {DEEPEST} levels; its end cannot be read.", do=KEPT
        )
    if elements > MOST_ELEMENTS:
        raise TooLarge(f"The page has {elements:,} elements; {MOST_ELEMENTS:,} are read.", do=KEPT)
