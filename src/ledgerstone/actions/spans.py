"""Words that a person chose in a report's text, as a passage."""

from ledgerstone.errors import BadSpan
from ledgerstone.extraction.passages import passage_of
from ledgerstone.records import Passage, Report

LONGEST = 5_000
"""Characters of a passage that a person may choose: a long paragraph, and no chapter."""

_AGAIN = "Load the page again, and select the words once more."


def span_of(report: Report, start: int, end: int) -> Passage:
    """Return a span of a report's text as a passage, without white space at its ends.

    Raises:
        BadSpan: it is not in the text, holds no word, or is too long.
    """
    if not 0 <= start < end <= len(report.text):
        raise BadSpan("The words that were chosen are not in the report's text.", do=_AGAIN)
    if end - start > LONGEST:
        raise BadSpan(
            f"{end - start:,} characters were chosen; {LONGEST:,} are a passage.", do="Choose the sentence alone."
        )
    words = report.text[start:end]
    if not any(char.isalnum() for char in words):
        raise BadSpan("What was chosen holds no word.", do=_AGAIN)
    blank = len(words) - len(words.lstrip())
    return passage_of(report, start + blank, start + blank + len(words.strip()))
