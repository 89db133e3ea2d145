"""What the linker gives back, and gets to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledgerstone.linking.shelves import Before, Change
from ledgerstone.records import Claim, Incident, Link, Report, Source, Victim

VERSION = "link.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Identities by id, and the links to them.

    As a result it holds every identity that a link of it names, known ones included, and every link of the claims
    that were given. As ``known`` it holds what was decided before: a group of claims keeps the identity that most of
    it had, and a negative link is one that a person refused.
    """

    incidents: Mapping[str, Incident] = field(default_factory=dict)
    victims: Mapping[str, Victim] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report that is to be linked anew: itself (None where it is gone), its claims, and their links of before.

    The links lead from the claims as they are now: where another version found a claim in the same place, from that.
    """

    report: Report | None
    claims: Mapping[str, Claim] = field(default_factory=dict)
    before: Before = field(default_factory=Before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinked:
    """What linking some reports anew changes.

    ``links`` are all links of each report that has others now, and of each incident that may be part of others;
    ``minted`` the identities that are new; ``incidents`` the ids of those that changed in any way, gone ones too;
    ``changes`` what is to be remembered.
    """

    links: Mapping[str, tuple[Link, ...]]
    minted: Mapping[str, Incident | Victim | Source]
    incidents: frozenset[str]
    changes: tuple[Change, ...]
