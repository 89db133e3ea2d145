"""What was done: words for acts of violence, with the means they show."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.vocabulary import read

_GAP = r"(?:[\w’'-]+ ){0,3}"
# A bare "strike" says that something came from afar only beside such words.
_AIR = re.compile(
    r"\b(?:air|aerial|war ?planes?|jets?|aircraft|drones?|missiles?|bomb\w*|rockets?|from the sky|raids?)\b",
    re.IGNORECASE,
)
_WORKERS = re.compile(r"\b(?:union|unions|workers|wages?|pay|walkout|employees|picket\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActMention:
    """Words for an act: where they stand, the act's code, the codes of the means that they show. Polarity is apart."""

    start: int
    end: int
    act: str
    means: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    """``stems`` are tried first, because most sentences hold none of them and a search of all patterns is dear."""

    act: str
    means: tuple[str, ...]
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    by_act: tuple["_Rule", ...]
    strike: re.Pattern[str]
    excused: re.Pattern[str]


@cache
def _rules() -> _Rules:
    tree = read("act_words.yaml")
    rules = []
    for rule in tree["rules"]:
        words = "|".join(word.replace("(?:~)", _GAP).replace(" ", r"\s+") for word in rule["words"])
        pattern = re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)
        rules.append(_Rule(rule["act"], tuple(rule["means"]), tuple(rule["stems"]), pattern))
    excused = f"{tree['not_strike']}|{tree['figurative']}".replace(" ", r"\s+")
    return _Rules(
        by_act=tuple(rules),
        strike=re.compile(rf"\b{tree['strike']}\b", re.IGNORECASE),
        excused=re.compile(rf"\b(?:{excused})", re.IGNORECASE),
    )


def find_acts(_text: str, sentences: Sequence[Sentence]) -> tuple[ActMention, ...]:
    """Return the acts of violence that a report names, in the order of the text; figures of speech are left out.

    Overlapping words give the more exact act alone: "car bomb exploded" is one bombing.
    """
    rules = _rules()
    found: list[ActMention] = []
    for sentence in sentences:
        found.extend(_in_sentence(sentence, rules))
    return tuple(found)


def _in_sentence(sentence: Sentence, rules: _Rules) -> list[ActMention]:
    low = sentence.text.lower()
    here: list[ActMention] = []
    taken: list[tuple[int, int]] = []
    for rule in rules.by_act:
        if any(stem in low for stem in rule.stems):
            for match in rule.pattern.finditer(sentence.text):
                if _is_free(match.span(), taken):
                    taken.append(match.span())
                    here.append(_mention(sentence, match, rule.act, rule.means))
    if "str" in low:
        here.extend(_strikes(sentence, rules, taken))
    if not here:
        return here
    excused = [match.span() for match in rules.excused.finditer(sentence.text)]
    kept = [m for m in here if _is_free((m.start - sentence.start, m.end - sentence.start), excused)]
    return sorted(kept, key=lambda mention: mention.start)


def _strikes(sentence: Sentence, rules: _Rules, taken: list[tuple[int, int]]) -> Iterator[ActMention]:
    free = [match for match in rules.strike.finditer(sentence.text) if _is_free(match.span(), taken)]
    if not free or _WORKERS.search(sentence.text):
        return
    aerial = _AIR.search(sentence.text) is not None
    act, means = ("airstrike", ("air_delivered",)) if aerial else ("ground_attack", ())
    for match in free:
        yield _mention(sentence, match, act, means)


def _mention(sentence: Sentence, match: re.Match[str], act: str, means: tuple[str, ...]) -> ActMention:
    trailing = len(match.group()) - len(match.group().rstrip())
    return ActMention(
        start=sentence.start + match.start(), end=sentence.start + match.end() - trailing, act=act, means=means
    )


def _is_free(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return all(span[1] <= left or right <= span[0] for left, right in taken)
