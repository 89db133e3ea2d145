"""Words that lead in names of people harmed, and sentences that are nothing but a list of them.

"The dead were identified as", "Ilan Voss as a victim of", "Another victim, ...", "Their names were as follows:".
"""

import re
from collections.abc import Iterator

from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.words import words_of

_LIST = re.compile(
    r"""\b(?:identified|named|listed|known)\b[^.;]{0,60}?\b(?:as|by\sname)\b
    |(?<!\bmourning\sthe\s)\bvictims?\b[^.:;]{0,60}?\b(?:is|was|were|are|includes?|included)\b
    |\b(?:list|names)\b[^.:]{0,160}:
    |\b(?:which|this)\s(?:also\s)?includ(?:es?|ed)\b
    |\bnamed\s(?:were|was|are)\b
    |\b(?:sons|daughters|children|brothers|sisters|siblings|wives)\b[^.:;]{0,40}\bwere\s
        (?=(?:an?\s)?(?:[\w-]+[ -]years?[ -]old\s)?[A-Z])
    |\b[Tt]he\slives\sof\b(?=[^.]{0,400}\b(?:claimed|taken|lost)\b)
    |\b(?:names?|identit(?:y|ies))\sof\b
    |\bnamed\b(?=\s[A-Z])
    |\b(?:victims|dead|deceased|martyrs|casualties|killed|injured|wounded)\s(?:are|were|was|is|includ(?:es?|ed|ing))\b
    |\b[Tt]hey\s(?:are|were):|\bas\sfollows\b|\bthe\sfollowing\b
    |\b(?:killed|dead|died|injured|wounded|victims)\b[^:]{0,160}:
    |\b(?:children|girls|boys|women|men|siblings|brothers|sisters|sons|daughters|relatives|civilians):\s(?=[A-Z])""",
    re.VERBOSE,
)
_OF_PEOPLE = re.compile(
    r"""\b(?:killed|dead|died|victims?|martyr\w*|deceased|casualties|civilians?|people|members?|child(?:ren)?|injured|wounded
    |they|m[ae]n|wom[ae]n|girls?|boys?|bab(?:y|ies)|infants?|those|lives|parents|siblings|relatives|residents|victims?
    |sons?|daughters?|brothers?|sisters?|cousins?|neph\w+|nieces?|grand\w+|wife|wives|husband|family)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AGED = re.compile(r"\((?:aged\s)?\d{1,2}\b|\b\d{1,2}[ -]year|,\s(?:aged\s)?\d{1,2},")
_ANOTHER = re.compile(
    r"\b(?:another|one|the\s(?:first|second|third|last|only))\svictim(?:\sof\s[^,.;]{2,60})?,(?=\s)", re.IGNORECASE
)
_NAMES = re.compile(
    r"\b[Nn]ames\b[^.;:]{0,60}?\b(?:are|were):?\s(?=[A-Z])|\blist\s(?:[a-z]+\s){0,6}(?:names|named|includes)\s(?=[A-Z])"
)
_REMAINS = re.compile(
    r"\b(?P<name>[A-Z][\w’-]*(?:\s(?:al|el|bin|bint|abu|umm|[A-Z])[\w’-]*){1,6}?)"
    r"(?=['’]s?\s(?:lifeless\s|dead\s)?(?:body|remains|corpse)\b)"
)
_ANOTHER_REACH = 80  # characters in which the name of "another victim," stands
_AS_VICTIM = re.compile(
    r"\b(?:identified|named|listed)\s(?P<names>[^.;:]{3,200}?)\sas\s(?:an?\s|another\s|the\s\w+\s|\w+\sof\sthe\s)?victims?\b"
)
_WAS_AGED = re.compile(
    r"(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he)\s(?:[a-z]+,?\s){1,3}|[Aa]lso,?\s)?[A-Z][^.;:]{2,80}?,?\s(?:was|were)\s"
    r"(?:only\s|just\s|aged\s)?\d{1,3}(?:\s(?:years?|months?)(?:\sold)?)?\s{0,2}[.;]?\s*"
)
_LEADS_LIST = re.compile(
    r"\b(?:follow(?:s|ing)|victims?|names?|named|identified|killed|dead|deceased|injured|wounded|casualties)\b[^.;]{0,160}:\s*$"
)
_BRACKETED = re.compile(r"\([^()]{0,200}\)")
_SEVERAL = 2
# Words that make a sentence more than a list; so does any other word in -ed that is not one of a person's own.
_VERBS = frozenset(
    """
    was were is are has had have did does do will would could should can may might must said says told wrote came went
    left found took gave saw held made paid sought met got put spoke read posts shows
    """.split()
)
_NO_VERBS = frozenset(
    "aged named identified unnamed called known listed related beloved married displaced mohammed".split()
)


def leads_list(sentence: Sentence) -> bool:
    """Say whether a sentence ends as one that names of people harmed follow: "They were identified as follows:"."""
    return _LEADS_LIST.search(sentence.text) is not None


def is_list(sentence: Sentence) -> bool:
    """Say whether a sentence has no verb of its own."""
    words = [word.text for word in words_of(_BRACKETED.sub("", sentence.text)) if word.text[0].islower()]
    return not any(word in _VERBS or (word.endswith("ed") and word not in _NO_VERBS) for word in words)


def has_ages(sentence: Sentence) -> bool:
    """Say whether ages of several people stand in a sentence."""
    return len(_AGED.findall(sentence.text)) >= _SEVERAL


def says_how_old(sentence: Sentence) -> bool:
    """Say whether a sentence only says how old somebody was: "The youngest, Ilan Voss, was 10."."""
    return _WAS_AGED.fullmatch(sentence.text) is not None


def cued(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence to which its words point as to those of people harmed."""
    cue = _LIST.search(sentence.text)
    if cue is not None and _OF_PEOPLE.search(sentence.text):
        yield sentence.start + cue.end(), sentence.end
    if named := _NAMES.search(sentence.text):
        yield sentence.start + named.end(), sentence.end
    for found in _AS_VICTIM.finditer(sentence.text):
        yield sentence.start + found.start("names"), sentence.start + found.end("names")
    for found in _REMAINS.finditer(sentence.text):
        yield sentence.start + found.start("name"), sentence.start + found.end("name")
    if another := _ANOTHER.search(sentence.text):
        start = sentence.start + another.end()
        yield start, min(start + _ANOTHER_REACH, sentence.end)
