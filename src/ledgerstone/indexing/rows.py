"""What is listed of claims and reports, with the words by which each is found; ``face_rows.py`` does incidents.

A row is for showing: its texts are cut to a line's length, and what would not show is written out.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from ledgerstone.indexing.chains import Levels
from ledgerstone.indexing.part import Part
from ledgerstone.indexing.sentences import sentence_levels
from ledgerstone.records import Actor, Claim, Person, Report, When, Where
from ledgerstone.records.text import on_one_line
from ledgerstone.store.index import models
from ledgerstone.store.index.words import Document

LINE = 300
"""Characters of a title, a name or an address that a list shows."""

_SENTENCE = 600  # characters of a passage that a list shows
_SEARCHED = 20_000  # characters of a passage that are searched: the longest sentences are tables
ACCUSED = frozenset({"accused", "perpetrator", "claimant"})
"""The roles of those who are said to have done it, or say so themselves."""

COUNTS, REJECTED = "counts", "rejected"


def line(text: str | None, *, most: int = LINE) -> str:
    """Return a text as one line of a list shows it."""
    shown = on_one_line((text or "")[: most * 2])
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def day_of(moment: date | datetime | None) -> date | None:
    """Return the day of a date or time."""
    return moment.date() if isinstance(moment, datetime) else moment


def order_of(day: date | None) -> str:
    """Return what sorts a row by its day; "" where there is none."""
    return day.isoformat() if day else ""


def days(when: When | None) -> tuple[date | None, date | None]:
    """Return the first and last day, each where it is known."""
    return (when.earliest, when.latest or when.earliest) if when else (None, None)


def first_place(where: Iterable[Where]) -> Where | None:
    """Return the place that a row stands at: the first with coordinates, else the first."""
    places = tuple(where)
    return next((each for each in places if each.lat is not None and each.lon is not None), next(iter(places), None))


def names_of(actors: Iterable[Actor]) -> list[str]:
    """Return all names of actors."""
    return [name for actor in actors for name in (actor.name, *actor.aliases, actor.wording)]


def accused_of(actors: Iterable[Actor]) -> str:
    """Return the names of those accused, sorted, so that the same ones make the same text."""
    return line("; ".join(sorted({actor.name for actor in actors if actor.role in ACCUSED})))


def person_words(person: Person | None) -> list[str]:
    """Return what is searched of a person."""
    return [*(name.text for name in person.names), person.kin or "", person.occupation or ""] if person else []


def report_rows(part: Part, levels: Levels) -> Iterator[tuple[models.Report, Document]]:
    """Yield the reports of the part's places, with the words of their texts."""
    for id_, report in part.now.reports.items():
        if (report.original, report.part) in part.places:
            yield _report(id_, report, part, levels), Document(words=(report.title or "", report.text))


def _report(id_: str, report: Report, part: Part, levels: Levels) -> models.Report:
    day = day_of(report.published)
    return models.Report(
        record=id_,
        original=report.original,
        part=report.part,
        current=id_ in part.read,
        title=line(report.title),
        publisher=line(report.publisher),
        url=line(report.url),
        language=report.language or "",
        day=day,
        order=order_of(day),
        words=len(report.text.split()),
        level=levels.reports[id_],
        text_level=levels.texts[id_],
    )


def claim_rows(part: Part, levels: Levels) -> Iterator[tuple[models.Claim, Document]]:
    """Yield the claims of the part's places, rejected ones too, with the words by which each is found."""
    reviewed, sentences = part.now.reviewed, sentence_levels(part, levels)
    again = {each.claim or each.review.about: each.reason for each in reviewed.queue}
    found = {after: before for before, after in reviewed.became.items()}
    for standing, claims in ((COUNTS, reviewed.claims), (REJECTED, reviewed.rejected)):
        for id_, claim in claims.items():
            row = _claim(id_, claim, part)
            review = reviewed.reviews.get(id_)
            row.found = found.get(id_) or (review.about if review and id_ not in part.found else id_)
            row.verdict, row.decided_by = (review.verdict, line(review.by)) if review else ("", "")
            row.standing = standing
            row.again = next((again[each] for each in (id_, row.found) if each in again), "")
            row.level, row.sentence_level = levels.claims[id_], sentences[id_]
            yield row, _document(claim)


def _claim(id_: str, claim: Claim, part: Part) -> models.Claim:
    original, piece = part.place(claim.report)
    first, last = days(claim.when)
    place = first_place(claim.where)
    count, person, speaker = claim.count, claim.person, claim.speaker
    day = first or day_of(part.now.reports[claim.report].published)
    return models.Claim(
        record=id_,
        report=claim.report,
        original=original,
        part=piece,
        incident=part.homes.get(id_, ""),
        start=claim.passage.start,
        exact=line(claim.passage.exact, most=_SENTENCE),
        kind=claim.kind,
        harm=claim.harm or "",
        status=claim.status or "",
        group=" ".join(claim.group),
        act=claim.act or "",
        response=claim.response or "",
        polarity=claim.polarity,
        stance=claim.stance,
        relation=claim.relation or "",
        low=count.low if count else None,
        high=count.high if count else None,
        wording=line(count.wording if count else ""),
        person=line(person.names[0].text if person and person.names else ""),
        speaker=line(speaker.wording if speaker else ""),
        role=speaker.role if speaker else "",
        accused=accused_of(claim.actors),
        first=first,
        last=last,
        place=line(place.name if place else ""),
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else "",
        order=order_of(day),
    )


def _document(claim: Claim) -> Document:
    speaker = claim.speaker
    return Document(
        words=(claim.passage.exact[:_SEARCHED], *person_words(claim.person)),
        actor=names_of(claim.actors),
        speaker=(speaker.wording, speaker.via or "") if speaker else (),
        place=[name for each in claim.where for name in (each.name, each.wording)],
    )


def searched(claims: Mapping[str, Claim]) -> Document:
    """Return the words of several claims as one document."""
    made = [_document(claim) for claim in claims.values()]
    return Document(
        words=[text for each in made for text in each.words],
        actor=[text for each in made for text in each.actor],
        speaker=[text for each in made for text in each.speaker],
        place=[text for each in made for text in each.place],
    )
