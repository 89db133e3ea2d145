"""Step 4: an attack on one house within a day of attacks on a town is part of them, and never added to them.

Within a report, a telling is parted where it gives one figure for a wider scene and smaller ones for a place inside it.
Across reports, an incident is part of another where its days and its scene lie within the other's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ledgerstone.linking import profiles
from ledgerstone.linking.places import FINE, LOCAL, finest, is_inside, is_near, is_same
from ledgerstone.linking.profiles import Telling
from ledgerstone.records import Because, Claim, Where

_ACROSS = re.compile(r"\b(?:across|throughout|all over|in all of)\b", re.IGNORECASE)
_ONE_OF = re.compile(
    r"\b(?:last|first|second|third|one|worst|deadliest|heaviest|another)"
    r" (?:of (?:them|these|those|several|the)|(?:air )?strike|attack|raid|shell|bomb|missile|hit|house|building)\b"
    r"|\bin one (?:case|attack|incident|house|street)\b",
    re.IGNORECASE,
)
_PARTIAL = frozenset({"part_of", "in_addition", "increment", "background"})
_TWO = 2
_SPOTS = 8  # smaller incidents of one report


def part(telling: Telling, claims: Mapping[str, Claim]) -> list[Telling]:
    """Return the telling and the smaller ones inside it, with the claims shared out between them."""
    wide = _wide_claim(telling, claims)
    if wide is None:
        return [telling]
    inner = _inner(telling, wide, claims)
    if not inner:
        return [telling]
    kept = [id_ for id_ in telling.claims if not any(id_ in ids for ids in inner)]
    parts = [profiles.profile(telling.report, kept, claims, index=telling.index)]
    for number, ids in enumerate(inner, start=1):
        parts.append(
            profiles.profile(telling.report, ids, claims, index=telling.index, sub=number, inside=telling.index)
        )
    return [_with_days(made, telling) for made in parts]


def _with_days(made: Telling, telling: Telling) -> Telling:
    if made.sub == 0:
        made = replace(made, background=telling.background)
    return made if made.earliest else replace(made, earliest=telling.earliest, latest=telling.latest)


def _wide_claim(telling: Telling, claims: Mapping[str, Claim]) -> str | None:
    """Return the claim with the largest figure of people killed, where it speaks of a scene with several spots."""
    wholes = [id_ for id_ in telling.claims if _is_whole(claims[id_])]
    if not wholes:
        return None
    top = max(
        wholes,
        key=lambda id_: (profiles.number_of(claims[id_]) or 0, _ACROSS.search(claims[id_].passage.exact) is not None),
    )
    scene = finest(claims[top].where)
    return None if scene and scene[0].precision in FINE and not _ACROSS.search(claims[top].passage.exact) else top


def _is_whole(claim: Claim) -> bool:
    stated = claim.kind == "harm" and claim.harm == "killed" and claim.polarity == "affirmed"
    return stated and claim.relation not in _PARTIAL and not claim.person and bool(profiles.number_of(claim))


def _inner(telling: Telling, wide: str, claims: Mapping[str, Claim]) -> list[list[str]]:
    total = profiles.number_of(claims[wide]) or 0
    lists = _lists_of_towns(telling, claims)
    spots: list[Where] = []
    for id_ in telling.claims:
        claim = claims[id_]
        spot = _spot(claim)
        if len(spots) == _SPOTS or id_ == wide or spot is None or claim.harm != "killed" or claim.relation in _PARTIAL:
            continue
        smaller = claim.kind == "harm" and 0 < (profiles.number_of(claim) or 0) < total
        told_so = _ONE_OF.search(claim.passage.exact) or _is_one_of_several(spot, telling, claims[wide], lists)
        if smaller and told_so and not any(_one(spot, s) for s in spots):
            spots.append(spot)
    piles = [_at(spot, telling, wide, claims) for spot in spots]
    return [ids for number, ids in enumerate(piles) if not any(set(ids) & set(other) for other in piles[:number])]


def _lists_of_towns(telling: Telling, claims: Mapping[str, Claim]) -> list[tuple[Where, ...]]:
    """Return the towns of each claim that lists more than two of them ("in A, B, C and D")."""
    named = {claims[id_].where for id_ in telling.claims}
    towns = [tuple(place for place in where if place.precision in LOCAL - FINE) for where in named]
    return [each for each in towns if len(each) > _TWO]


def _spot(claim: Claim) -> Where | None:
    scene = finest(claim.where)
    if (
        not scene
        or scene[0].precision not in LOCAL
        or len({place.name for place in scene if place.precision in LOCAL}) > _TWO
    ):
        return None
    return scene[0]


def _is_one_of_several(spot: Where, telling: Telling, wide: Claim, lists: Sequence[tuple[Where, ...]]) -> bool:
    """Say whether the report shows that the wider scene holds other spots than this one."""
    if spot.precision in FINE:
        others = any(place.precision in FINE and not _one(place, spot) for place in telling.scene)
        return others or _ACROSS.search(wide.passage.exact) is not None
    return any(_one(spot, town) for towns in lists for town in towns)


def _one(a: Where, b: Where) -> bool:
    """Say whether two places are one spot: the same, one in the other, or near and not told apart by the gazetteer."""
    told_apart = a.gazetteer_id and b.gazetteer_id and a.gazetteer_id != b.gazetteer_id
    near = is_near(a, b) and {a.precision, b.precision} <= FINE and not told_apart
    return is_same(a, b) or near or is_inside(a, b) or is_inside(b, a)


def _at(spot: Where, telling: Telling, wide: str, claims: Mapping[str, Claim]) -> list[str]:
    """Return the claims about the spot: told of it, parts of those, and what goes on without a place right after."""
    ids: dict[str, None] = {}
    before: str | None = None
    for id_ in telling.claims:
        claim = claims[id_]
        own = _spot(claim)
        told = own is not None and _one(own, spot) and not is_inside(spot, own) and id_ != wide
        goes_on = not claim.where and claim.of in ids
        same_sentence = (
            not claim.where and before in ids and before is not None and claim.passage == claims[before].passage
        )
        if told or goes_on or same_sentence:
            ids[id_] = None
        before = id_
    return list(ids)


def within(small: Sequence[Telling], large: Sequence[Telling]) -> tuple[int, tuple[Because, ...]] | None:
    """Return how many were killed in the larger of two incidents, and why the other lies in it; None where it does not.

    Args:
        small: tellings of the one, the first ones.
        large: tellings of the other.
    """
    found = [
        (dict(whole.figures).get("killed", 0), because)
        for whole in large
        for part_ in small
        if profiles.is_fine(part_.scene) and (because := lies_within(part_, whole))
    ]
    return max(found, key=lambda item: item[0]) if found else None


def lies_within(small: Telling, large: Telling) -> tuple[Because, ...]:
    """Return why one incident's profile lies within another's; empty where it does not."""
    if (
        small.earliest is None
        or small.latest is None
        or large.earliest is None
        or large.latest is None
        or small.soft
        or large.soft
    ):
        return ()
    if small.earliest < large.earliest or small.latest > large.latest or not _is_smaller(small, large):
        return ()
    spots, area = small.scene, _areas(large)
    for spot in spots[:1]:
        for place in area:
            if is_inside(spot, place) and place.precision in LOCAL:
                return (
                    Because(feature="place", values=f"{spot.name} lies in {place.name}", weight=0.6),
                    Because(
                        feature="days", values=f"{small.earliest} within {large.earliest} to {large.latest}", weight=0.4
                    ),
                )
    return ()


def _areas(large: Telling) -> Sequence[Where]:
    """Return the places of which the larger incident's own figure speaks: not those of one spot in it."""
    return (
        ()
        if len(large.scene) == 1 and large.scene[0].precision in FINE
        else [p for p in large.scope if p.precision not in FINE]
    )


def _is_smaller(small: Telling, large: Telling) -> bool:
    theirs, ours = dict(large.figures).get("killed"), dict(small.figures).get("killed")
    fine = bool(small.scene) and small.scene[0].precision in FINE
    return fine and bool(theirs and ours and ours < theirs)
