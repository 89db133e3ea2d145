"""Phrases for people: "at least 13 civilians", "his two brothers and a nephew", "a 14-year-old girl", "30 others".

A phrase is what can be counted: its bounds are the words' own. Singular without a number is one ("his wife"), plural
without a number is vague ("children"). A definite plural ("the victims") points back at people already counted, so it
is marked ``anaphoric`` and makes no count of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ledgerstone.extraction.harm.cardinals import cardinal
from ledgerstone.extraction.harm.numbers import Number
from ledgerstone.extraction.harm.people_words import Noun, adjectives, age_at, noun_at
from ledgerstone.extraction.text.words import Word

_DETERMINERS = frozenset("a an one another the this these those his her their its my our your no both all".split())
_POINTING = frozenset("the these those this that both all".split())
_POSSESSIVES = frozenset("his her their my our your its".split())
_MORE = frozenset("another additional further".split())
_NOT_ADJECTIVES = frozenset(
    """
    and or but of in on at by for from with to as than that which who whom whose when while where after before during
    was were is are be been being has have had do did does will would could may might said say says not nor because if
    since until then there it he she they we i you killed injured wounded killing injuring wounding died dead shot
    stabbed including hit struck leaving left also under into them him us me whose near over against between among amid
    """.split()
)
_SOMEBODY = Noun(name="person", plural=False, kin=False, groups=(), status=None, sex=None)
_OWNED = frozenset("family families household home house homes houses".split())
_OWN_THINGS = frozenset("home house homes houses station camp 's s".split())
# So many words may stand between the number and its noun: "three unarmed 19-year-old Tarnian university students".
_REACH = 9
_NAMED = 2  # words back from an age to the name that it belongs to, over a comma or a bracket
_ADULT = 18  # the age of majority, Convention on the Rights of the Child, article 1


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
    introduces: bool = False  # "the union leaders": points back only where somebody was told of before
    more: bool = False  # "another three", "30 others", "ten more"
    singular: bool = False
    definite: bool = False  # "the four children", "two of his sons": some of those the text tells of

    @property
    def counted(self) -> bool:
        """Whether a number or a singular says how many."""
        return self.low is not None or self.high is not None


@dataclass(slots=True)
class _Draft:
    """A phrase while it is read."""

    first: int
    number: Number | None = None
    determiner: str = ""
    adjectives: list[str] = field(default_factory=list)
    age: int | None = None
    more: bool = False
    of: bool = False

    @property
    def bare(self) -> bool:
        return self.number is None and not self.determiner and self.age is None


def find_people(words: tuple[Word, ...], numbers: tuple[Number, ...]) -> tuple[People, ...]:
    """Return the phrases for people in a sentence, in order and apart from one another."""
    starts = {number.first: number for number in numbers}
    found: list[People] = []
    i = 0
    while i < len(words):
        phrase = _family_of(words, i, starts) or _phrase_at(words, i, starts)
        if phrase is not None and not _is_of_family(words, i):
            found.append(replace(phrase, anaphoric=True) if _is_asked(words, phrase.first) else phrase)
        i = phrase.last if phrase else i + 1
    return tuple(found)


def _is_asked(words: tuple[Word, ...], i: int) -> bool:
    """Say whether a phrase only asks for a number: "it is unknown how many people were injured"."""
    return words[i].lower == "many" and i > 0 and words[i - 1].lower == "how"


def _is_of_family(words: tuple[Word, ...], i: int) -> bool:
    """Say whether the phrase at ``i`` only says whose family or home it is: "the family of my cousin"."""
    return i > 1 and words[i - 1].lower == "of" and words[i - 2].lower in _OWNED


def bare(words: tuple[Word, ...], number: Number) -> People:
    """Return the phrase of a number that stands without a noun: "15 killed"."""
    more = number.first > 0 and words[number.first - 1].lower in _MORE
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
    if word == "nobody" or (word == "no" and [part.lower for part in words[i + 1 : i + 2]] == ["one"]):
        return People(first=i, last=i + 1 + (word == "no"), low=0, high=0, noun="person")
    if age_at(words, i)[0] is not None:
        return None if _is_behind_name(words, i) else _read(words, i, _Draft(first=i))
    if i in starts:
        return _read(words, starts[i].last, _Draft(first=i, number=starts[i]))
    if word in _MORE and i + 1 in starts:
        return _read(words, starts[i + 1].last, _Draft(first=i, number=starts[i + 1], more=True))
    if word in _DETERMINERS:
        return _determined(words, i, starts)
    if word in _NOT_ADJECTIVES or not words[i].is_letters:
        return None
    return _read(words, i, _Draft(first=i))


def _determined(words: tuple[Word, ...], i: int, starts: Mapping[int, Number]) -> People | None:
    word, inner = words[i].lower, i + 1
    if inner < len(words) and words[inner].lower in ("other", "only", "remaining") and inner + 1 in starts:
        inner += 1
    number = starts.get(inner)
    if number is not None and word not in ("a", "an", "one") and age_at(words, inner)[0] is None:
        return _read(words, number.last, _Draft(first=i, number=number, determiner=word))
    return _read(words, i + 1, _Draft(first=i, determiner=word))


def _read(words: tuple[Word, ...], i: int, draft: _Draft) -> People | None:
    """Read adjectives and a noun from ``i``."""
    reach = min(len(words), i + _REACH)
    while i < reach:
        age, after_age = age_at(words, i)
        if age is not None:
            draft.age, i = age, after_age
            if _stands_alone(words, i):
                return _built(draft, _SOMEBODY, i)
            continue
        noun, last = noun_at(words, i)
        if noun is not None and not _describes(words, last):
            return _built(draft, noun, last)
        if words[i].lower == "of" and draft.number is not None and i == draft.number.last:
            draft.of = True  # "three of his brothers"
            i += 2 if i + 1 < len(words) and words[i + 1].lower in _DETERMINERS else 1
            i += int(i < reach and cardinal(words[i].lower) is not None)  # "four of her seven children"
            continue
        if not _is_adjective(words[i], draft):
            return None
        draft.more = draft.more or words[i].lower in ("more", "other", "others")
        draft.adjectives.append(words[i].lower)
        i += 1
    return None


def _is_behind_name(words: tuple[Word, ...], i: int) -> bool:
    """Say whether an age at ``i`` is that of the person named before it: "Ilan Voss (39 years old) was killed"."""
    if i < _NAMED or words[i - 1].text not in "(," or not words[i - _NAMED].is_capital:
        return False
    last = age_at(words, i)[1]
    return last >= len(words) or words[last].text in ",.;)"


def _stands_alone(words: tuple[Word, ...], i: int) -> bool:
    """Say whether an age that ends at ``i`` stands for a person: "an 11-year-old was shot", not "a 20-year-old war"."""
    return i >= len(words) or words[i].lower in _NOT_ADJECTIVES or words[i].text in ",.;:)"


def _is_adjective(word: Word, draft: _Draft) -> bool:
    if word.lower in _NOT_ADJECTIVES or word.lower in _DETERMINERS or not (word.is_letters or word.text == "-"):
        return False
    if cardinal(word.lower) is not None:
        return False  # "2023 two men": another number begins another phrase
    if draft.bare:
        return not word.is_capital and not draft.adjectives
    return True


def _describes(words: tuple[Word, ...], last: int) -> bool:
    """Say whether the noun just read only describes what follows ("police officers", "the mother's house")."""
    if last >= len(words):
        return False
    return words[last].text == "-" or words[last].lower in _OWN_THINGS or noun_at(words, last)[0] is not None


def _built(draft: _Draft, noun: Noun, last: int) -> People | None:
    if not _counts(draft, noun):
        return None
    groups, status, sex = list(noun.groups), noun.status, noun.sex
    for word in draft.adjectives:
        facts = adjectives().get(word, {})
        groups.extend(group for group in facts.get("group", ()) if group not in groups)
        status = status or facts.get("status")
        sex = sex or facts.get("sex")
    if draft.age is not None and draft.age < _ADULT:
        groups = ["child", *(group for group in groups if group not in ("child", "man", "woman"))]
    low, high, about, vague = _amount(draft, noun)
    return People(
        first=draft.first,
        last=last,
        low=low,
        high=high,
        about=about,
        vague=vague,
        noun=noun.name,
        groups=tuple(groups),
        status=status,
        sex=sex,
        age=draft.age,
        kin=noun.kin,
        anaphoric=noun.plural and draft.number is None and draft.determiner in _POINTING,
        introduces=noun.plural and draft.number is None and _introduces(draft, noun),
        more=draft.more or noun.name == "other" or draft.determiner == "another",
        singular=not noun.plural and draft.number is None,
        definite=draft.of or draft.determiner in _POINTING or draft.determiner in _POSSESSIVES,
    )


def _introduces(draft: _Draft, noun: Noun) -> bool:
    """Say whether "the" opens a description that is plain without having been told before: "the union leaders"."""
    told_by = {"child", "woman", "man", "female", "male", "family"}
    return draft.determiner == "the" and bool(noun.groups) and not noun.kin and not told_by & set(noun.groups)


def _counts(draft: _Draft, noun: Noun) -> bool:
    """Say whether a noun counts people here; "minor injuries", "no other source" and "the Oru family" do not."""
    if noun.name == "other":
        return noun.plural
    if noun.name == "family":
        whole = {"whole", "entire"} & set(draft.adjectives) or draft.determiner in _POSSESSIVES
        return not noun.plural and bool(whole)
    return noun.plural or noun.kin or not draft.bare


def _amount(draft: _Draft, noun: Noun) -> tuple[int | None, int | None, bool, str | None]:
    number = draft.number
    if number is not None:
        return number.low, number.high, number.about, number.vague
    if draft.determiner == "no":
        return 0, 0, False, None
    if noun.plural or noun.name == "family":
        return None, None, False, "plural" if noun.plural else "family"
    return 1, 1, False, None


def _family_of(words: tuple[Word, ...], i: int, starts: Mapping[int, Number]) -> People | None:
    """Read "a family of six" from ``i``."""
    noun = i if words[i].lower == "family" else i + 1
    if [word.lower for word in words[noun : noun + 2]] != ["family", "of"] or noun + 2 not in starts:
        return None
    number = starts[noun + 2]
    if number.exact is None:
        return None
    last = noun_at(words, number.last)[1]
    return People(first=i, last=last, low=number.low, high=number.high, noun="family", groups=("family",))
