"""Names of parties to violence in a text: candidates by their form, and which names mean one party."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from ledgerstone.vocabulary import read

_CAP = r"(?:(?:[aA]l|[eE]l|[aA]n|[aA]sh|[aA]d)[-’'])?[A-Z][\w’-]{0,40}\w"
NAME = rf"{_CAP}(?:\s+(?:(?:of|for|and)\s+(?:the\s+)?|al\s+|bin\s+)?{_CAP}){{0,5}}"
_DEFINED = re.compile(
    rf"(?P<name>{NAME})(?:['’]s)?\s+[(\[](?:(?:also )?known as |or |the )?(?P<short>[A-Z][A-Za-z-]{{1,9}})[)\]]"
)
_EXPANDED = re.compile(
    rf"(?<![\w-])(?P<short>[A-Z][A-Z-]{{1,8}})\s+[(\[](?:the )?(?P<name>{NAME}(?:[ -]+{_CAP}){{0,4}})[)\]]"
)
_SHORT = re.compile(r"(?<=\w)\s\[[A-Z][A-Z-]{1,8}\]")
_RENAMED = re.compile(
    rf"\b(?:under the (?:old |earlier |former )?name(?: of)?|formerly(?: known as|"
    rf" called)?|previously known as|also known as|known as|better known as|"
    rf"once called|rebranded (?:itself )?(?:from|as)|calls itself|which calls itself|"
    rf"operating as|then known as|then called)\s+(?:the\s+)?(?P<name>{NAME})"
)
_PLACE = re.compile(
    r"\b(?:in|at|near|of|from|to|around|outside|on|across|into)\s+(?:the\s+)?([A-Z][\w’-]{0,40})(?!\s+[a-z])"
)
_ARTICLE = re.compile(r"(?:a|an|the|another)\s+")
_FAMILY = re.compile(r"\s+(?:famil\w+|household|clan|tribe)\b")
_NO_NAMES = frozenset(
    """the he she they it we i you his her their its our my this that these those there here who which what when
    where why how in on at by for from with and but or if as so yet not no yes after before since during while
    although though because then now also one two three four five six seven eight nine ten someone somebody
    anyone everyone nobody some many most all both several other another such only even still once twice monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mr mrs ms dr hurricane cyclone typhoon storm""".split()
) - {"the"}
_DEMONYM_ENDINGS = ("ian", "ean", "ese", "ish", "an")
_NOT_DEMONYMS = ("stan", "town", "man", "han")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a party: span, the party's own name in them, and what kind of words they are.

    ``kind``: named, force (an adjective with "troops"), weapon (an adjective with "airstrike"), generic ("gunmen").
    ``head`` is the common noun ("militants"), lower case, or empty.
    """

    start: int
    end: int
    name: str
    kind: str
    head: str = ""


@cache
def _words(name: str) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(read("actor_words.yaml")[name], key=len, reverse=True)
    )


@cache
def demonyms() -> frozenset[str]:
    """Return the adjectives of states, as written."""
    return frozenset(word for country in read("countries.yaml")["countries"].values() for word in country[3])


@cache
def countries() -> frozenset[str]:
    """Return the names of states, as written."""
    return frozenset(
        name for country in read("countries.yaml")["countries"].values() for name in (country[0], *country[4])
    )


@cache
def _pattern() -> re.Pattern[str]:
    adjective = (
        rf"(?:{_CAP}(?:\s+{_CAP}){{0,2}}(?:-(?:led|backed|allied|aligned))?|[Pp]ro-[A-Z]\w+|"
        rf"[Aa]nti-[A-Z]\w+|[Gg]overnment|[Cc]oalition|[Rr]ebel|[Ss]tate|[Rr]egime)"
    )
    return re.compile(
        rf"(?!The\b|the\b)(?P<from>\b(?i:{_words('members')})\s+(?:from|of|with|loyal\s+to|"
        rf"belonging\s+to|affiliated\s+with|linked\s+to|allied\s+to|allied\s+with)\s+(?:the\s+)?(?:armed\s+|"
        rf"militant\s+|rebel\s+)?(?:group\s+)?(?P<group>{NAME})(?:\s+\([A-Z][\w-]{{1,9}}\))?)"
        rf"|(?P<force>\b(?!(?:The|Either|Suspected|Alleged|Unidentified|Unknown|Armed|Masked|"
        rf"Several|Some|Many|Two|Three)\b)(?P<adjective>{adjective})[\s\]]+(?P<noun>(?i:{_words('weapons')}|"
        rf"{_words('forces')}))\b)"
        rf"|(?P<generic>\b(?i:men\s+(?:wearing|dressed\s+in|in)\s+(?:[a-z-]+\s+){{0,3}}uniforms?|"
        rf"{_words('generic')})\b)(?!\s+[A-Z])"
        rf"|(?P<named>\b(?!The\b|Either\b){NAME}(?:\s+\([A-Z][\w-]{{1,9}}\))?)"
    )


@cache
def _forces() -> frozenset[str]:
    return frozenset(read("actor_words.yaml")["forces"])


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('endings')})$")


def candidates(text: str) -> Iterator[Candidate]:
    """Yield the words that may name a party, in the order of the text."""
    for match in _pattern().finditer(text):
        if match.group().split(maxsplit=1)[0].lower() in _NO_NAMES:
            continue
        if match["from"] and _FAMILY.match(text, match.end()):
            continue
        if match["from"]:
            head = match["from"].split(maxsplit=1)[0].lower()
            yield Candidate(match.start(), match.end(), _one_line(match["group"]), "named", head)
        elif match["force"]:
            noun = " ".join(match["noun"].lower().split())
            kind = "force" if noun in _forces() else "weapon"
            yield Candidate(match.start(), match.end(), match["adjective"], kind, noun)
        elif match["named"]:
            yield Candidate(
                match.start(), match.end(), _one_line(re.sub(r"\s+\([A-Z][\w-]{1,9}\)$", "", match["named"])), "named"
            )
        else:
            head = _ARTICLE.sub("", " ".join(match["generic"].lower().split()))
            yield Candidate(match.start(), match.end(), head, "generic", head)


@cache
def _adjectives() -> dict[str, str]:
    named = ((country[0], country[3]) for country in read("countries.yaml")["countries"].values())
    return {name: adjectives[0] for name, adjectives in named if adjectives}


def adjective_of(name: str) -> str:
    """Return the adjective of a state for its name, else the words themselves."""
    return _adjectives().get(name, name)


def places_named(text: str) -> frozenset[str]:
    """Return the capitalised words that stand behind "in", "near" and the like, and so may be places."""
    return frozenset(match[1] for match in _PLACE.finditer(text))


def is_demonym(word: str, places: Collection[str]) -> bool:
    """Say whether a capitalised word is the adjective of a state or people, and no place.

    It is one that is listed, or one that has the form of one and is not among the ``places`` of the text.
    """
    last = word.rsplit(maxsplit=1)[-1]
    if word in demonyms() or last in demonyms():
        return True
    formed = last.endswith(_DEMONYM_ENDINGS) and not last.lower().endswith(_NOT_DEMONYMS)
    return formed and word not in countries() and last not in places


def is_group(name: str) -> bool:
    """Say whether a name has the form of an armed group's or force's: a known ending, or an abbreviation."""
    return _ending().search(name) is not None


def short_forms(text: str) -> dict[str, str]:
    """Return the abbreviations that the text defines in brackets, each with the name it stands for."""
    found = {}
    for match in _DEFINED.finditer(text):
        name, short = _one_line(match["name"]), match["short"]
        if short.upper() == short or short.lower() in name.lower().replace(" ", ""):
            found[short] = _fit(name, short)
    for match in _EXPANDED.finditer(text):
        if " " in match["name"]:
            found.setdefault(match["short"], _one_line(match["name"]))
    return found


def _one_line(name: str) -> str:
    return " ".join(name.split())


def without_asides(text: str) -> str:
    """Return the text with spaces for what only explains: "ZLF [Zullan Front] fighters", "the Zullan Front [ZLF]"."""
    named = _EXPANDED.sub(lambda match: match["short"].ljust(len(match.group())), text)
    return _SHORT.sub(lambda match: " " * len(match.group()), named)


def _fit(name: str, short: str) -> str:
    """Cut what stands before the name proper: "the Kurdish-led Full Name (FN)" keeps its initials' words."""
    words = name.split()
    for first, word in enumerate(words):
        if (
            word[0].upper() == short[0].upper()
            and sum(w[0].isupper() or "-" in w for w in words[first:]) >= len(short) - 1
        ):
            return " ".join(words[first:])
    return name


def other_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield the earlier and other names that the text gives, each with where the words that say so begin."""
    for match in _RENAMED.finditer(text):
        yield match.start(), match["name"]
