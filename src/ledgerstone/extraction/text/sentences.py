"""Sentences of a report's text, with exact offsets.

Rule-based and linear: a paragraph ends at a blank line; a sentence ends at ``.``, ``!``, ``?`` or ``…`` (with closing
quotes and brackets) before white space and something that can begin a sentence, unless an abbreviation, an initial or
a number says otherwise. A dateline is a sentence of its own. Quotes do not hold a sentence together: "He fled. They
shot him," she said, is two.
"""

import re
from dataclasses import dataclass

from ledgerstone.extraction.text.dateline import find_dateline

# Longer stretches without a sentence end (tables, OCR noise) are cut at white space, so that no rule sees more.
LONGEST = 2_000

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
# Possessive, and tried only where a run begins: a line of a million full stops is read once.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_BEGINS = re.compile(r"[\"'“‘«(\[]*[^\W_]|[“\"‘«@#]|[-–—•*]")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘']{1,24}$")
_ABBREVIATIONS = frozenset(
    """
    mr. mrs. ms. dr. prof. st. sgt. lt. lt.-col. col. gen. maj. capt. cpl. pvt. cmdr. adm. brig. brig.-gen. rev. fr.
    hon. pres. gov. sen. rep. sec. min. amb. supt. insp. det. jr. sr. no. nos. art. arts. vs. v. etc. e.g. i.e. approx.
    ca. cf. inc. ltd. co. corp. dept. est. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mt. ft. km. a.m.
    p.m. u.s. u.k. u.n. e.u. d.c. al. ave. blvd. rd. col.-gen. lt.-gen. maj.-gen.
    """.split()
)
# These end a sentence too when what follows begins like one.
_MAY_END = frozenset("a.m. p.m. u.s. u.k. u.n. e.u. d.c. etc. jr. sr. inc. ltd. co. corp. al. km.".split())
_OPENERS = frozenset(
    """
    the a an he she they it we i his her their its this that these those in on at by for from with as after before
    when while two three four five six seven eight nine ten more some many most all no another one there witnesses
    officials residents police local according but and however meanwhile
    """.split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands in the text, in code points, and in which paragraph, counted from 0."""

    start: int
    end: int
    text: str
    paragraph: int


def split(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text``: each verbatim, without the white space around it, in order."""
    found = []
    dateline = find_dateline(text)
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        head = max(0, dateline.end - paragraph.start()) if dateline and number == 0 else 0
        for start, end in _spans(paragraph.group(), head):
            found.append(
                Sentence(
                    start=paragraph.start() + start,
                    end=paragraph.start() + end,
                    text=text[paragraph.start() + start : paragraph.start() + end],
                    paragraph=number,
                )
            )
    return tuple(found)


def _spans(paragraph: str, head: int) -> list[tuple[int, int]]:
    """Return where the sentences begin and end; the ``head`` of so many characters, a dateline, is one of its own."""
    spans = _cut(paragraph, 0, head)
    start = head
    for match in _END.finditer(paragraph, head):
        if _ends(paragraph, match):
            spans.extend(_cut(paragraph, start, match.end()))
            start = match.end()
    spans.extend(_cut(paragraph, start, len(paragraph)))
    return spans


def _cut(paragraph: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trim white space and cut what is too long at white space."""
    pieces = []
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = paragraph.rfind(" ", start + LONGEST // 2, start + LONGEST)
            stop = space if space > 0 else start + LONGEST
        left, right = start, stop
        while left < right and paragraph[left].isspace():
            left += 1
        while right > left and paragraph[right - 1].isspace():
            right -= 1
        if left < right:
            pieces.append((left, right))
        start = stop
    return pieces


def _ends(paragraph: str, match: re.Match[str]) -> bool:
    rest = paragraph[match.end() : match.end() + 40].lstrip()
    if not rest or not _BEGINS.match(rest):
        return bool(rest) is False
    if match.group()[0] != ".":
        return not rest[0].islower()
    if len(match.group().rstrip("\"'”’»)]")) > 1:  # an ellipsis
        return rest[0].isupper()
    before = _WORD_BEFORE.search(paragraph, max(0, match.start() - 24), match.start() + 1)
    word = before.group().lower() if before else "."
    if rest[0].islower():
        return False
    if word in _ABBREVIATIONS:
        return word in _MAY_END and _opens(rest)
    return not _is_initial(word) or _opens(rest)


def _is_initial(word: str) -> bool:
    """Say whether it is one letter and a full stop, or several such: "j.", "j.k."."""
    letters = word.split(".")[:-1]
    return bool(letters) and all(len(letter) == 1 and letter.isalpha() for letter in letters)


def _opens(rest: str) -> bool:
    return rest.split(maxsplit=1)[0].strip("\"'“‘«,").lower() in _OPENERS
