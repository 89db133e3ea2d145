"""Steps 1 and 2 of range.v1: which claims count the people meant, and what each is to the toll."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledgerstone.reconciling.gathering import Told
from ledgerstone.reconciling.policies import facets
from ledgerstone.reconciling.policies.facets import Facet
from ledgerstone.reconciling.policies.figures import ADDED, bounds, states_number
from ledgerstone.reconciling.policies.ledger import Ledger

NOT_SO = {
    "counterfactual": "said of what did not happen",
    "foreseen": "said of the future",
}
UNSURE = frozenset({"feared", "likely", "estimated"})


@dataclass(slots=True)
class Kinds:
    """The claims that speak of the people meant, by what they are to the toll."""

    heads: list[Told] = field(default_factory=list)
    added: list[Told] = field(default_factory=list)
    parts: list[Told] = field(default_factory=list)
    unsure: list[Told] = field(default_factory=list)
    vague: list[Told] = field(default_factory=list)
    zeros: list[Told] = field(default_factory=list)
    people: list[Told] = field(default_factory=list)


def meant(told: Sequence[Told], facet: Facet, ledger: Ledger) -> list[Told]:
    """Step 1: return the claims that count the people meant, the others set aside with the reason."""
    found = []
    for each in told:
        claim = each.claim
        if each.background:
            ledger.set_aside([each], "background: counts people of other incidents or of a longer time")
        elif each.doubt:
            ledger.set_aside([each], each.doubt)
        elif claim.stance in NOT_SO:
            ledger.set_aside([each], NOT_SO[claim.stance])
        elif not facets.is_meant(each, facet):
            ledger.set_aside([each], f"counts {facets.in_words(each)}, not {facet.words}")
        elif claim.polarity == "denied" and any(bounds(each)):
            ledger.set_aside([each], "a denial of the figure, shown beside")
        else:
            found.append(each)
    return found


def sort(meant: Sequence[Told], facet: Facet, ledger: Ledger) -> Kinds:
    """Step 2: return the claims by what they are to the toll; those without a count are set aside."""
    kinds, ids = Kinds(), {each.id for each in meant}
    for each in meant:
        claim = each.claim
        if _is_zero(each):
            kinds.zeros.append(each)
        elif claim.person:
            kinds.people.append(each)
        elif claim.count is None:
            ledger.set_aside([each], "gives no number")
        elif not states_number(each):
            kinds.vague.append(each)
        elif claim.stance in UNSURE:
            kinds.unsure.append(each)
        elif claim.relation == "part_of" and (facet == Facet() or claim.of in ids):
            kinds.parts.append(each)
        elif claim.relation in ADDED:
            kinds.added.append(each)
        else:
            kinds.heads.append(each)
    return kinds


def _is_zero(told: Told) -> bool:
    low, high = bounds(told)
    stated = told.claim.count is not None and low in {0, None} and high == 0
    return stated or (told.claim.polarity == "denied" and not low and not high)
