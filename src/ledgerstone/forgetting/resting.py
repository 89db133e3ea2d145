"""What rests on a record that goes, and goes with it; and on which claim an identity is founded anew."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ledgerstone.forgetting.graph import Get, Graph
from ledgerstone.records import Capture, Link, Run

LISTS = {"run", "release"}  # what only lists others: written anew without them
IDENTITIES = {"incident", "victim", "source"}


@dataclass(slots=True)
class Rest:
    """The ids of what goes, and how others call it; the lists that name some of it; new founding claims by identity."""

    gone: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    founders: dict[str, str] = field(default_factory=dict)


def resting_on(graph: Graph, roots: Iterable[str], *, get: Get) -> Rest:
    """Return what goes with some records.

    An original that was taken out of another (a mail's attachment) goes where no other capture of it is left. An
    identity whose founding claim goes stays where another claim was linked to it.
    """
    rest, waiting, orphans = Rest(), list(roots), dict[str, None]()
    while waiting:
        while waiting:
            id_ = waiting.pop()
            if id_ in rest.gone:
                continue
            rest.gone.add(id_)
            rest.called.update(graph.called(id_))
            for caller in graph.naming(id_):
                if graph.kinds[caller] in IDENTITIES:
                    orphans[caller] = None
                elif graph.kinds[caller] not in LISTS or _is_of(caller, id_, graph, get):
                    waiting.append(caller)
                else:
                    rest.lists.add(caller)
            if graph.kinds[id_] == "capture":
                waiting += _without_capture(id_, graph, rest, get)
        rest.founders = _founders([each for each in orphans if each not in rest.gone], graph, rest, get)
        waiting += [each for each in orphans if each not in rest.gone and each not in rest.founders]
    rest.lists -= rest.gone
    return rest


def _is_of(list_: str, id_: str, graph: Graph, get: Get) -> bool:
    """Say whether a run is one over that very record, so that it goes with it."""
    record = get([list_])[list_]
    return isinstance(record, Run) and record.about in graph.called(id_)


def _without_capture(capture: str, graph: Graph, rest: Rest, get: Get) -> list[str]:
    """Return the original of a capture that goes, where that was its last one."""
    record = get([capture])[capture]
    if not isinstance(record, Capture):
        return []
    naming = graph.callers.get(record.original, ())
    left = get([each for each in naming if graph.kinds[each] == "capture" and each not in rest.gone])
    if any(isinstance(each, Capture) and each.original == record.original for each in left.values()):
        return []
    return [each for each in naming if graph.kinds[each] == "original"]


def _founders(orphans: Iterable[str], graph: Graph, rest: Rest, get: Get) -> dict[str, str]:
    """Return, for each identity with a claim that stays, the first of these claims that founds nothing yet."""
    founders: dict[str, str] = {}
    taken = {name for id_, kind in graph.kinds.items() if kind in IDENTITIES for name in graph.names[id_]}
    for orphan in orphans:
        links = get(each for each in graph.naming(orphan) if graph.kinds[each] == "link").values()
        claims = sorted(
            link.claim
            for link in links
            if isinstance(link, Link)
            and (link.target, link.judgement) == (orphan, "positive")
            and graph.kinds.get(link.claim) == "claim"
            and link.claim not in rest.gone
        )
        free = [claim for claim in claims if claim not in taken or not _founds(claim, graph.kinds[orphan], graph)]
        if free:
            founders[orphan] = free[0]
    return founders


def _founds(claim: str, kind: str, graph: Graph) -> bool:
    return any(graph.kinds[each] == kind for each in graph.naming(claim))
