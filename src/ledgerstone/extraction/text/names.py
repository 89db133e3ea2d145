"""Names of persons: runs of capitalised words that nothing around them makes the name of something else."""

import re
from dataclasses import dataclass
from functools import cache

from ledgerstone import vocabulary
from ledgerstone.extraction.harm.cardinals import cardinal

_WORD = r"[^\W\d_a-z][\w'’ʼ`]*(?:-[^\W\d_][\w'’ʼ`]*)*\.?"
_JOINT = r"(?:[ -](?:{particles}))?(?:[ -]|[ ]-)"
_BRACKET = re.compile(r"\s{0,2}\(([^()]{1,60})\)")
_AGE_BEHIND = re.compile(
    r"\s{0,2}(?:,\s{0,2}(?:aged\s)?(?P<bare>\d{1,3})(?=\s{0,2}[,.;)–—]|\s(?:and|was|were|his|her)\b)"
    r"|\(\s?(?:aged?\s)?(?P<in>\d{1,3})(?:[ -]years?(?:[ -]old)?)?(?:\s?-\s?\d{1,3}[^()]{0,20})?\s?\)"
    r"|,\s{0,2}(?:aged?\s)?(?P<old>\d{1,3})[ -]years?[ -]old)",
)
_AGE_BEFORE = re.compile(r"(?P<age>\d{1,3})[ -]years?[ -]old(?:\s[a-z]+){0,3}\s$")
_MONTHS_BEFORE = re.compile(r"\d{1,2}[ -]months?[ -]old(?:\s[a-z]+){0,3}\s$")
_SHORTEST = 2
_OLDEST = 120
_SHOUTED = 0.6  # of the letters: then capitals tell no names


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name over ``start`` to ``end`` of the text, its other spellings, and the age that stands beside it."""

    start: int
    end: int
    text: str
    others: tuple[str, ...] = ()
    age: int | None = None
    after: int = 0  # where the text goes on behind brackets and age
    single: bool = False  # one word and nothing beside it: a name only where a noun for a person stands before it


@cache
def _pattern() -> re.Pattern[str]:
    particles = "|".join(vocabulary.read("name_words.yaml")["particles"])
    joint = _JOINT.format(particles=particles)
    return re.compile(rf"(?<![\w'’@#/.]){_WORD}(?:{joint}{_WORD}){{0,9}}")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in vocabulary.read("name_words.yaml")[name])


def find_names(text: str, start: int, end: int) -> tuple[PersonName, ...]:
    """Return what can be a person's name in ``text[start:end]``, in order; none in a text that is all capitals."""
    letters = sum(map(str.isalpha, text[start:end]))
    if sum(map(str.isupper, text[start:end])) > _SHOUTED * letters:
        return ()
    found: list[PersonName] = []
    for match in _pattern().finditer(text, start, end):
        if found and match.start() < found[-1].after:
            continue  # another name of the one before, in brackets
        name = _trimmed(match.group(), match.start())
        if name is None:
            continue
        left, words = name
        person = _with_neighbours(text, left, words, end)
        if person is not None:
            found.append(person)
    return tuple(found)


def _trimmed(run: str, start: int) -> tuple[int, str] | None:
    while run:
        head, _, rest = run.partition(" ")
        if head.rstrip(".") in _words("not_first") or head in _words("not_first"):
            start += len(run) - len(rest) if rest else len(run)
            run = rest
            continue
        break
    run = re.sub(r"['’]s?$", "", run.rstrip("."))
    parts = re.split(r"[ -]", run)
    if cardinal(run.lower()) is not None or any(part in _words("not_in_names") for part in parts):
        return None
    if not run or (run.isupper() and len(parts) == 1):
        return None
    return start, run


def _with_neighbours(text: str, start: int, run: str, end: int) -> PersonName | None:
    stop = start + len(run)
    others: list[str] = []
    after = stop
    age: int | None = None
    while bracket := _BRACKET.match(text, after, min(end, after + 70)):
        inside = bracket.group(1).strip()
        if inside[:1].isupper() and not any(word in _words("not_in_names") for word in inside.split()):
            others.append(inside)
        elif not _AGE_BEHIND.match(text, after, end):
            break
        else:
            break
        after = bracket.end()
    if behind := _AGE_BEHIND.match(text, after, min(end, after + 60)):
        age = int(behind.group("bare") or behind.group("in") or behind.group("old"))
        after = behind.end()
    elif before := _AGE_BEFORE.search(text, max(0, start - 60), start):
        age = int(before.group("age"))
    elif _MONTHS_BEFORE.search(text, max(0, start - 60), start):
        age = 0
    following = re.match(r"\s{0,2}([a-z]+)", text[after : after + 30])
    if following and following.group(1) in _words("not_before"):
        return None
    single = len(run.split()) < _SHORTEST and "-" not in run and age is None and not others
    age = age if age is None or age <= _OLDEST else None
    return PersonName(start=start, end=stop, text=run, others=tuple(others), age=age, after=after, single=single)
