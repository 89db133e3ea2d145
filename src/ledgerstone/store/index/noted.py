"""What stands now, written down as records come: rows of readings, searches, links, decisions and levels."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledgerstone import records
from ledgerstone.store.index.models import Decided, Found, Level, Linked, Read
from ledgerstone.store.index.standing import Place, among, some

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A review or a handling: of what, and for a claim where it stands and what it became."""

    record: str
    kind: str
    about: str
    place: Place
    becomes: str


def readings(originals: Iterable[str], places: Mapping[str, Place], *, using: str) -> None:
    """Let these originals have these reports, by id, and no others."""
    for part in some(originals):
        Read.objects.using(using).filter(original__in=part).delete()
    rows = [Read(report=report, original=original, part=part) for report, (original, part) in places.items()]
    Read.objects.using(using).bulk_create(rows, batch_size=_AT_ONCE)


def searches(stage: str, claims: Mapping[str, Sequence[str]], *, using: str) -> None:
    """Let a stage have found these claims in these reports, and no others."""
    for part in some(claims):
        Found.objects.using(using).filter(stage=stage, report__in=part).delete()
    rows = [Found(claim=id_, report=report, stage=stage) for report, made in claims.items() for id_ in made]
    Found.objects.using(using).bulk_create(rows, batch_size=_AT_ONCE)


def links(ids: Collection[str], *, using: str) -> set[str]:
    """Return those of these ids that are links which the linker made."""
    return {row.link for row in among(Linked.objects.using(using).filter(judged=False), "link", ids)}


def unlink(ids: Collection[str], *, using: str) -> list[Linked]:
    """Take links out, and return them."""
    gone = list(among(Linked.objects.using(using), "link", ids))
    for part in some(ids):
        Linked.objects.using(using).filter(link__in=part).delete()
    return gone


def link(new: Mapping[str, records.Link], *, of: Mapping[str, str], judged: bool = False, using: str) -> list[Linked]:
    """Add links by id, with the kind of each target, and return them."""
    rows = [
        Linked(
            link=id_,
            claim=each.claim,
            target=each.target,
            relation=each.relation,
            judgement=each.judgement,
            of=of.get(each.target, ""),
            judged=judged,
        )
        for id_, each in new.items()
    ]
    return Linked.objects.using(using).bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def decisions(new: Sequence[Decision], *, using: str) -> None:
    """Add decisions, in the order in which they were recorded."""
    rows = [
        Decided(
            record=each.record,
            kind=each.kind,
            about=each.about,
            original=each.place[0],
            part=each.place[1],
            becomes=each.becomes,
        )
        for each in new
    ]
    Decided.objects.using(using).bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def levels(now: Mapping[str, int], *, using: str) -> None:
    """Let these records have these levels of handling."""
    for part in some(now):
        Level.objects.using(using).filter(about__in=part).delete()
    rows = [Level(about=about, level=level) for about, level in now.items() if level]
    Level.objects.using(using).bulk_create(rows, batch_size=_AT_ONCE)
