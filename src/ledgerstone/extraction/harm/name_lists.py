"""Lists of names: what may stand between two names of one list, and nouns for a person beside a name.

"Ilan Voss, 67, his wife Mira and their three children: Bero (9), Lena and Oren": kin, ages, numbers and joints stand
between names of one list, and nothing else does.
"""

import re

from ledgerstone.extraction.harm.cardinals import cardinal
from ledgerstone.extraction.harm.people_words import lexicon

_LONGEST = 90  # characters between two names of one list
_TOKEN = re.compile(r"\([^()]{0,60}\)|[^\W\d_][\w'’]*\.?|\d+|\S")
_JOINTS = frozenset(
    """
    and also as well along alongside together with plus including namely likewise his her their our my the a an of whom
    eldest youngest older younger elder oldest infant baby little unborn late other another aged age unknown possibly
    old year years month months week weeks day days newborn teenage adult pregnant named called identified both twin
    dear dearest beloved young close former fellow best good kind gentle brave sweet loving martyred
    """.split()
)
TITLE = re.compile(
    r"(?:Dr|Mr|Mrs|Ms|Prof|Eng|Professor|Doctor|Engineer|Sheikh|Haj\w{0,3}|Imam|Ustaz|Uncle|Aunt|Martyr|Journalist)\b\.?"
)
_LISTED = re.compile(
    r"""[\s,;–—-]*(?:(?:and|as\swell\sas|the|an?|eldest|youngest|older|younger|elder|infant|baby|twins?|little
    |[\w-]{1,12}[ -](?:year|month|week|day)s?[ -]{1,2}old)[\s,–—-]+)*""",
    re.VERBOSE,
)
_KIN = re.compile(
    r"""\b(?P<kin>(?:[a-z]|(?<![\w,]\s)[A-Z])[a-z]+(?:-in-law)?),?(?:\snamed|\scalled)?,?\s{0,2}
    (?:(?:\d{1,3}|[a-z]+)[ -](?:year|month)s?[ -]old,?\s{0,2})?
    (?:(?:Dr|Mr|Mrs|Ms|Haj\w*|Sheikh|Prof\w*)\.?\s)?$""",
    re.VERBOSE,
)
_KIN_OF = re.compile(r"\b(?P<kin>[a-z]+(?:-in-law)?)\sof\s(?:the\slate\s)?(?:Dr\.?\s|Sheikh\s)?$")
_IN_BRACKET = re.compile(
    r"""\s?\(\s?(?:\d{1,2}\b[\w\s-]{0,12},\s?|an?\s)?(?P<kin>[a-z]+(?:-in-law)?)\b(?=\s?[,)]|\sof\b)"""
)
_YOUNG = re.compile(
    r"""\b(?:infant|baby|newborn|toddler|(?:young|little|small)(?=\s(?:\w+\s)?(?:sons?|daughters?|child(?:ren)?|kids?)\b))
    \s(?:twin\s)?[a-z]+,?(?:\snamed|\scalled)?,?\s{0,2}$""",
    re.VERBOSE,
)
_A_CHILD = re.compile(
    r"""\s{0,2}(?:
    [,(–—]\s?(?:also\s)?(?:an?|the)\s(?:[\w-]+\s)?(?:infant|baby|newborn|toddler|child|boy|girl)\b
        (?=\s?[,.;:()–—]|\s(?:sons?|daughters?|boy|girl|of|and|was|were|who|grand\w+)\b)
    |\((?:infant|baby|newborn|toddler|child)\b
    )""",
    re.VERBOSE,
)


def is_listed(gap: str) -> bool:
    """Say whether names on both sides of a gap stand in one list, so that a noun before the first holds for both."""
    return _LISTED.fullmatch(gap) is not None


def goes_on(gap: str) -> bool:
    """Say whether a list of people goes on over a gap: joints, kin, numbers, ages and titles stand in it, no verb."""
    if len(gap) > _LONGEST:
        return False
    tokens = _TOKEN.findall(gap)
    return bool(tokens) and all(_is_between(token) for token in tokens)


def _is_between(token: str) -> bool:
    if not token[0].isalnum():
        return token[0] in "(,;:–—-"
    word = token.rstrip(".").lower()
    known = word in _JOINTS or word in lexicon() or cardinal(word) is not None
    return known or TITLE.fullmatch(token) is not None


def noun_before(text: str, start: int, floor: int) -> str | None:
    """Return the noun for a person right before a name: "his wife", "daughters", "a woman named"."""
    match = _KIN.search(text[max(floor, start - 60) : start])
    noun = match["kin"].lower() if match else None
    return noun if noun in lexicon() else None


def noun_behind(text: str, end: int, ceiling: int) -> str | None:
    """Return the noun for a person in a bracket right behind a name: "Mira Voss (daughter)", "Bero Voss (9, son)"."""
    match = _IN_BRACKET.match(text, end, min(ceiling, end + 60))
    return match["kin"] if match and match["kin"] in lexicon() else None


def noun_of(text: str, start: int, floor: int) -> str | None:
    """Return the noun for kin of this person who is named next: "the wife of Ilan, Mira"."""
    match = _KIN_OF.search(text[max(floor, start - 40) : start])
    return match["kin"] if match and match["kin"] in lexicon() else None


def is_young(text: str, start: int, floor: int) -> bool:
    """Say whether the noun for kin before a name is a young one's: "his infant son", "her two young daughters"."""
    return _YOUNG.search(text[max(floor, start - 40) : start]) is not None


def is_child(text: str, end: int, ceiling: int) -> bool:
    """Say whether words behind a name tell of a child: "Bero Voss, an infant," "Bero Voss (a child)"."""
    return _A_CHILD.match(text, end, min(ceiling, end + 60)) is not None
