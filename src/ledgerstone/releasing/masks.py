"""Whose names must not leave: living people who spoke or were harmed, read from all that is known.

Masked are the names of speakers who are witnesses, relatives, victims, private accounts or not further described, of
medics and rescuers who are named by title, and of people harmed who are not said to be dead. A name stays only where
every claim that carries it was handled as ``open``. The dead are named. A name is masked wherever its words stand, in
each spelling that the claims give; a spelling that no claim gives is beyond this, so a release is read by a person
before it goes out.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator

from ledgerstone.records import Assessment, Claim, Speaker
from ledgerstone.releasing.names import names_in, parts_of, titled_names_in

MASKED = "name withheld"
MASK = f"[{MASKED}]"
DEAD = frozenset({"killed", "died_indirect"})

# Who speaks for an office, a force or an outlet is named; whoever else speaks, a code added later included, is not.
OFFICES = frozenset(
    {"accused", "official", "military", "armed_group", "monitor", "un", "aid", "media", "foreign_official", "party"}
    | {"expert"}
)
CARERS = frozenset({"medical", "rescue"})

_BETWEEN = re.compile(r"[\W_]+")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """The names to take out and the full names that stay, ready to be applied to any text."""

    hidden: frozenset[str]
    kept: frozenset[str]
    _pattern: re.Pattern[str] | None

    def text(self, text: str) -> str:
        """Return the text with each hidden name replaced by "[name withheld]"."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: found[0] if found[0] in self.kept else MASK, text)

    def touches(self, text: str) -> bool:
        """Say whether the text holds a hidden name in any case and with any marks between its words (an address)."""
        flat = _flat(text)
        return any(_flat(name) in flat for name in self.hidden)


def _flat(text: str) -> str:
    return f" {_BETWEEN.sub(' ', text).strip().casefold()} "


def masks(
    everything: Iterable[Assessment],
    *,
    released: Iterable[Assessment],
    opened: frozenset[str],
    names: Iterable[str] = (),
) -> Masks:
    """Return the names to mask.

    Args:
        everything: all that is known, reviewed or not: a witness whose claim stays is masked where others name them.
        released: what passed review; only this may say that somebody is dead, and thus named.
        opened: the ids of records handled as open.
        names: further names of the living, from what ``everything`` leaves out.
    """
    known, passed = tuple(everything), tuple(released)
    hidden = {*names, *(name for each in known for name in _hidden(each, opened))}
    public = {name for each in known for name in _places(each)} | {name for each in passed for name in _parties(each)}
    hidden -= public  # "residents of Drovath" names a town, nobody
    dead = {name for each in passed for name in _dead(each)}
    kept = (frozenset(dead) - hidden) | public
    hidden |= {part for name in hidden for part in parts_of(name)} - kept
    return Masks(hidden=frozenset(hidden), kept=kept, _pattern=_pattern(hidden, kept))


def _hidden(each: Assessment, opened: frozenset[str]) -> Iterator[str]:
    harms = {id_: victim.harm for victim in each.victims for id_ in victim.claims}
    for id_, claim in each.claims.items():
        if id_ not in opened:
            yield from speaker_names(claim.speaker)
            if claim.person and not _is_dead(harms.get(id_, claim.harm), claim):
                yield from (name.text for name in claim.person.names)
    for victim in each.victims:
        if victim.harm not in DEAD and victim.victim not in opened and not opened.issuperset(victim.claims):
            yield from (name.text for name in victim.person.names)


def _dead(each: Assessment) -> Iterator[str]:
    harms = {id_: victim.harm for victim in each.victims for id_ in victim.claims}
    for id_, claim in each.claims.items():
        if claim.person and _is_dead(harms.get(id_, claim.harm), claim):
            yield from (name.text for name in claim.person.names)
    for victim in each.victims:
        if victim.harm in DEAD:
            yield from (name.text for name in victim.person.names)


def speaker_names(speaker: Speaker | None) -> set[str]:
    """Return the personal names of a speaker that must not leave."""
    if speaker is None or speaker.role in OFFICES:
        return set()
    if speaker.role in CARERS:
        return set(titled_names_in(speaker.wording))
    return set(names_in(speaker.wording))


def _is_dead(harm: str | None, claim: Claim) -> bool:
    return harm in DEAD and claim.polarity == "affirmed"


def _places(each: Assessment) -> Iterator[str]:
    for place in (*each.where, *(place for claim in each.claims.values() for place in claim.where)):
        yield from (place.name, place.wording, *parts_of(place.name))


def _parties(each: Assessment) -> Iterator[str]:
    for actor in (*each.actors, *(actor for claim in each.claims.values() for actor in claim.actors)):
        yield from (actor.name, *actor.aliases)


def _pattern(hidden: Iterable[str], kept: Iterable[str]) -> re.Pattern[str] | None:
    words = sorted({*hidden, *(name.upper() for name in hidden)} - {""}, key=lambda name: (-len(name), name))
    if not words:
        return None
    every = sorted({*words, *kept} - {""}, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in every) + r")(?!\w)")
