"""The strictest handling along each chain: original, report, claim, incident, victim.

An original that was taken out of another is handled as that one at least. A handling of a claim holds for whatever
stands there now: for the claim that a person put in its place, and for the one that another version found.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledgerstone import reviewing
from ledgerstone.indexing.part import Part
from ledgerstone.records import Capture, Report
from ledgerstone.store.index import standing
from ledgerstone.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The level of each claim and report of a part, and of the text of each report with the claims in it."""

    claims: Mapping[str, int]
    reports: Mapping[str, int]
    texts: Mapping[str, int]


def levels(store: Store, part: Part, *, using: str) -> Levels:
    """Return the levels of what a part holds."""
    reviewed, reports = part.now.reviewed, part.now.reports
    claims = {**reviewed.claims, **reviewed.rejected}
    outer = _outer(store, {each.original for each in reports.values()})
    handled = _handled(part)
    chains = {
        id_: {
            id_,
            *part.found.get(id_, ()),
            *handled.get(id_, ()),
            part.homes.get(id_, ""),
            *part.persons.get(id_, ()),
        }
        for id_, each in claims.items()
    }
    ids = {id_ for chain in chains.values() for id_ in chain} | reports.keys()
    ids |= {sha256 for own in outer.values() for sha256 in own}
    said = standing.levels(ids, using=using)
    if not said:
        nothing = dict.fromkeys(reports, 0)
        return Levels(claims=dict.fromkeys(claims, 0), reports=nothing, texts=nothing)
    of_reports = {id_: _strictest(said, {id_, *outer[each.original]}) for id_, each in reports.items()}
    of_claims = {
        id_: max(of_reports.get(claims[id_].report, 0), _strictest(said, chain)) for id_, chain in chains.items()
    }
    texts = dict(of_reports)
    for id_, level in of_claims.items():
        texts[claims[id_].report] = max(level, texts.get(claims[id_].report, 0))
    return Levels(claims=of_claims, reports=of_reports, texts=_by_place(texts, reports))


def _strictest(said: Mapping[str, int], chain: Iterable[str]) -> int:
    return max((said.get(id_, 0) for id_ in chain), default=0)


def _outer(store: Store, originals: Iterable[str]) -> dict[str, set[str]]:
    """Return each original with those that it was taken out of, however deep."""
    found = {sha256: {sha256} for sha256 in originals}
    around: dict[str, set[str]] = {}
    todo = set(found)
    while todo:
        captures = store.about_any(Capture, todo)
        around |= {sha256: set() for sha256 in todo}
        for each in captures.values():
            around[each.original] |= {each.within} if each.within else set()
        todo = {each for own in around.values() for each in own} - around.keys()
    for sha256, own in found.items():
        before = 0
        while len(own) > before:
            before = len(own)
            own |= {outside for each in own for outside in around[each]}
        found[sha256] = own
    return found


def _handled(part: Part) -> dict[str, set[str]]:
    """Return, for claims of now, those of other versions at the same anchor that somebody handled."""
    reviewed = part.now.reviewed
    now = {**reviewed.claims, **reviewed.rejected}
    old = {id_: each for id_, each in part.handled if id_ not in now and each.report in part.now.reports}
    again = reviewing.found_again(old, now, reports=part.now.reports) if old else {}
    found: dict[str, set[str]] = {}
    for before, after in again.items():
        found.setdefault(after, set()).add(before)
    return found


def _by_place(texts: Mapping[str, int], reports: Mapping[str, Report]) -> dict[str, int]:
    """Return the same for all versions of one text: what is closed in one is in the other."""
    strictest: dict[tuple[str, str], int] = {}
    for id_, level in texts.items():
        place = (reports[id_].original, reports[id_].part)
        strictest[place] = max(level, strictest.get(place, 0))
    return {id_: strictest[each.original, each.part] for id_, each in reports.items()}
