"""Who says what: the speeches of a report, each with its speaker and the words that it covers.

A speech is a verb of saying (or "according to") with its subject and its content: a clause, a quotation, or both;
before it, after it, or in pieces around it. Pronouns and short names stand for the last speaker they fit. What no rule
attributes is in the publisher's own voice.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledgerstone.extraction.speech.roles import role_for
from ledgerstone.extraction.speech.speech_names import Names
from ledgerstone.extraction.speech.speech_parts import Found, Span, span_of, stretch
from ledgerstone.extraction.speech.speech_patterns import speeches_in
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.tokens import Tokens, tokenise
from ledgerstone.records import Speaker

__all__ = ["Speech", "find_speech", "near", "role_for", "speaker_of"]

_FARTHEST = 8_000  # code points between a verb of saying and the end of what it covers; a quotation is cut before that
_MARKS = '“"«„'
_OWNING = re.compile(r"['’]s?$")  # "the ministry's claim", "the hospital's figure": the owner speaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One act of saying.

    ``content`` holds the spans said, in order (a split quotation has several); ``source`` is where the text names the
    speaker, None where it does not; ``cue`` is the verb's span and ``verb`` the verb as written; ``direct`` says that
    words are quoted. ``speaker.wording`` is the fullest description so far of whom the words at ``source`` mean.
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


def find_speech(text: str, sentences: Sequence[Sentence]) -> tuple[Speech, ...]:
    """Return the speeches of a report, in the order of their verbs.

    1. In each sentence, each verb of saying outside quotations, and each "according to", gets its source and content.
    2. Quotations and paragraphs that stand alone go to whom the text was quoting.
    3. Pronouns and short names are resolved, and roles given.
    4. A speech within the content of another is passed on by the other's speaker.
    """
    tokens = tokenise(text.replace("''", '" '))  # typewriters' marks; as long as before, so that offsets hold
    found: list[Found] = []
    silent: list[Sentence] = []
    for index, sentence in enumerate(sentences):
        here = speeches_in(stretch(tokens, sentence), found)  # (1)
        found.extend(here)
        if not any(speech.source for speech in here):
            silent.append(sentence)
        if not here and (alone := _quote_alone(tokens, sentences, index, found)):  # (2)
            found[-1] = alone
    return _nested(_resolve(tokens, found, silent))  # (3, 4)


def speaker_of(speeches: Sequence[Speech], start: int, end: int) -> Speech | None:
    """Return the speech whose content covers a span most closely, or None for the publisher's own voice.

    ``speeches`` are in the order of their verbs, as ``find_speech`` gives them. A speech with a speaker comes before
    "reportedly"; among those that cover the span, the one with the shortest piece.
    """
    covering = [
        ((speech.source is None, right - left), speech)
        for speech in near(speeches, start, end)
        for left, right in speech.content
        if left <= start and end <= right
    ]
    return min(covering, key=lambda item: item[0], default=(None, None))[1]


def near(speeches: Sequence[Speech], start: int, end: int) -> Sequence[Speech]:
    """Return the speeches whose verb is near enough to a span to cover it."""
    first = bisect_left(speeches, start - _FARTHEST, key=lambda speech: speech.cue[0])
    last = bisect_right(speeches, end + _FARTHEST, key=lambda speech: speech.cue[0])
    return speeches[first:last]


def _quote_alone(tokens: Tokens, sentences: Sequence[Sentence], index: int, found: Sequence[Found]) -> Found | None:
    """Give a quotation without a verb of saying to the speaker who was quoted right before it, as one more piece."""
    sentence, before = sentences[index], sentences[index - 1]
    last = found[-1] if found else None
    quote = tokens.quote_at(sentence.start)
    if last is None or last.source is None or quote is None or quote.start != sentence.start or not index:
        return None
    follows = max(last.content[-1][1], last.cue[0]) >= before.start and last.content[-1][1] <= sentence.start
    whole = not tokens.text[quote.end : sentence.end].strip()
    if not follows or not whole or sentence.paragraph - before.paragraph > 1:
        return None
    return replace(last, content=(*last.content, (quote.start, quote.end)))


def _resolve(tokens: Tokens, found: Sequence[Found], silent: Sequence[Sentence]) -> tuple[Speech, ...]:
    """Settle whom each source means; ``silent`` sentences, which attribute nothing, may bring other people in."""
    names = Names()
    speeches = []
    unheard = iter([*silent, None])
    sentence = next(unheard)
    for item in sorted(found, key=lambda speech: speech.cue):
        while sentence is not None and sentence.end <= item.cue[0]:
            names.mention(sentence.text)
            sentence = next(unheard)
        speeches.append(_speech(tokens, item, names))
    return tuple(speeches)


def _speech(tokens: Tokens, item: Found, names: Names) -> Speech:
    source = span_of(tokens, item.source.first, item.source.last) if item.source else None
    if source is None:
        speaker = Speaker(wording=tokens.text[slice(*item.cue)], role="unnamed")
    else:
        wording = names.meant(_OWNING.sub("", tokens.text[slice(*source)]))
        via = " ".join(tokens.text[slice(*item.via)].split()) if item.via else None
        speaker = Speaker(wording=wording, role=role_for(wording), via=via)
    direct = any(tokens.text[left] in _MARKS for left, _ in item.content)
    return Speech(content=item.content, speaker=speaker, cue=item.cue, verb=item.verb, source=source, direct=direct)


def _nested(speeches: tuple[Speech, ...]) -> tuple[Speech, ...]:
    """Say through whom a speech came that stands within what another speaker said."""
    return tuple(_passed_on(speeches, index, speech) for index, speech in enumerate(speeches))


def _passed_on(speeches: Sequence[Speech], index: int, speech: Speech) -> Speech:
    if speech.source is None or speech.speaker.via is not None:
        return speech
    others = [
        other
        for other in (*speeches[max(0, index - _NEIGHBOURS) : index], *speeches[index + 1 : index + 1 + _NEIGHBOURS])
        if other.source and other.speaker.wording != speech.speaker.wording
    ]
    outer = speaker_of(others, *speech.cue)
    if outer is None or outer.direct:
        return speech
    return replace(speech, speaker=replace(speech.speaker, via=outer.speaker.wording))


_NEIGHBOURS = 8  # speeches on either side within which one can stand inside another
