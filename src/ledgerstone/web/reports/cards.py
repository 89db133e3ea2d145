"""A claim as a card: what it says, who said it, where and when, what was decided. Every text is safe to look at."""

from dataclasses import dataclass

from ledgerstone.disagreeing import DISPUTED
from ledgerstone.indexing import OneReport
from ledgerstone.indexing.rows import line
from ledgerstone.records import Claim, Review
from ledgerstone.releasing.claim_view import STATES, speaker_words, subject
from ledgerstone.releasing.wording import code_words, place_words, when_words
from ledgerstone.reviewing import Again
from ledgerstone.store.sight import LEVELS, OPEN
from ledgerstone.web.saying import said_day

UNREVIEWED, PUT_OFF = "unreviewed", "pending"
_SENTENCE = 400  # characters of a sentence on a card; all of it is marked in the text
_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim. ``number`` is that of its mark in the text; ``todo`` says that somebody is still to decide."""

    id: str
    number: int
    start: int
    state: str
    state_words: str
    todo: bool
    disputed: bool
    subject: str
    sentence: str
    said_by: str
    role: str
    chips: tuple[str, ...]
    facts: tuple[str, ...]
    decided: str
    because: str
    again: str
    can_take: bool
    level: str
    incident: str
    added: bool


def cards(one: OneReport) -> dict[str, Card]:
    """Return a card for each claim of a report, by id, in the order of the text."""
    every = {**one.claims, **one.rejected}
    again = looked_at_again(one)
    # A claim keeps its number when it is corrected: it is sorted by the id of what was found there.
    origin = {id_: review.about for id_, review in one.reviews.items()}
    ordered = sorted(
        every.items(), key=lambda item: (item[1].passage.start, item[1].passage.end, origin.get(item[0], item[0]))
    )
    return {
        id_: _card(id_, claim, number, one, again=again.get(id_))
        for number, (id_, claim) in enumerate(ordered, start=1)
    }


def looked_at_again(one: OneReport) -> dict[str, Again]:
    """Return what wants another look, by the id of the claim that stands there."""
    every = {**one.claims, **one.rejected}
    stands = {review.about: id_ for id_, review in one.reviews.items()}
    found = {}
    for each in one.queue:
        id_ = each.claim if each.claim in every else stands.get(each.review.about, each.review.about)
        found[id_ or ""] = each
    return found


def _card(id_: str, claim: Claim, number: int, one: OneReport, *, again: Again | None) -> Card:
    review = one.reviews.get(id_)
    state = review.verdict if review else UNREVIEWED
    return Card(
        id=id_,
        number=number,
        start=claim.passage.start,
        state=state,
        state_words=STATES.get(state, UNREVIEWED),
        todo=review is None or state == DISPUTED or again is not None,
        disputed=state == DISPUTED,
        subject=line(_subject(claim), most=200),
        # Another claim of the same sentence can be closed to who asks, so the sentence goes where the text goes.
        sentence=line(claim.passage.exact, most=_SENTENCE) if one.text else "",
        said_by=line(speaker_words(claim, one.report), most=160),
        role=code_words(claim.speaker.role) if claim.speaker else "",
        chips=_chips(claim),
        facts=_facts(claim),
        decided=_decided(review),
        because=line(review.because, most=2_000) if review else "",
        again=again.reason if again else "",
        can_take=again is not None and again.claim is not None,
        level=level_words(one.levels.get(id_, 0)),
        incident=one.homes.get(id_, ""),
        added=review is not None and review.about == id_ and claim.extractor == "review.1",
    )


def _subject(claim: Claim) -> str:
    """What a claim says in one line; of a time, a place or an attribution, also which."""
    said = ""
    if claim.detail == "time" and claim.when:
        said = when_words(claim.when)
    elif claim.detail == "place" and claim.where:
        said = place_words(claim.where[0])
    elif claim.kind in {"attribution", "act"} or claim.detail == "identity":
        said = ", ".join(dict.fromkeys(each.name for each in claim.actors[:_PLACES]))
    return f"{subject(claim)}: {said}" if said else subject(claim)


def level_words(level: int) -> str:
    """Return a level of handling by its code; "" where it is open."""
    return next((code for code, number in LEVELS.items() if number == level and code != OPEN), "")


def _chips(claim: Claim) -> tuple[str, ...]:
    found = [claim.polarity] if claim.polarity == "denied" else []
    found += [claim.stance] if claim.stance != "asserted" or claim.kind == "harm" else []
    found += [code_words(each.kind) for each in claim.evidence]
    found += [code_words(claim.relation)] if claim.relation and claim.relation != "whole" else []
    found += [f"denies {claim.denies}"] if claim.denies else []
    return tuple(found)


def _facts(claim: Claim) -> tuple[str, ...]:
    found = [when_words(claim.when)] if claim.when else []
    found += [line(place_words(each), most=80) for each in claim.where[:_PLACES]]
    found += [line(f"{code_words(each.role)}: {each.name}", most=80) for each in claim.actors[:_PLACES]]
    return tuple(found)


def _decided(review: Review | None) -> str:
    return f"{line(review.by, most=160)}, {said_day(review.at)}" if review else ""
