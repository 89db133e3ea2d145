"""Report -> Claims of harm that a model pointed at, each checked, and the refusals, counted.

1. The text goes to the model in pieces of whole paragraphs, with one instruction.
2. Each item that comes back must quote the report: the same words, quotes, dashes and white space apart.
3. Its figure must be what our own parser reads in the quoted words; a person must be named in them.
4. Speaker, stance, day and place are the rules' reading of the sentence; the model's speaker counts only where the
   rules hear none and the sentence holds those words.
5. What the rules found already is left out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ledgerstone.extraction.context import Context, open_context
from ledgerstone.extraction.harm.numbers import find_numbers
from ledgerstone.extraction.harm.people import find_people
from ledgerstone.extraction.quoting.items import Item, Refused, read_answer
from ledgerstone.extraction.quoting.prompt import prompt
from ledgerstone.extraction.quoting.quotes import Folded, fold
from ledgerstone.extraction.speech.roles import role_for
from ledgerstone.extraction.text.words import words_of
from ledgerstone.records import Claim, Count, Name, Passage, Person, Report, Speaker
from ledgerstone.vocabulary.resources import Resources

VERSION = "quotes.1"
PIECE = 8_000  # characters of a report in one question
LONGEST_QUOTE = 1_500  # characters; more is no sentence

Ask = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What came of asking about one report: claims, and what was refused and why."""

    claims: tuple[Claim, ...]
    refused: tuple[Refused, ...]


def extract_quoted(report: Report, *, known: Sequence[Claim], resources: Resources, ask: Ask, model: str) -> Quoted:
    """Ask a model for the figures and persons of a report, and make claims of what holds.

    Args:
        report: the report.
        known: the claims that the rules found in it.
        resources: the gazetteer.
        ask: takes a question, returns the model's answer; what it raises goes through.
        model: the model's name, which becomes part of the claims' extractor.
    """
    context = open_context(report, resources, extractor=f"{VERSION} {model}")
    folded = fold(report.text)
    claims: dict[tuple[object, ...], Claim] = {}
    refused: list[Refused] = []
    found = {_sameness(claim) for claim in known}
    for piece in pieces(report.text):
        for item in read_answer(ask(prompt(piece))):
            made = _claim(context, folded, item) if isinstance(item, Item) else item
            if isinstance(made, Refused):
                refused.append(made)
            elif _sameness(made) not in found:
                claims.setdefault(_sameness(made), made)
    return Quoted(claims=tuple(claims.values()), refused=tuple(refused))


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of whole paragraphs, of at most ``PIECE`` characters unless one paragraph is longer."""
    piece: list[str] = []
    length = 0
    for paragraph in text.split("\n\n"):
        if piece and length + len(paragraph) > PIECE:
            yield "\n\n".join(piece)
            piece, length = [], 0
        piece.append(paragraph)
        length += len(paragraph) + 2
    if any(paragraph.strip() for paragraph in piece):
        yield "\n\n".join(piece)


def _sameness(claim: Claim) -> tuple[object, ...]:
    """What makes two claims of one report the same to a reader: sentence, harm, and the figure or the name."""
    who = claim.person.names[0].text if claim.person and claim.person.names else None
    figure = (claim.count.low, claim.count.high) if claim.count else None
    return claim.passage.start, claim.harm, figure, who


def _claim(context: Context, folded: Folded, item: Item) -> Claim | Refused:
    text = context.report.text
    span = folded.find(item.quote) if len(item.quote) <= LONGEST_QUOTE else None
    if span is None:
        return Refused(quote=item.quote, because="the report does not hold these words")
    own = fold(text[slice(*span)]).find(item.wording)
    if own is None:
        return Refused(quote=item.quote, because=f"the quotation does not hold the words {item.wording!r}")
    start, end = span[0] + own[0], span[0] + own[1]
    sentence = next((each for each in context.sentences if each.start <= start < each.end), None)
    if sentence is None:
        return Refused(quote=item.quote, because="the words stand in no sentence")
    value = _person(text[start:end]) if item.is_person else _count(text, (start, end), item)
    if isinstance(value, str):
        return Refused(quote=item.quote, because=value)
    claim = context.claim(sentence, start, end, kind="harm")
    return replace(
        claim,
        passage=Passage(start=sentence.start, end=sentence.end, exact=sentence.text),
        harm=item.harm,
        group=item.group,
        status=item.status,
        count=value if isinstance(value, Count) else None,
        person=value if isinstance(value, Person) else None,
        relation=None if item.is_person else item.relation,
        speaker=claim.speaker or _speaker(context, sentence.text, item.speaker),
    )


def _person(wording: str) -> Person | str:
    words = " ".join(wording.split())
    if not any(word[0].isupper() for word in words.split()):
        return f"{words!r} is no name"
    return Person(names=(Name(text=words),))


def _count(text: str, span: tuple[int, int], item: Item) -> Count | str:
    """Return the count if our own parser reads the model's values in the words, else why it is refused."""
    words = words_of(text, start=span[0], end=span[1])
    numbers = find_numbers(words)
    phrases = find_people(words, numbers)
    read = {(number.low, number.high): number.about for number in numbers}
    read |= {(phrase.low, phrase.high): phrase.about for phrase in phrases}
    if len(phrases) > 1 and all(phrase.counted for phrase in phrases):
        highs = [phrase.high for phrase in phrases]
        total = sum(phrase.low or 0 for phrase in phrases), None if None in highs else sum(high or 0 for high in highs)
        read.setdefault(total, any(phrase.about for phrase in phrases))
    if (item.low, item.high) not in read and (item.low, item.high) != (None, None):
        return f"our parser does not read {item.low} to {item.high} in {item.wording!r}"
    about = read.get((item.low, item.high), False)
    return Count(low=item.low, high=item.high, about=about, wording=text[slice(*span)])


def _speaker(context: Context, sentence: str, wording: str | None) -> Speaker | None:
    """Return the model's speaker where the sentence holds those words."""
    span = fold(sentence).find(wording) if wording else None
    if span is None:
        return None
    own = sentence[slice(*span)]
    return context.as_heard(Speaker(wording=own, role=role_for(own)))
