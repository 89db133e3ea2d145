"""What a named person is by office or trade, as the words right beside the name say it.

Before the name ("attorney general Ilan Voss", "Col. Voss") or behind a comma ("Ilan Voss, a former mayor of Sella,").
"""

import re
from functools import cache

from ledgerstone import vocabulary
from ledgerstone.extraction.harm.people_words import lexicon

_REACH = 70  # characters before a name
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_MOST = 5  # words of an office
_ENDS = frozenset(
    """
    a an the this that his her their its our of in on at by for from to with as and or but when while who which whom
    also was were is are be been had has have said says told killed injured wounded murdered assassinated kidnapped
    named including against among between after before against former late then
    """.split()
)
_BEHIND = re.compile(
    r"\s?,\s{1,2}(?:an?\s|the\s|who\swas\s(?:an?\s|the\s)?)?(?P<words>(?:(?:former|retired|ex)[\s-])?(?:[\w'’-]+\s){0,4}?)"
    r"(?P<noun>[\w-]+)(?P<of>\s(?:of|for|at)\s(?:the\s)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,4})?"
    r"(?=\s?[,.;)]|\s(?:who|and|in|at|from|was|were)\b)"
)


@cache
def _nouns() -> frozenset[str]:
    """Return the nouns that say an office or a trade; kin, age, sex and sides say none."""
    tree = vocabulary.read("people.yaml")
    plain = {noun for noun in lexicon().values() if not noun.kin and noun.groups}
    none = {
        "child",
        "woman",
        "man",
        "female",
        "male",
        "resident",
        "family",
        "fighter",
        "perpetrator",
        "detainee",
        "foreigner",
    }
    trades = {noun.name for noun in plain if not none & set(noun.groups)}
    return frozenset({*trades, *tree["offices"]})


def occupation_of(text: str, start: int, end: int, *, floor: int, ceiling: int) -> str | None:
    """Return the office or trade of the person whose name stands at ``start`` to ``end``, in the text's words.

    Args:
        text: the report's text.
        start: where the name begins.
        end: where the text goes on behind the name and an age beside it.
        floor: where the sentence begins.
        ceiling: where it ends.
    """
    return _before(text, start, floor) or _behind(text, end, ceiling)


def _before(text: str, start: int, floor: int) -> str | None:
    window = text[max(floor, start - _REACH) : start]
    words = list(_WORD.finditer(window))
    if not words or window[words[-1].end() :].strip(" ") or words[-1].group().rstrip(".").lower() not in _nouns():
        return None
    first = last = len(words) - 1
    while first and last - first < _MOST - 1:
        gap, before = window[words[first - 1].end() : words[first].start()], words[first - 1].group()
        if gap.strip() or before.lower() in _ENDS or before.endswith((",", ";")) or before.lower() in _peoples():
            break
        if before[0].isupper() and words[first - 1].start() == 0 and floor < start - _REACH:
            break  # cut by the window
        first -= 1
    return " ".join(window[words[first].start() : words[last].end()].split())


def _behind(text: str, end: int, ceiling: int) -> str | None:
    match = _BEHIND.match(text, end, min(ceiling, end + 160))
    if match is None or match["noun"].lower() not in _nouns():
        return None
    if any(word.lower() in _ENDS - {"former", "late"} for word in match["words"].split()):
        return None
    return " ".join(f"{match['words']}{match['noun']}{match['of'] or ''}".split())


@cache
def _peoples() -> frozenset[str]:
    countries = vocabulary.read("countries.yaml")["countries"].values()
    return frozenset(str(word).lower() for country in countries for word in country[3])
