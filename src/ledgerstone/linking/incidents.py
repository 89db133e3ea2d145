"""Step 3: tellings of all reports that mean one incident.

The best-placed tellings come first (a day and a place of their own, then soft days, then none), each joins the incident
it fits best, and must not contradict any telling that is already there. So an undated report may stand with one
incident, but never makes two of them one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledgerstone.linking import blocking, scoring
from ledgerstone.linking.places import FINE
from ledgerstone.linking.profiles import Telling
from ledgerstone.records import Because

_CLOSE = 0.25  # two incidents whose scores lie nearer to one another than this cannot be told apart
_TOO_MANY = 300  # incidents of an area
_COMPARED = 12  # tellings of one incident that a new one is held against, the first ones; keeps large ones linear


@dataclass(slots=True)
class Group:
    """The tellings of one incident, with the score and the reasons by which each joined; the first founded it."""

    tellings: list[Telling]
    reports: set[str]
    scores: list[float] = field(default_factory=lambda: [1.0])
    because: list[tuple[Because, ...]] = field(default_factory=lambda: [()])


def group(tellings: Sequence[Telling], *, copies: Mapping[str, str]) -> list[Group]:
    """Return the tellings in groups, one an incident. ``copies`` names the original report of each copied one."""
    groups: list[Group] = []
    blocks: dict[str, list[int]] = defaultdict(list)
    by_telling: dict[tuple[str, int], int] = {}
    for telling in sorted(tellings, key=_order):
        stands, looks = blocking.keys(telling)
        near = {number for key in looks for number in blocks.get(key, ())}
        if telling.earliest is None and len(near) > _TOO_MANY:
            near = set()  # where so much happened, a report without a day says nothing of which it means
        if telling.report in copies:
            near |= {
                by_telling[key] for key in ((copies[telling.report], index) for index in range(8)) if key in by_telling
            }
        found = _best(telling, sorted(near), groups, copies)
        if found is None:
            number = len(groups)
            groups.append(Group([telling], {telling.report}))
        else:
            number, score, because = found
            groups[number].tellings.append(telling)
            groups[number].reports.add(telling.report)
            groups[number].scores.append(score)
            groups[number].because.append(because)
        by_telling[telling.key] = number
        for key in stands:
            if number not in blocks[key][-1:]:
                blocks[key].append(number)
    return groups


def _order(telling: Telling) -> tuple[int, int, str, int]:
    """Sort by how much a telling pins down: dated, softly, not at all; a part before a whole, fine before wide."""
    dated = 3 if telling.earliest is None else 2 if telling.soft else 0
    placed = 0 if telling.scene and telling.scene[0].precision in FINE else 1 if telling.scene else 2
    days = (telling.latest - telling.earliest).days if telling.latest and telling.earliest else 99
    part = 0 if telling.inside is not None else 1000  # parts first: what tells of the same spot alone then finds them
    return (dated + (1 if not telling.scene else 0), part + placed * 100 + days, *telling.key)


def _best(
    telling: Telling, near: Sequence[int], groups: Sequence[Group], copies: Mapping[str, str]
) -> tuple[int, float, tuple[Because, ...]] | None:
    scored: list[tuple[float, int, tuple[Because, ...]]] = []
    for number in near:
        score, because = _fit(telling, groups[number], copies)
        if score >= scoring.JOIN:
            scored.append((score, number, because))
    if not scored:
        return None
    scored.sort(key=lambda item: (-item[0], item[1]))
    loose = telling.soft or telling.earliest is None
    if loose and len(scored) > 1 and scored[0][0] - scored[1][0] < _CLOSE:
        return None
    score, number, because = scored[0]
    return number, scoring.normal(score), because


def _fit(telling: Telling, incident: Group, copies: Mapping[str, str]) -> tuple[float, tuple[Because, ...]]:
    """Return the best score with any of an incident's tellings; none where one of them contradicts."""
    best: tuple[float, tuple[Because, ...]] = (-99.0, ())
    if telling.report in incident.reports:
        return -99.0, ()  # the report itself tells them apart
    for other in incident.tellings[:_COMPARED]:
        is_copy = copies.get(telling.report, telling.report) == copies.get(other.report, other.report)
        score, because = scoring.compare(telling, other, is_copy=is_copy and telling.index == other.index)
        if any(part.weight <= scoring.CANNOT for part in because):
            return -99.0, ()
        best = max(best, (score, because), key=lambda item: item[0])
    return best
