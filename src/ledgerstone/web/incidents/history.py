"""What people decided on an incident and its claims, newest first, as far as somebody may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledgerstone.indexing import OneIncident
from ledgerstone.judging import PERSON
from ledgerstone.records import Determination, Handling, Link, Review
from ledgerstone.releasing.wording import code_words, range_words, toll_words
from ledgerstone.store.index import listing, standing
from ledgerstone.store.sight import Sight, height
from ledgerstone.store.store import Store

MOST = 60
DEFAULT = "default"
_SHORT = 12  # digits of an id that a person reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was decided; ``take_back`` is the id of a judgement that stands and can be taken back."""

    at: datetime
    by: str
    what: str
    because: str
    take_back: str = ""


def history(store: Store, one: OneIncident, numbers: Mapping[str, int], *, sight: Sight) -> Sequence[Line]:
    """Return what was decided, the newest first."""
    of = one.assessment
    lines = [
        Line(
            at=each.at,
            by=each.by,
            what=f"claim {numbers.get(id_, '')}: {code_words(each.verdict)}",
            because=each.because,
        )
        for id_, each in one.reviews.items()
    ]
    if one.whole and of.incident:
        lines += _handled(store, of.incident)
        lines += _determined(store, of.incident, sight)
        lines += _judged(store, of.incident, [*of.claims], numbers, sight)
    return sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]


def _handled(store: Store, incident: str) -> list[Line]:
    found = store.records(Handling, about=incident).values()
    return [Line(at=each.at, by=each.by, what=f"handled as {each.level}", because=each.because) for each in found]


def _determined(store: Store, incident: str, sight: Sight) -> list[Line]:
    """Return the team's own figures, those taken back too, and the taking back."""
    made = store.about_any(Determination, [incident])
    closed = standing.levels(made, using=DEFAULT)
    seen = {id_: each for id_, each in made.items() if closed.get(id_, 0) <= height(sight)}
    words = {id_: f"{toll_words(each)}, {range_words(each.low, each.high)}" for id_, each in seen.items()}
    own = "the team's own figure"
    lines = [
        Line(at=each.at, by=each.by, what=f"{own}: {words[id_]}", because=each.because) for id_, each in seen.items()
    ]
    reviews = store.about_any(Review, seen).values() if seen else ()
    return lines + [
        Line(
            at=each.at, by=each.by, what=f"{own}, {code_words(each.verdict)}: {words[each.about]}", because=each.because
        )
        for each in reviews
    ]


def _judged(store: Store, incident: str, claims: Sequence[str], numbers: Mapping[str, int], sight: Sight) -> list[Line]:
    """Return the judgements of people that lead from this incident or its claims, and those that lead to it."""
    made = {id_: each for id_, each in store.about_any(Link, [incident, *claims]).items() if each.linker == PERSON}
    led = [
        row.link for row in (*standing.linked_to([incident], using=DEFAULT), *standing.same([incident], using=DEFAULT))
    ]
    made |= {id_: each for id_, each in store.get(led).items() if isinstance(each, Link) and each.linker == PERSON}
    reviews = [each for each in store.about_any(Review, made).values() if each.anchor is None]
    others = {id_ for each in made.values() for id_ in (each.claim, each.target)} - {incident}
    labels = listing.labels(sorted(others), sight=sight)
    # A judgement that leads to what is closed is closed with it: its reason tells of both.
    closed = listing.closed(others, sight=sight)
    reviews = [each for each in reviews if closed.isdisjoint({made[each.about].claim, made[each.about].target})]
    last = {each.about: each for each in reviews}
    return [
        Line(
            at=each.at,
            by=each.by,
            what=_words(made[each.about], incident, labels, numbers, taken_back=each.verdict == "reject"),
            because=each.because,
            take_back=each.about if each is last[each.about] and each.verdict == "accept" else "",
        )
        for each in reviews
    ]


def _words(
    link: Link, incident: str, labels: Mapping[str, str], numbers: Mapping[str, int], *, taken_back: bool
) -> str:
    def name(id_: str) -> str:
        if id_ == incident:
            return "this incident"
        return f"claim {numbers[id_]}" if id_ in numbers else labels.get(id_, id_[:_SHORT])

    said = {"positive": "", "negative": "not ", "unsure": "perhaps "}[link.judgement]
    words = f"{name(link.claim)} is {said}{code_words(link.relation)} {name(link.target)}"
    return f"taken back: {words}" if taken_back else words
