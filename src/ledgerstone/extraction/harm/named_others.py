"""Names beside a word of harm that are somebody else's: who speaks, owns the house, has lost kin, or did it."""

import re
from collections.abc import Sequence

from ledgerstone.extraction.text.names import PersonName
from ledgerstone.extraction.text.sentences import Sentence

_TITLED = (
    r"(?:(?:the|a|an|late|martyr|journalist|doctor|[Uu]ncle|[Aa]unt|Dr\.?|Mr\.?|Mrs\.?|Sheikh|Haj\w*|Prof\w*\.?)"
    r"\s{1,2}){0,3}"
)
_KIN = (
    r"(?:home|house|wife|husband|widow|sons?|daughters?|brothers?|sisters?|mother|father|child(?:ren)?|relatives?|cousins?"
    r"|friend|family|members?|grand\w+|uncle|aunt|niece|nephew|siblings?|twin|fianc[eé]{1,2}"
    r"|students?|pupils?|colleagues?|neighbou?rs?|assistants?|supporters?"
    r"|(?:brother|sister|mother|father|son|daughter)s?-in-law)"
)
_THE_DEAD = r"(?!(?:the\s)?(?:two|three|four|five|six|seven|\d)|the\s(?:deceased|dead|killed|victims?|late))"
_ORIGIN = r"[A-Z][a-z]{2,14}(?:ian|ese|ish|i)\s"  # "the Tarnian journalist"
_NOT_THEIRS = re.compile(
    rf"""(?:
    \b(?:by|in|at|near|from|(?<!recovery\s)to|on|outside|towards?|against|between|behind|for|via|except(?:\sfor)?|of\sthe
        |with\sthe|known\sas|users?|accounts?|agency|reporter|belonging\sto|owned\sby|survived\sby
        |(?:{_KIN}(?=\sof\s{_THE_DEAD})|east|west|north|south|cent(?:er|re)|area)\sof
    )\s{{1,2}}{_TITLED}(?:[a-z]+\s)?
    |\b(?:by|(?<!addition\s)to)\s(?:his|her|their)\s(?:[a-z-]+\s){{1,2}}
    |\bby\s(?:(?:an?|the|his|her|their|another)\s)?(?:[a-z-]+\s){{0,2}}(?:members?|relative|friend|cousin|neighbou?r|colleague)
        \s(?:named\s|called\s)?(?:(?:Dr|Mr|Mrs|Ms|Prof|Sheikh)\.?\s)?
    |\b{_KIN}\sof\s{_THE_DEAD}(?:[a-z-]+\s|{_ORIGIN}){{1,5}}
    |\b(?:surviving|survivor|survived)\s(?:[a-z-]+\s){{0,4}}
    |\b(?:taught|worked?s?|lived?s?|studied|served|played|spoke|together)\s(?:\w+\s)?with\s
    |\b(?:engaged|married|blessed)\s(?:to|with)\s(?:[a-z-]+\s){{1,3}}
    |\bknown\sas\s[“"']|[@\#]
    )$""",
    re.VERBOSE,
)
_REMAINS = r"(?!s?\s(?:lifeless\s|dead\s)?(?:body|remains|corpse)\b)"
_POSSESSED = re.compile(rf"[ ]{{0,1}}['’]{_REMAINS}s?\b|(?<=s)['’]{_REMAINS}(?=\s[a-z])")
_QUOTED = re.compile(r"[‘']\s?$")
_SAID = r"""(?:said|told|wrote|posted|shared|added|reported|announced|mourned|recalled|stated|tweeted
    |confirmed\sth(?:at|e)|described|commented|claimed|expressed|cited|mentioned|noted|offered|paid|quoted|published|grieved|lamented|provided|put
    |explained|asked|adding|reporting|writing|saying|alleging|stating|identified\s(?!as)|listed\s|named\s|detailed
    |goes\son\sto|was\salone\sin|captured|filmed|photographed|documented|witnessed|pulled|carried|buried|condemned|denied
    |wished|thanked|crying|weeping|cradling|hugging|kissing|bidding)(?!ly\b)"""
# An apposition stands between, but no inverted speech: "Ilan Voss, 67, a teacher, said his wife".
_SPEAKS = re.compile(
    rf"""(?:\s{{0,2}},[^,.;“”"]{{2,80}},)\s(?:told\b|(?:said|wrote|added|stated|explained)\b
        (?!\s(?:his|her|their|the|an?|[A-Z]))|(?:posted|published|shared)\b)
    |\s{{0,2}},?\s{{0,2}}(?:(?:also|later|who|then|has|have|had|further|all|both|each)\s)?(?:{_SAID}
    |lost\s(?:his|her|their|four|three|two|several|all|most)\s(?!life|lives)|survived\b|managed\sto|escaped)""",
    re.VERBOSE,
)
_BY = re.compile(
    r"\b(?:mourned|remembered|identified|named|posted|shared|written)\sby\s(?:[a-z-]+\s){0,4}(?:[A-Z][a-z]{1,5}\.?\s)?$"
)
# "Ilan Voss, whose wife was killed, spoke": the harm is hers, unless he "was killed", too.
_WHOSE = re.compile(
    r"""\s{0,2},?\swhose\s(?:[a-z-]+,?\s){1,6}(?:was|were|had\s(?:all\s)?been)\s(?:\w+\s)?(?:killed|injured|wounded)\b
    (?!,?\s(?:was|were|has|had)\s(?:\w+\s){0,2}(?:killed|injured|wounded|dead|among|died))""",
    re.VERBOSE,
)
# Dead before what is told: "had been killed previously", "was killed in an earlier strike".
_EARLIER = re.compile(
    r"""[^.;A-Z“”]{0,40}?\b(?:
    had\s(?:previously|already|earlier)\s(?:died|been\s(?:killed|martyred))
    |(?:had\sbeen|was|were)\s(?:killed|martyred)\s(?:previously|years?\sago|months?\s(?:ago|before|earlier)
        |in\san?\s(?:previous|earlier|prior|different|separate)\b)
    |(?:had\s)?(?:\w+ly\s)?died\s(?:previously|before\sthe\b
        |(?:an?|one|two|three|four|five|six|seven|ten|\w+ty|\w+teen|\d+|some|several)\s(?:days?|weeks?|months?|years?)\s(?:before|earlier|prior)\b|years?\sago|(?:several|many|two|three)\s(?:years|months)\s(?:before|earlier|ago)))""",
    re.VERBOSE,
)
_TOGETHER = re.compile(r",? and (?:(?:his|her|their) [a-z-]{3,20} )?|, ")
_LED = re.compile(
    r"\b(?:users?|sources?|journalists?|accounts?|friends?|relatives?|members?[^,.;]{0,30}(?:named|called)),?\s$",
    re.IGNORECASE,
)
_REACH = 60


def is_theirs(text: str, name: PersonName, sentence: Sentence, *, led: bool) -> bool:
    """Say whether the harm is this person's; ``led``: words right before the name lead it in ("tribute to")."""
    before = text[max(sentence.start, name.start - _REACH) : name.start]
    if _NOT_THEIRS.search(before) and not led:
        return False
    if _POSSESSED.match(text, name.end) and not _QUOTED.search(before):
        return False
    return not any(behind.match(text, name.after, sentence.end) for behind in (_SPEAKS, _EARLIER, _WHOSE))


def is_one_who_acts(text: str, name: PersonName, sentence: Sentence) -> bool:
    """Say whether the name is that of one by whom it was told: "they were mourned by Ilan Voss"."""
    return _BY.search(text, max(sentence.start, name.start - _REACH), name.start) is not None


def speakers_together(text: str, names: Sequence[PersonName], sentence: Sentence) -> frozenset[int]:
    """Return where names begin that stand in one row with a name that speaks: "users Ilan Voss and Mira Arde posted".

    The row must open the sentence or stand behind a word for sources: "killing Ilan Voss and Mira Arde said" tells of
    one who speaks and one who was killed.
    """
    found: set[int] = set()
    row: list[PersonName] = []
    for name in names:
        if row and not _TOGETHER.fullmatch(text, row[-1].after, name.start):
            row = []
        row.append(name)
        head = text[max(sentence.start, row[0].start - _REACH) : row[0].start]
        if len(row) > 1 and _SPEAKS.match(text, name.after) and (not head.strip() or _LED.search(head)):
            found.update(each.start for each in row)
    return frozenset(found)
