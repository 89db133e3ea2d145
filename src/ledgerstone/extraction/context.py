"""Everything found over a report's whole text once, and which of it belongs to a sentence."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from ledgerstone.codec import identify
from ledgerstone.engine.parses import Name, Parse
from ledgerstone.extraction.parties.actors import ActorMention, find_actors
from ledgerstone.extraction.parties.acts import ActMention, find_acts
from ledgerstone.extraction.passages import passage_of
from ledgerstone.extraction.places.act_places import places_of
from ledgerstone.extraction.places.distances import StatedDistance, find_distances
from ledgerstone.extraction.places.places import PlaceMention, find_places
from ledgerstone.extraction.speech.evidence import find_evidence
from ledgerstone.extraction.speech.responses import ResponseMention, find_responses
from ledgerstone.extraction.speech.roles import role_for
from ledgerstone.extraction.speech.speakers import Speech, find_speech, speaker_of
from ledgerstone.extraction.speech.stance import stance_of
from ledgerstone.extraction.text.dateline import find_dateline
from ledgerstone.extraction.text.parsing import parse_sentences
from ledgerstone.extraction.text.sentences import Sentence, split
from ledgerstone.extraction.times.dates import DateMention, find_dates
from ledgerstone.records import Actor, Claim, Report, Speaker, When, Where
from ledgerstone.vocabulary.resources import Resources

# Places in these roles are where somebody spoke, came from, was treated or was buried, not where it happened.
_ELSEWHERE = frozenset({"speech", "origin", "metonym", "burial", "hospital"})


# "Ilan Voss, remembered in a tribute", "a relative called Mira Voss": words that may be speech describe a person here.
_DESCRIBED = re.compile(
    r"\s?,?\s?(?:(?:portrayed|remembered|described|known|seen|identified|commemorated)\s(?:as|in|by|on|with|for)\b"
    r"|(?:called|named)\s[A-Z])"
)
_NAMED = re.compile(r"\b(?:named|called)\s$")
_TITLE = 24  # characters of a title or an office before the speaker's own name
_WHERE = re.compile(r",?\s{1,2}where\b")
_DID_IT = frozenset({"perpetrator", "accused", "claimant"})


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...


_Mention = TypeVar("_Mention", bound=_Spanned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A report taken apart: sentences, and mentions in the order of the text."""

    report: Report
    id: str
    extractor: str
    sentences: tuple[Sentence, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    speeches: tuple[Speech, ...]
    actors: tuple[ActorMention, ...]
    acts: tuple[ActMention, ...]
    responses: tuple[ResponseMention, ...]
    distances: tuple[StatedDistance, ...]
    accused: tuple[str, ...]
    parses: Mapping[int, Parse]  # by where the sentence begins; those that nothing asks about are not parsed

    def names(self, sentence: Sentence) -> tuple[Name, ...]:
        """Return the names of persons (PER), organisations (ORG) and places (LOC) of a sentence that was parsed."""
        parse = self.parses.get(sentence.start)
        return parse.names if parse else ()

    def when(self, sentence: Sentence, position: int) -> When | None:
        """Return the date in the sentence that is nearest to a position; days before times of day."""
        points = [date for date in within(self.dates, sentence) if date.kind in ("point", "time")]
        nearest = min(
            points, key=lambda date: (date.kind == "time", abs(date.start - position), date.start), default=None
        )
        return nearest.when if nearest else None

    def where(self, sentence: Sentence, position: int) -> tuple[Where, ...]:
        """Return the places of the sentence at which something told at a position can have happened, each once."""
        found: dict[str, Where] = {}
        for place in self.places_at(sentence, position, finest=False) or self._places_told(sentence):
            found.setdefault(place.where.name, place.where)
        return tuple(found.values())

    def places_at(self, sentence: Sentence, position: int, *, finest: bool = True) -> tuple[PlaceMention, ...]:
        """Return where the sentence names the places of what is told at a position of it, or the finest of them."""
        places = within(self.places, sentence)
        for place in places:
            if place.end <= position and _WHERE.match(self.report.text, place.end):
                return (place,)  # "Sella, where shells killed two people"
        measured_from = {stated.b.start for stated in self.distances}
        here = [place for place in places if place.start not in measured_from]
        parse = self.parses.get(sentence.start)
        return places_of(parse, here, position, text=self.report.text, finest=finest) if parse and here else ()

    def _places_told(self, sentence: Sentence) -> tuple[PlaceMention, ...]:
        """Return the places of a sentence at which something that it tells can have happened."""
        measured_from = {stated.b.start for stated in self.distances}
        return tuple(
            place
            for place in within(self.places, sentence)
            if place.role not in _ELSEWHERE
            and (place.role == "locative" or place.where.precision != "country")
            and place.start not in measured_from
        )

    def actors_of(self, sentence: Sentence) -> tuple[Actor, ...]:
        """Return the parties to the violence that the sentence names."""
        found: dict[tuple[str, str], Actor] = {}
        for mention in within(self.actors, sentence):
            found.setdefault((mention.actor.name, mention.actor.role), mention.actor)
        return tuple(found.values())

    def is_elsewise(self, start: int, end: int) -> bool:
        """Say whether a span is the name of a place, of a party to the violence, or of whoever speaks."""
        text = self.report.text
        sources = (
            speech.source
            for speech in self.speeches
            if speech.source is not None and not speech.direct and not _DESCRIBED.match(text, speech.source[1])
        )
        publisher = self.report.publisher
        if publisher is not None and self.report.text[start:end] == publisher:
            return True
        named = _NAMED.search(text, max(0, start - _TITLE), start) is not None
        spans = (
            *((place.start, place.end) for place in self.places if place.where.lat is not None),
            *((mention.start, mention.end) for mention in self.actors),
            *(() if named else sources),
        )
        return any(start - _TITLE <= left <= start and end <= right for left, right in spans)

    def means_of(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the codes of the means that the sentence names."""
        return tuple(dict.fromkeys(code for act in within(self.acts, sentence) for code in act.means))

    def said(self, sentence: Sentence, start: int, end: int) -> tuple[Speaker | None, str, str]:
        """Return (speaker, stance, polarity) of a span of the text within a sentence."""
        speech = speaker_of(self.speeches, start, end)
        stance, polarity = stance_of(sentence.text, (start - sentence.start, end - sentence.start), speech)
        named = speech is not None and speech.source is not None  # "reportedly" is a stance, and names nobody
        return self.as_heard(speech.speaker) if speech and named else None, stance, polarity

    def as_heard(self, speaker: Speaker) -> Speaker:
        """Return a speaker with the role ``accused`` where the accused side itself speaks."""
        if role_for(speaker.wording, self.accused) == "accused":
            return replace(speaker, role="accused")
        return speaker

    def claim(self, sentence: Sentence, start: int, end: int, *, kind: str, at: int | None = None) -> Claim:
        """Return a claim about a span of a sentence, with speaker, stance, evidence, time, places and parties.

        Args:
            sentence: the sentence, which is the claim's passage.
            start: where the words begin that the claim is about.
            end: where they end.
            kind: the code of what the claim asserts.
            at: the position that times and places must be near; ``start`` if None.
        """
        speaker, stance, polarity = self.said(sentence, start, end)
        near = start if at is None else at
        return Claim(
            report=self.id,
            passage=passage_of(self.report, sentence.start, sentence.end),
            kind=kind,
            speaker=speaker,
            stance=stance,
            polarity=polarity,
            evidence=find_evidence(sentence.text),
            when=self.when(sentence, near),
            where=self.where(sentence, near),
            actors=self.actors_of(sentence),
            means=self.means_of(sentence) if kind == "harm" else (),
            extractor=self.extractor,
        )


def open_context(report: Report, resources: Resources, *, extractor: str) -> Context:
    """Find everything that is found over the whole text."""
    text = report.text
    dateline = find_dateline(text)
    filed = dateline.end if dateline else 0
    dates = find_dates(text, published=report.published or (dateline.day if dateline else None))
    sentences = split(text)
    speeches = find_speech(text, sentences)
    parses = parse_sentences(text, sentences, resources.engine)
    places = find_places(
        text, gazetteer=resources.gazetteer, names=[name for parse in parses.values() for name in parse.names]
    )
    actors = find_actors(text, sentences)
    return Context(
        report=report,
        id=identify(report),
        extractor=extractor,
        sentences=sentences,
        dates=tuple(date for date in dates if date.start >= filed),
        places=places,
        speeches=speeches,
        actors=actors,
        acts=find_acts(text, sentences),
        responses=find_responses(text, sentences, speeches),
        distances=find_distances(text, places),
        parses=parses,
        accused=tuple(
            dict.fromkeys(
                name
                for mention in actors
                if mention.actor.role in _DID_IT
                for name in (mention.actor.name, *mention.actor.aliases)
            )
        ),
    )


def within(mentions: Sequence[_Mention], sentence: Sentence) -> Sequence[_Mention]:
    """Return the mentions that begin in a sentence. They must be sorted by start."""
    first = bisect_left(mentions, sentence.start, key=lambda mention: mention.start)
    last = bisect_left(mentions, sentence.end, key=lambda mention: mention.start)
    return mentions[first:last]
