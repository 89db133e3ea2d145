"""What is listed of a face: the incident, its figures where all they rest on may be seen, and its victims."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledgerstone.indexing.faces import Face
from ledgerstone.indexing.own_figures import OwnFigure
from ledgerstone.indexing.part import Part
from ledgerstone.indexing.rows import accused_of, days, first_place, line, order_of, person_words, searched
from ledgerstone.indexing.sentences import hushed
from ledgerstone.records import Person, Toll, VictimView
from ledgerstone.store.index import models
from ledgerstone.store.index.folding import folded
from ledgerstone.store.index.words import Document

_DEATHS = "killed"
_ACROSS = frozenset({"same_victim"})  # checks that one incident alone cannot fail


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one face, each with the words by which it is found."""

    incident: models.Incident
    document: Document
    tolls: tuple[models.Toll, ...]
    victims: tuple[tuple[models.Victim, Document], ...]


def rows_of(face: Face, part: Part, own: Sequence[OwnFigure] = ()) -> Rows:
    """Return the rows of a face of an incident, for which the team has figures of its own or none."""
    each = face.assessment
    claims = searched(hushed(each.claims, face.silent))
    titles = [report.title or "" for report in each.reports.values()]
    document = Document(
        words=(each.label, *titles, *claims.words), actor=claims.actor, speaker=claims.speaker, place=claims.place
    )
    incident = _incident(face, part, own)
    return Rows(
        incident=incident,
        document=document,
        tolls=tuple(_tolls(face, incident)) if face.whole else (),
        victims=tuple((_victim(victim, face), _victim_words(victim, face)) for victim in each.victims),
    )


def _incident(face: Face, part: Part, own: Sequence[OwnFigure]) -> models.Incident:
    each = face.assessment
    first, last = days(each.when)
    place = first_place(each.where)
    reviewed = part.now.reviewed
    again = {item.claim or item.review.about for item in reviewed.queue}
    return models.Incident(
        record=each.incident or "",
        seen_from=face.seen_from,
        seen_to=face.seen_to,
        whole=face.whole,
        level=face.level,
        label=line(each.label),
        first=first,
        last=last,
        wording=line(each.when.wording if each.when else ""),
        place=line(place.name if place else ""),
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else "",
        accused=accused_of(each.actors),
        part_of=_whole_of(face),
        order=order_of(first),
        deaths=_deaths(each.tolls) if face.whole else -1,
        claims=len(each.claims),
        reports=len(each.reports),
        unreviewed=sum(1 for id_ in each.claims if id_ not in reviewed.reviews),
        again=sum(1 for id_ in each.claims if id_ in again),
        checks=sum(1 for check in each.checks if check.code not in _ACROSS) if face.whole else 0,
        looks=sum(figure.look and level <= face.level for figure, level in own) if face.whole else 0,
    )


def _whole_of(face: Face) -> str:
    """Return the incident that this one is part of; that is told by claims, so it shows only with all of them."""
    own = face.assessment
    wholes = (
        each.target
        for each in own.links
        if each.relation == "part_of" and each.claim == own.incident and each.judgement == "positive"
    )
    return next(wholes, "") if face.whole else ""


def _deaths(tolls: Iterable[Toll]) -> int:
    """Return the number by which incidents are sorted: the most that is said, and -1 where nothing is."""
    bounds = [
        bound
        for toll in tolls
        if (toll.harm, toll.status, toll.group) == (_DEATHS, None, None)
        for bound in (toll.low, toll.best, toll.high)
    ]
    return max((bound for bound in bounds if bound is not None), default=-1)


def _tolls(face: Face, incident: models.Incident) -> Iterator[models.Toll]:
    for toll in face.assessment.tolls:
        yield _toll(toll, incident, told_by="")
    for role, toll in sorted(face.told_by.items()):
        yield _toll(toll, incident, told_by=role)


def _toll(toll: Toll, incident: models.Incident, *, told_by: str) -> models.Toll:
    return models.Toll(
        incident=incident,
        harm=toll.harm,
        status=toll.status or "",
        group=toll.group or "",
        told_by=told_by,
        low=toll.low,
        best=toll.best,
        high=toll.high,
        sources_low=toll.independent_low,
        sources_high=toll.independent_high,
        used=len(toll.used),
        set_aside=len(toll.set_aside),
    )


def _victim(victim: VictimView, face: Face) -> models.Victim:
    person = victim.person
    first, last = days(face.assessment.when)
    place = first_place(face.assessment.where)
    name, *others = [each.text for each in person.names] or [""]
    return models.Victim(
        record=victim.victim,
        incident=face.assessment.incident or "",
        seen_from=face.seen_from,
        seen_to=face.seen_to,
        level=face.level,
        name=line(name),
        other_names=line("; ".join(others)),
        age_low=person.age_low,
        age_high=person.age_high,
        sex=person.sex or "",
        occupation=line(person.occupation),
        status=person.status or "",
        harm=victim.harm,
        first=first,
        last=last,
        place=line(place.name if place else ""),
        claims=len(victim.claims),
        order=_name_order(person),
    )


def _name_order(person: Person) -> str:
    """Return what sorts people by name; who has none comes last."""
    return folded(person.names[0].text)[:200] if person.names else "\U0010ffff"


def _victim_words(victim: VictimView, face: Face) -> Document:
    own = searched(hushed({id_: face.assessment.claims[id_] for id_ in victim.claims}, face.silent))
    return Document(
        words=(*person_words(victim.person), *own.words), actor=own.actor, speaker=own.speaker, place=own.place
    )
