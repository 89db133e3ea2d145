"""Named persons who were harmed, as the text says it of them: never because they spoke, or for the office they hold.

A name is a victim's where it stands among the people of a word of harm ("Ilan Voss, 67, and his wife Mira were
killed"), or in a list that says so ("the dead were identified as ..."). A name behind "by", "in" or "of", with a
possessive, or in front of "said" is somebody else's.
"""

import re
from dataclasses import dataclass

from ledgerstone.extraction.harm.clauses import clause_end, clause_start
from ledgerstone.extraction.harm.harms import Analysis
from ledgerstone.extraction.harm.people_words import lexicon
from ledgerstone.extraction.harm.triggers import Trigger, is_passive
from ledgerstone.extraction.text.names import PersonName, find_names
from ledgerstone.extraction.text.sentences import Sentence

_LIST = re.compile(
    r"""\b(?:identified|named|listed|known)\b[^.;]{0,60}?\b(?:as|by\sname)\b
    |\b(?:names?|identit(?:y|ies))\sof\b
    |\bnamed\b(?=\s[A-Z])
    |\b(?:victims|dead|deceased|martyrs|casualties|killed|injured|wounded)\s(?:are|were|was|is|includes?d?)\b
    |\b[Tt]hey\s(?:are|were):|\bas\sfollows\b|\bthe\sfollowing\b
    |\b(?:killed|dead|died|injured|wounded)\b[^:]{0,160}:""",
    re.VERBOSE,
)
_OF_PEOPLE = re.compile(
    r"""\b(?:killed|dead|died|victims?|martyr\w*|deceased|casualties|civilians?|people|members?|children|injured|wounded
    |they|men|women|those|lives)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_THEIRS = re.compile(
    r"""(?:
    \b(?:by|by\sthe|in|in\sthe|at|at\sthe|near|from|to|on|of\sthe|outside|towards?|against|between|behind|for|via
        |with\sthe|known\sas|user|account|agency|reporter|belonging\sto|owned\sby|home\sof|house\sof
        |(?:wife|husband|sons?|daughters?|brothers?|sisters?|mother|father|children|relatives?|cousins?|friend)\sof
    )\s{1,2}
    |\bknown\sas\s[“"']|[@\#]
    )$""",
    re.VERBOSE,
)
_POSSESSED = re.compile(r"[ ]{0,1}['’]s?\b")
_SPEAKS = re.compile(
    r"""\s{0,2},?\s{0,2}(?:also\s|later\s|who\s)?(?:said|told|wrote|posted|shared|added|reported|announced|mourned|recalled
    |stated|tweeted|confirmed\sthat|described|commented|claimed|expressed)\b""",
    re.VERBOSE,
)
_KIN = re.compile(
    r"""\b(?P<kin>[a-z]+(?:-in-law)?),?(?:\snamed|\scalled)?,?\s{0,2}
    (?:(?:\d{1,3}|[a-z]+)[ -](?:year|month)s?[ -]old,?\s{0,2})?$""",
    re.VERBOSE,
)
_NAMED = re.compile(r"\b(?:named|called|identified as)\s$")
_GOES_ON = frozenset("along together alongside with including as : ;".split())
_GOES_ON_REACH = 4
_NAMED_HARMS = frozenset(
    ["killed", "injured", "missing", "trapped", "abducted", "detained", "tortured", "killed_or_injured"]
)


@dataclass(frozen=True, slots=True)
class VictimMention:
    """A named person harmed: the name with its offsets, the harm, and what stands beside the name."""

    name: PersonName
    harm: str
    trigger: Trigger | None
    sex: str | None = None
    kin: str | None = None
    group: tuple[str, ...] = ()


def find_victims(
    text: str, sentence: Sentence, analysis: Analysis, *, harm_before: str | None
) -> tuple[VictimMention, ...]:
    """Return the named persons harmed in a sentence.

    Args:
        text: the report's text.
        sentence: the sentence.
        analysis: its words, phrases and words of harm.
        harm_before: the harm that the sentences before spoke of, for a list of names without a word of harm.
    """
    names = find_names(text, sentence.start, sentence.end)
    if not names:
        return ()
    spans = [*_regions(analysis), *_lists(sentence, analysis, harm_before)]
    found: list[VictimMention] = []
    kin_noun: str | None = None
    anchor: str | None = None
    for name in names:
        noun = _noun_before(text, name, sentence.start)
        kin_noun = noun or (kin_noun if kin_noun and lexicon()[kin_noun].plural else None)
        inside = next((span for span in spans if span[0] <= name.start and name.end <= span[1]), None)
        if name.single and not (
            noun and (lexicon()[noun].kin or _NAMED.search(text, max(0, name.start - 16), name.start))
        ):
            continue
        if inside is None or not _is_theirs(text, name, sentence):
            anchor = anchor or name.text
            continue
        found.append(_mention(name, inside[2], inside[3], kin_noun, anchor))
        if kin_noun is None or not lexicon()[kin_noun].kin:
            anchor = name.text
    return tuple(found)


def _regions(analysis: Analysis) -> list[tuple[int, int, str, Trigger | None]]:
    """Return (start, end, harm, trigger) of the stretches of text in which people of a word of harm stand."""
    regions: list[tuple[int, int, str, Trigger | None]] = []
    words, triggers = analysis.words, analysis.triggers
    for index, trigger in enumerate(triggers):
        if trigger.harm not in _NAMED_HARMS or trigger.frame in ("toll", "noun"):
            continue
        floor = triggers[index - 1].last if index else 0
        ceiling = triggers[index + 1].first if index + 1 < len(triggers) else len(words)
        regions.extend(
            (words[first].start, words[last - 1].end, trigger.harm, trigger)
            for first, last in _stretches(analysis, trigger, floor, ceiling)
            if first < last
        )
    return regions


def _stretches(analysis: Analysis, trigger: Trigger, floor: int, ceiling: int) -> list[tuple[int, int]]:
    words = analysis.words
    active = trigger.frame == "after" or (trigger.frame == "both" and not is_passive(words, trigger))
    found = []
    if active:
        found.append((trigger.last, clause_end(words, trigger.last, ceiling)))
    if trigger.frame != "after" and not _is_of_others(analysis, trigger):
        found.append((clause_start(words, trigger.first, floor), trigger.first))
        if any(word.lower in _GOES_ON for word in words[trigger.last : trigger.last + _GOES_ON_REACH]):
            found.append((trigger.last, ceiling))
    return found


def _is_of_others(analysis: Analysis, trigger: Trigger) -> bool:
    """Say whether the word of harm only describes a noun: "a relative of those killed"."""
    before = analysis.words[trigger.first - 1].lower if trigger.first else ""
    return before == "those" or (before in lexicon() and lexicon()[before].plural)


def _lists(
    sentence: Sentence, analysis: Analysis, harm_before: str | None
) -> list[tuple[int, int, str, Trigger | None]]:
    cue = _LIST.search(sentence.text)
    if cue is None or not _OF_PEOPLE.search(sentence.text):
        return []
    trigger = next((t for t in analysis.triggers if t.harm in ("killed", "injured")), None)
    harm = trigger.harm if trigger else harm_before
    if harm is None:
        return []
    return [(sentence.start + cue.end(), sentence.end, harm, trigger)]


def _is_theirs(text: str, name: PersonName, sentence: Sentence) -> bool:
    before = text[max(sentence.start, name.start - 24) : name.start]
    if _NOT_THEIRS.search(before) or _POSSESSED.match(text, name.end):
        return False
    return not _SPEAKS.match(text, name.after)


def _noun_before(text: str, name: PersonName, floor: int) -> str | None:
    """Return the noun for a person right before the name: "his wife", "daughters", "a woman named"."""
    before = text[max(floor, name.start - 60) : name.start]
    match = _KIN.search(before)
    if match is None:
        return None
    form = match.group("kin")
    return form if form in lexicon() else None


def _mention(
    name: PersonName, harm: str, trigger: Trigger | None, noun: str | None, anchor: str | None
) -> VictimMention:
    if noun is None:
        return VictimMention(name=name, harm=harm, trigger=trigger)
    facts = lexicon()[noun]
    kin = f"{facts.name} of {anchor}" if facts.kin and anchor else facts.name if facts.kin else None
    return VictimMention(name=name, harm=harm, trigger=trigger, sex=facts.sex, kin=kin, group=facts.groups)
