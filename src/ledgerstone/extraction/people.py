"""Phrases for people: "at least 13 civilians", "his two brothers and a nephew", "a 14-year-old girl", "30 others".

A phrase is what can be counted: its bounds are the words' own. Singular without a number is one ("his wife"), plural
without a number is vague ("children"). A definite plural ("the victims") points back at people already counted, so it
is marked ``anaphoric`` and makes no count of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ledgerstone import vocabulary
from ledgerstone.extraction.numbers import Number
from ledgerstone.extraction.words import Word

_DETERMINERS = frozenset("a an one another the this that these those his her their its my our your no both all".split())
_POINTING = frozenset("the these those this that both all".split())
_POSSESSIVES = frozenset("his her their my our your its".split())
_STOPS = frozenset(
    """
    and or but of in on at by for from with to as than that which who whom whose when while where after before during
    was were is are be been being has have had do did does will would could may might said say says not nor because if
    since until then there it he she they we i you killed injured wounded killing injuring wounding died dead including
    hit struck leaving left also under into near over against between among amid
    """.split()
)
# So many words may stand between the number and its noun: "three unarmed 19-year-old Tarnian university students".
_REACH = 9


@dataclass(frozen=True, slots=True)
class People:
    """A phrase for people over words ``first`` (inclusive) to ``last`` (exclusive)."""

    first: int
    last: int
    low: int | None
    high: int | None
    about: bool = False
    vague: str | None = None
    noun: str = ""
    groups: tuple[str, ...] = ()
    status: str | None = None
    sex: str | None = None
    age: int | None = None
    kin: bool = False
    anaphoric: bool = False
    more: bool = False  # "another three", "30 others", "ten more"
    singular: bool = False

    @property
    def counted(self) -> bool:
        """Whether a number or a singular says how many."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class _Noun:
    name: str
    plural: bool
    kin: bool
    groups: tuple[str, ...]
    status: str | None
    sex: str | None


@cache
def lexicon() -> Mapping[str, _Noun]:
    """Return each form of each noun for people, as ``vocabulary/people.yaml`` lists them."""
    tree = vocabulary.read("people.yaml")
    entries: dict[str, tuple[dict[str, Any], bool]] = dict.fromkeys(tree["plain"], ({}, False))
    entries |= {name: (facts, False) for name, facts in tree["groups"].items()}
    entries |= {name: (facts, True) for name, facts in tree["kin"].items()}
    forms: dict[str, _Noun] = {}
    for name, (facts, kin) in entries.items():
        forms[name] = _noun(name, facts, plural=name in ("police", "staff"), kin=kin)
        forms.setdefault(f"{name}s", _noun(name, facts, plural=True, kin=kin))
    for form, name in tree["irregular"].items():
        facts, kin = entries[name]
        forms[form] = _noun(name, facts, plural=True, kin=kin)
    return forms


def _noun(name: str, facts: dict[str, Any], *, plural: bool, kin: bool) -> _Noun:
    return _Noun(
        name=name,
        plural=plural,
        kin=kin,
        groups=tuple(facts.get("group", ())),
        status=facts.get("status"),
        sex=facts.get("sex"),
    )


@cache
def _adjectives() -> Mapping[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = vocabulary.read("people.yaml")["adjectives"]
    return found


def find_people(words: tuple[Word, ...], numbers: tuple[Number, ...]) -> tuple[People, ...]:
    """Return the phrases for people in a sentence, in order and apart from one another."""
    starts = {number.first: number for number in numbers}
    found: list[People] = []
    i = 0
    while i < len(words):
        phrase = _family_of(words, i, starts) or _phrase_at(words, i, starts)
        if phrase is None:
            i += 1
            continue
        found.append(phrase)
        i = phrase.last
    return tuple(found)


def bare(words: tuple[Word, ...], number: Number) -> People:
    """Return the phrase of a number that stands without a noun: "15 killed"."""
    more = number.first > 0 and words[number.first - 1].lower in ("another", "additional", "further")
    return People(
        first=number.first,
        last=number.last,
        low=number.low,
        high=number.high,
        about=number.about,
        vague=number.vague,
        more=more,
    )


def _phrase_at(words: tuple[Word, ...], i: int, starts: Mapping[int, Number]) -> People | None:
    word = words[i].lower
    number = starts.get(i)
    if number is not None:
        return _after(words, i, number.last, number=number)
    if word in ("another", "additional", "further") and i + 1 in starts:
        return _after(words, i, starts[i + 1].last, number=starts[i + 1], more=True)
    if word in _DETERMINERS:
        inner = i + 1
        if inner < len(words) and words[inner].lower in ("other", "only", "remaining") and inner + 1 in starts:
            inner += 1
        if inner in starts and word not in ("a", "an", "one"):
            return _after(words, i, starts[inner].last, number=starts[inner], determiner=word)
        return _after(words, i, inner, determiner=word)
    if word in _STOPS or not words[i].is_letters:
        return None
    return _after(words, i, i)


def _after(  # noqa: C901 (one walk over determiner, number, adjectives and noun)
    words: tuple[Word, ...],
    first: int,
    i: int,
    *,
    number: Number | None = None,
    determiner: str = "",
    more: bool = False,
) -> People | None:
    """Read adjectives and a noun from ``i``."""
    age: int | None = None
    adjectives: list[str] = []
    reach = min(len(words), i + _REACH)
    while i < reach:
        age_here, after_age = age_at(words, i)
        if age_here is not None:
            age, i = age_here, after_age
            continue
        noun, last = _noun_at(words, i)
        if noun is not None and not _modifies(words, last):
            return _built(words, first, last, noun, number, determiner, adjectives, age, more=more)
        word = words[i].lower
        if word == "of" and number is not None and i == number.last:
            i += 1  # "three of his brothers"
            continue
        if word in ("more", "other", "others"):
            more = True
        elif word in _STOPS or not (words[i].is_letters or words[i].text == "-"):
            return None
        elif number is None and not determiner and words[i].is_capital:
            return None
        elif number is None and not determiner and len(adjectives) > 1:
            return None
        adjectives.append(word)
        i += 1
    return None


def _noun_at(words: tuple[Word, ...], i: int) -> tuple[_Noun | None, int]:
    forms = lexicon()
    for width in (5, 3, 1):
        if i + width <= len(words):
            word = "".join(word_.lower for word_ in words[i : i + width])
            if word in forms and (width == 1 or "-" in word):
                return forms[word], i + width
    return None, i


def _modifies(words: tuple[Word, ...], last: int) -> bool:
    """Say whether the noun just read only describes the next noun ("police officers", "family members")."""
    if last >= len(words) or words[last].text == "-":
        return last < len(words)
    noun, _ = _noun_at(words, last)
    return noun is not None or words[last].lower in ("home", "house", "homes", "houses", "station", "camp", "'s", "s")


def age_at(words: tuple[Word, ...], i: int) -> tuple[int | None, int]:
    """Return (age in years, index after it) of "14-year-old" or "14 year old" at ``i``; (None, i) where none stands."""
    if not words[i].is_number or not words[i].text.isdigit() or len(words[i].text) > 3:  # noqa: PLR2004
        return None, i
    after = [word_.lower for word_ in words[i + 1 : i + 6] if word_.text not in ("-", "–")]
    if after[:2] in (["year", "old"], ["years", "old"], ["month", "old"], ["months", "old"]):
        last = i + 1
        while words[last].lower != "old":
            last += 1
        years = int(words[i].text) if after[0].startswith("year") else 0
        return years, last + 1
    return None, i


def _built(
    words: tuple[Word, ...],
    first: int,
    last: int,
    noun: _Noun,
    number: Number | None,
    determiner: str,
    adjectives: list[str],
    age: int | None,
    *,
    more: bool,
) -> People | None:
    if not noun.plural and number is None and not determiner and not noun.kin:
        return None  # "minor injuries", "mayor Toren Vael": no phrase that counts
    if (
        noun.name == "family"
        and number is None
        and not ({"whole", "entire"} & set(adjectives) or determiner in _POSSESSIVES)
    ):
        return None  # "the Oru family" names whose members are meant
    groups, status, sex = list(noun.groups), noun.status, noun.sex
    for word in adjectives:
        facts = _adjectives().get(word, {})
        groups.extend(group for group in facts.get("group", ()) if group not in groups)
        status = status or facts.get("status")
        sex = sex or facts.get("sex")
    if age is not None and age < 18 and "child" not in groups:  # noqa: PLR2004 (the age of majority, CRC article 1)
        groups = ["child", *(group for group in groups if group not in ("man", "woman"))]
    low, high, about, vague = _amount(noun, number, determiner)
    return People(
        first=first,
        last=last,
        low=low,
        high=high,
        about=about,
        vague=vague,
        noun=noun.name,
        groups=tuple(groups),
        status=status,
        sex=sex,
        age=age,
        kin=noun.kin,
        anaphoric=noun.plural and number is None and determiner in _POINTING,
        more=more or noun.name == "other" or determiner == "another",
        singular=not noun.plural and number is None,
    )


def _amount(noun: _Noun, number: Number | None, determiner: str) -> tuple[int | None, int | None, bool, str | None]:
    if number is not None:
        return number.low, number.high, number.about, number.vague
    if determiner == "no":
        return 0, 0, False, None
    if noun.plural:
        return None, None, False, "plural"
    if noun.name == "family":
        return None, None, False, "family"
    return 1, 1, False, None


def _family_of(words: tuple[Word, ...], i: int, starts: Mapping[int, Number]) -> People | None:
    """Read "a family of six" from ``i``."""
    opening = [word_.lower for word_ in words[i : i + 3]]
    for width in (3, 2):
        if opening[width - 2 : width] == ["family", "of"] and len(opening) >= width and i + width in starts:
            number = starts[i + width]
            if number.exact is not None:
                last = number.last + (_noun_at(words, number.last)[0] is not None)
                return People(first=i, last=last, low=number.low, high=number.high, noun="family", groups=("family",))
    return None
