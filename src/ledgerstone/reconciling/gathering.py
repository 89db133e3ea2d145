"""The claims of one incident with who said them, when, and whom they speak of: what every policy starts from."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ledgerstone.records import Claim, Link, Report

_FORCES = frozenset({"official", "military", "armed_group", "party"})
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 6  # letters
_COMMON = frozenset(
    "forces soldiers officials government ministry military spokesman spokesperson spokeswoman authorities national"
    " fighters militants brigade security defence defense interior general commander".split()
)
_UNNAMED = frozenset({"unnamed", "social_media"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with its source.

    ``source`` is the id of the source that can know, ``named`` whether that is somebody who can be told from others,
    ``said`` the day of the publication (of a reprint: its original's), ``victim`` the id of the person meant,
    ``background`` whether other people are counted, ``accused`` whether the speaker is of the side that is said to have
    done it.
    """

    id: str
    claim: Claim
    source: str
    named: bool
    said: date | None
    victim: str | None = None
    background: bool = False
    accused: bool = False

    @property
    def order(self) -> tuple[date, str, int, int, str]:
        """Return what sorts claims from the first said to the last."""
        passage = self.claim.passage
        return self.said or date.max, self.claim.report, passage.start, passage.end, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All claims that stand with one incident, from the first said to the last."""

    incident: str | None
    told: tuple[Told, ...]

    def harms(self) -> Iterator[str]:
        """Yield the harms that somebody speaks of, sorted."""
        yield from sorted({each.claim.harm for each in self.told if each.claim.harm and each.claim.kind == "harm"})

    def of_harm(self, harm: str) -> tuple[Told, ...]:
        """Return the claims of one harm."""
        return tuple(each for each in self.told if each.claim.harm == harm and each.claim.kind == "harm")


def gather(
    incident: str | None,
    *,
    claims: Mapping[str, Claim],
    links: Sequence[Link],
    reports: Mapping[str, Report],
) -> Gathered:
    """Return the claims that the links put with the incident; with None, those that are put with none.

    Links of other incidents do no harm, but are read each time: a caller with many incidents hands over only those of
    the incident's own claims.
    """
    at_home: set[str] = set()
    linked: set[str] = set()
    other: dict[str, str] = {}
    source: dict[str, str] = {}
    background: set[str] = set()
    originals: dict[str, str] = {}
    for each in links:
        if each.judgement != "positive":
            continue
        if each.relation == "from":
            source[each.claim] = each.target
        elif each.relation == "copy_of":
            originals[each.claim] = each.target
        elif each.relation in {"about", "background"}:
            linked.add(each.claim)
            if each.target == incident:
                at_home.add(each.claim)
                background |= {each.claim} if each.relation == "background" else set()
            else:
                other[each.claim] = each.target
    members = at_home if incident is not None else claims.keys() - linked
    names = _names_of_the_accused(claims[id_] for id_ in members if id_ in claims)
    told = [
        Told(
            id=id_,
            claim=claims[id_],
            source=source.get(id_, id_),
            named=_named(claims[id_]),
            said=_said(claims[id_].report, reports=reports, originals=originals),
            victim=other.get(id_) if claims[id_].person else None,
            background=id_ in background or claims[id_].relation == "background",
            accused=_is_accused(claims[id_], names),
        )
        for id_ in members
        if id_ in claims
    ]
    return Gathered(incident=incident, told=tuple(sorted(told, key=lambda each: each.order)))


def _names_of_the_accused(claims: Iterable[Claim]) -> frozenset[str]:
    actors = (actor for claim in claims for actor in claim.actors if actor.role != "target")
    return frozenset(stem for actor in actors for name in (actor.name, *actor.aliases) for stem in stems(name))


def _is_accused(claim: Claim, names: frozenset[str]) -> bool:
    """Say whether the speaker is of the accused side: by role, or as a force or office that shares its name."""
    speaker = claim.speaker
    if speaker is None:
        return False
    return speaker.role == "accused" or (speaker.role in _FORCES and bool(names & stems(speaker.wording)))


def stems(name: str) -> frozenset[str]:
    """Return how the telling words of a name begin: "Gendarmerie" and "gendarmes" begin alike."""
    return frozenset(
        word[:_STEM] for word in _WORD.findall(name.casefold()) if len(word) >= _STEM and word not in _COMMON
    )


def _named(claim: Claim) -> bool:
    return claim.speaker is None or claim.speaker.role not in _UNNAMED


def _said(id_: str, *, reports: Mapping[str, Report], originals: Mapping[str, str]) -> date | None:
    """Return the day on which a report first said it: a reprint says nothing later than what it copies."""
    days = [day for each in (id_, originals.get(id_, id_)) if (day := _day(reports.get(each)))]
    return min(days, default=None)


def _day(report: Report | None) -> date | None:
    published = report.published if report else None
    return published.date() if isinstance(published, datetime) else published
