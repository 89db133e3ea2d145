"""Step 1: the claims of one report, parted into the incidents that it tells of.

Most reports tell of one. A claim opens a telling of its own only with a harm of its own and a date or a place that the
main one cannot have; a place inside a larger scene makes a telling that is part of the larger one. All else stands with
the main telling, so that nothing is lost to a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ledgerstone.linking import nesting, profiles
from ledgerstone.linking.places import best_fit
from ledgerstone.linking.profiles import Telling
from ledgerstone.records import Claim, Report

# Deaths of wounds and later finds are told with the days after; a date this near is no other incident by itself.
NEAR_DAYS = 3
# A report without a date for its main incident tells, as news does, of the days before it was published.
NEWS_DAYS = 10
_COMPARED = 20  # claims of a telling that a new one is held against
_MOST = 50  # incidents beside the main one that a report is taken to tell of; what comes after stands with the main one


@dataclass(slots=True)
class _Pile:
    """The claims of one telling while it is being put together."""

    claims: dict[str, None]


def tell(report_id: str, claims: Mapping[str, Claim], *, report: Report | None) -> tuple[Telling, ...]:
    """Return the tellings of one report, the main one first."""
    order = sorted(claims, key=lambda id_: (claims[id_].passage.start, claims[id_].passage.end, id_))
    background = tuple(id_ for id_ in order if claims[id_].relation == "background")
    rest = [id_ for id_ in order if claims[id_].relation != "background"]
    if not any(claims[id_].kind in {"harm", "act"} for id_ in rest):
        main = profiles.profile(report_id, rest, claims, index=0)
        return (_dated(replace(main, background=background), report),) if order else ()
    piles = _piles(rest, claims, text=report.text if report else "")
    made = [profiles.profile(report_id, list(pile.claims), claims, index=number) for number, pile in enumerate(piles)]
    made[0] = replace(made[0], background=background)
    parted = [part for telling in made for part in nesting.part(telling, claims)]
    numbered = _renumbered(parted)
    return (*(_dated(numbered[0], report),), *(_dated(telling, report) for telling in numbered[1:]))


def _renumbered(tellings: Sequence[Telling]) -> list[Telling]:
    numbers = {(telling.index, telling.sub): number for number, telling in enumerate(tellings)}
    return [
        replace(
            telling,
            index=numbers[telling.index, telling.sub],
            sub=0,
            inside=None if telling.inside is None else numbers[telling.index, 0],
        )
        for telling in tellings
    ]


def _dated(telling: Telling, report: Report | None) -> Telling:
    """Give an undated telling the days before publication as a soft interval; it founds nothing, it only limits."""
    if telling.earliest is not None or report is None or report.published is None:
        return telling
    published = report.published.date() if isinstance(report.published, datetime) else report.published
    first = published - timedelta(days=min(NEWS_DAYS, published.toordinal() - 1))
    return replace(telling, earliest=first, latest=published, soft=True)


def _piles(order: Sequence[str], claims: Mapping[str, Claim], *, text: str) -> list[_Pile]:
    when = profiles.main_interval([claims[id_] for id_ in order])
    scene = profiles.main_scene([claims[id_] for id_ in order])
    main = _Pile({})
    others: list[_Pile] = []
    homes: dict[str, _Pile] = {}
    for id_ in order:  # first what opens a telling of its own, then all that can belong to one
        if _elsewhere(claims[id_], when, scene) and _opens(claims[id_]):
            pile = next((pile for pile in others if _agrees(claims[id_], pile, claims)), None)
            if pile is None and len(others) < _MOST:
                pile = _Pile({})
                others.append(pile)
            if pile is not None:
                homes[id_] = pile
                pile.claims[id_] = None
    last: str | None = None
    for id_ in order:
        home = homes.get(id_) or _home(claims[id_], when=when, scene=scene, main=main, others=others, claims=claims)
        if home is None and last and _follows(claims[id_], claims[last], text):
            home = homes[last]
        homes[id_] = home or main
        last = id_
    piles = [main, *others]
    for pile in piles:
        pile.claims = {id_: None for id_ in order if homes[id_] is pile}
    return piles if main.claims else others


def _home(
    claim: Claim,
    *,
    when: tuple[date, date] | None,
    scene: profiles.Scene,
    main: _Pile,
    others: list[_Pile],
    claims: Mapping[str, Claim],
) -> _Pile | None:
    """Return the pile of a claim that opens none, or None where its words do not say."""
    for pile in others:
        if claim.of in pile.claims or (_elsewhere(claim, when, scene) and _agrees(claim, pile, claims)):
            return pile
    if claim.of in main.claims or claim.where or profiles.interval(claim):
        return main
    return None


def _elsewhere(claim: Claim, when: tuple[date, date] | None, scene: profiles.Scene) -> bool:
    own = profiles.interval(claim)
    fit = best_fit(claim.where, scene.places)[0] if claim.where and scene.places else 0.0
    if own is None or when is None:
        return fit < 0 and (own is not None or bool(claim.act) or scene.has_act_beside(claim))
    before, after = (when[0] - own[1]).days, (own[0] - when[1]).days
    if before > NEAR_DAYS or (after > NEAR_DAYS and fit <= 0 and bool(claim.where)):
        return True
    return fit < 0 and (max(before, after) > 0 or bool(claim.act) or scene.has_act_beside(claim))


def _opens(claim: Claim) -> bool:
    return claim.kind == "harm" and claim.polarity == "affirmed" and bool(claim.count or claim.person)


def _agrees(claim: Claim, pile: _Pile, claims: Mapping[str, Claim]) -> bool:
    members = [claims[id_] for id_ in list(pile.claims)[:_COMPARED]]
    intervals = [found for member in members if (found := profiles.interval(member))]
    own = profiles.interval(claim)
    if own and intervals and not any(own[0] <= last and first <= own[1] for first, last in intervals):
        return False
    places = [place for member in members for place in member.where]
    fit = best_fit(claim.where, places)[0] if claim.where and places else 0.0
    return fit > 0 or (fit == 0 and bool(own and intervals))


def _follows(claim: Claim, before: Claim, text: str) -> bool:
    """Say whether a claim without date and place goes on with the one before it: same paragraph."""
    gap = text[before.passage.end : claim.passage.start]
    return "\n" not in gap and claim.passage.start - before.passage.end <= len(gap)
