"""Views: what one incident looks like when its records are laid side by side. A view has no id and is never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledgerstone.records.acts import Determination
from ledgerstone.records.findings import Check, Claim, Grade, Inclusion, Link, Report, Toll
from ledgerstone.records.values import Actor, Person, When, Where, codes


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimView:
    """One victim with all that the claims about this person say, and the ids of these claims."""

    victim: str
    person: Person
    harm: str = field(metadata=codes("harm"))
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One incident: its tolls, victims, links, checks, and the claims and reports that they rest on.

    ``incident`` is None for claims that belong to none. ``claims`` and ``reports`` map ids to records, in the order
    in which a reader should meet them. ``inclusion`` is None where the case names no criteria.
    """

    incident: str | None
    label: str
    when: When | None
    where: tuple[Where, ...]
    actors: tuple[Actor, ...]
    means: tuple[str, ...]
    tolls: tuple[Toll, ...]
    victims: tuple[VictimView, ...]
    claims: Mapping[str, Claim]
    links: tuple[Link, ...]
    checks: tuple[Check, ...]
    grades: tuple[Grade, ...]
    reports: Mapping[str, Report]
    inclusion: Inclusion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Determined:
    """A team's own figure that stands now, with its id, and how many claims came to bear on it or went since."""

    id: str
    determination: Determination
    came: int = 0
    went: int = 0

    @property
    def look(self) -> bool:
        """Whether it wants another look, because the claims that bear on it are others now."""
        return bool(self.came or self.went)
