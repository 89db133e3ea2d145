"""Grades of airwars.v1: Confirmed, Discounted, Contested, Fair or Weak, the first that fits, with its meaning."""

from collections.abc import Sequence

from ledgerstone import vocabulary
from ledgerstone.reconciling.gathering import Gathered, Told, stems
from ledgerstone.reconciling.policies.figures import bounds
from ledgerstone.reconciling.policies.ledger import independent
from ledgerstone.reconciling.policies.sorting_v1 import NOT_SO
from ledgerstone.records import Grade

SCHEME = "airwars.v1"
_HARMS = frozenset({"killed", "injured", "killed_or_injured"})
_DID_IT = frozenset({"perpetrator", "accused", "claimant"})
_CREDIBLE = 2  # sources


def grade(gathered: Gathered) -> Grade | None:
    """Return an incident's grade; None where nobody is said to have been killed or injured in it."""
    told = [each for each in gathered.told if each.counts and each.claim.stance not in NOT_SO]
    harmed = [each for each in told if _is_harm(each)]
    if gathered.incident is None or not harmed:
        return None
    accepted = [each for each in told if _accepts(each, told)]
    sides = _sides(told)
    low, _ = independent(harmed)
    if accepted:
        return _grade(gathered.incident, "Confirmed", f"here: {_who(accepted[0])} says so", accepted)
    if all(each.claim.status == "combatant" for each in harmed) and not all(each.accused for each in harmed):
        return _grade(gathered.incident, "Discounted", "here: every claim of harm speaks of combatants", harmed)
    if len(sides) > 1:
        names = " and ".join(sorted(side[0] for side in sides))
        return _grade(gathered.incident, "Contested", f"here: {names}", harmed)
    if low >= _CREDIBLE and sides:
        return _grade(gathered.incident, "Fair", f"here: at least {low} independent sources", harmed)
    return _grade(gathered.incident, "Weak", "here: no second source is proven independent of the first", harmed)


def _accepts(told: Told, others: Sequence[Told]) -> bool:
    """Say whether a claim accepts responsibility for harm to civilians.

    A belligerent that says it struck, and that nobody or combatants alone were harmed, accepts no such harm.
    """
    if told.claim.response != "claim_of_responsibility":
        return False
    return not any(each.source == told.source and _denies_harm(each) for each in others)


def _denies_harm(told: Told) -> bool:
    claim = told.claim
    if claim.denies in {"harm", "status"}:
        return True
    if claim.kind != "harm" or claim.harm not in _HARMS:
        return False
    return claim.status == "combatant" or claim.polarity == "denied" or bounds(told)[1] == 0


def _is_harm(told: Told) -> bool:
    claim = told.claim
    if claim.harm not in _HARMS or claim.kind != "harm" or claim.polarity != "affirmed":
        return False
    return claim.person is not None or bounds(told)[1] != 0


def _sides(told: Sequence[Told]) -> list[list[str]]:
    """Return the names of each side that is said to have done it; names that share a telling word are one side's."""
    sides: list[tuple[set[str], list[str]]] = []
    for each in told:
        for actor in each.claim.actors:
            own = set().union(*(stems(name) or {name.casefold()} for name in (actor.name, *actor.aliases)))
            if actor.role not in _DID_IT or each.claim.polarity == "denied":
                continue
            known = next((side for side in sides if side[0] & own), None)
            if known is None:
                sides.append((own, [actor.name]))
            else:
                known[0].update(own)
    return [names for _, names in sides]


def _who(told: Told) -> str:
    return told.claim.speaker.wording if told.claim.speaker else "the report"


def _grade(incident: str, value: str, here: str, told: Sequence[Told]) -> Grade:
    meaning = vocabulary.definition("airwars_grade", value)
    claims = tuple(each.id for each in told)
    return Grade(incident=incident, scheme=SCHEME, value=value, because=f"{meaning} ({here})", claims=claims)
