"""Whom a claim speaks of, seen from a toll: all that the toll means, fewer, or others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledgerstone.reconciling.gathering import Told

# Groups that name everybody who was there; a figure of them stands for everyone where nobody gives a wider one.
EVERYBODY = frozenset({"resident", "family", "displaced_person", "protester", "minority", "worker", "detainee"})
# Groups that divide people by sex and age; figures of different ones, from one speaker in one report, can be added.
_DIVISION = ("child", "woman", "man", "female", "male")
_ALL, _MOST, _SOME = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Whom a toll means: everyone, or those of one status or one group."""

    status: str | None = None
    group: str | None = None

    @property
    def words(self) -> str:
        """Return whom it means, in words."""
        return self.status or (self.group or "everyone").replace("_", " ")


def facets(told: Iterable[Told]) -> tuple[Facet, ...]:
    """Return everyone, then each status and group spoken of; the contested make a toll of civilians too."""
    told = [each for each in told if not each.background]
    statuses = {each.claim.status for each in told if each.claim.status}
    statuses |= {"civilian"} if "contested" in statuses else set()
    groups = {group for each in told for group in each.claim.group}
    return (
        Facet(),
        *(Facet(status=status) for status in sorted(statuses)),
        *(Facet(group=group) for group in sorted(groups)),
    )


def is_meant(told: Told, facet: Facet) -> bool:
    """Say whether the people of a claim are among those that the facet means."""
    if facet.status:
        return told.claim.status == facet.status
    return facet.group is None or facet.group in told.claim.group


def is_mixed(told: Iterable[Told]) -> bool:
    """Say whether the claims tell of people beside civilians, so that "five civilians" need not be everyone."""
    return any(
        each.claim.status in {"combatant", "contested"} and each.claim.polarity == "affirmed"
        for each in told
        if each.counts
    )


def width(told: Told, facet: Facet, *, mixed: bool = True) -> int:
    """Return 0 for a claim about all that the facet means, 1 for nearly all (civilians, residents), 2 for some.

    Where nobody tells of others (not ``mixed``), "five civilians" and "five residents" are what another calls "five
    people".
    """
    status, groups = told.claim.status, set(told.claim.group)
    if facet == Facet() and not mixed and groups <= EVERYBODY and status in {None, "civilian"}:
        return _ALL
    if facet.status:
        return _ALL if not groups else _MOST if groups <= EVERYBODY else _SOME
    if facet.group:
        return _ALL if groups == {facet.group} and status in {None, "civilian"} else _SOME
    if groups - EVERYBODY or status in {"combatant", "contested"}:
        return _SOME
    return _MOST if groups or status else _ALL


def division(told: Told) -> str:
    """Return the part of a division of people that the claim counts: by sex and age, else by status; "" for none."""
    for group in _DIVISION:
        if group in told.claim.group:
            return group
    return told.claim.status or "" if not told.claim.group else ""


def is_division(parts: Sequence[str]) -> bool:
    """Say whether figures of these parts can be added: all different, and of one way to divide."""
    kinds = {part in _DIVISION for part in parts}
    mixed = {"woman", "man"} & set(parts) and {"female", "male"} & set(parts)
    return len(parts) == len(set(parts)) and len(kinds) == 1 and "" not in parts and not mixed


def in_words(told: Told) -> str:
    """Return whom a claim counts, in words: "combatant", "child, female", "everyone"."""
    words = [*([told.claim.status] if told.claim.status else []), *told.claim.group]
    return ", ".join(word.replace("_", " ") for word in words) or "everyone"
