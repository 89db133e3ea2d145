"""Why a claim says what it says: field by field, the words it was read from and the rule that read them.

The report is taken apart again by the rules of :func:`extract`; nothing is guessed from the claim alone. Words that the
rules of today no longer read so are said to be such.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ledgerstone.extraction.context import Context, open_context, within
from ledgerstone.extraction.harm.harms import Analysis, analyse
from ledgerstone.extraction.harm.numbers import Number
from ledgerstone.extraction.harm.triggers import Trigger, is_passive
from ledgerstone.extraction.speech.speakers import Speech, speaker_of
from ledgerstone.extraction.speech.stance import stance_words
from ledgerstone.extraction.stage import VERSION
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.words import words_of
from ledgerstone.records import Claim, Report
from ledgerstone.vocabulary import definition
from ledgerstone.vocabulary.resources import Resources

_FRAMES = {
    "after": "a word of harm whose people stand behind it",
    "before": "a word of harm whose people stand before it",
    "noun": "a noun of harm that counts people itself",
    "toll": "a toll: the figure behind its verb counts everybody so far",
}
_BOUNDS = {
    (False, False): "a word for a number has no bounds in a claim; a policy may read it, and then says so",
    (True, False): "the words state the least; the highest stays open",
    (False, True): "the words state the most; the lowest stays open",
    (True, True): "the words state both ends",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One field of a claim: its value, the words of the report that it was read from (None: none), and the rule."""

    field: str
    value: str
    words: str | None = None
    because: str


@dataclass(frozen=True, slots=True)
class _Read:
    """The claim beside its sentence, taken apart again; ``start`` to ``end`` are the claim's own words."""

    claim: Claim
    context: Context
    sentence: Sentence
    analysis: Analysis
    start: int
    end: int

    def words(self, first: int, last: int) -> str:
        words = self.analysis.words
        return self.context.report.text[words[first].start : words[last - 1].end]


def explain(report: Report, claim: Claim, *, resources: Resources) -> tuple[Why, ...]:
    """Return the reasons of a claim's fields, in the order in which a reader asks for them.

    Args:
        report: the report that the claim stands in.
        claim: the claim.
        resources: the gazetteer that it was read with; another may know other places.
    """
    context = open_context(report, resources, extractor=VERSION)
    sentence = next((each for each in context.sentences if each.start == claim.passage.start), None)
    if sentence is None:
        because = f"read by {claim.extractor}; the rules of today ({VERSION}) may read the sentence in another way"
        return (Why(field="sentence", value=claim.passage.exact, because=because),)
    dates = [(day.start, day.end) for day in within(context.dates, sentence)]
    analysis = analyse(words_of(report.text, start=sentence.start, end=sentence.end), dates=dates)
    read = _Read(claim, context, sentence, analysis, *_own_words(claim))
    return (*_harm(read), *_count(read), *_relation(read), *_said(read), *_when(read), *_where(read), *_others(read))


def _own_words(claim: Claim) -> tuple[int, int]:
    """Return where in the text the words stand that are the claim's own: its figure, its name, else its sentence."""
    name = claim.person.names[0].text if claim.person and claim.person.names else None
    wording = claim.count.wording if claim.count else name
    at = claim.passage.exact.find(wording) if wording else -1
    if wording is None or at < 0:
        return claim.passage.start, claim.passage.end
    return claim.passage.start + at, claim.passage.start + at + len(wording)


def _harm(read: _Read) -> Iterator[Why]:
    if read.claim.harm is None:
        return
    words = read.analysis.words
    fitting = [each for each in read.analysis.triggers if each.harm == read.claim.harm]
    trigger = min(fitting, key=lambda each: abs(words[each.first].start - read.start), default=None)
    if trigger is None:
        because = "no word of harm stands in this sentence; the sentences before spoke of it"
        yield Why(field="harm", value=read.claim.harm, because=because)
        return
    yield Why(
        field="harm",
        value=read.claim.harm,
        words=read.words(trigger.first, trigger.last),
        because=_frame(read, trigger),
    )


def _frame(read: _Read, trigger: Trigger) -> str:
    if trigger.frame != "both":
        return _FRAMES[trigger.frame]
    passive = is_passive(read.analysis.words, trigger) or read.start < read.analysis.words[trigger.first].start
    return _FRAMES["before" if passive else "after"]


def _count(read: _Read) -> Iterator[Why]:
    count = read.claim.count
    if count is None:
        return
    value = f"{_end(count.low)} to {_end(count.high)}" + (", about" if count.about else "")
    numbers = [each for each in read.analysis.numbers if _overlaps(read, each)]
    because = _BOUNDS[count.low is not None, count.high is not None]
    if count.about:
        because = "the words say that the number is not exact; it stands as both ends, marked as about"
    elif count.low is not None and count.low == count.high:
        because = "a plain number" if len(numbers) == 1 else "persons and numbers joined together, added up"
    if not numbers and count.low == count.high == 1:
        because = "a singular is one person"
    yield Why(field="count", value=value, words=count.wording, because=because)


def _overlaps(read: _Read, number: Number) -> bool:
    words = read.analysis.words
    return words[number.first].start < read.end and read.start < words[number.last - 1].end


def _end(bound: int | None) -> str:
    return "open" if bound is None else f"{bound:,}"


def _relation(read: _Read) -> Iterator[Why]:
    if read.claim.relation is not None:
        of = f" (the count is claim {read.claim.of[:12]})" if read.claim.of else ""
        yield Why(field="relation", value=read.claim.relation, because=definition("relation", read.claim.relation) + of)


def _said(read: _Read) -> Iterator[Why]:
    claim, text = read.claim, read.context.report.text
    speech = speaker_of(read.context.speeches, read.start, read.end)
    if claim.speaker is None:
        yield Why(
            field="speaker",
            value="the publisher",
            because="no verb of saying with somebody who says it covers these words",
        )
    else:
        words = text[slice(*speech.source)] if speech and speech.source else None
        value = f"{claim.speaker.wording} ({claim.speaker.role})" + (
            f", through {claim.speaker.via}" if claim.speaker.via else ""
        )
        yield Why(field="speaker", value=value, words=words, because=_saying(read, speech))
    inside = (read.start - read.sentence.start, read.end - read.sentence.start)
    stance, polarity = stance_words(read.sentence.text, inside, speech)
    yield Why(field="stance", value=claim.stance, words=stance, because=definition("stance", claim.stance))
    yield Why(field="polarity", value=claim.polarity, words=polarity, because=definition("polarity", claim.polarity))
    for each in claim.evidence:
        because = f"the sentence points at it: {definition('evidence', each.kind)}"
        yield Why(field="evidence", value=each.kind, words=each.wording, because=because)


def _saying(read: _Read, speech: Speech | None) -> str:
    if speech is None or speech.source is None:
        return f"the rules of today ({VERSION}) find no verb of saying that covers these words"
    cue = read.context.report.text[slice(*speech.cue)]
    because = f"“{cue}” is what this speaker does, and these words are what was said"
    if read.context.report.text[slice(*speech.source)] not in speech.speaker.wording:
        because += "; a pronoun or a short name stands for the last speaker that it fits"
    if read.claim.speaker and read.claim.speaker.role == "accused":
        because += "; the report names this speaker as a side that is accused"
    return because


def _when(read: _Read) -> Iterator[Why]:
    when = read.claim.when
    if when is None:
        return
    mention = next((each for each in within(read.context.dates, read.sentence) if each.when == when), None)
    if when.earliest is None:
        because = "nothing in the text or about the report says which day that is; the words are kept"
    elif mention is not None and mention.full:
        because = "the words state the year"
    else:
        because = f"read against the day of publication ({read.context.report.published or 'not known'}) or a full date"
    days = f"{when.earliest} to {when.latest}" if when.earliest != when.latest else f"{when.earliest}"
    yield Why(field="when", value=days if when.earliest else "not resolved", words=when.wording, because=because)


def _where(read: _Read) -> Iterator[Why]:
    for place in read.claim.where:
        at = f" at {place.lat:.5f}, {place.lon:.5f}" if place.lat is not None and place.lon is not None else ""
        known = f"gazetteer entry {place.gazetteer_id}" if place.gazetteer_id else "no gazetteer entry of its own"
        because = f"{known}; {place.precision}: {definition('precision', place.precision)}"
        yield Why(field="where", value=place.name + at, words=place.wording, because=because)


def _others(read: _Read) -> Iterator[Why]:
    for actor in read.claim.actors:
        because = definition("actor_role", actor.role)
        yield Why(field="actor", value=f"{actor.name} ({actor.role})", words=actor.wording, because=because)
    text = read.context.report.text
    for act in within(read.context.acts, read.sentence):
        if act.act == read.claim.act or set(act.means) & set(read.claim.means):
            value = read.claim.act or ", ".join(act.means)
            field = "act" if read.claim.act else "means"
            yield Why(field=field, value=value, words=text[act.start : act.end], because=definition("act", act.act))
