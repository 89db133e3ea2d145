"""Persons told of one by one, each placed among children, women or men: for policies that count groups by names.

What the claims say goes first: an age, a word ("a boy", "his wife"). An adult's sex that no claim says is presumed from
the given name, if nearly all who bear it share a sex; the claims themselves stay as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ledgerstone.reconciling.gathering import Gathered, Told
from ledgerstone.vocabulary.given_names import sex_by_name

GROUPS = frozenset({"child", "woman", "man"})
_ADULT = 18  # Convention on the Rights of the Child, article 1
_YOUNG_KIN = frozenset("son daughter child grandson granddaughter grandchild stepson stepdaughter nephew niece".split())


def places(told: Iterable[Told]) -> dict[str, str]:
    """Return the group of each person told of, by the id of the victim; nobody whose age or sex stays open."""
    people: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        if each.claim.person is not None:
            people[each.victim or each.id].append(each)
    found = {victim: _place(own) for victim, own in people.items()}
    return {victim: place for victim, place in found.items() if place is not None}


def placed(gathered: Gathered) -> Gathered:
    """Return the claims with those about persons in the group of their person."""
    found = places(each for each in gathered.told if each.doubt is None)
    return replace(gathered, told=tuple(_placed(each, found.get(each.victim or each.id)) for each in gathered.told))


def presumed(people: Iterable[Told]) -> int:
    """Return of how many women and men only the given name tells the sex; the claims are those that ``placed`` made."""
    people = list(people)
    told = {each.victim or each.id for each in people if {"woman", "man"} & set(each.claim.group)}
    said = {each.victim or each.id for each in people if each.claim.person and each.claim.person.sex}
    return len(told - said)


def _placed(told: Told, place: str | None) -> Told:
    if told.claim.person is None:
        return told
    others = tuple(group for group in told.claim.group if group not in GROUPS)
    group = (place, *others) if place else others
    return replace(told, claim=replace(told.claim, group=group))


def _place(told: Sequence[Told]) -> str | None:
    people = [each.claim.person for each in told if each.claim.person]
    said = {group for each in told for group in each.claim.group} | {person.age_band for person in people}
    ages = [person.age_low for person in people if person.age_low is not None]
    if min(ages) < _ADULT if ages else said & {"child", "infant"}:  # "their children" may be grown up
        return "child"
    if said & {"woman", "man"}:
        return "woman" if "woman" in said else "man"
    kin = {(person.kin or "").split(" of ")[0] for person in people}
    if not ages and kin & _YOUNG_KIN:
        return None
    sex = next((person.sex for person in people if person.sex), None) or next(
        (sex for person in people for name in person.names if (sex := sex_by_name(name.text))), None
    )
    return {"female": "woman", "male": "man"}.get(sex or "")
