"""Who may see what, as it counts now: what is closed stays closed when it goes by another name.

A handling is about one record. Three things give what it closed another name: a claim is corrected, an extractor of
another version finds the same words, an original is taken out of another. In each case the closed level is carried on,
so that a release, which goes by names, keeps it in. Only ``restricted`` and ``sealed`` are carried, never ``open``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ledgerstone.current import Current, taken_out_of
from ledgerstone.records import Claim, Handling, Report
from ledgerstone.store.store import Store

_OPEN = "open"


def handlings(store: Store, now: Current) -> tuple[Handling, ...]:
    """Return every handling of the case, and those that are carried on to what stands now."""
    made = tuple(store.records(Handling).values())
    latest = {each.about: each for each in sorted(made, key=lambda each: each.at)}
    closed = {about: each for about, each in latest.items() if each.level != _OPEN}
    if not closed:
        return made
    last = max(each.at for each in made)  # the strictest along a chain counts, whenever it was said
    members = {(each, outer) for outer, inside in taken_out_of(store, closed).items() for each in inside}
    heirs = _claims(store, closed, now) | members
    return (
        *made,
        *(replace(closed[origin], about=heir, at=last) for heir, origin in sorted(heirs) if heir != origin),
    )


def _claims(store: Store, closed: Mapping[str, Handling], now: Current) -> set[tuple[str, str]]:
    """Return each claim of now that stands where a closed claim stood which is no more, with that one."""
    standing = {**now.reviewed.claims, **now.reviewed.rejected}
    gone = {id_: each for id_, each in store.get(closed.keys() - standing.keys()).items() if isinstance(each, Claim)}
    if not gone:
        return set()
    places = _places(store, {each.report for each in (*gone.values(), *standing.values())})
    heirs = {(now.reviewed.became[id_], id_) for id_ in gone if id_ in now.reviewed.became}
    by_place: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for id_, each in standing.items():
        by_place.setdefault(places[each.report], []).append((id_, each.passage.exact))
    for id_, each in gone.items():
        here = by_place.get(places.get(each.report, ("", "")), [])
        heirs |= {(other, id_) for other, exact in here if _same_words(exact, each.passage.exact)}
    return heirs


def _same_words(one: str, other: str) -> bool:
    """Say whether one sentence holds the other: closing too much is better than too little."""
    return bool(one and other) and (one in other or other in one)


def _places(store: Store, reports: Iterable[str]) -> dict[str, tuple[str, str]]:
    found = store.get(sorted(set(reports)))
    return {id_: (each.original, each.part) for id_, each in found.items() if isinstance(each, Report)}
