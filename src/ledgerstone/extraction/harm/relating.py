"""How a count stands to the totals of its report: a part of one, added to one, in the place of one, or a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledgerstone.codec import identify
from ledgerstone.extraction.harm.tellings import Told
from ledgerstone.records import Claim, Count

_LOOKS_BACK = frozenset({"in_addition", "increment", "running_total", "initial"})


@dataclass(frozen=True, slots=True)
class Total:
    """A count that can stand for everybody, where it begins, and whether it is more than a bare plural."""

    claim: Claim
    start: int
    counts: bool = True


def related(text: str, told: Told, claim: Claim, relation: str, totals: Sequence[Total]) -> Claim:
    """Return the claim with its relation to the totals of its report.

    Args:
        text: the report's text.
        told: the word of harm that the claim was made of.
        claim: the claim, without relation.
        relation: what the words around the count say of it.
        totals: the counts of the report that can stand for everybody, in the order of the text.
    """
    if relation in _LOOKS_BACK or (relation == "whole" and (told.some or told.bodies)):
        return _beside_others(text, told, claim, relation, totals)
    return replace(claim, relation=relation)  # without a look at every other count: a text may have thousands


def _beside_others(text: str, told: Told, claim: Claim, relation: str, totals: Sequence[Total]) -> Claim:
    some = told.some
    others = [total for total in totals if total.claim.harm == claim.harm]
    if relation in ("in_addition", "increment", "running_total"):
        before = [total.claim for total in others if total.start < told.start]
        near = [total for total in before if relation == "running_total" or _is_near(text, total, claim)]
        raised = [total for total in near if total.relation == "running_total" and total.passage == claim.passage]
        if raised and relation != "running_total":  # "raised the toll to nine after three more bodies were found"
            return replace(claim, relation="part_of", of=identify(raised[-1]))
        if near or relation == "running_total":
            return replace(claim, relation=relation, of=identify(near[-1]) if near else None)
        # "Two other members were killed", far from any count, are some of all; "30 others were wounded" are others than
        # the dead.
        some, relation = some or claim.harm == "killed", "whole"
    counted = [total.claim for total in others if is_number(total.claim.count)]
    if (some or told.bodies) and relation == "whole":
        for total in counted:
            if not exceeds(claim.count, total.count):
                return replace(claim, relation="part_of", of=identify(total))
        if told.bodies and not counted:
            return replace(claim, relation="part_of")
        if not counted and _is_one_by_one(told) and not told.more:  # "another was injured" is all that is told
            word = next((total.claim for total in others if total.counts), None)
            return replace(claim, relation="part_of" if word else relation, of=identify(word) if word else None)
    if relation == "initial" and not counted:
        relation = "whole"
    return replace(claim, relation=relation)


def is_number(count: Count | None) -> bool:
    """Say whether a count states a number."""
    return count is not None and (count.low is not None or count.high is not None)


def _is_one_by_one(told: Told) -> bool:
    """Say whether people are told of without a number ("his wife"): some of those whom a word stands for ("dozens")."""
    return bool(told.harmed.people) and all(phrase.singular for phrase in told.harmed.people)


def _is_near(text: str, total: Claim, claim: Claim) -> bool:
    """Say whether a count of the dead stands in the same paragraph, one of the wounded in the same sentence.

    "30 others were wounded" are others than the dead; only beside other wounded do they come to these.
    """
    if claim.harm != "killed":
        return total.passage == claim.passage
    between = text[total.passage.end : claim.passage.start]
    return total.passage.start <= claim.passage.start and "\n\n" not in between


def exceeds(part: Count | None, whole: Count | None) -> bool:
    """Say whether a part is larger than its whole, so that it is another figure for the whole."""
    if part is None or whole is None or (whole.high is None and whole.low is None):
        return False
    most = whole.high if whole.high is not None else whole.low
    least = part.low if part.low is not None else part.high
    return most is not None and least is not None and least > most
