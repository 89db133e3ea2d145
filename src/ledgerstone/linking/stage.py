"""Linking of reports that no case holds, all of them at once, with nothing remembered but what is handed over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from ledgerstone.linking.linked import Linked, Told
from ledgerstone.linking.relinking import relink
from ledgerstone.linking.shelves import Before, Items, Nothing
from ledgerstone.records import Claim, Incident, Link, Report, Source, Victim

_NOTHING = Linked()
_R = TypeVar("_R")


def link(claims: Mapping[str, Claim], *, reports: Mapping[str, Report], known: Linked = _NOTHING) -> Linked:
    """Link claims to incidents, victims and sources, and copies to the reports they copy.

    Args:
        claims: by id, of one report or of many; their order does not matter.
        reports: by id; those of the claims at least.
        known: identities decided before, which are kept, and links that people refused.

    Returns:
        Every identity named by a link, known or new, and all links of these claims, in a fixed order.
    """
    by_report: dict[str, dict[str, Claim]] = defaultdict(dict)
    for id_, claim in claims.items():
        by_report[claim.report][id_] = claim
    before = _before(claims, known)
    told = {id_: Told(report=reports[id_], claims=by_report[id_], before=before.get(id_, Before())) for id_ in reports}
    found = relink(told, _Decided(known))
    links = sorted(
        {each for own in found.links.values() for each in own}, key=lambda x: (x.claim, x.relation, x.target)
    )
    targets = {each.target for each in links} | {each.claim for each in links if each.relation == "part_of"}
    identities = {**known.incidents, **known.victims, **known.sources, **found.minted}

    def of(type_: type[_R]) -> dict[str, _R]:
        return {id_: each for id_, each in identities.items() if id_ in targets and isinstance(each, type_)}

    return Linked(incidents=of(Incident), victims=of(Victim), sources=of(Source), links=tuple(links))


def _before(claims: Mapping[str, Claim], known: Linked) -> dict[str, Before]:
    """Part the links that were known by report, and by what they lead to."""
    theirs: dict[str, list[Link]] = defaultdict(list)
    for each in known.links:
        if each.claim in claims and each.judgement == "positive":
            theirs[claims[each.claim].report].append(each)
    return {id_: parted(links, known.incidents, known.victims, known.sources) for id_, links in theirs.items()}


def parted(links: Sequence[Link], incidents: Iterable[str], victims: Iterable[str], sources: Iterable[str]) -> Before:
    """Part the links of one report by what they lead to."""
    homes, people, origins = {*incidents}, {*victims}, {*sources}
    return Before(
        homes={each.claim: each for each in links if each.target in homes and each.relation != "part_of"},
        people={each.claim: each for each in links if each.target in people},
        origins={each.claim: each for each in links if each.target in origins},
        links=tuple(links),
    )


class _Decided(Nothing):
    """Nothing is remembered but what people refused."""

    def __init__(self, known: Linked) -> None:
        self._refused: dict[str, Items] = defaultdict(dict)
        for each in known.links:
            if each.judgement == "negative":
                self._refused[each.claim][each.target] = ""

    def find(self, shelf: str, keys: Sequence[str]) -> Mapping[str, Items]:
        """Return what people refused."""
        return {key: self._refused[key] for key in keys if key in self._refused} if shelf == "refused" else {}
