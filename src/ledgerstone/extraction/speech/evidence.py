"""What a sentence points at as evidence: footage, images, witnesses, documents, bodies."""

import re
from dataclasses import dataclass
from functools import cache

from ledgerstone.records import Evidence
from ledgerstone.vocabulary import read

_BEFORE = re.compile(
    r"(?:\baccording to|\bciting|\bcites|\bcited|\bbased on|\bfrom|\bin|\bby|"
    r"\bper|\bshared|\bpublished|\bposted|\breleased|\bseen in|\bshown in|\bverified|"
    r"\breviewed|\banaly[sz]ed|\bobtained|"
    r"\bgeolocated|\bauthenticated|\battached|\bincluded|\bexamined|\bsaw|\bviewed|"
    r"\bcollected|\bcirculated|\bwith|\buploaded|\btweeted)\s+(?:(?:the|a|an|"
    r"some|several|many|its|his|her|their|two|three|more|these|those)\s+)?$",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"(?:\s+(?:circulat\w+|posted|shared|published|released|taken|filmed|recorded|"
    r"obtained|verified|reviewed|seen|provided|from|of|on|online|by|in|at|that|"
    r"which|have|has|had|surfaced|and|images|photos|"
    r"photographs|footage|videos?|widely|also|social|media|the|local|scene|aftermath|"
    r"area|hospital|platforms?|site|purporting|purportedly|to|be|is|are|was|were|"
    r"being|later|[A-Z][\w/-]+)){0,9}?"
    r"\s+(?:appear\w*|show\w*|seem\w*|depict\w*|captur\w*|reveal\w*|confirm\w*|"
    r"document\w*|illustrat\w*|suggest\w*|indicat\w*|prov\w+|emerg\w+|circulat\w+|"
    r"surfac\w+|describ\w+|record\w*|list\w*|"
    r"identif\w+|display\w*|said|told|say|says|recall\w*|recount\w*|report\w*|stat\w+|read\w*|named?|purport\w*)\b",
    re.IGNORECASE,
)
# People point by telling what they saw, not by being seen.
_TELLING = re.compile(
    r"(?:\s+(?:in|at|from|of|to|the|who|have|has|had|also|there|and|survivors|witnesses|residents|[A-Z][\w-]+)){0,6}\s+"
    r"(?:described|describe|recalled|recall|recounted|testified|told|saw|reported|"
    r"spoke of|said they (?:saw|had seen|witnessed)|said (?:he|she) (?:saw|had seen|"
    r"witnessed)|confirmed)\b"
)
_TELLING_BEFORE = re.compile(
    r"(?:\baccording to|\bciting|\bcited|\bcites|\bby|\btestimony (?:of|from)|"
    r"\baccounts of|\binterviewed)\s+(?:(?:the|several|many|two|three|some|local)\s+)?$",
    re.IGNORECASE,
)
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _Rule:
    """``stems`` are tried first, because most sentences hold none of them and a search of all patterns is dear."""

    kind: str
    stems: tuple[str, ...]
    noun: re.Pattern[str]
    phrase: re.Pattern[str] | None


@cache
def _rules() -> tuple[_Rule, ...]:
    tree = read("evidence_words.yaml")
    rules = []
    for kind, entry in tree["evidence"].items():
        nouns = "|".join(_loose(word) for word in sorted(entry["nouns"], key=len, reverse=True))
        phrases = "|".join(entry.get("phrases", ()))
        rules.append(
            _Rule(
                kind,
                tuple(entry["stems"]),
                re.compile(rf"\b(?:{nouns})(?![\w-])", re.IGNORECASE),
                re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE) if phrases else None,
            )
        )
    return tuple(rules)


@cache
def _qualifiers() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in read("evidence_words.yaml")["qualifiers"])
    return re.compile(rf"(?:\b(?:{words})\s+){{1,3}}$", re.IGNORECASE)


def _loose(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+")


def find_evidence(sentence: str) -> tuple[Evidence, ...]:
    """Return what the sentence points at, in its words, in the order of the text, each kind once.

    A noun counts only where it is pointed at: it shows or tells something ("footage shows"), something is according to
    it or comes from it, or somebody posted, verified or counted it.
    """
    low = sentence.lower()
    found: list[tuple[int, str, str]] = []
    for rule in _rules():
        if any(stem in low for stem in rule.stems):
            span = _first(sentence, rule)
            if span is not None:
                found.append((span[0], rule.kind, sentence[slice(*span)]))
    return tuple(Evidence(kind=kind, wording=wording) for _, kind, wording in sorted(found))


def _first(sentence: str, rule: _Rule) -> tuple[int, int] | None:
    """Return the span of the first words of a kind that the sentence points at."""
    for match in rule.noun.finditer(sentence):
        start = _qualified(sentence, match.start())
        if _told(sentence, match) if rule.kind == "witness" else _pointed_at(sentence, start, match.end()):
            return start, match.end()
    match_ = rule.phrase.search(sentence) if rule.phrase else None
    return match_.span() if match_ else None


def _qualified(sentence: str, start: int) -> int:
    """Take in the adjectives before a noun: "graphic images"."""
    match = _qualifiers().search(sentence, max(0, start - _NEAR), start)
    return match.start() if match else start


def _pointed_at(sentence: str, start: int, end: int) -> bool:
    return (
        _POINTING.match(sentence, end) is not None or _BEFORE.search(sentence, max(0, start - _NEAR), start) is not None
    )


def _told(sentence: str, match: re.Match[str]) -> bool:
    return (
        _TELLING.match(sentence, match.end()) is not None
        or _TELLING_BEFORE.search(sentence, max(0, match.start() - _NEAR), match.start()) is not None
    )
