"""What goes when an original is forgotten, and what is written anew so that nothing else is lost. Pure.

    1  resting.py    what rests on it goes: its captures, reports, claims, links, tolls, reviews ... whatever names it;
                     an incident, a victim or a source that a claim of it founded is founded anew on one that stays
    2  rewriting.py  what only lists it (runs, releases) is written anew without it; what names an identity founded
                     anew follows it; reasons of links lose the words that only it said
    3  remnants.py   what stays and says the same is named, for a person to look at

No id of what goes is left anywhere: an id is a hash without a salt, so whoever guesses what was said could prove it by
the id. A run over the whole case is written anew without its input for the same reason, and the next one works anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledgerstone.forgetting.graph import Get, Graph, Row, Rows
from ledgerstone.forgetting.remnants import Remnant, only_said_there, remnants
from ledgerstone.forgetting.resting import resting_on
from ledgerstone.forgetting.rewriting import rewritten
from ledgerstone.records import Original, Record, Release

__all__ = ["Plan", "Remnant", "Row", "plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What forgetting would do.

    ``gone`` are the ids of all rows that are deleted; ``anew`` the records that take the place of some of them, in
    their order; ``originals`` the SHA-256 of each file that is deleted; ``kinds`` how many of each kind go for good;
    ``releases`` the versions of releases that let something of it out; ``still`` what stays and says the same;
    ``names`` the people whom what goes names.
    """

    gone: tuple[str, ...]
    anew: tuple[Record, ...]
    originals: tuple[str, ...]
    kinds: Mapping[str, int]
    releases: tuple[str, ...]
    still: tuple[Remnant, ...]
    names: tuple[str, ...]


def plan(roots: Iterable[str], *, rows: Rows, get: Get) -> Plan:
    """Return what forgetting some records would do.

    Args:
        roots: the ids of originals, or of reviews and handlings whose reasons say too much.
        rows: returns every record's id, kind and canonical JSON, in the order in which they came; called several times.
        get: returns records by their ids.
    """
    graph = Graph(rows())
    rest = resting_on(graph, roots, get=get)  # 1
    said = only_said_there(graph, rest, rows=rows, get=get)
    anew = rewritten(graph, rest, said=said, get=get)  # 2
    taken = [id_ for id_ in graph.kinds if id_ in rest.gone or id_ in said.derived]
    replaced = {id_: record for id_, record in anew.items() if id_ not in taken}
    originals = [record.sha256 for record in get(taken).values() if isinstance(record, Original)]
    kinds: dict[str, int] = {}
    for id_ in taken:
        kinds[graph.kinds[id_]] = kinds.get(graph.kinds[id_], 0) + 1
    return Plan(
        gone=(*taken, *replaced),
        anew=tuple(replaced.values()),
        originals=tuple(originals),
        kinds=kinds,
        releases=tuple(record.version for record in replaced.values() if isinstance(record, Release)),
        still=remnants(rows, said, gone={*taken, *replaced}),  # 3
        names=said.names,
    )
