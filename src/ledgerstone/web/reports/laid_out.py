"""The text of a window as paragraphs of runs, with the claims that cover them.

A run is text as it is, or one character that would not show, written out. Each says where in the report's text it
stands, so that what a person selects is found there again.
"""

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ledgerstone.records import Claim, Passage, Report
from ledgerstone.records.text import has_unseen, seen
from ledgerstone.releasing.marking import Piece, paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text at a place of the report's text; ``hidden`` where it stands for one character that would not show."""

    text: str
    start: int
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Runs that the same claims cover, by their numbers; ``begin`` are those whose number is shown here.

    ``todo`` says that one of them is still to be decided.
    """

    runs: tuple[Run, ...]
    covered: tuple[int, ...]
    begin: tuple[int, ...]
    cuts: tuple[int, ...]
    todo: bool


def lay_out(
    report: Report, claims: Iterable[tuple[int, Claim]], *, window: tuple[int, int], todo: Collection[int] = ()
) -> tuple[tuple[Marked, ...], ...]:
    """Return the paragraphs of a window of a report's text.

    Args:
        report: the report.
        claims: numbered; one that goes beyond the window is marked as far as it is in it.
        window: where it begins and ends.
        todo: the numbers of the claims that are still to be decided.
    """
    start, end = window
    text = report.text[start:end]
    last = len(report.text) if end == len(report.text) else end - 1
    cuts = [number for number, cut in enumerate(report.furniture, start=1) if start <= cut.at <= last]
    here = (report.furniture[number - 1] for number in cuts)
    part = dataclasses.replace(
        report, text=text, furniture=tuple(dataclasses.replace(cut, at=cut.at - start) for cut in here)
    )
    inside = ((number, _within(claim, start, text)) for number, claim in claims)
    laid = paragraphs(part, [(number, claim) for number, claim in inside if claim is not None])
    return tuple(tuple(_marked(piece, start, cuts, todo) for piece in line) for line in laid)


def _within(claim: Claim, start: int, text: str) -> Claim | None:
    first, last = max(claim.passage.start - start, 0), min(claim.passage.end - start, len(text))
    if first >= last:
        return None
    return dataclasses.replace(claim, passage=Passage(start=first, end=last, exact=text[first:last]))


def _marked(piece: Piece, start: int, cuts: Sequence[int], todo: Collection[int]) -> Marked:
    return Marked(
        runs=tuple(_runs(piece.text, start + piece.start)),
        covered=piece.covered,
        begin=piece.begin,
        cuts=tuple(cuts[number - 1] for number in piece.cuts),
        todo=any(number in todo for number in piece.covered),
    )


def _runs(text: str, at: int) -> list[Run]:
    if not has_unseen(text):
        return [Run(text=text, start=at)] if text else []
    found: list[Run] = []
    plain = 0
    for number, char in enumerate(text):
        if has_unseen(char):
            if number > plain:
                found.append(Run(text=text[plain:number], start=at + plain))
            found.append(Run(text=seen(char), start=at + number, hidden=True))
            plain = number + 1
    if plain < len(text):
        found.append(Run(text=text[plain:], start=at + plain))
    return found
