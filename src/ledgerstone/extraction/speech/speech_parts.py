"""The pieces of what is said: behind a verb of saying, before it, or around it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from ledgerstone.extraction.speech import speech_contents as contents
from ledgerstone.extraction.speech import speech_sources as sources
from ledgerstone.extraction.speech.speech_cues import Cue, find_cues
from ledgerstone.extraction.speech.speech_phrases import Source
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.tokens import Quote, Tokens

Span = tuple[int, int]

_PASSED_ON = re.compile(r",\s+(?:according to|as per|as (?:first )?(?:reported|confirmed|stated|quoted) by)\s")
_PLAIN_CLAUSE = re.compile(
    r"[\s,]*(?:that\b|how\b|why\b|whether\b|what\b|if\b|the\b|an?\b|his\b|her\b|"
    r"its\b|their\b|there\b|it\b|he\b|she\b|they\b|we\b|at least\b|more than\b|"
    r"no\b|some\b|most\b|all\b|these\b|those\b|this\b|to\b|\d|[A-Z]|[“\"]|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands|several|many|"
    r"about|around|nearly|almost|over|up to|as many|between|another|both|people|civilians|children|women|men)\b)"
)
_THAT_CLAUSE = re.compile(r"[\s,]*(?:that\b|how\b|why\b|whether\b|[“\"]|:)")
_MOST_CUES = 16  # a sentence with more verbs of saying is no prose
_STRICT_VERBS = ("show", "f", "read", "record", "l", "put")  # take a thing as often as a clause
_MARK_BEHIND_SPACE = re.compile(r"[ \t]+(?=[“\"])")
_MARK_NEXT = re.compile(r"\s*(?=[“\"])")
_OTHER_SPEAKER = re.compile(r"[ \t,]*[a-z]|[ \t]+[A-Z][\w.]+(?:\s\w+)? (?:said|added|says)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A verb of saying with its source and its content, before it is settled whom the source means."""

    cue: Span
    verb: str
    source: Source | None
    content: tuple[Span, ...]
    via: Span | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence with the index range of its tokens and its verbs of saying."""

    tokens: Tokens
    sentence: Sentence
    low: int
    high: int
    cues: tuple[Cue, ...]

    @property
    def text(self) -> str:
        """The report's text."""
        return self.tokens.text


def stretch(tokens: Tokens, sentence: Sentence) -> Stretch:
    """Return a sentence with its tokens and verbs of saying, the first of them alone where there are too many."""
    low, high = tokens.within(sentence.start, sentence.end)
    return Stretch(tokens, sentence, low, high, tuple(islice(find_cues(tokens, low, high), _MOST_CUES)))


def span_of(tokens: Tokens, first: int, last: int) -> Span:
    """Return the span of the tokens ``first`` to ``last`` (exclusive)."""
    return tokens.starts[first], tokens.ends[last - 1]


def behind(here: Stretch, cue: Cue, position: int) -> tuple[Span, ...]:
    """Return the content that follows the verb, to the sentence's end or to where another begins to speak."""
    end = here.sentence.end
    if cue.kind == "clause":
        clause = _THAT_CLAUSE if cue.verb.startswith(_STRICT_VERBS) else _PLAIN_CLAUSE
        if not clause.match(here.text, position, end):
            return ()
    stop = _until_next_speaker(here, cue.last, position)
    span = contents.trim(here.text, position, stop)
    if span is None:
        return ()
    quote_end = contents.to_quote_end(here.tokens, span[0], end) if stop == end else stop
    return ((span[0], quote_end) if quote_end > stop else span,)


def _until_next_speaker(here: Stretch, index: int, position: int) -> int:
    """Stop before ", while B put it at 12" and ", according to B"."""
    tokens = here.tokens
    passed_on = _PASSED_ON.search(here.text, position, here.sentence.end)
    end = passed_on.start() if passed_on else here.sentence.end
    for cue in here.cues:
        start = tokens.starts[cue.first]
        if start <= position or cue.first < index:
            continue
        if start >= end:
            break
        if cue.form == "ing":
            return start
        if cue.form == "with" and (source := sources.accompanying(tokens, cue, index)):
            return tokens.starts[source.first - 1]
        turn = contents.turn_before(here.text, position, start)
        if turn is not None and cue.form == "finite":
            return turn
    return end


def around(here: Stretch, before: int, after: int) -> tuple[Span, ...]:
    """Return the content around "he said": what stands before, the quotation behind, quotations that follow at once."""
    text = here.text
    pieces = []
    if (span := contents.trim(text, _beginning(here, before), before)) and span[1] - span[0] > 1:
        pieces.append(span)
    if contents.begins_with_quote(text, after, here.sentence.end):
        end = contents.to_quote_end(here.tokens, after, here.sentence.end)
        if span := contents.trim(text, after, end):
            pieces.append((span[0], end if text[end - 1] in '”"' else span[1]))
    elif pieces and text[pieces[0][0]] in '“"':
        pieces.extend(_next_in_paragraph(here.tokens, here.sentence.end))
    return tuple(pieces)


def _beginning(here: Stretch, before: int) -> int:
    """Where the content before the speaker begins: the sentence's start, or that of the quotation that it ends."""
    start = here.sentence.start
    quote = here.tokens.quote_at(start)
    if quote is None and here.text[start:before].strip(" ,").endswith(("”", '"')):
        quote = here.tokens.quote_at(before - 1) or _last_quote(here.tokens, before)
    return min(start, quote.start) if quote is not None else start


def _last_quote(tokens: Tokens, position: int) -> Quote | None:
    index = bisect_right(tokens.quotes, position, key=lambda quote: quote.start) - 1
    return tokens.quotes[index] if index >= 0 else None


def _next_in_paragraph(tokens: Tokens, position: int) -> tuple[Span, ...]:
    match = _MARK_BEHIND_SPACE.match(tokens.text, position)
    quote = tokens.quote_at(match.end()) if match else None
    if quote is None or _OTHER_SPEAKER.match(tokens.text, quote.end):
        return ()
    return ((quote.start, quote.end),)


def next_quote(tokens: Tokens, position: int) -> tuple[Span, ...]:
    """Return the quotation that begins right after a sentence that ends in "said:", as the only piece, or nothing."""
    match = _MARK_NEXT.match(tokens.text, position)
    quote = tokens.quote_at(match.end()) if match else None
    return ((quote.start, quote.end),) if quote else ()
