"""What people judged of links, laid over what the linker found. Pure: records in, records out.

A judgement is a Link whose linker is a person, together with the Review that accepted it: the Link says what, the
Review who, when and why. The latest judgement of a pair counts; rejecting its link takes it back.

    1. the judgements that stand, the latest of each pair
    2. identities judged the same become one: what leads to the one leads to the other
    3. what was judged not to belong together does not; what was judged to belong is added
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ledgerstone.records import Link, Record, Review
from ledgerstone.reviewing import EXTRACTOR

PERSON = EXTRACTOR  # the linker that a judgement names: a person
SAME = "same_as"

_Get = Callable[[Iterable[str]], Mapping[str, Record]]
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Why a judgement cannot stand beside others: three identities, two judged the same, one of them not the third."""

    same: _Pair
    also_same: _Pair
    apart: _Pair


def judged(reviews: Iterable[Review], get: _Get) -> tuple[Link, ...]:
    """Return the links that people made and that stand, in the order in which they were judged last."""  # 1
    latest: dict[str, Review] = {}
    for review in reviews:
        if review.anchor is None:
            latest.pop(review.about, None)
            latest[review.about] = review
    found = get([id_ for id_, review in latest.items() if review.verdict == "accept"])
    standing: dict[object, Link] = {}
    for id_, review in latest.items():
        link = found.get(id_) if review.verdict == "accept" else None
        if isinstance(link, Link) and link.linker == PERSON:
            standing.pop(_pair(link), None)
            standing[_pair(link)] = link
    return tuple(standing.values())


def same_pair(one: Link, other: Link) -> bool:
    """Say whether two links are judgements of a person on the same pair."""
    return one.linker == other.linker == PERSON and _pair(one) == _pair(other)


def overlay(links: Iterable[Link], judgements: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links as they stand with these judgements laid over them.

    Args:
        links: as the linker gives them, decisions of reviewers on single links followed already.
        judgements: what :func:`judged` returns.
    """
    if not judgements:
        return tuple(links)
    became = canonical(judgements)  # 2
    refused = {(x.claim, x.target) for x in judgements if x.judgement == "negative" and x.relation != SAME}
    made = [x for x in judgements if x.judgement == "positive" and x.relation != SAME]
    kept: dict[tuple[str, str, str], Link] = {}
    for each in links:  # 3
        moved = _lead(each, became)
        if moved.claim != moved.target and refused.isdisjoint({(each.claim, each.target), (moved.claim, moved.target)}):
            kept.setdefault((moved.claim, moved.relation, moved.target), moved)
    for each in made:
        moved = _lead(each, became)
        if moved.claim != moved.target:
            kept[moved.claim, moved.relation, moved.target] = moved
    return tuple(kept.values())


def canonical(judgements: Iterable[Link]) -> dict[str, str]:
    """Return, for each identity that was taken into another, the one that stands for both."""
    into = {x.claim: x.target for x in judgements if x.relation == SAME and x.judgement == "positive"}
    return {id_: _root(id_, into) for id_ in into if _root(id_, into) != id_}


def contradiction(judgements: Iterable[Link], new: Link) -> Contradiction | None:
    """Return why a judgement on two identities cannot stand beside those that do; None if it can.

    A new judgement of a pair replaces the old one, so that alone contradicts nothing.
    """
    others = [x for x in judgements if x.relation == SAME and _pair(x) != _pair(new)]
    same = [(x.claim, x.target) for x in others if x.judgement == "positive"]
    apart = [(x.claim, x.target) for x in others if x.judgement == "negative"]
    if new.judgement == "negative":
        path = _path(new.claim, new.target, same)
        return Contradiction(same=path[0], also_same=path[1], apart=(new.claim, new.target)) if path else None
    if new.judgement != "positive":
        return None
    joined = (new.claim, new.target)
    for pair in apart:
        path = _path(*pair, [*same, joined])
        if path:
            return Contradiction(same=path[0], also_same=path[1], apart=pair)
    return None


def _pair(link: Link) -> object:
    if link.relation == SAME:
        return frozenset({link.claim, link.target}), SAME
    return link.claim, link.target, link.relation == "part_of"


def _lead(link: Link, became: Mapping[str, str]) -> Link:
    claim, target = became.get(link.claim, link.claim), became.get(link.target, link.target)
    return link if (claim, target) == (link.claim, link.target) else replace(link, claim=claim, target=target)


def _root(id_: str, into: Mapping[str, str]) -> str:
    seen = {id_}
    while (further := into.get(id_)) is not None and further not in seen:
        seen.add(further)
        id_ = further
    return id_ if id_ not in into else min(seen)  # a ring, which no action makes, still has one root


def _path(start: str, end: str, same: Sequence[_Pair]) -> tuple[_Pair, _Pair] | None:
    """Return the first and the last step on the way from one identity to another; None where there is no way."""
    came: dict[str, _Pair] = {start: (start, start)}
    at = [start]
    for here in at:
        for one, other in same:
            for near, far in ((one, other), (other, one)):
                if near == here and far not in came:
                    came[far] = (near, far)
                    at.append(far)
    if end not in came:
        return None
    steps = [came[end]]
    while steps[-1][0] != start:
        steps.append(came[steps[-1][0]])
    return steps[-1], steps[0]
