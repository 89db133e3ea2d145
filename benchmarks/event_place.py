"""Say where acts of violence happened, in the form that the set's scorer documents.

    python -m benchmarks.event_place INPUT.jsonl > PREDICTIONS.jsonl

INPUT is the gold or the scorer's ``--texts``: of a line it reads ``text`` and ``verb``, the
span of the word for the act.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.running import Answer, GoldSet, Record, json_lines, start
from ledgerstone.extraction.context import Context, open_context
from ledgerstone.records import Report
from ledgerstone.vocabulary.resources import open_resources


def answer(record: Record) -> Answer:
    """Return the places of one act."""
    verb = record["verb"][0][0]
    context = _read(record["text"])
    sentence = next((each for each in context.sentences if each.start <= verb < each.end), None)
    places = context.places_at(sentence, verb) if sentence else ()
    return Answer(prediction={"line": record["line"], "places": [[place.start, place.end] for place in places]})


def questions(path: Path) -> Iterator[Record]:
    """Yield the lines with their numbers, counted from 1."""
    for number, record in enumerate(json_lines(path), 1):
        yield {"line": number, **record}


def wrong(record: Record, prediction: Record) -> Iterator[str]:
    """Yield the act in its sentence, what was answered and what the gold says."""
    gold, found = sorted(record["places"]), sorted(prediction["places"])
    if gold != found:
        text = record["text"]
        words = [[text[start:end] for start, end in spans] for spans in (record["verb"], found, gold)]
        yield f"{words[0]}: answered {words[1]}, gold {words[2]}: {text}"


@cache
def _read(text: str) -> Context:
    return open_context(Report.from_text(text), open_resources(), extractor="benchmark")


if __name__ == "__main__":
    start(GoldSet(about=__doc__, questions=questions, answer=answer, wrong=wrong, title=lambda each: str(each["line"])))
