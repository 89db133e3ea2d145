"""Who says what: the speeches of a report, each with its speaker and the words that it covers.

A speech is a verb of saying (or "according to") with its subject and its content: a clause, a quotation, or both; before
it, after it, or in pieces around it. Pronouns and short names stand for the last speaker they fit. What no rule
attributes is in the publisher's own voice.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ledgerstone.extraction import speech_contents as contents
from ledgerstone.extraction import speech_sources as sources
from ledgerstone.extraction.roles import role_for
from ledgerstone.extraction.sentences import Sentence
from ledgerstone.extraction.speech_cues import Cue, find_cues
from ledgerstone.extraction.speech_names import Names
from ledgerstone.extraction.tokens import Tokens, tokenise
from ledgerstone.records import Speaker
from ledgerstone.vocabulary import read

__all__ = ["Speech", "find_speech", "role_for", "speaker_of"]

Span = tuple[int, int]

_ACCORDING = re.compile(r"\b[Aa]ccording to\s+|\bciting\s+|\bas per\s+")
_ACCORDING_LATER = re.compile(r",\s+(?:according to|as per|as (?:first )?(?:reported|confirmed|stated|quoted) by)\s")
_REPORTEDLY = re.compile(r"\breportedly\b", re.IGNORECASE)
_CLAUSE_EDGE = re.compile(r"[;:—–]|,\s+(?:and|but|while|with|after|as|although)\s")
_TURN_LABEL = re.compile(r"([A-Z][A-Z.'’ -]{1,40}|Q|A):\s+(?=\S)")
_PLAIN_CLAUSE = re.compile(
    r"[\s,]*(?:that\b|how\b|why\b|whether\b|what\b|if\b|the\b|an?\b|his\b|her\b|its\b|their\b|there\b|it\b|he\b|she\b|they\b|we\b|at least\b|more than\b|"
    r"no\b|some\b|most\b|all\b|these\b|those\b|this\b|to\b|\d|[A-Z]|[“\"])"
)
_THAT_CLAUSE = re.compile(r"[\s,]*(?:that\b|how\b|why\b|whether\b|[“\"]|:)")


_TITLE_WORDS = 4  # a quotation no longer than this may be a title, or a word held at arm's length


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One act of saying.

    ``content`` holds the spans said, in order (a split quotation has several); ``source`` is where the text names the
    speaker, None where it does not; ``cue`` the verb's span and ``verb`` the verb as written; ``direct`` says that the words are quoted. ``speaker.wording`` is the
    fullest description so far of whom the words at ``source`` mean.
    """

    content: tuple[Span, ...]
    speaker: Speaker
    cue: Span
    verb: str
    source: Span | None
    direct: bool

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1][1]


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue with its source and content as tokens and spans, before the speaker is resolved."""

    cue: Span
    verb: str
    source: sources.Source | None
    content: tuple[Span, ...]
    via: Span | None = None
    heir: bool = False  # takes the speaker of the speech before it


def find_speech(text: str, sentences: Sequence[Sentence]) -> tuple[Speech, ...]:
    """Return the speeches of a report, in the order of their cues.

    1. In each sentence, each verb of saying outside quotations, and each "according to", gets its source and its content.
    2. Quotations and paragraphs that stand alone go to whom the text was quoting.
    3. Pronouns and short names are resolved, and roles given.
    4. A speech within the content of another is passed on by the other's speaker.
    """
    tokens = tokenise(text)
    found: list[_Found] = []
    for index, sentence in enumerate(sentences):
        here = _in_sentence(tokens, sentence, found)
        found.extend(here)
        if not here and (alone := _quote_alone(tokens, sentences, index, found)):
            found[-1] = alone
    return _nested(_resolve(tokens, found, sentences))


def speaker_of(speeches: Iterable[Speech], start: int, end: int) -> Speech | None:
    """Return the speech whose content covers a span most closely, or None for the publisher's own voice.

    A speech with a speaker comes before "reportedly"; among those that cover the span the one with the shortest piece.
    """
    best: tuple[bool, int] | None = None
    chosen = None
    for speech in speeches:
        for left, right in speech.content:
            if left <= start and end <= right:
                rank = (speech.source is None, right - left)
                if best is None or rank < best:
                    best, chosen = rank, speech
    return chosen


# 1. In a sentence


def _in_sentence(tokens: Tokens, sentence: Sentence, earlier: list[_Found]) -> list[_Found]:
    low, high = tokens.within(sentence.start, sentence.end)
    label = _TURN_LABEL.match(tokens.text, sentence.start, sentence.end)
    if label and _starts_paragraph(tokens.text, sentence.start):
        return [_labelled(tokens, sentence, label)]
    here: list[_Found] = []
    for cue in find_cues(tokens, low, high):
        speech = _speech_at(tokens, sentence, (low, high), cue, here or earlier[-1:])
        if speech is not None:
            here.append(speech)
    here.extend(_according(tokens, sentence, high))
    if not here:
        here.extend(_reportedly(tokens, sentence))
    return sorted(here, key=lambda speech: speech.cue)


def _starts_paragraph(text: str, position: int) -> bool:
    return position == 0 or text[position - 1] == "\n"


def _labelled(tokens: Tokens, sentence: Sentence, label: re.Match[str]) -> _Found:
    first, last = tokens.within(*label.span(1))
    end = tokens.text.find("\n", label.end())
    content = (label.end(), end if end > 0 else len(tokens.text))
    return _Found((label.end(1), label.end(1) + 1), ":", sources.Source(first, last), (content,))


def _speech_at(
    tokens: Tokens, sentence: Sentence, bounds: tuple[int, int], cue: Cue, earlier: Sequence[_Found]
) -> _Found | None:
    if cue.form == "ing" or (cue.first > bounds[0] and tokens.lows[cue.first - 1] in {"and", "but"}):
        return _participle(tokens, sentence, bounds, cue, earlier)
    if cue.form == "by":
        return _passive(tokens, sentence, bounds, cue)
    low, high = bounds
    if cue.form == "with":
        accompanying = sources.accompanying(tokens, cue, low)
        return _with_subject(tokens, sentence, cue, accompanying, high) if accompanying else None
    inverted = _inverted(tokens, sentence, bounds, cue)
    if inverted is not None:
        return inverted
    source = sources.before(tokens, cue, low)
    if source is None or _is_mute(tokens, source):
        return None
    return _with_subject(tokens, sentence, cue, source, high)


def _is_mute(tokens: Tokens, source: sources.Source) -> bool:
    """Say whether the subject is a thing that says nothing: footage is evidence, not a speaker."""
    words = tokens.lows[source.first : source.last]
    head = next(
        (
            i
            for i, word in enumerate(words)
            if word in {"of", "from", "by", "in", "at", "on", "posted", "shared", "circulating"}
        ),
        len(words),
    )
    return bool(head) and words[head - 1] in read("speech_words.yaml")["mute_nouns"]


def _inverted(tokens: Tokens, sentence: Sentence, bounds: tuple[int, int], cue: Cue) -> _Found | None:
    """Read "..., said the ministry's spokesman": the subject follows the verb."""
    low, high = bounds
    if cue.first <= low or cue.last >= high or cue.first + 1 != cue.last or cue.kind not in {"say", "clause"}:
        return None
    mark = tokens.lows[cue.first - 1]
    quoted = (mark in {"”", '"', "»"} and _long_quote(tokens, cue.first - 1)) or (
        mark == "," and tokens.quoted[cue.first - 1]
    )
    if not quoted and mark != ",":
        return None
    following = tokens.lows[cue.last]
    if following in {
        "that",
        ":",
        ",",
        ".",
        "“",
        '"',
        "to",
        "on",
        "in",
        "at",
        "it",
        "there",
        "he",
        "she",
        "they",
    } and not (quoted and following in {"he", "she", "they"}):
        return None
    source = sources.after(tokens, cue.last, high)
    if source is None or (
        not quoted and (sources.reads_as_apposition(tokens, cue, low) or sources.has_verb(tokens, source))
    ):
        return None
    end = tokens.ends[source.last - 1]
    rest = tokens.text[end : sentence.end]
    if not quoted and not re.match(r"\s*(?:[.,;]|$|on\b|in\b|at\b|late\b|\w+day\b|to\b|as\b|who\b|of\b)", rest):
        return None
    pieces = _before_and_after(tokens, sentence, tokens.ends[cue.first - 1], end)
    return _Found(_span(tokens, cue.first, cue.last), cue.verb, source, pieces) if pieces else None


def _long_quote(tokens: Tokens, mark: int) -> bool:
    """Say whether a closing mark ends words that somebody said and not a name in marks."""
    quote = tokens.quote_at(tokens.starts[mark])
    return quote is not None and " " in tokens.text[quote.start : quote.end]


def _with_subject(tokens: Tokens, sentence: Sentence, cue: Cue, source: sources.Source, high: int) -> _Found | None:
    text = tokens.text
    cue_span = _span(tokens, cue.first, cue.last)
    told = cue.kind == "tell" or cue.verb in {
        "tell",
        "tells",
        "told",
        "telling",
        "ask",
        "asked",
        "asks",
        "remind",
        "reminded",
    }
    tail = contents.tail_after(text, cue_span[1], sentence.end, told=told)
    source_start = tokens.starts[source.first]
    via = source.via and _span(tokens, *source.via)
    via = via or (tail.addressee if tail.addressee and _is_outlet(text[slice(*tail.addressee)]) else None)
    rest = text[tail.start : sentence.end].strip(" .\n")
    quoted_before = _quote_ends_before(tokens, source_start, sentence.start, rest)
    if (
        quoted_before
        or not rest
        or (rest[0] == "," and _comma_closes(text, tail.start, sentence.end, source_start, sentence.start))
    ):
        pieces = _before_and_after(tokens, sentence, source_start, tail.start)
    else:
        pieces = _behind(tokens, sentence, cue, tail.start)
    if not pieces and rest in {"", ":"}:
        pieces = _next_quote(tokens, sentence.end)
    if not pieces:
        return None
    return _Found(cue_span, cue.verb, source, pieces, via)


def _is_outlet(wording: str) -> bool:
    return (
        (wording not in {"me", "us", "him", "her", "them", "reporters", "journalists"}
        and wording[-1:] != "s")
        or role_for(wording) == "media"
    )


def _comma_closes(text: str, position: int, end: int, source_start: int, start: int) -> bool:
    """Say whether a comma behind the verb ends a "..., he said, ..." whose content stands before."""
    return (
        source_start - start > 12
        and text[start:source_start].rstrip().endswith((",", "”", '"'))
        and not contents.begins_with_quote(text, position, end)
    )


def _quote_ends_before(tokens: Tokens, position: int, start: int, rest: str) -> bool:
    """Say whether what stands before the speaker is a quotation of what was said, and not a title or a word in marks."""
    before = tokens.text[start:position].rstrip(" ,")
    if not before.endswith(("”", '"', "»")):
        return False
    quote = tokens.quote_at(start + len(before) - 1)
    short = (
        quote is not None and quote.start > start and len(tokens.text[quote.start : quote.end].split()) <= _TITLE_WORDS
    )
    return not (short and rest and rest[0].isalnum())


def _behind(tokens: Tokens, sentence: Sentence, cue: Cue, position: int) -> tuple[Span, ...]:
    """The content that follows the verb, to the sentence's end or to where another begins to speak."""
    text = tokens.text
    if cue.kind == "clause" and not (
        _THAT_CLAUSE if cue.verb.startswith(("show", "f", "read", "record", "l", "put")) else _PLAIN_CLAUSE
    ).match(text, position, sentence.end):
        return ()
    end = _until_next_speaker(tokens, sentence, cue.last, position)
    span = contents.trim(text, position, end)
    if span is None:
        return ()
    quote_end = contents.to_quote_end(tokens, span[0], sentence.end) if end == sentence.end else end
    return ((span[0], quote_end) if quote_end > end else span,)


def _until_next_speaker(tokens: Tokens, sentence: Sentence, index: int, position: int) -> int:
    """Stop before ", while B put it at 12" and ", according to B"."""
    _, high = tokens.within(sentence.start, sentence.end)
    passed_on = _ACCORDING_LATER.search(tokens.text, position, sentence.end)
    end = passed_on.start() if passed_on else sentence.end
    for cue in find_cues(tokens, index, high):
        start = tokens.starts[cue.first]
        if start <= position:
            continue
        if start >= end:
            break
        if cue.form == "ing":
            return start
        if cue.form == "with" and (source := sources.accompanying(tokens, cue, index)):
            return tokens.starts[source.first - 1]
        turn = contents.turn_before(tokens.text, position, start)
        if turn is not None and cue.form == "finite":
            return turn
    return end


def _before_and_after(tokens: Tokens, sentence: Sentence, before: int, after: int) -> tuple[Span, ...]:
    """The content around "he said": what stands before it, the quotation behind it, and quotations that follow at once."""
    text = tokens.text
    pieces = []
    start = sentence.start
    quote = tokens.quote_at(start)
    if (quote is not None and quote.start < start) or (text[start:before].strip(" ,").endswith(("”", '"')) and (
        quote := tokens.quote_at(before - 1) or _last_quote(tokens, before)
    ) and quote.start < start):  # the quotation began in an earlier sentence
        start = quote.start
    if (span := contents.trim(text, start, before)) and span[1] - span[0] > 1:
        pieces.append(span)
    if contents.begins_with_quote(text, after, sentence.end):
        end = contents.to_quote_end(tokens, after, sentence.end)
        if span := contents.trim(text, after, end):
            pieces.append((span[0], end if text[end - 1] in '”"' else span[1]))
    elif pieces and text[pieces[0][0]] in '“"':
        pieces.extend(_next_quote_in_paragraph(tokens, sentence.end))
    return tuple(pieces)


def _last_quote(tokens: Tokens, position: int):  # type: ignore[no-untyped-def]
    index = bisect_right(tokens.quotes, position, key=lambda quote: quote.start) - 1
    return tokens.quotes[index] if index >= 0 else None


def _next_quote_in_paragraph(tokens: Tokens, position: int) -> tuple[Span, ...]:
    match = re.compile(r"[ \t]+(?=[“\"])").match(tokens.text, position)
    quote = tokens.quote_at(match.end()) if match else None
    if quote is None or re.match(
        r"[ \t,]*[a-z]|[ \t]+[A-Z][\w.]+(?:\s\w+)? (?:said|added|says)\b", tokens.text[quote.end : quote.end + 60]
    ):
        return ()
    return ((quote.start, quote.end),)


def _next_quote(tokens: Tokens, position: int) -> tuple[Span, ...]:
    """The quotation that begins right after a sentence that ends in "said:"."""
    match = re.compile(r"\s*(?=[“\"])").match(tokens.text, position)
    quote = tokens.quote_at(match.end()) if match else None
    return ((quote.start, quote.end),) if quote else ()


def _participle(
    tokens: Tokens, sentence: Sentence, bounds: tuple[int, int], cue: Cue, earlier: Sequence[_Found]
) -> _Found | None:
    """Read ", adding that ...": the speaker is that of the sentence's speech, else its subject."""
    low, _ = bounds
    cue_span = _span(tokens, cue.first, cue.last)
    tail = contents.tail_after(tokens.text, cue_span[1], sentence.end, told=cue.kind == "tell")
    pieces = _behind(tokens, sentence, cue, tail.start) or _next_quote(tokens, sentence.end)
    if not pieces:
        return None
    if earlier and earlier[-1].cue[0] >= sentence.start:
        return _Found(cue_span, cue.verb, earlier[-1].source, pieces, earlier[-1].via, heir=True)
    subject = sources.opening(tokens, low, cue.first)
    return _Found(cue_span, cue.verb, subject, pieces) if subject and not _is_mute(tokens, subject) else None


def _passive(tokens: Tokens, sentence: Sentence, bounds: tuple[int, int], cue: Cue) -> _Found | None:
    """Read "..., as reported by the agency"."""
    source = sources.after(tokens, cue.last, bounds[1])
    if source is None or cue.verb in {
        "shared",
        "named",
        "called",
        "cited",
        "quoted",
        "read",
        "blamed",
        "found",
        "accused",
        "heard",
        "put",
    }:
        return None
    content = contents.trim(tokens.text, sentence.start, tokens.starts[cue.first])
    if content is None:
        return None
    return _Found(_span(tokens, cue.first, cue.last), cue.verb, source, (content,))


def _according(tokens: Tokens, sentence: Sentence, high: int) -> list[_Found]:
    found = []
    start = sentence.start
    for match in _ACCORDING.finditer(tokens.text, sentence.start, sentence.end):
        first, _ = tokens.within(match.end(), sentence.end)
        if first < len(tokens.quoted) and tokens.quoted[first]:
            continue
        source = sources.after(tokens, first, high)
        if source is None:
            continue
        if source.last - source.first > 0 and _is_mute(tokens, source):
            continue
        end = tokens.ends[source.last - 1]
        content = contents.trim(tokens.text, start, match.start()) if match.start() - sentence.start > 3 else None
        if content is None or content[1] - content[0] < 8:
            content = contents.trim(tokens.text, end, contents.to_quote_end(tokens, end, sentence.end))
        if content is not None:
            found.append(_Found((match.start(), match.end() - 1), "according to", source, (content,)))
            start = end
    return found


def _reportedly(tokens: Tokens, sentence: Sentence) -> list[_Found]:
    """An adverb makes nobody a speaker, but says that the clause is passed on from others."""
    found = []
    for match in _REPORTEDLY.finditer(sentence.text):
        position = sentence.start + match.start()
        edges = [m.end() for m in _CLAUSE_EDGE.finditer(tokens.text, sentence.start, position)]
        after = _CLAUSE_EDGE.search(tokens.text, position, sentence.end)
        span = contents.trim(
            tokens.text, edges[-1] if edges else sentence.start, after.start() if after else sentence.end
        )
        if span:
            found.append(_Found((position, position + len("reportedly")), "reportedly", None, (span,)))
    return found


# 2. Quotations that stand alone


def _quote_alone(tokens: Tokens, sentences: Sequence[Sentence], index: int, found: list[_Found]) -> _Found | None:
    """Give a quotation without a verb of saying to the speaker who was quoted right before it, as one more piece."""
    sentence = sentences[index]
    last = found[-1] if found else None
    if last is None or last.source is None or sentence.text[0] not in '“"' or index == 0:
        return None
    quote = tokens.quote_at(sentence.start)
    before = sentences[index - 1]
    if quote is None or last.content[-1][1] > sentence.start or quote.start != sentence.start:
        return None
    follows = last.content[-1][1] >= before.start or last.cue[0] >= before.start
    whole = quote.end >= sentence.end or tokens.text[quote.end : sentence.end].strip() == ""
    if not follows or not whole or sentence.paragraph - before.paragraph > 1:
        return None
    return replace(last, content=(*last.content, (quote.start, quote.end)))


# 3. Who is meant


def _resolve(tokens: Tokens, found: Sequence[_Found], sentences: Sequence[Sentence]) -> list[Speech]:
    names = Names()
    speeches = []
    ahead = 0
    for item in sorted(found, key=lambda speech: speech.cue):
        while ahead < len(sentences) and sentences[ahead].end <= item.cue[0]:
            if not any(s.source and sentences[ahead].start <= s.cue[0] < sentences[ahead].end for s in speeches):
                names.mention(sentences[ahead].text)
            ahead += 1
        span = _span(tokens, item.source.first, item.source.last) if item.source else None
        wording = tokens.text[slice(*span)] if span else tokens.text[slice(*item.cue)]
        meant = names.meant(wording) if span else wording
        role = role_for(meant) if span else "unnamed"
        via = " ".join(tokens.text[slice(*item.via)].split()) if item.via else None
        direct = any(tokens.text[left] in '“"«„' for left, _ in item.content)
        speaker = Speaker(wording=meant, role=role, via=via)
        speeches.append(
            Speech(content=item.content, speaker=speaker, cue=item.cue, verb=item.verb, source=span, direct=direct)
        )
    return speeches


# 4. Passed on


def _nested(speeches: list[Speech]) -> tuple[Speech, ...]:
    done = []
    for speech in speeches:
        outer = speaker_of(
            (s for s in speeches if s is not speech and s.source and s.speaker.wording != speech.speaker.wording),
            *speech.cue,
        )
        if outer is not None and speech.speaker.via is None and speech.source and not outer.direct:
            speaker = replace(speech.speaker, via=outer.speaker.wording)
            done.append(replace(speech, speaker=speaker))
        else:
            done.append(speech)
    return tuple(done)


def _span(tokens: Tokens, first: int, last: int) -> Span:
    return tokens.starts[first], tokens.ends[last - 1]
