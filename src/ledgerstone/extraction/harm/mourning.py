"""Where a sentence mourns somebody: "paid tribute to", "May God have mercy on", "was remembered by", "the martyr".

Whom a report of killings mourns was killed. Who mourns was not: the name must stand right behind the words, with kin
and titles alone between ("mourned his dear uncle Ilan Voss").
"""

import re
from collections.abc import Iterator

from ledgerstone.extraction.harm.clauses import clause_start
from ledgerstone.extraction.harm.name_lists import TITLE, goes_on
from ledgerstone.extraction.text.words import words_of

_MOURNS = re.compile(
    r"""\bmourn(?:s|ed|ing)?\b(?:\sthe\s(?:loss|death|passing|martyrdom)\sof\b)?(?!\sby\b)
    |\btributes?\s(?:to|for)\b
    |\bcondolences?\s(?:\w+\s){0,3}?(?:for|(?:on|over|regarding)\sthe\s(?:death|loss|passing))\b
    |\bhave\smercy\s(?:on|upon)\b
    |\b(?:griev(?:e|es|ed|ing)|lament(?:s|ed|ing)?)\b(?!\sby\b)
    |\bin\s(?:loving\s)?memory\sof\b
    |\bmemorial\s(?:post\s|message\s)?(?:for|to)\b
    |\b(?:remembered|remembers|remembering|commemorat(?:ed|es|ing)|eulogi[sz](?:ed|ing))\b(?!\s(?:by|in|as|with|for|on)\b)
    |\b(?:bade|bid|bidding|said)\s(?:\w+\s)?(?:farewell|goodbye)\sto\b
    |\b[Rr]est\sin\s(?:[Pp]eace|[Pp]ower),?(?=\s[A-Z])
    |\b(?:[Mm]artyr|martyrs)\b""",
    re.VERBOSE,
)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")
_LONGEST = 60  # characters of one name
_MOURNED = re.compile(
    r"""\b(?:was|were|is|are|been)\s(?:\w+\s)?(?:remembered|mourned|commemorated|eulogi[sz]ed|grieved|laid\sto\srest)\b
    |,?\s(?:has\s|have\s|had\s)?joined\s(?:the\s)?(?:\w+\s){0,3}martyrs\b
    |,?\swhose\s(?:\w+\s){0,2}(?:death|loss|passing|martyrdom|killing)\b""",
    re.VERBOSE,
)


# "Friends mourned the victims, including Ilan Voss" may name the friends; "mother of the martyr Ilan" says who she is.
_OF_OTHERS = re.compile(r"\bthe\s(?:victims?|dead|deceased|deaths?|loss(?:es)?)\b.{0,20}\binclud")
_KIN_OF = re.compile(
    r"\b(?:mother|father|parents?|sons?|daughters?|brothers?|sisters?|wife|widow|husband|friends?|uncle|aunt|cousins?|nephew"
    r"|niece|child(?:ren)?|grand\w+|family|house|home)\sof\s(?:(?:the|my|our|his|her|their)\s(?:[a-z]+\s){0,3})?$",
    re.IGNORECASE,
)


def mourned(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence in which the names of those mourned stand."""
    behind, before = list(_MOURNS.finditer(sentence)), list(_MOURNED.finditer(sentence))
    for match in behind:
        name = _CAPITAL.search(sentence, match.end())
        while name and TITLE.match(sentence, name.start()):
            name = _CAPITAL.search(sentence, name.end())
        gap = sentence[match.end() : name.start()] if name else ""
        if _OF_OTHERS.search(gap) or _KIN_OF.search(gap) or _KIN_OF.search(sentence, 0, match.start()):
            continue
        if name and (not gap.strip(" “\"‘'") or goes_on(gap.strip("“\"‘'"))):
            yield name.start(), name.start() + _LONGEST
    words = words_of(sentence) if before else ()
    for match in before:
        last = next((i for i, word in enumerate(words) if word.start >= match.start()), len(words))
        if last:
            yield words[clause_start(words, last, 0)].start, match.start()
