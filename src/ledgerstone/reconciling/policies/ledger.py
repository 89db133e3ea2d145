"""Which claims a toll used and which it set aside, each with its reason: no claim of the harm is ever left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ledgerstone.reconciling.gathering import Told
from ledgerstone.records import Reason


@dataclass(slots=True)
class Ledger:
    """The decisions about the claims of one harm, as a policy makes them. A claim once used stays used."""

    told: Sequence[Told]
    _used: dict[str, str] = field(default_factory=dict)
    _aside: dict[str, str] = field(default_factory=dict)

    def use(self, told: Iterable[Told], reason: str) -> None:
        """Use the claims; the first reason stands."""
        for each in told:
            self._used.setdefault(each.id, reason)
            self._aside.pop(each.id, None)

    def set_aside(self, told: Iterable[Told], reason: str) -> None:
        """Set the claims aside, unless they were used or have a reason already."""
        for each in told:
            if each.id not in self._used:
                self._aside.setdefault(each.id, reason)

    def used(self) -> list[Told]:
        """Return the claims used, from the first said to the last."""
        return [each for each in self.told if each.id in self._used]

    def reasons(self) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
        """Return (used, set aside). What no rule spoke of is set aside and says so."""
        self.set_aside([each for each in self.told if each.id not in self._used], "no rule of the policy uses it")
        used = tuple(Reason(claim=each.id, reason=self._used[each.id]) for each in self.told if each.id in self._used)
        aside = tuple(
            Reason(claim=each.id, reason=self._aside[each.id]) for each in self.told if each.id in self._aside
        )
        return used, aside

    def independent(self) -> tuple[int, int]:
        """Return the least and the greatest number of independent sources of the claims used."""
        return independent(self.used())


# Evidence that several can point at: who does so and says nothing else is not proven to know more than it shows.
_ITEMS = frozenset({"footage", "image", "satellite", "document", "post", "statement"})


def independent(told: Sequence[Told]) -> tuple[int, int]:
    """Return the least and the greatest number of independent sources of claims.

    An outlet's own words beside the words of somebody it quotes for the same figure are not independent of them.
    The unnamed are proven independent of nobody: together they are a first source where there is no other. Nor are
    speakers of the accused side proven so of each other, nor those who all point at one kind of evidence item. Sources
    of one house (an outlet, its owners, their other outlets) count once in both; where they only may be of one, in the
    least.
    """
    quoted = {(each.claim.report, _number(each)) for each in told if each.claim.speaker is not None}
    sources = {each.source for each in told}
    own = {each.source for each in told if each.claim.speaker is None}
    alone = {each.source for each in told if (each.claim.report, _number(each)) not in quoted or each.source not in own}
    named: dict[str, list[Told]] = {}
    for each in told:
        if each.named and each.source in alone:
            named.setdefault(each.source, []).append(each)
    proven = {_ground(source, said) for source, said in named.items()}
    return max(len(proven), min(1, len(sources))), len({each.apart for each in told})


def _ground(source: str, said: Sequence[Told]) -> tuple[str, ...]:
    """Return what a source's word rests on: its side, the evidence that all its claims point at, or itself alone."""
    if any(each.accused for each in said):
        return ("accused",)
    shown = [frozenset(evidence.kind for evidence in each.claim.evidence) & _ITEMS for each in said]
    common = frozenset.intersection(*shown)
    return ("shown", *sorted(common)) if common else ("itself", said[0].perhaps or source)


def _number(told: Told) -> tuple[int | None, int | None]:
    count = told.claim.count
    return (count.low, count.high) if count else (None, None)
