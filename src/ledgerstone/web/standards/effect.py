"""What a decision would do to the figures of some incidents; nothing is recorded by looking."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledgerstone import codec, current
from ledgerstone.indexing import OneIncident, read_incident
from ledgerstone.reconciling.standards import Decision, in_force
from ledgerstone.records import Appraisal, Ownership, Review
from ledgerstone.store.index import touching
from ledgerstone.store.sight import Sight
from ledgerstone.store.store import Store
from ledgerstone.web.incidents.figures import Figure, figures

MOST = 15
"""Incidents that one look lays out twice, while somebody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An incident that a decision would change: its figures that would be others, and whether it would count."""

    incident: str
    label: str
    figures: tuple[Figure, ...]
    counted: bool | None
    """Whether it would count, where that is otherwise than now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Of how many incidents the figures were looked at, out of how many that it may touch, and those it changes."""

    looked_at: int
    touched: int
    changed: Sequence[Changed]


def effect(store: Store, made: Decision, *, sight: Sight) -> Effect:
    """Return what a decision would change, of the incidents that it may touch, the newest of them."""
    before = current.decisions(store)
    reviews = store.about_any(Review, before).values()
    would_be = in_force({**before, codec.identify(made): made}, reviews)
    touched = touching.incidents(_names(made), role=_role(made), sight=sight)
    changed, looked_at = [], 0
    for incident in touched[:MOST]:
        now = read_incident(store, incident, sight=sight)
        then = read_incident(store, incident, sight=sight, standards=would_be)
        if now is None or then is None or not now.whole:
            continue
        looked_at += 1
        found = _changed(incident, now, then)
        if found.figures or found.counted is not None:
            changed.append(found)
    return Effect(looked_at=looked_at, touched=len(touched), changed=changed)


def _changed(incident: str, now: OneIncident, then: OneIncident) -> Changed:
    made = tuple(each for each in figures(now.assessment, then.assessment) if each.changed)
    counts = _counts(then)
    return Changed(
        incident=incident,
        label=now.assessment.label,
        figures=made,
        counted=counts if counts != _counts(now) else None,
    )


def _counts(one: OneIncident) -> bool:
    inclusion = one.assessment.inclusion
    return inclusion is None or inclusion.judgement != "negative"


def _names(made: Decision) -> tuple[str, ...]:
    if isinstance(made, Ownership):
        return made.outlet, made.owner
    return (made.source,) if isinstance(made, Appraisal) and made.source else ()


def _role(made: Decision) -> str:
    return made.role or "" if isinstance(made, Appraisal) else ""
