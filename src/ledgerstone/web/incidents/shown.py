"""An incident as its page shows it: what the dossier shows of it, a bounded number of claims at a time."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from ledgerstone.indexing import OneIncident
from ledgerstone.records import Claim
from ledgerstone.releasing import map as drawn_map
from ledgerstone.releasing.claim_view import Numbers
from ledgerstone.releasing.incident_view import IncidentView, incident_view
from ledgerstone.store.sight import NAMES

CLAIMS = 100
"""Claims on one page, so that an incident of thousands stays quick to load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The incident laid out; ``before`` and ``after`` are where the pages beside this one begin, None where none is."""

    view: IncidentView
    map: drawn_map.Map
    level: str
    levels: Mapping[str, str]
    claims: int
    before: int | None
    after: int | None


def show(one: OneIncident, *, begin: int = 0) -> Shown:
    """Lay an incident out, with its claims from one place on: those that figures rest on first."""
    of = one.assessment
    ordered = _order(one)
    begin = begin if 0 <= begin < len(ordered) else 0
    part = {id_: of.claims[id_] for id_ in ordered[begin : begin + CLAIMS]}
    # Numbers are those of the whole incident, so that a claim keeps its number from page to page.
    numbers = Numbers(
        incidents={of.incident or "": 1},
        claims={id_: number for number, id_ in enumerate(ordered, start=1)},
        reports={id_: number for number, id_ in enumerate(of.reports, start=1)},
    )
    return Shown(
        view=incident_view(1, dataclasses.replace(of, claims=part), numbers=numbers, reviews=one.reviews),
        map=drawn_map.draw([(1, of)]),
        level=NAMES[one.level],
        levels={id_: NAMES[level] for id_, level in one.levels.items() if level},
        claims=len(of.claims),
        before=max(0, begin - CLAIMS) if begin else None,
        after=begin + CLAIMS if begin + CLAIMS < len(ordered) else None,
    )


def _order(one: OneIncident) -> list[str]:
    used = {each.claim for toll in one.assessment.tolls for each in toll.used}
    claims: Mapping[str, Claim] = one.assessment.claims
    return sorted(claims, key=lambda id_: id_ not in used)
