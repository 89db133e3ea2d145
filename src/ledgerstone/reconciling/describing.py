"""What an incident is called, and its days, places, actors and means as the claims give them. No side's words."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ledgerstone.reconciling.gathering import Gathered, Told
from ledgerstone.reconciling.people import GRAVEST
from ledgerstone.records import Actor, When, Where

_NOUNS = {
    "killed": "Killing",
    "injured": "Wounding",
    "hit": "Shooting or stabbing",
    "killed_or_injured": "Killing or wounding",
    "missing": "Disappearance",
    "trapped": "Trapping",
    "abducted": "Abduction",
    "detained": "Detention",
    "displaced": "Displacement",
    "died_indirect": "Deaths after violence",
    "sexual_violence": "Sexual violence against",
    "tortured": "Torture",
    "harmed": "Harm to",
}
_ROLES = ("claimant", "perpetrator", "accused")
_TOWNS = frozenset({"settlement", "city", "near"})
_SEVERAL, _TOO_MANY = 3, 5  # towns that a label names
_FIGURES = 8  # what doubling the people of a claim weighs, against one claim more
_WIDEST_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """An incident in short."""

    label: str
    when: When | None
    where: tuple[Where, ...]
    actors: tuple[Actor, ...]
    means: tuple[str, ...]


def describe(gathered: Gathered, *, within: When | None = None) -> Description:
    """Return what the claims of an incident say it was: most of them, and where they are even, the first.

    ``within`` are the days of a larger incident that this one is told as part of; they hold where its claims say none.
    """
    told = [each for each in gathered.told if not each.background]
    core = [each for each in told if each.claim.kind in {"harm", "act"}] or told
    as_a_whole = [each for each in told if each.claim.detail == "time"]  # when it was, as each text tells it as a whole
    when = _when(as_a_whole) or _when(core) or _when(told) or within
    where = _where(core) or _where(told)
    return Description(
        label=_label(core, when, where),
        when=when,
        where=where,
        actors=_actors(told),
        means=_by_number(means for each in told for means in each.claim.means),
    )


def _label(core: Sequence[Told], when: When | None, where: Sequence[Where]) -> str:
    harmed = [each for each in core if each.claim.harm and each.claim.polarity == "affirmed"]
    if harmed:
        harm = min((each.claim.harm or "" for each in harmed), key=GRAVEST.index)
        noun, of = _NOUNS[harm], _whom([each for each in harmed if each.claim.harm == harm])
        what = (
            f"{noun} {of}"
            if noun.split()[-1] in {"to", "against"}
            else noun
            if " after " in noun
            else f"{noun} of {of}"
        )
    else:
        acts = _by_number(each.claim.act for each in core if each.claim.act)
        what = acts[0].replace("_", " ").capitalize() if acts else "Claims without an incident"
    places = [each for each in where if each.precision not in {"country", "admin1", "unresolved"}] or where
    place = _place(core, places)
    return what + (f" in {place}" if place else "") + (f", {_days(when)}" if when else "")


def _place(core: Sequence[Told], places: Sequence[Where]) -> str | None:
    """Return the name of the first place, with its town's if it is one within a town.

    Where one claim lists it among several towns ("in A, B and C"), all of them are named.
    """
    if not places:
        return None
    lists = [[place.name for place in each.claim.where if place.precision in _TOWNS] for each in core]
    longest = max((names for names in lists if places[0].name in names), key=len, default=[])
    if _SEVERAL <= len(longest) <= _TOO_MANY:
        return f"{', '.join(longest[:-1])} and {longest[-1]}"
    town = next((each.name for each in places if each.precision in _TOWNS), None)
    fine = places[0].precision in {"site", "street", "neighbourhood"}
    return f"{places[0].name}, {town}" if fine and town else places[0].name


def _whom(harmed: Iterable[Told]) -> str:
    statuses = {each.claim.status for each in harmed if each.claim.status}
    return "civilians" if statuses == {"civilian"} else "people"


def _days(when: When) -> str:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return f"“{when.wording}”"
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _when(told: Iterable[Told]) -> When | None:
    """Return the days that most claims agree on, the narrower first; open ones only where none is resolved."""
    said = Counter(each.claim.when for each in told if each.claim.when)
    dated = {when: number for when, number in said.items() if when.earliest and when.latest}
    dated = {when: number for when, number in dated.items() if _width(when) <= _WIDEST_DAYS} or dated
    if not dated:
        return min(
            said,
            key=lambda when: (when.earliest is None and when.latest is None, -said[when], when.wording),
            default=None,
        )
    support = {when: sum(number for other, number in dated.items() if _covers(other, when)) for when in dated}
    return min(support, key=lambda when: (-support[when], _width(when), when.earliest, -dated[when], when.wording))


def _width(when: When) -> int:
    return (when.latest - when.earliest).days if when.latest and when.earliest else 0


def _covers(wide: When, narrow: When) -> bool:
    """Say whether a claim of the wide interval is one for the narrow too: "in March" speaks not against the 11th."""
    if not (wide.earliest and wide.latest and narrow.earliest and narrow.latest):
        return False
    return wide.earliest <= narrow.earliest and narrow.latest <= wide.latest


def _where(told: Iterable[Told]) -> tuple[Where, ...]:
    """Return the places, first those of the largest figures; a place that is only passed counts as one act."""
    weight: Counter[str] = Counter()
    first: dict[str, Where] = {}
    for each in told:
        for place in each.claim.where:
            key = f"{place.gazetteer_id or place.name.casefold()} {place.precision}"
            weight[key] += 1 + round(math.log2(1 + _people(each)) * _FIGURES / len(each.claim.where))
            first.setdefault(key, place)
    order = {key: number for number, key in enumerate(first)}
    return tuple(first[key] for key in sorted(order, key=lambda key: (-weight[key], order[key])))


def _people(told: Told) -> int:
    count = told.claim.count
    return (count.low or count.high or 0) if count and told.claim.polarity == "affirmed" else 0


def _by_number(words: Iterable[str | None]) -> tuple[str, ...]:
    number = Counter(word for word in words if word)
    return tuple(sorted(number, key=lambda word: (-number[word], word)))


def _actors(told: Iterable[Told]) -> tuple[Actor, ...]:
    """Merge actors that share a name or an alias; who is said to have done it and who was aimed at stay apart."""
    groups: list[list[Actor]] = []
    for actor in (actor for each in told for actor in each.claim.actors):
        shared = [group for group in groups if any(_is_one(actor, other) for other in group)]
        rest = [group for group in groups if not any(group is other for other in shared)]
        groups = [*rest, [other for group in shared for other in group] + [actor]]
    merged = [_merged(group) for group in groups]
    return tuple(sorted(merged, key=lambda actor: ((*_ROLES, "target").index(actor.role), actor.name)))


def _is_one(a: Actor, b: Actor) -> bool:
    if (a.role == "target") != (b.role == "target"):
        return False
    return bool(_folded(a) & _folded(b))


def _folded(actor: Actor) -> set[str]:
    return {name.casefold().removeprefix("the ") for name in (actor.name, *actor.aliases)}


def _merged(group: Sequence[Actor]) -> Actor:
    names = Counter(actor.name for actor in group)
    name = min(names, key=lambda name: (-names[name], -len(name), name))
    others = {alias for actor in group for alias in (actor.name, *actor.aliases)} - {name}
    role = min((actor.role for actor in group), key=(*_ROLES, "target").index)
    wording = min(actor.wording for actor in group if actor.name == name)
    return Actor(name=name, aliases=tuple(sorted(others)), role=role, wording=wording)
