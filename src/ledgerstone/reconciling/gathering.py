"""The claims of one incident with who said them, when, and whom they speak of: what every policy starts from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ledgerstone.records import Claim, Link, Report

_UNNAMED = frozenset({"unnamed", "social_media"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with its source.

    ``source`` is the id of the source that can know, ``named`` whether that is somebody who can be told from others,
    ``said`` the day of the publication, ``victim`` the id of the person meant, ``background`` whether other people are.
    """

    id: str
    claim: Claim
    source: str
    named: bool
    said: date | None
    victim: str | None = None
    background: bool = False

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
    for each in links:
        if each.judgement != "positive":
            continue
        if each.relation == "from":
            source[each.claim] = each.target
        elif each.relation in {"about", "background"}:
            linked.add(each.claim)
            if each.target == incident:
                at_home.add(each.claim)
                background |= {each.claim} if each.relation == "background" else set()
            else:
                other[each.claim] = each.target
    members = at_home if incident is not None else claims.keys() - linked
    told = [
        Told(
            id=id_,
            claim=claims[id_],
            source=source.get(id_, id_),
            named=_named(claims[id_]),
            said=_day(reports.get(claims[id_].report)),
            victim=other.get(id_) if claims[id_].person else None,
            background=id_ in background or claims[id_].relation == "background",
        )
        for id_ in members
        if id_ in claims
    ]
    return Gathered(incident=incident, told=tuple(sorted(told, key=lambda each: each.order)))


def _named(claim: Claim) -> bool:
    return claim.speaker is None or claim.speaker.role not in _UNNAMED


def _day(report: Report | None) -> date | None:
    published = report.published if report else None
    return published.date() if isinstance(published, datetime) else published
