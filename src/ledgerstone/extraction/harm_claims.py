"""Claims of harm: for each word of harm the people it takes, those it names, and how the counts stand together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ledgerstone.codec import identify
from ledgerstone.extraction.context import Context
from ledgerstone.extraction.counting import count_of, whole_of
from ledgerstone.extraction.harms import Analysis, Harmed
from ledgerstone.extraction.people import People
from ledgerstone.extraction.relations import relation_of
from ledgerstone.extraction.sentences import Sentence
from ledgerstone.extraction.victims import VictimMention
from ledgerstone.records import Claim, Count, Name, Passage, Person

_ADULT = 18
_ELDERLY = 60
_INFANT = 2

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence taken apart, with the named persons harmed in it."""

    sentence: Sentence
    analysis: Analysis
    victims: tuple[VictimMention, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A word of harm with the count of its people; ``some`` says that it only tells of some, one by one."""

    telling: Telling
    harmed: Harmed
    count: Count
    some: bool


def harm_claims(context: Context, tellings: Sequence[Telling], *, extractor: str) -> tuple[Claim, ...]:
    """Return the claims of harm of a report.

    1. Counts that can stand for everybody: "12 people", "the toll rose to 15".
    2. Counts that tell of some ("his brother", "Ilan Voss and two sons"): parts of the first large enough, if there is one.
    3. The parts that the text names as such.
    4. Named persons.
    """
    told = [each for telling in tellings for each in _told(context, telling)]
    wholes: dict[tuple[int, int], Claim] = {}
    totals: list[Claim] = []
    claims: list[Claim] = []
    for each in sorted(told, key=lambda each: each.some):
        for claim in _wholes(context, each, totals, extractor):
            wholes.setdefault((each.telling.sentence.start, each.harmed.trigger.first), claim)
            claims.append(claim)
            claims.extend(_parts(context, each, claim))
            if claim.relation in ("whole", "running_total") and not each.some:
                totals.append(claim)
    for telling in tellings:
        claims.extend(_person(context, telling.sentence, victim, wholes, extractor) for victim in telling.victims)
    return tuple(claims)


def _told(context: Context, telling: Telling) -> Iterator[_Told]:
    for harmed in telling.analysis.harmed:
        counted = whole_of(context.report.text, telling.analysis, harmed, telling.victims)
        if counted is not None:
            count, named = counted
            some = not harmed.toll and (named or all(map(_is_some, harmed.people)))
            yield _Told(telling=telling, harmed=harmed, count=count, some=some)


def _is_some(phrase: People) -> bool:
    return phrase.kin or phrase.singular or phrase.definite


def _wholes(context: Context, told: _Told, totals: Sequence[Claim], extractor: str) -> Iterator[Claim]:
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
        more=bool(harmed.people) and harmed.people[0].more,
    )
    base = replace(
        _base(context, sentence, first, end, extractor),
        status=_shared([phrase.status for phrase in phrases]),
        group=_shared([phrase.groups for phrase in phrases]) or (),
        count=told.count,
    )
    for harm in _harms_of(harmed, told.count):
        yield _related(context, replace(base, harm=harm), relation, totals, some=told.some)


def _related(context: Context, claim: Claim, relation: str, totals: Sequence[Claim], *, some: bool) -> Claim:
    """Say how a count stands to the totals told before it."""
    before = [total for total in totals if total.harm == claim.harm]
    if relation in ("in_addition", "increment", "running_total"):
        near = [total for total in before if _is_near(context, total, claim)]
        if near or relation == "running_total":
            return replace(claim, relation=relation, of=identify(near[-1]) if near else None)
        # "Two other members were killed", far from any count, are some of all; "30 others were wounded" are others than
        # the dead.
        some, relation = some or claim.harm == "killed", "whole"
    if some and relation == "whole":
        for total in before:
            if _is_number(total.count) and not _exceeds(claim.count, total.count):
                return replace(claim, relation="part_of", of=identify(total))
    if relation == "initial":
        return replace(claim, relation="initial" if any(_is_number(total.count) for total in before) else "whole")
    return replace(claim, relation=relation)


def _is_number(count: Count | None) -> bool:
    return count is not None and (count.low is not None or count.high is not None)


def _is_near(context: Context, total: Claim, claim: Claim) -> bool:
    """Say whether two claims stand in one paragraph, or nothing but a sentence end between them."""
    between = context.report.text[total.passage.end : claim.passage.start]
    return total.passage.start <= claim.passage.start and "\n\n" not in between


def _harms_of(harmed: Harmed, count: Count) -> tuple[str, ...]:
    """A lump without a number ("several were killed and wounded") says of both that there were some."""
    if harmed.trigger.harm == "killed_or_injured" and count.low is None and count.high is None:
        return ("killed", "injured") if harmed.trigger.last - harmed.trigger.first > 1 else ("killed_or_injured",)
    return (harmed.trigger.harm,)


def _parts(context: Context, told: _Told, whole: Claim) -> Iterator[Claim]:
    """Yield the parts that the text names, and those that a sum consists of."""
    of = identify(whole)
    people = told.harmed.people
    summed = tuple(phrase for phrase in people if phrase.groups or phrase.status) if len(people) > 1 else ()
    for phrase in (*told.harmed.parts, *summed):
        count = count_of(context.report.text, told.telling.analysis, phrase)
        larger = _exceeds(count, whole.count)
        yield replace(
            whole,
            status=phrase.status or whole.status,
            group=phrase.groups,
            count=count,
            relation="background" if whole.relation == "background" else "whole" if larger else "part_of",
            of=None if larger else of,
        )


def _exceeds(part: Count, whole: Count | None) -> bool:
    """Say whether a part is larger than its whole, so that it is another figure for the whole."""
    if whole is None or (whole.high is None and whole.low is None):
        return False
    most = whole.high if whole.high is not None else whole.low
    least = part.low if part.low is not None else part.high
    return most is not None and least is not None and least > most


def _person(
    context: Context,
    sentence: Sentence,
    victim: VictimMention,
    wholes: Mapping[tuple[int, int], Claim],
    extractor: str,
) -> Claim:
    name = victim.name
    whole = wholes.get((sentence.start, victim.trigger.first)) if victim.trigger else None
    base = _base(context, sentence, name.start, name.end, extractor)
    person = Person(
        names=(Name(text=name.text), *(Name(text=other, of=_kind_of_name(other)) for other in name.others)),
        age_low=name.age,
        age_high=name.age,
        age_band=_band(name.age, victim.group),
        sex=victim.sex,
        kin=victim.kin,
    )
    return replace(
        base,
        harm=victim.harm,
        status=whole.status if whole else None,
        group=_groups_of(victim),
        person=person,
        relation="part_of" if whole else None,
        of=identify(whole) if whole else None,
        polarity="affirmed" if base.polarity == "denied" and whole is None else base.polarity,
    )


def _base(context: Context, sentence: Sentence, start: int, end: int, extractor: str) -> Claim:
    speaker, stance, polarity = context.said(sentence, start, end)
    return Claim(
        report=identify(context.report),
        passage=Passage(start=sentence.start, end=sentence.end, exact=sentence.text),
        kind="harm",
        speaker=speaker,
        stance=stance,
        polarity=polarity,
        evidence=context.evidence_of(sentence),
        when=context.when(sentence, start),
        where=context.where(sentence),
        actors=context.actors_of(sentence),
        means=context.means_of(sentence),
        extractor=extractor,
    )


def _shared(values: Sequence[_Value]) -> _Value | None:
    return values[0] if all(value == values[0] for value in values) else None


def _groups_of(victim: VictimMention) -> tuple[str, ...]:
    if victim.name.age is not None and victim.name.age < _ADULT:
        return ("child", *(group for group in victim.group if group not in ("child", "woman", "man")))
    return victim.group


def _band(age: int | None, group: tuple[str, ...]) -> str | None:
    if age is None:
        return "child" if "child" in group else "adult" if {"woman", "man"} & set(group) else None
    if age < _INFANT:
        return "infant"
    return "child" if age < _ADULT else "elderly" if age >= _ELDERLY else "adult"


def _kind_of_name(name: str) -> str | None:
    return "kunya" if name.split(maxsplit=1)[0].lower() in ("abu", "umm", "um") else None
