"""Whether two descriptions can be of one person.

Arabic-script names reach English text in many spellings and orders, with and without the article, by kunya ("Abu
Karim"), in two words or five. The rules: a given name must meet a given name (or the whole name in another order), a
shorter name must be contained in the longer, spellings may differ by what transliteration varies, and age, sex and kin
must not contradict. Ages may differ by one year, as reports count them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from ledgerstone import vocabulary
from ledgerstone.linking.folding import folded, words
from ledgerstone.records import Because, Person

_ARTICLES = frozenset({"al", "el", "ul", "as", "ad", "ar", "at", "az", "ash", "an"})
_BETWEEN = frozenset({"bin", "ibn", "ben", "bint", "bt", "b", "de", "la", "von", "van", "der"})
_MOTHER = frozenset({"um", "umm", "oum", "om"})
_KUNYA = _MOTHER | {"abu", "abou"}
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "sheikh",
        "haj",
        "haji",
        "hajj",
        "hajja",
        "martyr",
        "engineer",
        "eng",
        "prof",
        "professor",
        "sayyid",
    }
)
_SERVANT = "abd"  # "servant of", with one of the names of God
_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdil"})
_JOINED = re.compile(r"^abd[aeiou]{1,2}(?:l|(?P<twice>[rszdnt])(?=(?P=twice)))(?P<name>[a-z]{3,})$")
_LEFT_OUT = _ARTICLES | _BETWEEN | _TITLES
_SPELLED_ALIKE = 85.0  # rapidfuzz ratio of two folded words
_SKELETON_ALIKE = 72.0  # the same, of words whose consonants agree
_SHORT = 4  # letters; in a short word one vowel makes another name ("Said", "Saad")
_YEARS = 1
_TWO = 2
# What transliteration varies (ALA-LC, BGN/PCGN and French habits): each group is written one way before comparing.
_VARIANTS = (
    ("kh", "h"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("q", "k"), ("c", "k"),
    ("j", "y"), ("i", "y"), ("w", "u"), ("v", "f"), ("z", "s"), ("g", "y"),
)  # fmt: skip
_VOWELS = frozenset("aeiouyh")


@lru_cache(maxsize=50_000)
def name_words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a name, and its kunya apart; articles and titles are left out.

    "Abu Karim" is the kunya ("abu karim",); in "Samir Abu Karim" it is the family's name, the one word "abukarim".
    "Abd al-Rahman", "Abdul Rahman" and "Abdelrahman" are the one word "abdrahman".
    """
    given: list[str] = []
    kunya: list[str] = []
    before = ""
    for word in words(text):
        if before and word in _ARTICLES:
            continue
        if before == _SERVANT:
            given.append(f"{_SERVANT}{word}")
        elif before:
            mother = "umm" if before in _MOTHER else "abu"
            if given:
                given.append(f"{mother}{word}")
            else:
                kunya.append(f"{mother} {word}")
        elif word not in _LEFT_OUT and word not in _KUNYA and word not in _SERVANTS:
            given.append(_JOINED.sub(rf"{_SERVANT}\g<name>", word))
        before = "" if before else word if word in _KUNYA else _SERVANT if word in _SERVANTS else ""
    return tuple([*given, _SERVANT] if before == _SERVANT else given), tuple(kunya)


@lru_cache(maxsize=50_000)
def _skeleton(word: str) -> str:
    for old, new in _VARIANTS:
        word = word.replace(old, new)
    kept = [word[0], *(letter for letter in word[1:] if letter not in _VOWELS)] if word else []
    return "".join(letter for before, letter in pairwise(["", *kept]) if letter != before)


@cache
def _spellings() -> dict[str, int]:
    rows = vocabulary.read("name_spellings.yaml")["names"]
    return {spelling: number for number, row in enumerate(rows) for spelling in row}


def start(word: str) -> str:
    """Return what spellings of one word begin with alike, for looking them up."""
    return _skeleton(word)[:2]


def is_spelling(a: str, b: str) -> bool:
    """Say whether two words are the same, or spellings of one common name."""
    known = _spellings()
    return a == b or (a in known and known[a] == known.get(b))


@lru_cache(maxsize=100_000)
def is_word(a: str, b: str) -> bool:
    """Say whether two words of names are spellings of one another."""
    if a == b:
        return True
    if min(len(a), len(b)) < 3:  # noqa: PLR2004 (an initial or "al" shows nothing)
        return False
    known = _spellings()
    if a in known and b in known:
        return known[a] == known[b]
    if a.endswith(("a", "ah")) != b.endswith(("a", "ah")) and a.rstrip("ah") == b.rstrip("ah"):
        return False  # Amin and Amina, Ali and Alia: the ending is the other sex, not another spelling
    score = fuzz.ratio(a, b)
    if score >= _SPELLED_ALIKE and a[0] == b[0]:
        return True
    return min(len(a), len(b)) > _SHORT and score >= _SKELETON_ALIKE and _skeleton(a) == _skeleton(b)


def is_name(a: str, b: str) -> tuple[float, str]:
    """Return how well two names agree, 0 to 1, and how: the same, contained, another order, kunya, or not."""
    (x, kunya_x), (y, kunya_y) = name_words(a), name_words(b)
    if not x or not y:
        common = set(kunya_x) & set(kunya_y)
        return (0.8, "the same kunya") if common and not (x and y) else (0.0, "")
    short, long = sorted((x, y), key=lambda parts: (len(parts), parts))
    if len(short) == len(long) and all(is_word(p, q) for p, q in zip(short, long, strict=True)):
        return (1.0, "the same name") if x == y else (0.9, "spellings of one name")
    if not _contained(short, long):
        return 0.0, ""
    if len(short) == len(long):
        return (0.85, "the same words in another order") if _is_turned(x, y) else (0.0, "")
    if not is_word(short[0], long[0]):
        return 0.0, ""
    return (0.85, "one name is part of the other") if len(short) >= _TWO else (0.5, "the given name alone")


def _is_turned(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether one name writes the family's name first; father and son have their names in turn before it."""
    return len(a) == _TWO or not is_word(a[-1], b[-1])


def _contained(short: Sequence[str], long: Sequence[str]) -> bool:
    left = list(long)
    for word in short:
        twin = next((other for other in left if is_word(word, other)), None)
        if twin is None:
            return False
        left.remove(twin)
    return True


def contradicts(a: Person, b: Person) -> str | None:
    """Return what makes two persons different people: age, sex or band; None where nothing does."""
    if a.sex and b.sex and a.sex != b.sex:
        return "sex"
    if a.age_low is not None and b.age_low is not None:
        low, high = max(a.age_low, b.age_low), min(a.age_high or a.age_low, b.age_high or b.age_low)
        if low - high > _YEARS:
            return "age"
    young = {"infant", "child"}
    if a.age_band and b.age_band and (a.age_band in young) != (b.age_band in young):
        return "age"
    return None


def compare(a: Person, b: Person) -> tuple[float, tuple[Because, ...]]:
    """Return how likely two persons are one, from 0 to 1, with the features; 0 where something contradicts."""
    against = contradicts(a, b)
    score, how, said = max(_pairs(a, b), default=(0.0, "", ""))
    if against or score == 0.0:
        return 0.0, ()
    because = [Because(feature="name", values=f"{said}: {how}", weight=round(score, 4))]
    if a.age_low is not None and b.age_low is not None:
        because.append(Because(feature="age", values=f"{a.age_low} and {b.age_low}", weight=0.1))
        score += 0.1
    if a.kin and b.kin and fuzz.token_set_ratio(folded(a.kin), folded(b.kin)) >= _SPELLED_ALIKE:
        because.append(Because(feature="kin", values=f"{a.kin} and {b.kin}", weight=0.1))
        score += 0.1
    return min(1.0, round(score, 4)), tuple(because)


def _pairs(a: Person, b: Person) -> Iterable[tuple[float, str, str]]:
    """Yield how well names of two persons agree; those of full names alone where each has one.

    Fathers of one name share a kunya, and families a name in brackets: neither makes two people one whose full names
    differ.
    """
    full = _full(a), _full(b)
    ours, theirs = full if all(full) else ([name.text for name in a.names], [name.text for name in b.names])
    for x in ours:
        for y in theirs:
            score, how = is_name(x, y)
            yield score, how, f"{x} and {y}"


def _full(person: Person) -> list[str]:
    return [name.text for name in person.names if len(name_words(name.text)[0]) >= _TWO]
