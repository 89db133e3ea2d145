"""A team's own figures for its incidents: which stand, and which want another look. Pure: records in, records out.

A figure stands until a later one for the same people of the same incident takes its place, or a review rejects it;
then the one before it counts again. It never takes the place of a policy's figure. The figures of an incident that was
taken into another stand with that other, and want another look there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ledgerstone.records import Claim, Determination, Determined, Review

# Claims on a harm that bear on another, too: who was hit may be dead or wounded, and so may those of a lumped figure.
_BEARS = {
    "killed": frozenset({"killed", "hit", "killed_or_injured"}),
    "injured": frozenset({"injured", "hit", "killed_or_injured"}),
    "killed_or_injured": frozenset({"killed_or_injured", "killed", "injured", "hit"}),
}
_Whom = tuple[str, str, str | None, str | None]


def bearing(claims: Mapping[str, Claim], harm: str) -> tuple[str, ...]:
    """Return the ids, sorted, of the claims that bear on a figure for a harm, whatever a policy makes of them.

    Args:
        claims: all of an incident, by id, rejected ones too.
        harm: a code.
    """
    wanted = _BEARS.get(harm, frozenset({harm}))
    return tuple(sorted(id_ for id_, claim in claims.items() if claim.kind == "harm" and claim.harm in wanted))


def in_force(
    determinations: Mapping[str, Determination], reviews: Iterable[Review], *, became: Mapping[str, str]
) -> dict[str, dict[str, Determination]]:
    """Return the figures that stand, by id, for each incident.

    Args:
        determinations: by id, from the first to the last.
        reviews: from the first to the last; the last about a figure says whether it was rejected.
        became: for each incident that was taken into another, that other (``judging.canonical``).
    """
    verdicts = {each.about: each.verdict for each in reviews if not each.blind}
    latest: dict[_Whom, str] = {}
    for id_, each in determinations.items():
        if verdicts.get(id_) != "reject":
            latest[_whom(each, became)] = id_
    standing: dict[str, dict[str, Determination]] = defaultdict(dict)
    for whom, id_ in sorted(latest.items(), key=lambda item: [part or "" for part in item[0]]):
        standing[whom[0]][id_] = determinations[id_]
    return dict(standing)


def beside(standing: Mapping[str, Determination], claims: Mapping[str, Claim]) -> tuple[Determined, ...]:
    """Return the figures that stand for an incident as they are to be read beside its claims.

    Args:
        standing: the figures by id, as :func:`in_force` returns them.
        claims: the incident's claims by id, rejected ones too.
    """
    return tuple(_beside(id_, each, frozenset(bearing(claims, each.harm))) for id_, each in standing.items())


def _beside(id_: str, of: Determination, now: frozenset[str]) -> Determined:
    then = frozenset(of.claims)
    return Determined(id=id_, determination=of, came=len(now - then), went=len(then - now))


def _whom(of: Determination, became: Mapping[str, str]) -> _Whom:
    return became.get(of.incident, of.incident), of.harm, of.status, of.group
