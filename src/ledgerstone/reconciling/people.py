"""The victims of an incident: one person, all that is said of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ledgerstone.reconciling.gathering import Gathered, Told
from ledgerstone.records import Name, Person, VictimView

# The harm that a person is shown under where several are told: the gravest.
GRAVEST = (
    "killed", "died_indirect", "missing", "trapped", "abducted", "detained", "tortured", "sexual_violence", "injured",
    "hit", "killed_or_injured", "displaced", "harmed",
)  # fmt: skip
_FULL = 3  # words


def victims(gathered: Gathered) -> tuple[VictimView, ...]:
    """Return the people said to have been harmed in the incident, in the order in which they are told of."""
    found: dict[str, list[Told]] = defaultdict(list)
    for each in gathered.told:
        if each.victim and each.claim.harm and not each.background:
            found[each.victim].append(each)
    return tuple(_view(victim, told) for victim, told in found.items())


def _view(victim: str, told: Sequence[Told]) -> VictimView:
    people = [each.claim.person for each in told if each.claim.person]
    return VictimView(
        victim=victim,
        person=_whole(people, statuses=[each.claim.status for each in told]),
        harm=min((each.claim.harm or "harmed" for each in told), key=GRAVEST.index),
        claims=tuple(each.id for each in told),
    )


def _whole(people: Sequence[Person], *, statuses: Iterable[str | None]) -> Person:
    """Lay what is said of one person together: all spellings, the age range, the first word for each other thing."""
    said = {person.status for person in people if person.status} | {status for status in statuses if status}
    status = "contested" if "contested" in said or {"civilian", "combatant"} <= said else next(iter(sorted(said)), None)
    ages = [age for person in people for age in (person.age_low, person.age_high) if age is not None]
    return Person(
        names=_names(people),
        age_low=min(ages, default=None),
        age_high=max(ages, default=None),
        age_band=_most(person.age_band for person in people),
        sex=_most(person.sex for person in people),
        kin=_most(person.kin for person in people),
        occupation=_most(person.occupation for person in people),
        status=status,
    )


def _names(people: Sequence[Person]) -> tuple[Name, ...]:
    """Return all names, the fullest first, and of those as full the one told first; a kunya stands behind.

    Three words are a full name: what a quoted friend writes longer is no better than what the report itself calls them.
    """
    order: dict[Name, int] = {}
    for person in people:
        for name in person.names:
            order.setdefault(name, len(order))
    return tuple(
        sorted(order, key=lambda name: (name.of is not None, -min(len(name.text.split()), _FULL), order[name]))
    )


def _most(values: Iterable[str | None]) -> str | None:
    said = Counter(value for value in values if value)
    return min(said, key=lambda value: (-said[value], value)) if said else None
