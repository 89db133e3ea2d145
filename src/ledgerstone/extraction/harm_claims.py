"""Claims of harm: for each word of harm the people it takes, those it names, and how the counts stand together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ledgerstone.codec import identify
from ledgerstone.extraction.context import Context
from ledgerstone.extraction.counting import count_of, whole_of
from ledgerstone.extraction.harms import Analysis, Harmed
from ledgerstone.extraction.relations import relation_of
from ledgerstone.extraction.sentences import Sentence
from ledgerstone.extraction.victims import VictimMention
from ledgerstone.records import Claim, Count, Name, Passage, Person

_ADULT = 18
_ELDERLY = 60
_INFANT = 2

_Value = TypeVar("_Value")


@dataclass(slots=True)
class Totals:
    """The latest whole count of each harm so far, which "more" and "another" add to."""

    by_harm: dict[str, str]


def harm_claims(
    context: Context,
    sentence: Sentence,
    analysis: Analysis,
    victims: tuple[VictimMention, ...],
    totals: Totals,
    *,
    extractor: str,
) -> Iterator[Claim]:
    """Yield the claims of harm of a sentence: wholes, then their parts, then named persons."""
    wholes: dict[int, Claim] = {}
    for harmed in analysis.harmed:
        for whole in _wholes(context, sentence, analysis, harmed, victims, totals, extractor):
            yield whole
            wholes.setdefault(harmed.trigger.first, whole)
            yield from _parts(context, analysis, harmed, whole)
    for victim in victims:
        yield _person(context, sentence, victim, wholes, extractor)


def _wholes(
    context: Context,
    sentence: Sentence,
    analysis: Analysis,
    harmed: Harmed,
    victims: tuple[VictimMention, ...],
    totals: Totals,
    extractor: str,
) -> Iterator[Claim]:
    count = whole_of(context.report.text, analysis, harmed, victims)
    if count is None:
        return
    phrases = (*harmed.people, *harmed.added)
    first = analysis.words[phrases[0].first].start
    end = max(analysis.words[harmed.trigger.last - 1].end, analysis.words[phrases[-1].last - 1].end)
    relation = relation_of(
        sentence.text,
        first - sentence.start,
        end - sentence.start,
        rising=harmed.rising,
        toll=harmed.toll,
        more=harmed.people[0].more if harmed.people else False,
    )
    base = _base(context, sentence, first, end, extractor)
    for harm in _harms_of(harmed, count):
        before = totals.by_harm.get(harm)
        here = "whole" if relation in ("in_addition", "increment") and before is None else relation
        claim = replace(
            base,
            harm=harm,
            status=_shared([phrase.status for phrase in phrases]),
            group=_shared([phrase.groups for phrase in phrases]) or (),
            count=count,
            relation=here,
            of=before if here in ("in_addition", "increment", "running_total") else None,
        )
        if here in ("whole", "running_total"):
            totals.by_harm[harm] = identify(claim)
        yield claim


def _harms_of(harmed: Harmed, count: Count) -> tuple[str, ...]:
    """A lump without a number ("several were killed and wounded") says of both that there were some."""
    if harmed.trigger.harm == "killed_or_injured" and count.low is None and count.high is None:
        return ("killed", "injured") if harmed.trigger.last - harmed.trigger.first > 1 else ("killed_or_injured",)
    return (harmed.trigger.harm,)


def _parts(context: Context, analysis: Analysis, harmed: Harmed, whole: Claim) -> Iterator[Claim]:
    """Yield the parts that the text names, and those that a sum consists of."""
    of = identify(whole)
    summed = harmed.people if len(harmed.people) > 1 else ()
    for phrase in (*harmed.parts, *(phrase for phrase in summed if phrase.groups or phrase.status)):
        count = count_of(context.report.text, analysis, phrase)
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
    wholes: dict[int, Claim],
    extractor: str,
) -> Claim:
    name = victim.name
    whole = wholes.get(victim.trigger.first) if victim.trigger else None
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
