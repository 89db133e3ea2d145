"""Who was harmed in a sentence: each word of harm with the phrases for people that it takes.

The order: (1) the words of harm, (2) on which side their people stand, (3) the run of coordinated phrases there, (4) the
phrases that only name some of them ("including two women"), (5) the sum. A clause is never left: people before "said",
"when" or another verb of harm are not taken.
"""

from dataclasses import dataclass

from ledgerstone.extraction.numbers import Number, find_numbers
from ledgerstone.extraction.people import People, bare, find_people
from ledgerstone.extraction.triggers import Trigger, find_triggers, is_passive
from ledgerstone.extraction.words import Word

_BOUNDARIES = frozenset(
    """said says say told tells reported that when while after before where which because but although though until if
    whether announced added stated confirmed claimed wrote according ; : """.split()
)
_PASSIVE_REPORTS = frozenset("was were are is been being".split())
_COORDINATORS = frozenset(", and as well along together with alongside plus & / ( ) of the".split())
_PARTICLES = frozenset("al el bin ibn abu umm um bint de la del da van von der den du e y - ' ’ s ben ould".split())
_INCLUDING = frozenset("including included among amongst includes mostly mainly namely them whom particularly".split())
_LEAD_IN = frozenset(
    "a total of reportedly allegedly and or also some as many about around in up to all of the".split()
)
_AFTER_BARE = frozenset(
    ", . ; : ) and or in at on by when as after during including others more from with near while amid since that "
    '” " ’ - – — of across who whose for according this outside inside when before to today yesterday'.split()
)
_BEFORE_BARE = frozenset(
    "others other more were was are have has had been being reported reportedly also allegedly people of them confirmed as "
    'said to is believed feared still left seriously critically civilian civilians local " “ ”'.split()
)
_TOLL_VERBS = frozenset("to at of reached is was exceeded surpassed stood hit passed".split())
_RISING = frozenset("rose risen rises climbed increased grew jumped rising".split())
_TOLL_REACH = 9
_PARTS_REACH = 4
_TOGETHER = ("along", "together", "alongside")


@dataclass(frozen=True, slots=True)
class Harmed:
    """People harmed as one word of harm tells it.

    ``people`` are coordinated and add up; ``parts`` are some of them; ``added`` are said to be harmed besides them.
    """

    trigger: Trigger
    people: tuple[People, ...]
    parts: tuple[People, ...] = ()
    added: tuple[People, ...] = ()
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


def analyse(words: tuple[Word, ...]) -> Analysis:
    """Take a sentence apart."""
    numbers = find_numbers(words)
    people = find_people(words, numbers)
    triggers = find_triggers(words)
    harmed: list[Harmed] = []
    taken: set[int] = set()
    for index, trigger in enumerate(triggers):
        found = _harmed(words, trigger, index, triggers, numbers, people, taken)
        if found is None:
            continue
        taken.update(phrase.first for phrase in (*found.people, *found.parts, *found.added))
        harmed.append(found)
    return Analysis(words=words, numbers=numbers, people=people, triggers=triggers, harmed=tuple(harmed))


def _harmed(
    words: tuple[Word, ...],
    trigger: Trigger,
    index: int,
    triggers: tuple[Trigger, ...],
    numbers: tuple[Number, ...],
    people: tuple[People, ...],
    taken: set[int],
) -> Harmed | None:
    free = tuple(phrase for phrase in people if phrase.first not in taken)
    floor = triggers[index - 1].last if index else 0
    ceiling = triggers[index + 1].first if index + 1 < len(triggers) else len(words)
    if trigger.frame == "toll":
        return _toll(words, trigger, ceiling, numbers, free)
    passive = is_passive(words, trigger)
    if trigger.frame == "after" or (trigger.frame == "both" and not passive):
        found = _right(words, trigger, ceiling, numbers, free)
        if found or trigger.frame == "after":
            return found
    left = _left(words, trigger, floor, numbers, free)
    added = _together(words, trigger, ceiling, free) if passive else ()
    if left is None:
        return Harmed(trigger=trigger, people=(), added=added) if added else None
    run, parts = left
    if not added:
        parts = (*parts, *_parts_after(words, trigger, ceiling, numbers, free))
    return Harmed(trigger=trigger, people=run, parts=parts, added=added)


def _parts_after(
    words: tuple[Word, ...],
    trigger: Trigger,
    ceiling: int,
    numbers: tuple[Number, ...],
    people: tuple[People, ...],
) -> tuple[People, ...]:
    """Read "... were killed, including four women": the parts that follow the word of harm."""
    stop = _clause_end(words, trigger.last, ceiling)
    inside = _with_bare(words, numbers, people, trigger.last, stop)
    if not inside:
        return ()
    gap = [word.lower for word in words[trigger.last : inside[0].first]]
    if len(gap) > _PARTS_REACH or not {"including", "among", "included", "namely"} & set(gap):
        return ()
    return tuple(part for part in _first_run(words, inside) if part.counted or part.vague)


def _right(
    words: tuple[Word, ...],
    trigger: Trigger,
    ceiling: int,
    numbers: tuple[Number, ...],
    people: tuple[People, ...],
) -> Harmed | None:
    stop = _clause_end(words, trigger.last, ceiling)
    inside = _with_bare(words, numbers, people, trigger.last, stop)
    if not inside or not _leads_in(words, trigger.last, inside[0].first):
        return None
    heads, parts = _divide(words, trigger.last, inside)
    run = _first_run(words, heads)
    run, more_parts = _apposed(words, run)
    return Harmed(trigger=trigger, people=run, parts=(*more_parts, *parts)) if run else None


def _left(
    words: tuple[Word, ...],
    trigger: Trigger,
    floor: int,
    numbers: tuple[Number, ...],
    people: tuple[People, ...],
) -> tuple[tuple[People, ...], tuple[People, ...]] | None:
    adjacent = _bare_before(words, trigger, numbers, people, floor)
    if adjacent is not None:
        return (adjacent,), ()
    start = _clause_start(words, trigger.first, floor)
    inside = tuple(phrase for phrase in people if start <= phrase.first and phrase.last <= trigger.first)
    if not inside:
        return None
    heads, parts = _divide(words, start, inside)
    run = _last_run(words, heads)
    if not run or not _is_subject(words, run[-1].last, trigger.first, parts):
        return None
    run, more_parts = _apposed(words, run)
    return (run, (*more_parts, *parts)) if run else None


def _together(
    words: tuple[Word, ...], trigger: Trigger, ceiling: int, people: tuple[People, ...]
) -> tuple[People, ...]:
    """Read "were killed along with his wife and four children"."""
    if trigger.last >= len(words) or words[trigger.last].lower not in _TOGETHER:
        return ()
    stop = _clause_end(words, trigger.last + 1, ceiling)
    inside = tuple(phrase for phrase in people if trigger.last <= phrase.first and phrase.last <= stop)
    heads, _ = _divide(words, trigger.last, inside)
    return tuple(phrase for phrase in _first_run(words, heads) if not phrase.anaphoric)


def _toll(
    words: tuple[Word, ...], trigger: Trigger, ceiling: int, numbers: tuple[Number, ...], people: tuple[People, ...]
) -> Harmed | None:
    """Read "the death toll rose to 40" and "the number of wounded reached 12 people"."""
    for phrase in _with_bare(words, numbers, people, trigger.last, ceiling, anywhere=True):
        gap = {word.lower for word in words[trigger.last : phrase.first]}
        if phrase.first - trigger.last <= _TOLL_REACH and gap & _TOLL_VERBS and (phrase.counted or phrase.vague):
            return Harmed(trigger=trigger, people=(phrase,), toll=True, rising=bool(gap & _RISING))
    return None


def _with_bare(
    words: tuple[Word, ...],
    numbers: tuple[Number, ...],
    people: tuple[People, ...],
    start: int,
    stop: int,
    *,
    anywhere: bool = False,
) -> tuple[People, ...]:
    """Return the phrases between two words, with numbers that stand for people alone: "killed 15 and wounded 30"."""
    inside = [phrase for phrase in people if start <= phrase.first and phrase.last <= stop]
    for number in numbers:
        if (
            start <= number.first
            and number.last <= stop
            and _stands_alone(words, number, start, people, anywhere=anywhere)
        ):
            inside.append(bare(words, number))
    return tuple(sorted(inside, key=lambda phrase: phrase.first))


def _stands_alone(
    words: tuple[Word, ...], number: Number, start: int, people: tuple[People, ...], *, anywhere: bool
) -> bool:
    if any(phrase.first <= number.first < phrase.last for phrase in people):
        return False
    if not anywhere and number.first - start > 2 and not _leads_in(words, start, number.first):  # noqa: PLR2004
        return False
    return number.last >= len(words) or words[number.last].lower in _AFTER_BARE


def _bare_before(
    words: tuple[Word, ...], trigger: Trigger, numbers: tuple[Number, ...], people: tuple[People, ...], floor: int
) -> People | None:
    for number in reversed(numbers):
        if number.last > trigger.first or number.first < floor:
            continue
        gap = [word.lower for word in words[number.last : trigger.first]]
        if len(gap) > 5 or any(word not in _BEFORE_BARE for word in gap):  # noqa: PLR2004
            return None
        if any(phrase.first <= number.first < phrase.last for phrase in people):
            return None
        return bare(words, number)
    return None


def _leads_in(words: tuple[Word, ...], start: int, first: int) -> bool:
    return all(word.lower in _LEAD_IN or word.lower.endswith("ly") for word in words[start:first])


def _clause_start(words: tuple[Word, ...], end: int, floor: int) -> int:
    depth_free = range(end - 1, floor - 1, -1)
    for i in depth_free:
        word = words[i].lower
        if word not in _BOUNDARIES:
            continue
        if word == "reported" and i and words[i - 1].lower in _PASSIVE_REPORTS:
            continue  # "were reported killed"
        if word in ("reported", "confirmed", "claimed", "said") and _is_report_of(words, i, end):
            continue
        if word == "which" and i and words[i - 1].lower == "of":
            continue
        return i + 1
    return floor


def _is_report_of(words: tuple[Word, ...], i: int, end: int) -> bool:
    """Say whether "reported" only stands between people and harm: "12 people reported killed"."""
    return end - i <= 2  # noqa: PLR2004


def _clause_end(words: tuple[Word, ...], start: int, ceiling: int) -> int:
    for i in range(start, ceiling):
        if words[i].lower in _BOUNDARIES:
            return i
    return ceiling


def _divide(
    words: tuple[Word, ...], start: int, inside: tuple[People, ...]
) -> tuple[tuple[People, ...], tuple[People, ...]]:
    """Part the phrases into heads and those that only name some of the heads' people."""
    heads: list[People] = []
    parts: list[People] = []
    position = start
    included = False
    for phrase in inside:
        gap = {word.lower for word in words[position : phrase.first]}
        if heads and phrase.first and phrase.first - heads[-1].last == 1 and words[phrase.first - 1].lower == "of":
            continue  # "the sister of the journalist": whose, not whom
        if heads and gap & _INCLUDING:
            included = True
        position = phrase.last
        (parts if included else heads).append(phrase)
    return tuple(heads), tuple(part for part in parts if part.counted or part.vague)


def _linked(words: tuple[Word, ...], left: People, right: People) -> bool:
    """Say whether two phrases are coordinated: only names, ages and joining words stand between them."""
    depth = 0
    for word in words[left.last : right.first]:
        if word.text in "([–—":
            depth = 0 if depth and word.text in "–—" else 1
        elif word.text in ")]":
            depth = 0
        elif depth or word.is_number or word.is_capital:
            continue
        elif (
            word.lower not in _COORDINATORS and word.lower not in _PARTICLES and word.lower not in ("'s", "year", "old")
        ):
            return False
    return True


def _first_run(words: tuple[Word, ...], heads: tuple[People, ...]) -> tuple[People, ...]:
    run: list[People] = []
    for phrase in heads:
        if run and not _linked(words, run[-1], phrase):
            break
        run.append(phrase)
    return tuple(run)


def _last_run(words: tuple[Word, ...], heads: tuple[People, ...]) -> tuple[People, ...]:
    run: list[People] = []
    for phrase in reversed(heads):
        if run and not _linked(words, phrase, run[0]):
            break
        run.insert(0, phrase)
    return tuple(run)


def _is_subject(words: tuple[Word, ...], start: int, end: int, parts: tuple[People, ...]) -> bool:
    """Say whether what stands between the people and the word of harm lets them be its subject."""
    if parts:
        return True
    gap = [word.lower for word in words[start:end]]
    verbs = {"to", "who", "were", "was", "are", "have", "had", "been", "be"}
    commas = gap.count(",")
    return len(gap) <= 12 or bool(verbs & set(gap[-4:])) and commas != 1 or commas >= 2  # noqa: PLR2004


def _apposed(words: tuple[Word, ...], run: tuple[People, ...]) -> tuple[tuple[People, ...], tuple[People, ...]]:
    """Part "four civilians, a woman and three children" into the whole and what it consists of."""
    if not run:
        return (), ()
    head, rest = run[0], tuple(phrase for phrase in run[1:] if not phrase.anaphoric)
    if not rest:
        return ((head,), ()) if not head.anaphoric else ((), ())
    joined = {word.lower for word in words[head.last : rest[0].first]}
    low = sum(phrase.low or 0 for phrase in rest)
    if "and" not in joined and "with" not in joined and (not rest[0].counted or low == head.low):
        return (head,), rest
    return tuple(phrase for phrase in (head, *rest) if not phrase.anaphoric), ()
