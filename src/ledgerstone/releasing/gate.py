"""The one gate of every release: what may leave, and by id and reason alone, what may not.

1. ``allow``: the claims that passed review and are closed by no handling.
2. What was derived from claims leaves only if all of these claims did, unchanged: a figure that rests on a claim that
   stays would tell it.
3. ``mask``: names, exact places and sentences that tell of something closed, too, are taken out of what is left; full
   texts and page furniture go.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ledgerstone.records import Assessment, Claim, Handling, Link, Review, Toll, Withheld
from ledgerstone.releasing.masking import mask
from ledgerstone.releasing.masks import masks
from ledgerstone.releasing.withholding import INTIMATE_HARMS, allow, in_closed_words

_RESTS = "it rests on claims that were not released"


class Gated(NamedTuple):
    """The incidents as they may leave, and what was withheld or masked, with the reason."""

    assessments: tuple[Assessment, ...]
    withheld: tuple[Withheld, ...]


def gate(
    assessments: Sequence[Assessment],
    *,
    reviews: Mapping[str, Review],
    handlings: Iterable[Handling] = (),
    known: Sequence[Assessment] = (),
    silent: Collection[str] = (),
    names: Collection[str] = (),
) -> Gated:
    """Return what may leave of these incidents.

    Args:
        assessments: the incidents. Laid out from the claims that ``allow`` returns they pass whole; laid out from more,
            they lose each toll, victim, check, actor and date that rests on a claim that stays.
        reviews: the latest review of each claim, by the claim's id.
        handlings: every Handling of the case.
        known: the incidents as they were before they were laid out again, all claims included. Nothing of them leaves;
            the names of people in them are masked wherever they stand, and sentences that tell of closed claims too.
        silent: further claims of which the sentence stays.
        names: further names to mask, where ``known`` is not the whole case.
    """
    levels = tuple(handlings)
    allowed = allow(assessments, reviews=reviews, handlings=levels)
    withheld = list(allowed.withheld)
    limited = []
    found = {id_: claim for each in assessments for id_, claim in each.claims.items()}
    intact = frozenset(id_ for id_, claim in allowed.claims.items() if claim == found[id_])
    for number, each in enumerate(assessments, start=1):
        view, notes = _limit(each, allowed.claims, intact, number)
        withheld += notes
        limited += [view] if view else []
    by = masks((*assessments, *known), released=limited, opened=allowed.opened, names=names)
    quiet = {*silent, *in_closed_words(allowed.claims, (*assessments, *known), reviews=reviews, handlings=levels)}
    masked = []
    for each in limited:
        view, notes = mask(each, by=by, opened=allowed.opened, silent=quiet)
        withheld += notes
        masked.append(view)
    return Gated(tuple(masked), tuple(dict.fromkeys(withheld)))


def _limit(
    assessment: Assessment, allowed: Mapping[str, Claim], intact: frozenset[str], number: int
) -> tuple[Assessment | None, tuple[Withheld, ...]]:
    claims = {id_: allowed[id_] for id_ in assessment.claims if id_ in allowed}
    if not claims:
        reason = "none of its claims was released"
        return None, (Withheld(record=assessment.incident, reason=reason),) if assessment.incident else ()
    whole = intact.issuperset(assessment.claims)
    tolls = tuple(_toll(toll, claims) for toll in assessment.tolls if _toll_leaves(toll, intact, whole=whole))
    victims = tuple(
        each for each in assessment.victims if each.harm not in INTIMATE_HARMS and intact.issuperset(each.claims)
    )
    reports = {
        id_: report for id_, report in assessment.reports.items() if any(c.report == id_ for c in claims.values())
    }
    view = dataclasses.replace(
        assessment,
        claims=claims,
        reports=reports,
        tolls=tolls,
        victims=victims,
        checks=tuple(each for each in assessment.checks if each.claims and intact.issuperset(each.claims)),
        grades=tuple(each for each in assessment.grades if each.claims and intact.issuperset(each.claims)),
        links=tuple(
            dataclasses.replace(link, because=()) for link in _links(assessment, {*claims, *reports}, whole=whole)
        ),
    )
    if view.inclusion and not whole:  # its reasons may tell what the claims that stay behind say
        view = dataclasses.replace(view, inclusion=dataclasses.replace(view.inclusion, because=(_RESTS,)))
    kept = {victim.victim for victim in victims}
    notes = tuple(Withheld(record=v.victim, reason=_RESTS) for v in assessment.victims if v.victim not in kept)
    return (view if whole else _described_by(view, claims.values(), number)), notes


def _links(of: Assessment, shown: set[str], *, whole: bool) -> Iterator[Link]:
    # That one incident is part of another is told by their claims, so it leaves only with all of them.
    return (each for each in of.links if each.claim in shown or (whole and each.relation == "part_of"))


def _toll_leaves(toll: Toll, intact: frozenset[str], *, whole: bool) -> bool:
    if toll.harm in INTIMATE_HARMS:
        return False
    # A toll without a used claim says "not stated"; only a view of every claim can say that.
    return intact.issuperset(each.claim for each in toll.used) and bool(toll.used or whole)


def _toll(toll: Toll, claims: Mapping[str, Claim]) -> Toll:
    return dataclasses.replace(toll, set_aside=tuple(each for each in toll.set_aside if each.claim in claims))


def _described_by(view: Assessment, claims: Iterable[Claim], number: int) -> Assessment:
    """Return the view described by nothing but these claims; its label may tell more, so it gets a plain one."""
    said = tuple(claims)
    where = tuple(place for place in view.where if any(place in claim.where for claim in said))
    when = view.when if any(claim.when == view.when for claim in said) else None
    named = {name for claim in said for actor in claim.actors for name in (actor.name, *actor.aliases)}
    actors = tuple(
        dataclasses.replace(actor, aliases=tuple(alias for alias in actor.aliases if alias in named))
        for actor in view.actors
        if any(actor.name == each.name and actor.role == each.role for claim in said for each in claim.actors)
    )
    means = tuple(each for each in view.means if any(each in claim.means for claim in said))
    label = ", ".join([f"Incident {number}", *dict.fromkeys(place.name for place in where[:1])])
    return dataclasses.replace(view, label=label, where=where, when=when, actors=actors, means=means)
