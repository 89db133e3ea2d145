"""Why a claim, or a part, stands with an incident: what the linker weighed, or what a person judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledgerstone.judging import PERSON
from ledgerstone.records import Because, Link
from ledgerstone.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One link with what made it; ``by_person`` says that somebody judged it."""

    relation: str
    judgement: str
    score: float
    because: tuple[Because, ...]
    by_person: bool


def why(store: Store, record: str, *, among: Sequence[str]) -> tuple[Why, ...]:
    """Return the links that lead from a claim or an incident to one of several incidents, the newest first."""
    found = [each for each in store.records(Link, about=record).values() if each.target in among]
    made = {(each.linker, each.target, each.relation, each.judgement): each for each in found}
    return tuple(
        Why(
            relation=each.relation,
            judgement=each.judgement,
            score=each.score,
            because=each.because,
            by_person=each.linker == PERSON,
        )
        for each in reversed(made.values())
    )
