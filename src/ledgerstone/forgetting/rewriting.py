"""What is written anew, so that it no longer names what goes."""

import dataclasses
import re
from collections.abc import Iterable

from ledgerstone import codec
from ledgerstone.forgetting.graph import Get, Graph, renamed
from ledgerstone.forgetting.remnants import Said
from ledgerstone.forgetting.resting import Rest
from ledgerstone.records import Incident, Link, Record, Release, Run, Source, Victim

_INPUTS = {"original", "report", "incident"}
_DIGEST = re.compile("[0-9a-f]{64}")


def rewritten(graph: Graph, rest: Rest, *, said: Said, get: Get) -> dict[str, Record]:
    """Return what takes the place of which record, by the id of the latter, in the order in which these came.

    A record that names one which became another is another itself, so each is written after those that it names.
    """
    whole = _over_the_whole_case(graph, rest, get)
    links = [id_ for id_, kind in graph.kinds.items() if kind == "link" and id_ not in rest.gone]
    telling = {id_ for id_, link in get(links).items() if said.only and _tells(link, said)}
    listing = {caller for id_ in said.derived for caller in graph.naming(id_)}
    wanted = {*rest.founders, *rest.lists, *whole, *telling, *listing}
    wanted = {id_ for id_ in _with_callers(wanted, graph) if id_ not in rest.gone and id_ not in said.derived}
    going = rest.called | said.derived
    made: dict[str, Record] = {}
    became: dict[str, str] = {}

    def write(id_: str) -> None:
        if id_ in made:
            return
        for name in graph.names[id_]:
            if name in wanted:
                write(name)
        record = _without(get([id_])[id_], going=going, founder=rest.founders.get(id_), said=said)
        if id_ in whole and isinstance(record, Run):
            record = dataclasses.replace(record, about="")
        kind = graph.kinds[id_]
        made[id_] = codec.parse(kind, renamed(codec.canonical(record), became))
        became[id_] = codec.identify(made[id_])

    for id_ in graph.kinds:
        if id_ in wanted:
            write(id_)
    return {id_: made[id_] for id_ in graph.kinds if id_ in made and became[id_] != id_}


def _over_the_whole_case(graph: Graph, rest: Rest, get: Get) -> set[str]:
    """Return the runs whose input is a digest of all that there was, what goes among it."""
    order = {id_: number for number, id_ in enumerate(graph.kinds)}
    first = min((order[id_] for id_ in rest.gone), default=len(order))
    later = [id_ for id_, kind in graph.kinds.items() if kind == "run" and order[id_] > first and id_ not in rest.gone]
    known = {name for id_, kind in graph.kinds.items() if kind in _INPUTS for name in graph.called(id_)}
    runs = ((id_, run) for id_, run in get(later).items() if isinstance(run, Run))
    return {id_ for id_, run in runs if run.about not in known and _DIGEST.fullmatch(run.about)}


def _with_callers(ids: Iterable[str], graph: Graph) -> set[str]:
    found, waiting = set[str](), list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting += graph.naming(id_)
    return found


def _without(record: Record, *, going: set[str], founder: str | None, said: Said) -> Record:
    """Return a record without what goes: a list without its entries, an identity with another founding claim."""
    if isinstance(record, Run):
        return dataclasses.replace(
            record,
            made=tuple(id_ for id_ in record.made if id_ not in going),
            problems=tuple(problem for problem in record.problems if problem.record not in going),
        )
    if isinstance(record, Release):
        return dataclasses.replace(
            record,
            records=tuple(id_ for id_ in record.records if id_ not in going),
            withheld=tuple(each for each in record.withheld if each.record not in going),
        )
    if isinstance(record, Incident | Victim | Source) and founder is not None:
        return dataclasses.replace(record, founded_by=founder)
    if isinstance(record, Link):
        return dataclasses.replace(
            record, because=tuple(each for each in record.because if not said.tells(each.values))
        )
    return record


def _tells(record: Record, said: Said) -> bool:
    return isinstance(record, Link) and any(said.tells(each.values) for each in record.because)
