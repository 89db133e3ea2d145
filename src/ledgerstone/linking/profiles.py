"""What a telling is about, as far as linking compares it: days, scene, harms, acts, actors, figures, names."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledgerstone.linking.folding import folded, words
from ledgerstone.linking.places import FINE, best_fit, finest
from ledgerstone.records import Claim, Where

_SIDES = frozenset({"police", "soldier", "fighter", "perpetrator"})
SPEAK_DAYS = 3
_SCENES = 60  # sets of places of one report that are compared; more say nothing new of what it is mainly about
_WIDE_DAYS = 31  # a longer interval ("since October 2028") dates no incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One incident as one report tells it.

    ``inside`` is the index of the telling of the same report that it is part of. ``soft`` marks days that were only
    inferred from the publication. ``figures`` are the largest figures told, by harm.
    """

    report: str
    index: int
    sub: int = 0
    inside: int | None = None
    claims: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    soft: bool = False
    scope: tuple[Where, ...] = ()
    scene: tuple[Where, ...] = ()
    acts: frozenset[str] = frozenset()
    harms: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    figures: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Return what sorts and names the telling."""
        return self.report, self.index


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where the main incident of a report plays, and where in the text something is said to have been done."""

    places: tuple[Where, ...]
    acts: tuple[tuple[int, int], ...]

    def has_act_beside(self, claim: Claim) -> bool:
        """Say whether an act is told in the claim's own sentence."""
        at = bisect_left(self.acts, (claim.passage.start, 0))
        return any(
            start < claim.passage.end and claim.passage.start < end for start, end in self.acts[max(0, at - 1) : at + 1]
        )


def interval(claim: Claim) -> tuple[date, date] | None:
    """Return the claim's days where both ends are resolved and near enough together to date an incident."""
    when = claim.when
    if when is None or when.earliest is None or when.latest is None:
        return None
    return (when.earliest, when.latest) if (when.latest - when.earliest).days <= _WIDE_DAYS else None


def main_interval(claims: Sequence[Claim]) -> tuple[date, date] | None:
    """Return the days that most of the claims agree on; a harm weighs 2, a narrower and earlier told one wins a tie."""
    dated = [(claim, found) for claim in claims if claim.kind in {"harm", "act"} and (found := interval(claim))]
    if not dated:
        return None
    weights: Counter[tuple[date, date]] = Counter()
    for claim, found in dated:
        weights[found] += 2 if claim.kind == "harm" else 1
    support = {
        own: sum(weight for other, weight in weights.items() if own[0] <= other[1] and other[0] <= own[1])
        for own in weights
    }
    first_told = {found: number for number, (_, found) in reversed(list(enumerate(dated)))}
    return min(support, key=lambda own: (-support[own], (own[1] - own[0]).days, first_told[own]))


def _with_days_before(days: tuple[date, date] | None, told: Iterable[Claim]) -> tuple[date, date] | None:
    """Reach back to the days just before that are told too: people speak, are named and die of wounds after the day."""
    if days is None:
        return None
    first = [own[0] for claim in told if (own := interval(claim)) and 0 < (days[0] - own[0]).days <= SPEAK_DAYS]
    return min([days[0], *first]), days[1]


def main_scene(claims: Sequence[Claim]) -> Scene:
    """Return the places of the main incident: those told with most of its harms, and all that are told with them."""
    acts = tuple((claim.passage.start, claim.passage.end) for claim in claims if claim.act)
    weights: dict[tuple[Where, ...], int] = {}
    for claim in claims:
        if claim.kind in {"harm", "act"} and claim.where and (claim.where in weights or len(weights) < _SCENES):
            weights[claim.where] = weights.get(claim.where, 0) + _weight(claim)
    if not weights:
        return Scene(places=(), acts=acts)
    support = {own: sum(weight for other, weight in weights.items() if best_fit(own, other)[0] > 0) for own in weights}
    seed = max(support, key=lambda own: support[own])  # of equals, the first told
    places = _unique(seed)
    for _ in range(2):  # those told with the seed, and those told with these
        places = _unique([*places, *(place for own in weights if best_fit(own, places)[0] > 0 for place in own)])
    return Scene(places=places, acts=acts)


def _weight(claim: Claim) -> int:
    return 3 if claim.harm == "killed" and claim.count else 2 if claim.kind == "harm" else 1


def profile(
    report: str, ids: Sequence[str], claims: Mapping[str, Claim], *, index: int, sub: int = 0, inside: int | None = None
) -> Telling:
    """Return the telling that these claims make."""
    members = [claims[id_] for id_ in ids]
    told = [claim for claim in members if claim.kind in {"harm", "act"}] or members
    days = _with_days_before(main_interval(members), told)
    scope = _unique(place for claim in told for place in claim.where)
    return Telling(
        report=report,
        index=index,
        sub=sub,
        inside=inside,
        claims=tuple(ids),
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        scope=scope,
        scene=finest(scope),
        acts=frozenset(claim.act for claim in members if claim.act),
        harms=frozenset(claim.harm for claim in members if claim.harm),
        actors=frozenset(
            folded(name) for claim in members for actor in claim.actors for name in (actor.name, *actor.aliases)
        ),
        names=frozenset(_full_names(members)),
        figures=tuple(sorted(figures(members).items())),
    )


def figures(claims: Iterable[Claim]) -> dict[str, int]:
    """Return the largest affirmed figure of each harm; a side's count of its own or the other's fighters is none."""
    found: dict[str, int] = {}
    for claim in claims:
        number = number_of(claim)
        of_one_side = claim.status == "combatant" or _SIDES & set(claim.group)
        if (
            claim.harm
            and number
            and not of_one_side
            and claim.polarity == "affirmed"
            and claim.stance != "counterfactual"
        ):
            found[claim.harm] = max(found.get(claim.harm, 0), number)
    return found


def number_of(claim: Claim) -> int | None:
    """Return the number that a claim states: its least, or its greatest where it states no least."""
    if claim.count is None:
        return None
    return claim.count.low if claim.count.low is not None else claim.count.high


def is_fine(places: Sequence[Where]) -> bool:
    """Say whether the finest of the places is within a town."""
    return bool(places) and places[0].precision in FINE


def _full_names(claims: Iterable[Claim]) -> Iterable[str]:
    for claim in claims:
        if claim.kind == "harm" and claim.person and claim.polarity == "affirmed":
            yield from (" ".join(parts) for name in claim.person.names if len(parts := words(name.text)) > 1)


def _unique(places: Iterable[Where]) -> tuple[Where, ...]:
    kept: dict[tuple[str, str, float | None, float | None], Where] = {}
    for place in places:
        kept.setdefault((folded(place.name), place.precision, place.lat, place.lon), place)
    return tuple(kept.values())
