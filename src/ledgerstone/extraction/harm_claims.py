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
    start: int

    @property
    def more(self) -> bool:
        """Whether the words say "more", "others", "another"."""
        return bool(self.harmed.people) and self.harmed.people[0].more


@dataclass(frozen=True, slots=True)
class _Total:
    """A count that can stand for everybody, and where in the text it begins."""

    claim: Claim
    start: int


def harm_claims(context: Context, tellings: Sequence[Telling], *, extractor: str) -> tuple[Claim, ...]:
    """Return the claims of harm of a report.

    1. Counts that can stand for everybody: "12 people", "the toll rose to 15".
    2. Counts that tell of some ("his brother", "Ilan Voss and two sons"): parts of the first total large enough.
    3. The parts that the text names as such.
    4. Named persons.
    """
    told = [each for telling in tellings for each in _told(context, telling)]
    wholes: dict[tuple[int, int], Claim] = {}
    totals: list[_Total] = []
    claims: list[Claim] = []
    for each in sorted(told, key=lambda each: each.some or each.more):
        for claim in _wholes(context, each, totals, extractor):
            wholes.setdefault((each.telling.sentence.start, each.harmed.trigger.first), claim)
            claims.append(claim)
            claims.extend(_parts(context, each, claim))
            if claim.relation in ("whole", "running_total") and not each.some:
                totals.append(_Total(claim=claim, start=each.start))
    for telling in tellings:
        claims.extend(_divided(context, telling, totals, extractor))
        claims.extend(
            _person(context, telling.sentence, victim, wholes, extractor)
            for victim in telling.victims
            if not _is_unharmed(context, telling, victim)
        )
    return tuple(claims)


def _told(context: Context, telling: Telling) -> Iterator[_Told]:
    for harmed in telling.analysis.harmed:
        counted = whole_of(context.report.text, telling.analysis, harmed, telling.victims)
        if counted is not None:
            count, named = counted
            some = not harmed.toll and (
                named
                or all(map(_is_some, harmed.people))
                or _is_of_a_place(telling.analysis, harmed)
                or _is_among(telling.analysis, harmed)
            )
            first = (*harmed.people, *harmed.added)[0].first
            start = telling.analysis.words[first].start
            yield _Told(telling=telling, harmed=harmed, count=count, some=some, start=start)


def _is_unharmed(context: Context, telling: Telling, victim: VictimMention) -> bool:
    """Say whether the sentence says that this person was not harmed: "who was not hurt"."""
    if victim.trigger is None:
        return False
    words = telling.analysis.words
    span = words[victim.trigger.first].start, words[victim.trigger.last - 1].end
    return context.said(telling.sentence, *span)[2] == "denied"


def _is_of_a_place(analysis: Analysis, harmed: Harmed) -> bool:
    """Say whether the count is of one place among others: "the market, where four people were killed"."""
    first = min(harmed.trigger.first, *(phrase.first for phrase in (*harmed.people, *harmed.added)))
    return any(word.lower == "where" for word in analysis.words[max(0, first - 1) : first])


def _is_among(analysis: Analysis, harmed: Harmed) -> bool:
    """Say whether the people are told of as some of all: "three children were among the dead"."""
    first = harmed.trigger.first
    return any(word.lower in ("among", "amongst") for word in analysis.words[max(0, first - 2) : first])


def _is_some(phrase: People) -> bool:
    return phrase.kin or phrase.singular or phrase.definite


def _wholes(context: Context, told: _Told, totals: Sequence[_Total], extractor: str) -> Iterator[Claim]:
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
        _base(context, sentence, first, end, extractor, at=words[harmed.trigger.first].start),
        status=_shared([phrase.status for phrase in phrases]),
        group=_shared([phrase.groups for phrase in phrases]) or (),
        count=told.count,
    )
    if words[harmed.trigger.last - 1].lower == "buried" and harmed.trigger.harm == "killed":
        base = replace(base, when=None)  # when they were buried, not when they were killed
    for harm in _harms_of(harmed, told.count):
        yield _related(context, told, replace(base, harm=harm), relation, totals)


def _related(context: Context, told: _Told, claim: Claim, relation: str, totals: Sequence[_Total]) -> Claim:
    """Say how a count stands to the totals of its report."""
    others = [total for total in totals if total.claim.harm == claim.harm]
    some = told.some
    if relation in ("in_addition", "increment", "running_total"):
        before = [total.claim for total in others if total.start < told.start]
        near = [total for total in before if relation == "running_total" or _is_near(context, total, claim)]
        if near or relation == "running_total":
            return replace(claim, relation=relation, of=identify(near[-1]) if near else None)
        # "Two other members were killed", far from any count, are some of all; "30 others were wounded" are others than
        # the dead.
        some, relation = some or claim.harm == "killed", "whole"
    counted = [total.claim for total in others if _is_number(total.claim.count)]
    if some and relation == "whole":
        for total in counted:
            if not _exceeds(claim.count, total.count):
                return replace(claim, relation="part_of", of=identify(total))
    if relation == "initial" and not counted:
        relation = "whole"
    return replace(claim, relation=relation)


def _is_number(count: Count | None) -> bool:
    return count is not None and (count.low is not None or count.high is not None)


def _is_near(context: Context, total: Claim, claim: Claim) -> bool:
    """Say whether a count of the dead stands in the same paragraph, one of the wounded in the same sentence.

    "30 others were wounded" are others than the dead; only beside other wounded do they come to these.
    """
    if claim.harm != "killed":
        return total.passage == claim.passage
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


def _divided(context: Context, telling: Telling, totals: Sequence[_Total], extractor: str) -> Iterator[Claim]:
    """Yield the parts of a sentence that divides people counted before, as parts of the count nearest before it."""
    division = telling.analysis.division
    if division is None:
        return
    counts = [count_of(context.report.text, telling.analysis, part) for part in division.parts]
    before = [
        total.claim
        for total in totals
        if division.harm in (None, total.claim.harm)
        and _is_number(total.claim.count)
        and total.start < telling.analysis.words[division.parts[0].first].start
        and not any(_exceeds(count, total.claim.count) for count in counts)
    ]
    whole = max(before, key=lambda claim: claim.passage.start, default=None)
    if whole is None:
        return
    for part, count in zip(division.parts, counts, strict=True):
        start = telling.analysis.words[part.first].start
        base = _base(context, telling.sentence, start, telling.analysis.words[part.last - 1].end, extractor)
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


def _exceeds(part: Count | None, whole: Count | None) -> bool:
    """Say whether a part is larger than its whole, so that it is another figure for the whole."""
    if part is None or whole is None or (whole.high is None and whole.low is None):
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
    )


def _base(
    context: Context, sentence: Sentence, start: int, end: int, extractor: str, *, at: int | None = None
) -> Claim:
    speaker, stance, polarity = context.said(sentence, start, end)
    return Claim(
        report=identify(context.report),
        passage=Passage(start=sentence.start, end=sentence.end, exact=sentence.text),
        kind="harm",
        speaker=speaker,
        stance=stance,
        polarity=polarity,
        evidence=context.evidence_of(sentence),
        when=context.when(sentence, start if at is None else at),
        where=context.where(sentence, start if at is None else at),
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
