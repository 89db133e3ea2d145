"""Claims of harm: for each word of harm the people it takes, those it names, and how the counts stand together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ledgerstone.codec import identify
from ledgerstone.extraction.context import Context
from ledgerstone.extraction.harm.counting import count_of
from ledgerstone.extraction.harm.person_claims import person_claims
from ledgerstone.extraction.harm.relating import Total, exceeds, is_number, related
from ledgerstone.extraction.harm.relations import relation_of
from ledgerstone.extraction.harm.tellings import Telling, Told, tell
from ledgerstone.records import Claim, Count

_Value = TypeVar("_Value")


def harm_claims(context: Context, tellings: Sequence[Telling]) -> tuple[Claim, ...]:
    """Return the claims of harm of a report.

    1. Counts that can stand for everybody: "12 people", "the toll rose to 15".
    2. Counts that tell of some ("his brother", "Ilan Voss and two sons"): parts of the first total large enough.
    3. The parts that the text names as such.
    4. Named persons.
    """
    told = _told(context.report.text, tellings)
    wholes: dict[tuple[int, int], Claim] = {}
    totals: list[Total] = []
    claims: list[Claim] = []
    for each in sorted(told, key=lambda each: each.some or each.more or each.bodies):  # (1), (2)
        for claim in _wholes(context, each, totals):
            wholes.setdefault((each.telling.sentence.start, each.harmed.trigger.first), claim)
            claims += [claim, *_parts(context, each, claim)]
            if claim.relation in ("whole", "running_total") and not (each.some or each.bodies):
                totals.append(Total(claim=claim, start=each.start, counts=each.counts))
    for telling in tellings:
        claims += _divided(context, telling, totals)  # (3)
        claims += person_claims(context, telling, wholes)  # (4)
    return tuple(claims)


def _told(text: str, tellings: Sequence[Telling]) -> list[Told]:
    """Return the counts; "the union leaders" counts only where the report tells of nobody else who was harmed so."""
    told = [each for telling in tellings for each in tell(text, telling)]
    counted = {each.harmed.trigger.harm for each in told if not each.points}
    return [each for each in told if not each.points or each.harmed.trigger.harm not in counted]


def _wholes(context: Context, told: Told, totals: Sequence[Total]) -> Iterator[Claim]:
    harmed, sentence, words = told.harmed, told.telling.sentence, told.telling.analysis.words
    phrases = (*harmed.people, *harmed.added)
    first = words[phrases[0].first].start
    end = max(words[harmed.trigger.last - 1].end, words[phrases[-1].last - 1].end)
    relation = relation_of(
        sentence.text,
        first - sentence.start,
        end - sentence.start,
        rising=harmed.rising,
        toll=harmed.toll,
        more=told.more,
    )
    base = replace(
        context.claim(sentence, first, end, kind="harm", at=words[harmed.trigger.first].start),
        status=_shared([phrase.status for phrase in phrases]),
        group=_shared([phrase.groups for phrase in phrases]) or (),
        count=told.count,
    )
    if told.count.high == 0:
        base = replace(base, polarity="affirmed")  # "nobody was killed" affirms a zero
    if words[harmed.trigger.last - 1].lower == "buried" and harmed.trigger.harm == "killed":
        base = replace(base, when=None)  # when they were buried, not when they were killed
    for harm, count in _harms_of(context.report.text, told):
        yield related(context.report.text, told, replace(base, harm=harm, count=count), relation, totals)


def _harms_of(text: str, told: Told) -> Iterator[tuple[str, Count]]:
    """Yield the harm with its count.

    A lump without a number says of both that there were some: "dozens were killed and wounded" is dozens together, and
    an unsaid number of killed and of wounded.
    """
    trigger, words = told.harmed.trigger, told.telling.analysis.words
    lumped = trigger.harm == "killed_or_injured" and trigger.last - trigger.first > 1
    if not lumped or is_number(told.count):
        yield trigger.harm, told.count
        return
    if told.counts:
        yield trigger.harm, told.count
    some = Count(low=None, high=None, wording=text[words[trigger.first].start : words[trigger.last - 1].end])
    yield from (("killed", some), ("injured", some))


def _parts(context: Context, told: Told, whole: Claim) -> Iterator[Claim]:
    """Yield the parts that the text names, and those that a sum consists of."""
    of = identify(whole)
    people = told.harmed.people
    summed = tuple(phrase for phrase in people if phrase.groups or phrase.status) if len(people) > 1 else ()
    for phrase in (*told.harmed.parts, *summed):
        count = count_of(context.report.text, told.telling.analysis, phrase)
        larger = exceeds(count, whole.count)
        yield replace(
            whole,
            status=phrase.status or whole.status,
            group=phrase.groups,
            count=count,
            relation="background" if whole.relation == "background" else "whole" if larger else "part_of",
            of=None if larger else of,
        )


def _divided(context: Context, telling: Telling, totals: Sequence[Total]) -> Iterator[Claim]:
    """Yield the parts of a sentence that divides people counted before, as parts of the count nearest before it."""
    division = telling.analysis.division
    if division is None:
        return
    counts = [count_of(context.report.text, telling.analysis, part) for part in division.parts]
    before = [
        total.claim
        for total in totals
        if division.harm in (None, total.claim.harm)
        and is_number(total.claim.count)
        and total.start < telling.analysis.words[division.parts[0].first].start
        and not any(exceeds(count, total.claim.count) for count in counts)
    ]
    whole = max(before, key=lambda claim: claim.passage.start, default=None)
    if whole is None:
        return
    for part, count in zip(division.parts, counts, strict=True):
        start = telling.analysis.words[part.first].start
        base = context.claim(telling.sentence, start, telling.analysis.words[part.last - 1].end, kind="harm")
        yield replace(
            base,
            when=whole.when if whole.passage == base.passage else base.when,
            harm=whole.harm,
            status=part.status,
            group=part.groups,
            count=count,
            relation="background" if whole.relation == "background" else "part_of",
            of=identify(whole),
        )


def _shared(values: Sequence[_Value]) -> _Value | None:
    return values[0] if all(value == values[0] for value in values) else None
