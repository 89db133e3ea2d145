"""Named persons who were harmed, as the text says it of them: never because they spoke, or for the office they hold.

A name is a victim's where it stands among the people of a word of harm ("Ilan Voss, 67, and his wife Mira were
killed"), or in a list that says so ("the dead were identified as ..."). A name behind "by", "in" or "of", with a
possessive, or in front of "said" is somebody else's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledgerstone.extraction.harm.harms import Analysis
from ledgerstone.extraction.harm.name_lists import (
    goes_on,
    is_child,
    is_listed,
    is_young,
    noun_before,
    noun_behind,
    noun_of,
)
from ledgerstone.extraction.harm.named_others import is_one_who_acts, is_theirs, speakers_together
from ledgerstone.extraction.harm.people_words import lexicon
from ledgerstone.extraction.harm.triggers import Trigger
from ledgerstone.extraction.harm.victim_regions import Region, find_regions
from ledgerstone.extraction.text.names import PersonName, find_names
from ledgerstone.extraction.text.sentences import Sentence

_NAMED = re.compile(r"\b(?:named|called|identified as)\s$")


@dataclass(frozen=True, slots=True)
class VictimMention:
    """A named person harmed: the name with its offsets, the harm, and what stands beside the name."""

    name: PersonName
    harm: str
    trigger: Trigger | None
    sex: str | None = None
    kin: str | None = None
    group: tuple[str, ...] = ()


def find_victims(
    text: str, sentence: Sentence, analysis: Analysis, *, harm_before: str | None, listing: str | None = None
) -> tuple[VictimMention, ...]:
    """Return the named persons harmed in a sentence.

    Args:
        text: the report's text.
        sentence: the sentence.
        analysis: its words, phrases and words of harm.
        harm_before: the gravest harm that the sentences before spoke of, for a list of names without a word of harm.
        listing: the harm of the people whom the sentence before named.
    """
    names = find_names(text, sentence.start, sentence.end)
    if not names:
        return ()
    regions = find_regions(sentence, analysis, harm_before=harm_before, listing=listing)
    if not regions:
        return ()
    speak = speakers_together(text, names, sentence)
    stands = _stands(text, names, regions)
    found: list[VictimMention] = []
    noun: str | None = None
    anchor: str | None = None
    before: PersonName | None = None
    last: Region | None = None  # that of the name right before
    others = by = False  # whether names stand for others; whether for those by whom something was done
    young = False  # whether the noun is a young one's
    for name in names:
        gap = text[before.after : name.start] if before else "."
        own = noun_before(text, name.start, sentence.start) or noun_behind(text, name.end, sentence.end)
        noun = own or (noun if is_listed(gap) and noun and (lexicon()[noun].plural or others) else None)
        young = is_young(text, name.start, sentence.start) if own else young and noun is not None
        led = any(start == name.start for start, *_ in regions)
        goes = goes_on(gap)
        theirs = name.start not in speak and is_theirs(text, name, sentence, led=led)
        others = not theirs or (others and (gap == " and " or (by and goes)))
        by = others and ((by and goes) or is_one_who_acts(text, name, sentence))
        inside = stands.get(name.start)
        if name.single and not (noun and _is_named_by(text, name, noun)):
            continue
        before = name
        inside = inside or (last if last and goes else None)
        last = None if others else inside
        if last is None:
            anchor = anchor or name.text
            noun = noun_of(text, name.start, sentence.start) if others else noun
            continue
        child = young or is_child(text, name.end, sentence.end)
        found.append(_mention(name, last[2], last[3], noun, anchor, child=child))
        if noun is None or not lexicon()[noun].kin:
            anchor = name.text
    return tuple(found)


def _stands(text: str, names: Sequence[PersonName], regions: Sequence[Region]) -> dict[int, Region]:
    """Return the region of each name by its start; one row is what semicolons part: "A; B; and C were killed"."""
    found = {
        name.start: span for name in names for span in regions[::-1] if span[0] <= name.start and name.end <= span[1]
    }
    for name, following in reversed(list(pairwise(names))):
        gap = text[name.after : following.start]
        if following.start in found and ";" in gap and goes_on(gap):
            found.setdefault(name.start, found[following.start])
    return found


def _is_named_by(text: str, name: PersonName, noun: str) -> bool:
    """Say whether a noun makes one word a name: "his wife Mira", "a man named Ilan"."""
    return lexicon()[noun].kin or _NAMED.search(text, max(0, name.start - 16), name.start) is not None


def _mention(
    name: PersonName, harm: str, trigger: Trigger | None, noun: str | None, anchor: str | None, *, child: bool
) -> VictimMention:
    young = ("child",) if child else ()
    if noun is None:
        return VictimMention(name=name, harm=harm, trigger=trigger, group=young)
    facts = lexicon()[noun]
    kin = f"{facts.name} of {anchor}" if facts.kin and anchor else facts.name if facts.kin else None
    group = young or facts.groups
    return VictimMention(name=name, harm=harm, trigger=trigger, sex=facts.sex, kin=kin, group=group)
