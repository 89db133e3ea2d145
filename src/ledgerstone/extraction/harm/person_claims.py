"""Claims about named persons who were harmed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ledgerstone.codec import identify
from ledgerstone.extraction.context import Context
from ledgerstone.extraction.harm.occupations import occupation_of
from ledgerstone.extraction.harm.tellings import Telling
from ledgerstone.extraction.harm.victims import VictimMention
from ledgerstone.records import Claim, Name, Person

_ADULT = 18
_ELDERLY = 60
_INFANT = 2
_KUNYA = re.compile(r"(?:haj\w*\s)?(?:abu|abou|umm|oum|um)\s", re.IGNORECASE)


def person_claims(context: Context, telling: Telling, wholes: Mapping[tuple[int, int], Claim]) -> Iterator[Claim]:
    """Yield a claim for each person whom the sentence names as harmed.

    Args:
        context: the report.
        telling: the sentence.
        wholes: the counts of the report, by the start of their sentence and their word of harm.
    """
    for victim in telling.victims:
        if not _is_unharmed(context, telling, victim):
            yield _person(context, telling, victim, wholes)


def _is_unharmed(context: Context, telling: Telling, victim: VictimMention) -> bool:
    """Say whether the sentence says that this person was not harmed: "who was not hurt"."""
    if victim.trigger is None:
        return False
    words = telling.analysis.words
    span = words[victim.trigger.first].start, words[victim.trigger.last - 1].end
    return context.said(telling.sentence, *span)[2] == "denied"


def _person(
    context: Context, telling: Telling, victim: VictimMention, wholes: Mapping[tuple[int, int], Claim]
) -> Claim:
    name = victim.name
    whole = wholes.get((telling.sentence.start, victim.trigger.first)) if victim.trigger else None
    base = context.claim(telling.sentence, name.start, name.end, kind="harm")
    person = Person(
        names=(Name(text=name.text), *(Name(text=other, of=_kind_of_name(other)) for other in name.others)),
        age_low=name.age,
        age_high=name.age,
        age_band=_band(name.age, victim.group),
        sex=victim.sex,
        kin=victim.kin,
        occupation=occupation_of(
            context.report.text,
            name.start,
            name.after or name.end,
            floor=telling.sentence.start,
            ceiling=telling.sentence.end,
        ),
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


def _groups_of(victim: VictimMention) -> tuple[str, ...]:
    if victim.name.age is not None and victim.name.age < _ADULT:
        return ("child", *(group for group in victim.group if group not in ("child", "woman", "man")))
    if victim.name.age is not None:  # "their children", "a girl of 19": grown up all the same
        return tuple(group for group in victim.group if group != "child")
    return victim.group


def _band(age: int | None, group: tuple[str, ...]) -> str | None:
    if age is None:
        return "child" if "child" in group else "adult" if {"woman", "man"} & set(group) else None
    if age < _INFANT:
        return "infant"
    return "child" if age < _ADULT else "elderly" if age >= _ELDERLY else "adult"


def _kind_of_name(name: str) -> str | None:
    return "kunya" if _KUNYA.match(name) else None
