"""The claims of one incident with who said them, when, and whom they speak of: what every policy starts from."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ledgerstone.reconciling.appraising import appraise, houses, names_of, parties
from ledgerstone.reconciling.standards import NONE, Standards, named
from ledgerstone.records import Claim, Link, Report

_FORCES = frozenset({"official", "military", "armed_group", "party"})
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 6  # letters
_COMMON = frozenset(
    "forces soldiers officials government ministry military spokesman spokesperson spokeswoman authorities national"
    " fighters militants brigade security defence defense interior general commander".split()
)
_UNNAMED = frozenset({"unnamed", "social_media"})
_NO_HOUSE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with its source.

    ``source`` is the id of the source that can know, ``named`` whether that is somebody who can be told from others,
    ``said`` the day of the publication (of a reprint: its original's), ``victim`` the id of the person meant,
    ``background`` whether other people are counted, ``accused`` whether the speaker is of the side that is said to have
    done it. ``doubt`` is why the team's standards keep it from setting figures. ``party`` is one name for all sources
    that are known to be one house, ``perhaps`` for those that may be; None where no owner is known.
    """

    id: str
    claim: Claim
    source: str
    named: bool
    said: date | None
    victim: str | None = None
    background: bool = False
    accused: bool = False
    doubt: str | None = None
    party: str | None = None
    perhaps: str | None = None

    @property
    def counts(self) -> bool:
        """Return whether it can set a figure: it speaks of these people, and its source is not held in doubt."""
        return not self.background and self.doubt is None

    @property
    def apart(self) -> str:
        """Return what tells its source from others, as far as is known."""
        return self.party or self.source

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
    standards: Standards = NONE,
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
    parties_accused = frozenset(named(name) for name in _accused(claims[id_] for id_ in members if id_ in claims))
    own = {id_: _Own.of(claims[id_], reports, originals, standards) for id_ in members if id_ in claims}
    told = [
        Told(
            id=id_,
            claim=claims[id_],
            source=source.get(id_, id_),
            named=_named(claims[id_]),
            said=own[id_].day,
            victim=other.get(id_) if claims[id_].person else None,
            background=id_ in background or claims[id_].relation == "background",
            accused=_is_accused(claims[id_], names) or own[id_].is_of(parties_accused),
            doubt=own[id_].doubt,
        )
        for id_ in own
    ]
    told = _in_houses(told, own) if standards.ownerships else told
    return Gathered(incident=incident, told=tuple(sorted(told, key=lambda each: each.order)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """What the report of a claim and the team's standards say of it: its day, a doubt, the house of its source."""

    day: date | None
    doubt: str | None
    house: frozenset[str]
    perhaps: frozenset[str]
    own_voice: bool

    @classmethod
    def of(
        cls, claim: Claim, reports: Mapping[str, Report], originals: Mapping[str, str], standards: Standards
    ) -> "_Own":
        day = _said(claim.report, reports=reports, originals=originals)
        report = reports.get(originals.get(claim.report, claim.report)) or reports.get(claim.report)
        appraised = appraise(claim, report, standards, day=day)
        house, perhaps = houses(names_of(claim, report), standards, day=day) if standards.ownerships else _NO_HOUSE
        doubt = appraised.doubt if appraised else None
        return cls(day=day, doubt=doubt, house=house, perhaps=perhaps, own_voice=claim.speaker is None)

    def is_of(self, parties_: frozenset[str]) -> bool:
        """Say whether one of these, by its name, owns the outlet that speaks in its own voice."""
        return self.own_voice and bool(self.house & parties_)


def _in_houses(told: Iterable[Told], own: Mapping[str, _Own]) -> list[Told]:
    told = list(told)
    known: dict[str, frozenset[str]] = {}
    possible: dict[str, frozenset[str]] = {}
    for each in told:
        known[each.source] = known.get(each.source, frozenset()) | own[each.id].house
        possible[each.source] = possible.get(each.source, frozenset()) | own[each.id].perhaps
    one, perhaps = parties(known), parties(possible)
    return [replace(each, party=one.get(each.source), perhaps=perhaps.get(each.source)) for each in told]


def _names_of_the_accused(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(stem for name in _accused(claims) for stem in stems(name))


def _accused(claims: Iterable[Claim]) -> Iterator[str]:
    """Yield the names of whoever is said to have done it."""
    actors = (actor for claim in claims for actor in claim.actors if actor.role != "target")
    yield from (name for actor in actors for name in (actor.name, *actor.aliases))


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
    days = [day for each in (id_, originals.get(id_, id_)) if (day := day_of(reports.get(each)))]
    return min(days, default=None)


def day_of(report: Report | None) -> date | None:
    """Return the day on which a report was published, if that is known."""
    published = report.published if report else None
    return published.date() if isinstance(published, datetime) else published
