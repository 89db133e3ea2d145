"""Who was harmed in a sentence: each word of harm with the phrases for people that it takes.

1. The words of harm. 2. On which side their people stand. 3. The run of coordinated phrases there. 4. The phrases that
only name some of them ("including two women"). A clause is never left: people before "said", "when" or another word of
harm are not taken.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledgerstone.extraction.harm.clauses import Clause, clause_end
from ledgerstone.extraction.harm.coordination import Run, apposed, divide, first_run, last_run, reaches
from ledgerstone.extraction.harm.dividing import Division, find_division
from ledgerstone.extraction.harm.numbers import Number, find_numbers
from ledgerstone.extraction.harm.people import People, find_people
from ledgerstone.extraction.harm.people_words import is_age, noun_at
from ledgerstone.extraction.harm.triggers import Trigger, find_triggers, is_passive
from ledgerstone.extraction.text.words import Word

_TOLL_VERBS = frozenset("to at of be as reached is was exceeded surpassed stood hit passed".split())
_RISING = frozenset("rose risen rises climbed increased grew jumped rising".split())
_RAISED = frozenset("raised raises raising revised revises updated updates increased bringing brings brought".split())
_RAISED_REACH = 4
_TOLL_REACH = 18
_PARTS_LEAD = frozenset("including among included namely".split())
_PARTS_REACH = 4
_PLURALS = frozenset("deaths injuries fatalities martyrs casualties".split())
_BEFORE_PLURAL = frozenset(
    ", and civilian other more reported reporting caused to “ \" ‘ ' additional multiple were with in".split()
)
_TOGETHER = frozenset("along together alongside".split())
_RELATIVE = frozenset("who which that".split())
_RELATIVE_REACH = 4
_STOPPED = frozenset(", . ; : ) and or but".split())
_RULED_OUT = re.compile(r"\bno (?:other |further |more )?\w+ in which\b")
_RULED_OUT_REACH = 14
_WOUNDS = frozenset("wounds wound injuries burns fractures shrapnel".split())
_WOUNDS_REACH = 12
_SUBJECT_REACH = 12
_DYING = frozenset("died dies succumbed".split())
_THEN = frozenset("and but then later who before he she they where subsequently also".split())
_OTHERS = frozenset("another other others".split())
_DEATH_REACH = 14
_PRONOUN_REACH = 5
_LUMPED = frozenset("dead martyrs deaths".split())
_COORDINATED = 2  # words back from "injuries" to "deaths" in "deaths and injuries"
_OURS = frozenset("our my your his her their its".split())
_SELVES = frozenset("himself herself themselves itself myself".split())
_DOING_IT = frozenset({"perpetrator", "police", "fighter", "soldier"})
_VERBS = frozenset("to who were was are have had been be".split())


@dataclass(frozen=True, slots=True)
class Harmed:
    """People harmed as one word of harm tells it.

    ``people`` are coordinated and add up; ``parts`` are some of them; ``added`` are said to be harmed besides them.
    """

    trigger: Trigger
    people: Run
    parts: Run = ()
    added: Run = ()
    toll: bool = False
    rising: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence taken apart: words, numbers, phrases for people, and who was harmed."""

    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    people: tuple[People, ...]
    triggers: tuple[Trigger, ...]
    harmed: tuple[Harmed, ...]
    division: Division | None = None


def analyse(words: tuple[Word, ...], *, dates: Sequence[tuple[int, int]] = ()) -> Analysis:
    """Take a sentence apart.

    Args:
        words: its words.
        dates: where in the text dates and times stand: their numbers count nobody.
    """
    numbers = tuple(number for number in find_numbers(words) if _may_count(words, number, dates))
    people = find_people(words, numbers)
    division = find_division(words, numbers)
    divided = {part.first for part in division.parts} if division else set()
    triggers = find_triggers(words)
    harmed: list[Harmed] = []
    taken: set[int] = set(divided)
    floor = 0
    for index, trigger in enumerate(triggers):
        clause = Clause(
            words=words,
            numbers=tuple(number for number in numbers if number.first not in divided),
            people=tuple(phrase for phrase in people if phrase.first not in taken),
            trigger=trigger,
            floor=floor,
            ceiling=triggers[index + 1].first if index + 1 < len(triggers) else len(words),
        )
        found = _harmed(clause)
        if found is None and harmed and _died_of_it(words, harmed[-1], trigger):
            harmed[-1] = replace(harmed[-1], trigger=trigger)
        if found is not None:
            harmed.append(found)
        own = _all(found)
        if not _is_relative(words, trigger) or any(phrase.first > trigger.first for phrase in own):
            floor = trigger.last
            taken.update(phrase.first for phrase in own)
    return Analysis(
        words=words, numbers=numbers, people=people, triggers=triggers, harmed=tuple(harmed), division=division
    )


def _all(found: Harmed | None) -> Run:
    return (*found.people, *found.parts, *found.added) if found else ()


def _died_of_it(words: tuple[Word, ...], before: Harmed, trigger: Trigger) -> bool:
    """Say whether those told of as hurt are said to have died: "was injured and later died"."""
    gap = words[before.trigger.last : trigger.first]
    hurt = before.trigger.harm in ("injured", "hit") and trigger.harm == "killed"
    near = len(gap) <= _DEATH_REACH and any(word.lower in _THEN for word in gap)
    return hurt and near and words[trigger.first].lower in _DYING and not any(word.lower in _OTHERS for word in gap)


def _may_count(words: tuple[Word, ...], number: Number, dates: Sequence[tuple[int, int]]) -> bool:
    if any(is_age(words, i) for i in range(number.first, number.last)):
        return False  # also in "her almost 31-year-old daughter"
    start, end = words[number.first].start, words[number.last - 1].end
    return not any(left < end and start < right for left, right in dates)


def _is_relative(words: tuple[Word, ...], trigger: Trigger) -> bool:
    """Say whether the word of harm only describes people told of further: "12 people who had been displaced"."""
    return bool(_RELATIVE & {word.lower for word in words[max(0, trigger.first - _RELATIVE_REACH) : trigger.first]})


def _harmed(clause: Clause) -> Harmed | None:
    trigger = clause.trigger
    if trigger.frame == "toll":
        return _toll(clause)
    following = clause.gap(trigger.last, trigger.last + 1)
    if following == ["than"] or (trigger.first and _is_ruled_out(clause)):
        return None
    if trigger.frame == "noun":
        return _noun(clause)
    passive = is_passive(clause.words, trigger)
    active = not passive and not _STOPPED & set(following) and not clause.number_right_before()
    found = _right(clause) if trigger.frame == "after" or (trigger.frame == "both" and active) else None
    if found or trigger.frame == "after":
        return found
    if active and trigger.frame == "both" and _OURS & set(following):
        return None  # "his death hurt our hearts"
    if trigger.harm == "hit" and active and not (_SELVES & set(following)) and not _stands_right_before(clause):
        return None  # "the gunman shot through the door"
    if not passive and clause.gap(trigger.first - 1, trigger.first) == ["the"]:
        return None  # "visited the wounded": people told of before
    return _before(clause, passive=passive)


def _stands_right_before(clause: Clause) -> bool:
    """Say whether people stand right before the word of harm, and are not those who do it: "two men shot in a car"."""
    before = [phrase for phrase in clause.people if phrase.last == clause.trigger.first]
    return any(not _DOING_IT & set(phrase.groups) for phrase in before) or clause.number_right_before()


def _noun(clause: Clause) -> Harmed | None:
    """Read "12 deaths", "22 bodies"."""
    counted = _counted_noun(clause) or clause.number_before()
    if counted is None:
        return _plural_alone(clause)
    return Harmed(trigger=clause.trigger, people=(counted,), parts=_parts_after(clause))


def _before(clause: Clause, *, passive: bool) -> Harmed | None:
    """Read "12 people were killed", and who was killed along with them."""
    added = _together(clause) if passive else ()
    left = _left(clause)
    if left is not None:
        run, parts = left
        own = parts if added else (*parts, *_parts_after(clause))
        return Harmed(trigger=clause.trigger, people=run, parts=own, added=added)
    if added:
        return Harmed(trigger=clause.trigger, people=(), added=added)
    return _plural_alone(clause) or _pronoun(clause)


def _pronoun(clause: Clause) -> Harmed | None:
    """Read "he later died": one of those told of before."""
    i = clause.trigger.first - 1
    while i > clause.trigger.first - _PRONOUN_REACH and i > clause.floor and _goes_between(clause.words[i]):
        i -= 1
    if clause.trigger.harm != "killed" or i < clause.floor or clause.words[i].lower not in ("he", "she"):
        return None
    person = People(first=i, last=i + 1, low=1, high=1, singular=True, definite=True)
    return Harmed(trigger=clause.trigger, people=(person,))


def _goes_between(word: Word) -> bool:
    return word.lower in _VERBS or word.lower in _THEN or word.lower.endswith("ly")


def _is_ruled_out(clause: Clause) -> bool:
    """Say whether there was no such harm: "no other attack in which two people were killed", "treated for colds"."""
    last = clause.trigger.last
    if clause.words[last - 1].lower == "treated" and clause.trigger.frame == "after":
        return not _WOUNDS & set(clause.gap(last, last + _WOUNDS_REACH))
    before = " ".join(clause.gap(max(0, clause.trigger.first - _RULED_OUT_REACH), clause.trigger.first))
    return _RULED_OUT.search(before) is not None


def _right(clause: Clause) -> Harmed | None:
    inside = clause.after()
    if not inside or not reaches(clause.words, clause.trigger.last, inside[0].first):
        return None
    heads, parts = divide(clause.words, clause.trigger.last, inside)
    run, same = apposed(clause.words, first_run(clause.words, heads))
    return Harmed(trigger=clause.trigger, people=run, parts=(*same, *parts)) if run else None


def _left(clause: Clause) -> tuple[Run, Run] | None:
    if (adjacent := clause.number_before()) is not None:
        return (adjacent,), ()
    heads, parts = divide(clause.words, clause.start, clause.before())
    run = last_run(clause.words, heads)
    if not run or not _is_subject(clause, run[-1].last, parts):
        return None
    run, same = apposed(clause.words, run)
    return (run, (*same, *parts)) if run else None


def _together(clause: Clause) -> Run:
    """Read "were killed along with his wife and four children"."""
    first = clause.trigger.last
    if first >= len(clause.words) or clause.words[first].lower not in _TOGETHER:
        return ()
    stop = clause_end(clause.words, first + 1, clause.ceiling)
    heads, _ = divide(clause.words, first, clause.after(stop=stop))
    return tuple(phrase for phrase in first_run(clause.words, heads) if not phrase.anaphoric)


def _parts_after(clause: Clause) -> Run:
    """Read "were killed, including four women": the parts that follow the word of harm."""
    inside = clause.after(anywhere=True)
    if not inside:
        return ()
    gap = clause.gap(clause.trigger.last, inside[0].first)
    run = first_run(clause.words, inside)
    behind = " ".join(clause.gap(run[-1].last, run[-1].last + _PARTS_REACH))
    told = gap[:1] in (["–"], ["—"]) and all(part.groups and part.counted for part in run)
    if len(gap) > _PARTS_REACH or not (_PARTS_LEAD & set(gap) or "among them" in behind or told):
        return ()
    return tuple(part for part in run if part.counted or part.vague)


def _toll(clause: Clause) -> Harmed | None:
    """Read "the death toll rose to 40" and "the number of wounded reached 12 people"."""
    for phrase in clause.after(stop=clause.ceiling, anywhere=True)[:1]:
        gap = clause.gap(clause.trigger.last, phrase.first)
        leads = bool(gap) and len(gap) <= _TOLL_REACH and bool(_TOLL_VERBS & set(gap[-2:]))
        if leads and (phrase.counted or phrase.vague):
            before = clause.gap(max(clause.floor, clause.trigger.first - _RAISED_REACH), clause.trigger.first)
            rising = bool(_RISING & set(gap) or _RAISED & set(before))
            return Harmed(trigger=clause.trigger, people=(phrase,), toll=True, rising=rising)
    return None


def _counted_noun(clause: Clause) -> People | None:
    """Return the phrase that the word of harm is the noun of, where it says how many: "22 bodies"."""
    for phrase in clause.people:
        if phrase.first < clause.trigger.first < phrase.last and (phrase.counted or phrase.vague != "plural"):
            return phrase
        if phrase.last == clause.trigger.first and _describes_deaths(clause, phrase):
            return phrase
    return None


def _describes_deaths(clause: Clause, phrase: People) -> bool:
    """Say whether a number of people in the singular only describes the noun of harm: "eleven civilian deaths"."""
    noun = noun_at(clause.words, phrase.last - 1)[0]
    plural = clause.words[clause.trigger.last - 1].lower in _PLURALS
    numbered = phrase.counted or phrase.vague not in (None, "plural")
    return plural and numbered and not phrase.singular and noun is not None and not noun.plural


def _plural_alone(clause: Clause) -> Harmed | None:
    """Read "deaths and injuries were reported": a plural of harm that counts nobody."""
    trigger = clause.trigger
    before = clause.words[trigger.first - 1].lower if trigger.first else ""
    lumped = clause.words[trigger.first].lower in _LUMPED and trigger.last - trigger.first > 1
    plural = clause.words[trigger.last - 1].lower in _PLURALS and before in _BEFORE_PLURAL
    if not plural and not (lumped and before != "the"):
        return None
    first, vague = _shared_word(clause)
    phrase = People(first=first, last=trigger.last, low=None, high=None, vague=vague)
    return Harmed(trigger=trigger, people=(phrase,))


def _shared_word(clause: Clause) -> tuple[int, str]:
    """Return where the phrase begins, and its word for a number: that of both in "a number of deaths and injuries"."""
    first = clause.trigger.first
    both = first > _COORDINATED and clause.words[first - 1].lower == "and"
    if both and clause.words[first - _COORDINATED].lower in _PLURALS:
        for number in clause.numbers:
            if number.last == first - _COORDINATED and number.vague is not None:
                return number.first, number.vague
    return first, "plural"


def _is_subject(clause: Clause, start: int, parts: Run) -> bool:
    """Say whether what stands between the people and the word of harm lets them be its subject."""
    gap = clause.gap(start, clause.trigger.first)
    commas = gap.count(",")
    if parts or len(gap) <= _SUBJECT_REACH or commas > 1:
        return True
    return bool(_VERBS & set(gap[-4:])) and commas != 1
