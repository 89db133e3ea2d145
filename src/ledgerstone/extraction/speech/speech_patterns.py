"""The ways in which English puts a speaker, a verb of saying and what is said together, one function a way."""

import re
from collections.abc import Sequence
from functools import cache

from ledgerstone.extraction.speech import speech_contents as contents
from ledgerstone.extraction.speech import speech_sources as sources
from ledgerstone.extraction.speech.roles import role_for
from ledgerstone.extraction.speech.speech_cues import Cue
from ledgerstone.extraction.speech.speech_parts import Found, Span, Stretch, around, behind, next_quote, span_of
from ledgerstone.extraction.speech.speech_phrases import Source, antecedent
from ledgerstone.extraction.text.tokens import Tokens
from ledgerstone.vocabulary import read

_ACCORDING = re.compile(r"\b[Aa]ccording to\s+|\bciting\s+|\bas per\s+")
_CITED = re.compile(  # "the council cited the hospital's figure of 17 dead": the hospital's word, passed on
    r"(?<=cited|cites)\s+(?P<whose>[^\W\d_][^,.;:“\"]{1,60}?['’]s?)\s+(?:figure|count|toll|estimate|number|tally)s?\s+of\b"
)
_REPORTEDLY = re.compile(r"\breportedly\b", re.IGNORECASE)
_CLAUSE_EDGE = re.compile(r"[;:—–]|,\s+(?:and|but|while|with|after|as|although)\s")
_LABEL = re.compile(r"[\"“]?([A-Z][A-Z.'’ -]{1,40}|Q|A):\s+(?=\S)")
_PREDICATE = re.compile(r"[\s,]{0,3}(?:were|was|are|is|had|have|has|died|would|will|did)\b")  # what was said goes on
_INVERTED_ENDS = re.compile(r"\s*(?:[.,;]|$|on\b|in\b|at\b|late\b|\w+day\b|to\b|as\b|who\b|of\b)")
_NOT_INVERTED = frozenset('that : , . “ " to on in at it there'.split())
_PRONOUNS = frozenset("he she they".split())
_TELLING = frozenset("tell tells told telling ask asked asks remind reminded".split())
_NOT_BY = frozenset("shared named called cited quoted read blamed found accused heard put".split())
_CHANNELS = frozenset("telephone phone mail e-mail email radio letter message text audio video post".split())
_AFTER_HEAD = frozenset("of from by in at on posted shared circulating".split())
_LISTENERS = frozenset("me us him her them reporters journalists".split())

_TITLE_WORDS = 4  # a quotation no longer than this may be a title, or a word held at arm's length
_SHORTEST = 12  # code points before "..., he said, ..." that can be something said
_LEAST = 8  # code points of content before "according to"; less is a lead-in such as "But"


def speeches_in(here: Stretch, earlier: Sequence[Found]) -> list[Found]:
    """Return what is said in one sentence, in the order of the verbs.

    Args:
        here: the sentence.
        earlier: what was said before, the last one last.
    """
    label = _LABEL.match(here.text, here.sentence.start, here.sentence.end)
    if label and (label.start() == 0 or here.text[label.start() - 1] == "\n"):
        return [_labelled(here, label)]
    found: list[Found] = []
    for cue in here.cues:
        speech = _speech_at(here, cue, found or earlier[-1:])
        if speech is not None:
            found.append(speech)
    found.extend(_according(here))
    found.extend(_possessed(here))
    return sorted(found or _reportedly(here), key=lambda speech: speech.cue)


def _labelled(here: Stretch, label: re.Match[str]) -> Found:
    """Read "NAME: what they said", as interviews print it."""
    first, last = here.tokens.within(*label.span(1))
    end = here.text.find("\n", label.end())
    content = (label.end(), end if end > 0 else len(here.text))
    return Found((label.end(1), label.end(1) + 1), ":", Source(first, last), (content,))


def _speech_at(here: Stretch, cue: Cue, earlier: Sequence[Found]) -> Found | None:
    coordinated = cue.first > here.low and here.tokens.lows[cue.first - 1] in {"and", "but"}
    if cue.form == "ing" or coordinated:
        return _participle(here, cue, earlier)
    if cue.form == "by":
        return _passive(here, cue)
    if cue.form == "with":
        source = sources.accompanying(here.tokens, cue, here.low)
    else:
        inverted = _inverted(here, cue)
        if inverted is not None:
            return inverted
        source = sources.before(here.tokens, cue, here.low)
    return _with_subject(here, cue, source) if source and not _is_mute(here.tokens, source) else None


def _is_mute(tokens: Tokens, source: Source) -> bool:
    """Say whether the subject is a thing that says nothing: footage is evidence, not a speaker."""
    words = tokens.lows[source.first : source.last]
    head = next((place for place, word in enumerate(words) if word in _AFTER_HEAD), len(words))
    return bool(head) and words[head - 1] in read("speech_words.yaml")["mute_nouns"]


def _inverted(here: Stretch, cue: Cue) -> Found | None:
    """Read "..., said the ministry's spokesman": the subject follows the verb."""
    tokens = here.tokens
    if not here.low < cue.first < cue.last < here.high or cue.last - cue.first > 1 or cue.kind not in {"say", "clause"}:
        return None
    quoted = _ends_quote(tokens, cue.first - 1)
    if not quoted and tokens.lows[cue.first - 1] != ",":
        return None
    following = tokens.lows[cue.last]
    if following in _NOT_INVERTED or (following in _PRONOUNS and not quoted):
        return None
    source = sources.after(tokens, cue.last, here.high)
    if source is None or (not quoted and not _can_follow(here, cue, source)):
        return None
    pieces = around(here, tokens.ends[cue.first - 1], tokens.ends[source.last - 1])
    return Found(span_of(tokens, cue.first, cue.last), cue.verb, source, pieces) if pieces else None


def _ends_quote(tokens: Tokens, mark: int) -> bool:
    """Say whether a token ends words that somebody said, and not a name in marks."""
    if tokens.lows[mark] == ",":
        return bool(tokens.quoted[mark])
    quote = tokens.quote_at(tokens.starts[mark]) if tokens.lows[mark] in {"”", '"', "»"} else None
    return quote is not None and " " in tokens.text[quote.start : quote.end]


def _can_follow(here: Stretch, cue: Cue, source: Source) -> bool:
    """Without quotation marks, the subject after the verb must end the clause and hold no verb of its own."""
    if sources.reads_as_apposition(here.tokens, cue, here.low) or sources.has_verb(here.tokens, source):
        return False
    rest = here.text[here.tokens.ends[source.last - 1] : here.sentence.end]
    return _INVERTED_ENDS.match(rest) is not None and _PREDICATE.match(rest) is None


def _with_subject(here: Stretch, cue: Cue, source: Source) -> Found | None:
    """Read "X said that ...", "..., X said" and "X told Y that ..."."""
    tokens, text, end = here.tokens, here.text, here.sentence.end
    cue_span = span_of(tokens, cue.first, cue.last)
    tail = contents.tail_after(text, cue_span[1], end, told=cue.kind == "tell" or cue.verb in _TELLING)
    begins = tokens.starts[source.first]
    rest = text[tail.start : end].strip(" .\n")
    if (
        _quote_ends_before(here, begins, rest)
        or not rest
        or (rest[0] == "," and _comma_closes(here, begins, tail.start))
    ):
        pieces = around(here, begins, tail.start)
    else:
        pieces = behind(here, cue, tail.start)
    if not pieces and rest in {"", ":"}:
        pieces = next_quote(tokens, end)
    via = span_of(tokens, *source.via) if source.via else _outlet(text, tail.addressee)
    if pieces and (cited := _CITED.match(text, cue_span[1], end)):
        via = span_of(tokens, source.first, source.last)
        source = Source(*tokens.within(*cited.span("whose")))
    return Found(cue_span, cue.verb, source, pieces, via) if pieces else None


def _outlet(text: str, addressee: Span | None) -> Span | None:
    """Whoever was told passes it on, where that is an outlet or a person and not an audience."""
    if addressee is None:
        return None
    wording = text[slice(*addressee)]
    if wording.rsplit(maxsplit=1)[-1] in _LISTENERS:
        return None
    return addressee if not wording.endswith("s") or role_for(wording) == "media" else None


def _comma_closes(here: Stretch, begins: int, position: int) -> bool:
    """Say whether a comma behind the verb ends a "..., he said, ..." whose content stands before."""
    before = here.text[here.sentence.start : begins]
    quoted = contents.begins_with_quote(here.text, position, here.sentence.end)
    return len(before) > _SHORTEST and before.rstrip().endswith((",", "”", '"')) and not quoted


def _quote_ends_before(here: Stretch, begins: int, rest: str) -> bool:
    """Say whether what stands before the speaker is a quotation of what was said, and no title or word in marks."""
    start = here.sentence.start
    before = here.text[start:begins].rstrip(" ,")
    if not before.endswith(("”", '"', "»")):
        return False
    quote = here.tokens.quote_at(start + len(before) - 1)
    title = quote is not None and quote.start > start and here.text[quote.start : quote.end].count(" ") < _TITLE_WORDS
    return not (title and rest and rest[0].isalnum())


def _participle(here: Stretch, cue: Cue, earlier: Sequence[Found]) -> Found | None:
    """Read ", adding that ..." and "X left and said ...": the speaker of the sentence's speech, else its subject."""
    cue_span = span_of(here.tokens, cue.first, cue.last)
    tail = contents.tail_after(here.text, cue_span[1], here.sentence.end, told=cue.kind == "tell")
    pieces = behind(here, cue, tail.start) or next_quote(here.tokens, here.sentence.end)
    if not pieces:
        return None
    if earlier and earlier[-1].cue[0] >= here.sentence.start:
        return Found(cue_span, cue.verb, earlier[-1].source, pieces, earlier[-1].via)
    subject = sources.opening(here.tokens, here.low, cue.first)
    return Found(cue_span, cue.verb, subject, pieces) if subject and not _is_mute(here.tokens, subject) else None


def _passive(here: Stretch, cue: Cue) -> Found | None:
    """Read "..., as reported by the agency"."""
    source = sources.after(here.tokens, cue.last, here.high)
    if source is None or cue.verb in _NOT_BY or here.tokens.lows[source.last - 1] in _CHANNELS:
        return None
    content = contents.trim(here.text, here.sentence.start, here.tokens.starts[cue.first])
    return Found(span_of(here.tokens, cue.first, cue.last), cue.verb, source, (content,)) if content else None


def _according(here: Stretch) -> list[Found]:
    """Read "..., according to X", "According to X, ..." and ", citing X"."""
    found = []
    tokens, start = here.tokens, here.sentence.start
    for match in _ACCORDING.finditer(here.text, start, here.sentence.end):
        first, _ = tokens.within(match.end(), here.sentence.end)
        source = sources.after(tokens, first, here.high) if first < here.high and not tokens.quoted[first] else None
        if source is None or _is_mute(tokens, source):
            continue
        end = tokens.ends[source.last - 1]
        content = contents.trim(here.text, start, match.start())
        if content is None or content[1] - content[0] < _LEAST:
            content = contents.trim(here.text, end, contents.to_quote_end(tokens, end, here.sentence.end))
        if content is not None:
            found.append(Found((match.start(), match.end() - 1), "according to", source, (content,)))
            start = end
    return found


def _possessed(here: Stretch) -> list[Found]:
    """Read "the ministry's claim that ...": the noun is the cue, its owner the source."""
    found = []
    tokens = here.tokens
    for place in range(here.low + 1, here.high - 1):
        if tokens.lows[place + 1] != "that" or tokens.lows[place] not in _saying_nouns() or tokens.quoted[place]:
            continue
        owner = next((at for at in (place - 1, place - 2) if at >= here.low and _owns(tokens.lows[at])), None)
        source = antecedent(tokens, here.low, owner + 1) if owner is not None else None
        content = contents.trim(here.text, tokens.ends[place], here.sentence.end)
        if source is not None and content is not None:
            found.append(Found(span_of(tokens, place, place + 1), tokens.lows[place], source, (content,)))
    return found


def _owns(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))


@cache
def _saying_nouns() -> frozenset[str]:
    return frozenset(read("speech_words.yaml")["saying_nouns"])


def _reportedly(here: Stretch) -> list[Found]:
    """An adverb makes nobody a speaker, but says that the clause is passed on from others."""
    found = []
    start, end = here.sentence.start, here.sentence.end
    for match in _REPORTEDLY.finditer(here.text, start, end):
        edges = [edge.end() for edge in _CLAUSE_EDGE.finditer(here.text, start, match.start())]
        after = _CLAUSE_EDGE.search(here.text, match.end(), end)
        left = edges[-1] if edges else start
        if here.text.endswith(", ", 0, match.start()):  # ", reportedly killing two" leaves out what stands before it
            left = match.start()
        span = contents.trim(here.text, left, after.start() if after else end)
        if span:
            found.append(Found(match.span(), "reportedly", None, (span,)))
    return found
