"""What is said: the stretch of text that a verb of saying covers."""

import re
from dataclasses import dataclass

from ledgerstone.extraction.text.tokens import Tokens

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MEDIUM = (
    r"(?:statement|interview|post|tweet|message|video|report|briefing|call|letter|"
    r"speech|release|conference|update|address|email|e-mail|"
    r"article|broadcast|comment|testimony|hearing|meeting|brief|communiqu[eé]|remarks|rally|visit|event)s?"
)
_PLATFORM = (
    r"(?:Facebook|Twitter/X|Twitter|X|Telegram|Instagram|YouTube|TikTok|WhatsApp|"
    r"social media|(?:state )?television|(?:state )?TV|radio)"
)
# What may stand between a verb of saying and what is said, or after it at a sentence's end.
_WHO = r"(?:the\s+|a\s+|its\s+|his\s+|her\s+)?[\w’'./-]+(?:\s+[\w’'./-]+){0,2}?"
_ON_A_DAY = (
    rf",?\s+(?:(?:on|late|early|earlier|late on|early on|later)\s+)?{_DAY}(?:\s+(?:morning|evening|night|afternoon))?"
    rf"(?:,?\s+(?:{_MONTH}\s+\d\d?|\d\d?\s+{_MONTH}))?\b"
)
_ON_A_DATE = rf"\s+on\s+(?:{_MONTH}\s+\d\d?|\d\d?\s+{_MONTH})(?:,?\s+\d{{4}},?)?"
_IN_A_STATEMENT = (
    rf",?\s+(?:in|at|during|via|through|after|following|before|from)\s+(?:[\w’'.-]+\s+){{0,4}}?{_MEDIUM}"
    rf"(?:\s+(?:(?:posted|published|shared|released)\s+)?(?:on|to|with|for|in|by)\s+{_WHO}"
    rf"\s*(?=[,:.“\"]|\s+that\b|\s+{_DAY}|$))?"
)
_ON_A_PLATFORM = (
    rf",?\s+(?:on|via|over|in)\s+(?:(?:the|his|her|its|their|a)\s+)?(?:\w+\s+)?{_PLATFORM}"
    r"(?:\s+(?:account|page|channel|post|user))?(?![\w])"
)
_BEFORE_THAT = (
    r"\s+(?:in|on|at|by|to|of|from|with|during|after|for)(?:\s+[\w’'-]+){1,6}"
    r"(?=,?\s+that\s+(?!day\b|time\b|night\b|morning\b|year\b|month\b|week\b))"
)
_BY_TELEPHONE = (
    r"\s+(?:by\s+(?:tele)?phone|over\s+the\s+(?:tele)?phone|by\s+video\s+link|by\s+e-?mail|"
    r"in\s+part|in\s+person|of\s+\w+\s+\w+(?=[.,]))\b"
)
_LATER = (
    r"\s+(?:later|earlier|recently|yesterday|today|separately|afterwards|again|repeatedly|simply|bluntly|"
    r"in\s+\d{4}|last\s+\w+|this\s+\w+|at\s+the\s+time)\b(?=[,.:\s])"
)
_TO_THE_PRESS = (
    r"\s+(?:to|with)\s+(?:reporters|journalists|the\s+press|lawmakers|local\s+media|state\s+media|"
    r"[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+){0,3})\b(?=[,.:]|\s+(?:that|on|in)\b)"
)
_ADJUNCTS = tuple(
    map(
        re.compile,
        (
            _ON_A_DAY,
            _ON_A_DATE,
            _IN_A_STATEMENT,
            _ON_A_PLATFORM,
            _BEFORE_THAT,
            _BY_TELEPHONE,
            _LATER,
            _TO_THE_PRESS,
        ),
    )
)
_ADDRESSEE = re.compile(
    r"\s+(?P<who>(?:(?:the|a|an|our|his|her|their|its|this|state|local)\s+)?(?:[a-z][a-z-]*\s+){0,2}?"
    r"(?:(?:(?:AFP|BBC|CNN)|[A-Z@][\w.’'/-]*)(?:\s+(?:(?:of|and|for|the|de|al)\s+)?[A-Z][\w.’'/-]*){0,5}|"
    r"reporters|journalists|lawmakers|viewers|supporters|us|me|him|her|them|agency|"
    r"newspaper|newspapers|channel|broadcaster|outlet|media|television|radio|"
    r"magazine|"
    r"correspondent|station|network|website|council|court|parliament|audience|"
    r"crowd|police|investigators|officials|people|interviewer|host|publication|"
    r"daily|members)"
    r"(?:\s+(?:news\s+)?(?:agency|newspaper|channel|television|radio|TV))?)(?=[\s,.:;“\"]|$)"
)
_TURN = re.compile(r"(?:,|;|\s[–—-])\s+(?:while|but|whereas|although|though|and|as)\s|;\s")


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the words behind a verb of saying really begin, and to whom it was said."""

    start: int
    addressee: tuple[int, int] | None = None


def tail_after(text: str, position: int, end: int, *, told: bool) -> Tail:
    """Skip whom it was said to, when and where; return where what was said may begin."""
    addressee = None
    if told and (match := _ADDRESSEE.match(text, position, end)):
        addressee = match.span("who")
        position = match.end()
    for _ in range(4):
        for adjunct in _ADJUNCTS:
            match = adjunct.match(text, position, end)
            if match and match.end() > position:
                position = match.end()
                break
        else:
            break
    return Tail(position, addressee)


def turn_before(text: str, start: int, end: int) -> int | None:
    """Return where the last conjunction between ``start`` and ``end`` turns to something else, or None."""
    last = None
    for match in _TURN.finditer(text, start, end):
        last = match.start()
    return last


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span without white space, commas and colons around it and without the full stop of the sentence."""
    while start < end and (text[start].isspace() or text[start] in ",:;—–.)"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",:;—–.("):
        end -= 1
    return (start, end) if end > start else None


def to_quote_end(tokens: Tokens, start: int, end: int) -> int:
    """Return the end of the quotation that is still open at ``end``, else ``end``."""
    quote = tokens.quote_at(end)
    if quote is not None and start <= quote.start < end:
        return quote.end
    return end


_QUOTE_MARKS = '“"„«'


def begins_with_quote(text: str, position: int, end: int) -> bool:
    """Say whether a quotation begins at ``position``, white space and a comma apart."""
    rest = text[position : min(end, position + 4)].lstrip(" ,:\n")
    return bool(rest) and rest[0] in _QUOTE_MARKS
