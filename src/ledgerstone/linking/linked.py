"""What the linker gives back, and gets to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledgerstone.records import Incident, Link, Source, Victim

VERSION = "link.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Identities by id, and the links to them.

    As a result it holds every identity that a link of it names, known ones included, and every link of the claims
    that were given. As ``known`` it holds what was decided before: those identities and links are kept.
    """

    incidents: Mapping[str, Incident] = field(default_factory=dict)
    victims: Mapping[str, Victim] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
