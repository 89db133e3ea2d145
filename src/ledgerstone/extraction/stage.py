"""Report -> Claims, in order.

1. A text in a language that the rules do not read gives no claims.
2. Find everything that is found over the whole text: sentences, dates, places, speech, actors, acts, responses.
3. In each sentence with a word of harm, the people harmed: counts, parts, named persons.
4. Acts, responses, attributions and details.
5. The claims in the order of the text, each once.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ledgerstone.codec import identify
from ledgerstone.errors import UnreadLanguage
from ledgerstone.extraction.context import Context, open_context, within
from ledgerstone.extraction.harm.harm_claims import harm_claims
from ledgerstone.extraction.harm.harms import Analysis, analyse
from ledgerstone.extraction.harm.list_cues import leads_list
from ledgerstone.extraction.harm.tellings import Telling
from ledgerstone.extraction.harm.triggers import find_triggers, may_harm
from ledgerstone.extraction.harm.victims import find_victims
from ledgerstone.extraction.restoring import restore
from ledgerstone.extraction.tables import table_claims
from ledgerstone.extraction.text.recasing import recase
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.words import words_of
from ledgerstone.extraction.text.wrapping import SPACES, unwrap
from ledgerstone.extraction.times.dates import DateMention, choose_incident_date
from ledgerstone.records import Claim, Problem, Report, Where
from ledgerstone.vocabulary.resources import Resources, open_resources

VERSION = "rules.1"
LANGUAGES = ("en",)

_BURIAL = re.compile(r"\b(?:buried|burials?|funerals?|mourn\w*|laid to rest|vigils?)\b", re.IGNORECASE)
_LINE = 8  # words; a shorter line may be a heading, which dates what stands below it
_NONE = Analysis(words=(), numbers=(), people=(), triggers=(), harmed=())


def extract(report: Report, *, resources: Resources | None = None) -> tuple[Claim, ...]:
    """Return the claims of a report, in the order of its text.

    Args:
        report: the report; a language other than English, or none determined as English, gives no claims.
        resources: the gazetteer; None opens the one that ``make`` built.

    Raises:
        MissingResource: the gazetteer was not built.
    """
    if report.fields:  # a row of a table, whose meaning was given
        return table_claims(report, gazetteer=(resources or open_resources()).gazetteer)
    if not _is_read(report):  # (1)
        return ()
    opened = resources or open_resources()
    copy = _working_copy(report, opened)
    context = open_context(copy, opened, extractor=VERSION)  # (2)
    claims = [*_harms(context), *_acts(context), *_responses(context), *_attributions(context), *_details(context)]
    if copy is not report:
        claims = list(restore(claims, copy=copy, report=report))
    unique = {identify(claim): claim for claim in claims}
    return tuple(sorted(unique.values(), key=lambda claim: claim.passage.start))  # (5)


def _working_copy(report: Report, resources: Resources) -> Report:
    """Return the report with spaces, lines and capitals as the rules expect them, each character in its place."""
    text = recase(unwrap(report.text.translate(SPACES)), resources)
    return report if text == report.text else replace(report, text=text)


def unread(report: Report) -> Problem | None:
    """Return the Problem of a report in a language that is not read, or None: silence must not look like no claim."""
    if report.fields or _is_read(report):
        return None
    text = f"The text is in {report.language!r}, which is not read yet: nothing was searched for in it."
    return Problem(record=identify(report), code=UnreadLanguage.code, text=text)


def _is_read(report: Report) -> bool:
    return report.language is None or report.language.split("-")[0].lower() in LANGUAGES


def _harms(context: Context) -> tuple[Claim, ...]:  # (3)
    text = context.report.text
    tellings = []
    told: list[str] = []  # harms, the last at the end
    listing: str | None = None
    for sentence in context.sentences:
        analysis = _NONE
        if may_harm(sentence.text) or " of " in sentence.text or "Of the " in sentence.text:
            dates = [(day.start, day.end) for day in within(context.dates, sentence)]
            analysis = analyse(words_of(text, start=sentence.start, end=sentence.end), dates=dates)
        before = "killed" if "killed" in told else told[-1] if told else None
        found = find_victims(text, sentence, analysis, harm_before=before, listing=listing)
        victims = tuple(victim for victim in found if not context.is_elsewise(victim.name.start, victim.name.end))
        listing = victims[-1].harm if victims else before if leads_list(sentence) else None
        tellings.append(Telling(sentence=sentence, analysis=analysis, victims=victims))
        told += [trigger.harm for trigger in analysis.triggers if trigger.harm in ("killed", "injured")]
    return harm_claims(context, tellings)


def _acts(context: Context) -> Iterator[Claim]:  # (4)
    for sentence in context.sentences:
        seen: set[str] = set()
        for mention in within(context.acts, sentence):
            if mention.act not in seen:
                seen.add(mention.act)
                yield replace(
                    context.claim(sentence, mention.start, mention.end, kind="act"),
                    act=mention.act,
                    means=mention.means,
                )


def _responses(context: Context) -> Iterator[Claim]:
    for sentence in context.sentences:
        for mention in within(context.responses, sentence):
            claim = context.claim(sentence, mention.start, mention.end, kind="response")
            yield replace(
                claim,
                response=mention.response,
                denies=mention.denies,
                polarity="affirmed",
                stance="asserted",
                speaker=context.as_heard(mention.speaker) if mention.speaker else claim.speaker,
            )


def _attributions(context: Context) -> Iterator[Claim]:
    """Who is said to have done it: each party once for each of its roles, where it is first said."""
    seen: set[tuple[str, str]] = set()
    for sentence in context.sentences:
        for mention in within(context.actors, sentence):
            key = (mention.actor.name, mention.actor.role)
            if mention.actor.role != "target" and key not in seen:
                seen.add(key)
                claim = context.claim(sentence, mention.start, mention.end, kind="attribution")
                yield replace(claim, actors=(mention.actor,))


def _details(context: Context) -> Iterator[Claim]:
    """When it was, as the text as a whole tells it, and how far places are said to lie apart."""
    day = choose_incident_date((day for day in context.dates if _may_date(context, day)), context.report.text)
    if day is not None and day.when.earliest is not None:
        claim = context.claim(_sentence_at(context, day.start), day.start, day.end, kind="detail")
        yield replace(claim, detail="time", when=day.when)
    yield from _distances(context)


def _may_date(context: Context, day: DateMention) -> bool:
    """Say whether a date may be that of what the report is about.

    So it is where its sentence or the next tells of violence: "The market was full on Friday. Two shells fell." The
    day on which a law was signed dates nothing else, nor does that of a burial.
    """
    at = next(at for at, sentence in enumerate(context.sentences) if sentence.start <= day.start < sentence.end)
    sentence, *_ = near = context.sentences[at : at + 2]
    if _BURIAL.search(sentence.text):
        return False
    if len(sentence.text.split()) <= _LINE:
        return True
    return any(_tells_of_violence(context, each) for each in near)


def _tells_of_violence(context: Context, sentence: Sentence) -> bool:
    if within(context.acts, sentence):
        return True
    text = context.report.text
    return may_harm(sentence.text) and bool(find_triggers(words_of(text, start=sentence.start, end=sentence.end)))


def _distances(context: Context) -> Iterator[Claim]:
    for stated in context.distances:
        sentence = _sentence_at(context, stated.start)
        claim = context.claim(sentence, stated.start, stated.end, kind="detail")
        ends = (_itself(stated.a.where), _itself(stated.b.where))
        yield replace(claim, detail="distance", distance_km=round(stated.km, 3), where=ends)


def _itself(place: Where) -> Where:
    """Return the end of a stated distance: the place itself, though what was there is only near it."""
    return replace(place, precision="settlement") if place.precision == "near" else place


def _sentence_at(context: Context, position: int) -> Sentence:
    return next(sentence for sentence in context.sentences if sentence.start <= position < sentence.end)
