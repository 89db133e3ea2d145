"""Which names mean one party to violence, within one report."""

import re
from dataclasses import dataclass, field

from ledgerstone.extraction.parties import party_names
from ledgerstone.extraction.parties.party_names import Candidate

_DETERMINER = re.compile(r"^(?:An?|The)\s", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?!US$|U\.S\.|UN$|UK$|EU$)[A-Z]{2,6}(?:-\d{1,2})?")
_STATE_FORCES = frozenset("forces army military troops soldiers occupation".split()) | {
    "armed forces",
    "defence forces",
    "defense forces",
    "occupation forces",
    "air force",
    "navy",
    "ground forces",
    "special forces",
    "army units",
    "units",
}
# A state's adjective before "militant rocket" makes it no weapon of the state's own forces.
_WHOSE_WEAPON = {"militant": "militants", "rebel": "rebels"}


@dataclass(slots=True)
class Party:
    """One party: the name to show, its other names, and the common nouns ("militants") that the text has used of it."""

    name: str
    aliases: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)

    def also(self, name: str) -> None:
        """Note another name."""
        if name and name != self.name and name not in self.aliases:
            self.aliases.append(name)


class Parties:
    """The parties named so far in one report, by every name that they have. Lives as long as one call."""

    def __init__(self, shorts: dict[str, str]) -> None:
        self._shorts = shorts
        self._by_name: dict[str, Party] = {}
        self._by_head: dict[str, list[Party]] = {}

    def of(self, candidate: Candidate, wording: str) -> Party:
        """Return the party that the words name, a new one if none is known by that name."""
        if candidate.kind == "generic":
            party = self._generic(candidate.head)
        elif candidate.kind in ("weapon", "force") and not self._is_name(candidate.name):
            party = self._force(candidate, re.sub(r"[\[\]]", "", wording))
        else:
            party = self._named(candidate.name)
        if candidate.head and candidate.kind != "weapon" and candidate.head not in party.heads:
            party.heads.add(candidate.head)
            self._by_head.setdefault(candidate.head, []).append(party)
        return party

    def _is_name(self, name: str) -> bool:
        """Say whether the words before "fighters" or "attack" are the name of a party themselves."""
        return name in self._shorts or _ABBREVIATION.fullmatch(name) is not None or party_names.is_group(name)

    def _generic(self, head: str) -> Party:
        """Bare "militants" are those of the one party whose militants were named, else a party of their own."""
        known = self._by_head.get(head, [])
        return known[0] if len(known) == 1 else self._by_name.setdefault(head, Party(head))

    def _force(self, candidate: Candidate, wording: str) -> Party:
        """All forces of one state are one party, named as the text first names them."""
        if candidate.kind == "force" and candidate.head not in _STATE_FORCES:
            return self._by_name.setdefault(wording, Party(wording))
        adjective = party_names.adjective_of(_DETERMINER.sub("", re.sub(r"[\[\]]", "", candidate.name)))
        made = f"{adjective} {_WHOSE_WEAPON.get(candidate.head.split(maxsplit=1)[0], 'forces')}"
        party = self._by_name.setdefault(made, Party(made))
        if candidate.kind == "force":
            if party.name == made:
                party.name = wording
            party.also(wording)
        return party

    def _named(self, name: str) -> Party:
        of_state = self._by_name.get(f"{party_names.adjective_of(name)} forces")
        if of_state is not None and name in party_names.countries():
            of_state.also(name)
            return of_state
        full = self._shorts.get(name, name)
        party = self._by_name.setdefault(full, Party(full))
        for short, long in self._shorts.items():
            if full == long:
                party.also(short)
        return party
