"""How people and offices answered the violence or the accusation: denial, justification, condemnation, inquiry ..."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ledgerstone.extraction.speech.roles import role_for
from ledgerstone.extraction.speech.speakers import Speech, near, speaker_of
from ledgerstone.extraction.speech.speech_cues import Cue
from ledgerstone.extraction.speech.speech_names import plain_wording, shortens
from ledgerstone.extraction.speech.speech_phrases import Source
from ledgerstone.extraction.speech.speech_sources import before
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.tokens import Tokens, tokenise
from ledgerstone.records import Speaker
from ledgerstone.vocabulary import read

# A denial or a silence of this kind answers for its own subject; who merely tells of it is no party to it.
_BY_SUBJECT = frozenset(
    {"non_acknowledgement", "inquiry", "promised_inquiry", "apology", "compensation", "sanction", "condolence"}
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|without|refus\w+ to|fail\w* to|declin\w+ to|yet to)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_ABSENT_OK = frozenset({"non_acknowledgement", "denial", "justification"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseMention:
    """Words of a response: where they stand, its code, what a denial denies, and who responds if the text says so."""

    start: int
    end: int
    response: str
    denies: str | None = None
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    response: str
    denies: str | None
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for rule in read("response_words.yaml")["rules"]:
        words = "|".join(rule["words"])
        pattern = re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)
        rules.append(_Rule(rule["response"], rule.get("denies"), tuple(rule["stems"]), pattern))
    return tuple(rules)


def find_responses(text: str, sentences: Sequence[Sentence], speeches: Sequence[Speech]) -> tuple[ResponseMention, ...]:
    """Return the responses that a report tells of, in the order of the text, each kind once a sentence.

    Who responds is the speaker whose words or verb they are, else the subject before them; None where no rule says.
    """
    tokens: Tokens | None = None
    found: list[ResponseMention] = []
    for sentence in sentences:
        matches = list(_matches(sentence))
        if matches and tokens is None:
            tokens = tokenise(text)
        if tokens is not None:
            found.extend(_mention(tokens, sentence, rule, match, speeches) for rule, match in matches)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _matches(sentence: Sentence) -> Iterator[tuple[_Rule, re.Match[str]]]:
    low = sentence.text.lower()
    seen: set[str] = set()
    taken: list[tuple[int, int]] = []
    for rule in _rules():
        if rule.response in seen or not any(stem in low for stem in rule.stems):
            continue
        for match in rule.pattern.finditer(sentence.text):
            overlaps = any(left < match.end() and match.start() < right for left, right in taken)
            negated = rule.response not in _ABSENT_OK and _NEGATED.search(
                sentence.text, max(0, match.start() - 40), match.start()
            )
            if not overlaps and not negated:
                seen.add(rule.response)
                taken.append(match.span())
                yield rule, match
                break


def _mention(
    tokens: Tokens, sentence: Sentence, rule: _Rule, match: re.Match[str], speeches: Sequence[Speech]
) -> ResponseMention:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    end -= len(match.group()) - len(match.group().rstrip())
    speaker = _speaker(tokens, sentence, rule, (start, end), speeches)
    return ResponseMention(start=start, end=end, response=rule.response, denies=rule.denies, speaker=speaker)


def _speaker(
    tokens: Tokens, sentence: Sentence, rule: _Rule, span: tuple[int, int], speeches: Sequence[Speech]
) -> Speaker | None:
    """Who responds: whose verb it is, the subject before it, or whose words they are."""
    for speech in near(speeches, *span):
        if speech.source is not None and speech.cue[0] < span[1] and span[0] < speech.cue[1]:
            return speech.speaker
    subject = _subject(tokens, sentence, span)
    if subject is not None and rule.response in _BY_SUBJECT | {"condemnation"}:
        return _known(subject, near(speeches, *span))
    covering = speaker_of(speeches, *span)
    if covering is not None:
        return covering.speaker if covering.source is not None else None
    return _known(subject, near(speeches, *span)) if subject is not None and rule.response != "justification" else None


def _subject(tokens: Tokens, sentence: Sentence, span: tuple[int, int]) -> str | None:
    """The subject of a response: of its own verb, or of the light verb before its noun ("X issued a condemnation")."""
    low, high = tokens.within(sentence.start, span[0])
    verb: int | None = high
    if _NOUN.match(tokens.text, *span):
        near = range(high - 1, max(low, high - _REACH) - 1, -1)
        verb = next((place for place in near if tokens.lows[place] in _LIGHT), None)
    if verb is None:
        return None
    while verb > low and tokens.lows[verb - 1] in _AUXILIARIES:
        verb -= 1
    source = before(tokens, Cue(verb, verb + 1, "say", "finite", ""), low)
    return _wording(tokens, source) if source else None


_REACH = 6  # tokens between a light verb and the noun of the response
_AUXILIARIES = frozenset("has have had also then later".split())
_LIGHT = frozenset(
    """issued issues expressed expresses voiced offered made sent released declared declares opened launched
    announced paid extended conveyed""".split()
)
_NOUN = re.compile(
    r"condemnations?\b|denunciation|condolences|days?\b|period\b|accountability|"
    r"an? |apolog(?:y|ies)|compensation|reparations|blood|no\b|"
    r"there\b|investigation|inquiry|probe|under\b|thoughts|claim of|responsibility|"
    r"condolence|legitimate|military|in\b|as\b",
    re.IGNORECASE,
)


def _wording(tokens: Tokens, source: Source) -> str:
    return " ".join(tokens.text[tokens.starts[source.first] : tokens.ends[source.last - 1]].split())


def _known(described: str, speeches: Sequence[Speech]) -> Speaker | None:
    wording = plain_wording(described)
    lone = " " not in wording and wording[:1].islower() and not wording.endswith("s")  # an adverb, a participle
    if lone or wording.lower() in {"he", "she", "it", "they", "who", "which"}:
        return None
    same = next((speech.speaker for speech in speeches if shortens(wording, speech.speaker.wording)), None)
    return same or Speaker(wording=wording, role=role_for(wording))
