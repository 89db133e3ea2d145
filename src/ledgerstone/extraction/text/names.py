"""Names of persons: runs of capitalised words that nothing around them makes the name of something else."""

import re
from dataclasses import dataclass
from functools import cache

from ledgerstone import vocabulary
from ledgerstone.extraction.harm.cardinals import cardinal
from ledgerstone.extraction.text.ages import age_before, age_behind
from ledgerstone.vocabulary.given_names import sex_by_name

_WORD = r"[^\W\d_a-z][\w'’ʼ`]*(?:-[^\W\d_][\w'’ʼ`]*)*\.?"
_JOINT = r"(?:[ -](?:{particles}))?(?:[ -]|[ ]-)[‘'’ʿ`]?"
_KNOWN_AS = r"(?:(?:also\s|better\s)?(?:known|referred\sto)\s(?:only\s)?as\s|or\s|also\s|aka\s|spelled\s)?"
_BRACKET = re.compile(
    rf"\s{{0,2}}\({_KNOWN_AS}[“\"‘']?([^()“”\"]{{1,60}})[”\"’']?\s?\)|\s{{1,2}}[“\"]([^“”\"]{{1,40}})[”\"]"
)
_NO_AGE = re.compile(r"\s{0,2}\((?:age\s[^()]{1,30}|un(?:named|known)[^()]{0,30})\)")
_OLD = re.compile(r"[\w-]+-(?:year|month|week|day)s?[- ]old", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:al|el|as|ad|an|ash)[-’']", re.IGNORECASE)
_WISH = re.compile(r"May (?:Allah|God)\b")
_KUNYA = re.compile(
    r"(?P<name>\S{1,40}(?: \S{1,40}){1,8}) (?P<kunya>(?:(?P<mother>[Uu]mm?|Oum)|Abu|Abo) (?P<of>[A-Z][\w’']{1,20}))"
)
_FAMILY = re.compile(r"(?<!\babd )\b(?:(?:al|el|as|ad|an|ash)[- ]|abu |abo )\S+$", re.IGNORECASE)
_NEAR = 4_000  # characters around a name in which others of the family are named
_SHORTEST = 2
_REACH = 80  # characters behind a name in which its other names and its age stand
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
    return re.compile(rf"(?<![\w'’@#/.])(?<!\w-){_WORD}(?:{joint}{_WORD}){{0,9}}")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in vocabulary.read("name_words.yaml")[name])


@cache
def _demonyms() -> frozenset[str]:
    countries = vocabulary.read("countries.yaml")["countries"].values()
    return frozenset(word for country in countries for word in country[3])


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
    """Return (start, name) of a run without the titles before it, or None where the run names no person."""
    while run:
        head, _, rest = run.partition(" ")
        if not (head.rstrip(".") in _words("not_first") or head in _words("not_first") or _OLD.fullmatch(head)):
            break
        start += len(run) - len(rest) if rest else len(run)
        run = rest
    run = re.sub(r"['’]s?$", "", run.rstrip("."))
    parts = re.split(r"[ -]", run)
    if cardinal(run.lower()) is not None or any(_bare(part) in _words("not_in_names") for part in parts):
        return None
    if len(parts) < _SHORTEST and run in _words("not_alone"):
        return None
    if not run or _WISH.match(run) or (run.isupper() and len(parts) == 1) or parts[0] in _demonyms():
        return None
    return start, run


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _with_neighbours(text: str, start: int, run: str, end: int) -> PersonName | None:
    """Return a name with what stands behind it: other spellings in brackets or quotes, the rest of it, and the age."""
    after = stop = start + len(run)
    others: list[str] = []
    age, name = None, run
    while bracket := _BRACKET.match(text, after, min(end, after + _REACH)):
        other, _, rest = (bracket.group(1) or bracket.group(2)).partition(",")
        other = other.strip(" '’‘")
        if not _is_name(other):
            break
        after = bracket.end()
        age = age_behind(f",{rest})", 0, len(rest) + 2)[0] if rest else age
        rest_of_it = (
            _pattern().match(text, after + 1, end) if bracket.group(1) and text[after : after + 1] == " " else None
        )
        if rest_of_it and _is_spelling(other, run) and _trimmed(rest_of_it.group(), 0) == (0, rest_of_it.group()):
            others.append(f"{other} {rest_of_it.group()}")
            name, after = f"{run} {rest_of_it.group()}", rest_of_it.end()
        else:
            others.append(other)
    if unknown := _NO_AGE.match(text, after, min(end, after + _REACH)):
        after = unknown.end()
    elif age is None:
        age, after = age_behind(text, after, end)
    age = age if age is not None else age_before(text, start)
    name, kunya = _without_kunya(text, start, name)
    others += [kunya] if kunya else []
    following = re.match(r"[’'”\"]?\s{0,2}([a-z]+)", text[after : after + 30])
    if following and following.group(1) in _words("not_before"):
        return None
    single = " " not in name and not (age is not None or others)
    return PersonName(start=start, end=stop, text=name, others=tuple(others), age=age, after=after, single=single)


def _without_kunya(text: str, start: int, name: str) -> tuple[str, str | None]:
    """Return a name without the kunya at its end, and the kunya; "Samir Abu Karim" and his kin may be called so.

    Behind two words "Umm Karim" is a mother's kunya; "Abu Karim" is a father's right behind a family's name, unless
    others near by bear it: then it is their family's.
    """
    match = _KUNYA.fullmatch(name)
    if match is None:
        return name, None
    if not match["mother"]:
        near = text.count(match["kunya"], max(0, start - _NEAR), start + _NEAR)
        if near > 1 or not _FAMILY.search(match["name"]) or not sex_by_name(match["of"]):
            return name, None
    return match["name"], match["kunya"]


def _is_name(words: str) -> bool:
    start = _ARTICLE.sub("", words)[:1]
    return start.isupper() and not any(word in _words("not_in_names") for word in words.split())


def _is_spelling(other: str, run: str) -> bool:
    """Say whether a bracket spells the one word before it in another way, so that the name may go on behind it."""
    return " " not in other and " " not in run
