"""A span of a report's text -> the passage that a claim is anchored to, with its place on the page where known."""

from itertools import groupby

from ledgerstone.records import PageBox, Passage, Report


def passage_of(report: Report, start: int, end: int) -> Passage:
    """Return a span of a report's text as a passage.

    Where the text was recognised in a picture, the passage has a box for each page that it stands on, around the lines
    that it is part of, with the confidence of the least sure word in them.
    """
    touched = [region.box for region in report.regions if region.start < end and start < region.end]
    boxes = tuple(_around(list(boxes)) for _, boxes in groupby(touched, key=lambda box: box.page))
    return Passage(start=start, end=end, exact=report.text[start:end], boxes=boxes)


def _around(boxes: list[PageBox]) -> PageBox:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    sure = [box.confidence for box in boxes if box.confidence is not None]
    return PageBox(
        page=boxes[0].page,
        left=left,
        top=top,
        width=round(max(box.left + box.width for box in boxes) - left, 4),
        height=round(max(box.top + box.height for box in boxes) - top, 4),
        confidence=min(sure, default=None),
    )
