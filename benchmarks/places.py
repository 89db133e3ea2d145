"""Find the places that articles name, with their coordinates, in the form that the set's scorer documents.

    python -m benchmarks.places INPUT > PREDICTIONS.jsonl
    python -m benchmarks.places INPUT --toponyms SPANS.jsonl > PREDICTIONS.jsonl

INPUT is the gold in XML, of which only the texts are read, or the scorer's ``--texts``. With ``--toponyms`` the
spans are given, as the scorer's ``--toponyms`` prints them, and only their coordinates are asked.
"""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.running import Answer, GoldSet, Record, json_lines, run
from ledgerstone.extraction.places.places import find_places, locate
from ledgerstone.extraction.text.parsing import parse_sentences
from ledgerstone.extraction.text.sentences import split
from ledgerstone.vocabulary.resources import open_resources


def answer(record: Record, *, given: dict[str, list[tuple[int, int]]] | None = None) -> Answer:
    """Return the places of one article, adjectives and peoples among them, or those of the spans given."""
    gazetteer = open_resources().gazetteer
    if given is None:
        text = record["text"]
        parses = parse_sentences(text, split(text), open_resources().engine)
        names = [name for parse in parses.values() for name in parse.names]
        places = find_places(text, gazetteer=gazetteer, names=names, adjectives=True)
        found = [(place.start, place.end, place.where.lat, place.where.lon) for place in places]
    else:
        spans = given.get(record["id"], [])
        located = locate(record["text"], spans, gazetteer=gazetteer)
        found = [(*span, *((at.lat, at.lon) if at else (None, None))) for span, at in zip(spans, located, strict=True)]
    keys = ("start", "end", "lat", "lon")
    return Answer(prediction={"id": record["id"], "toponyms": [dict(zip(keys, each, strict=True)) for each in found]})


def questions(path: Path) -> Iterator[Record]:
    """Yield the articles' texts."""
    if path.suffix != ".xml":
        yield from json_lines(path)
        return
    for article in ET.parse(path).getroot().iter("article"):  # noqa: S314  gold of our own choosing
        yield {"id": article.get("docid") or article.get("file"), "text": article.findtext("text") or ""}


def wrong(record: Record, prediction: Record) -> Iterator[str]:
    """Yield what was found, in its line: the gold stands in no record that this module reads."""
    text = record["text"]
    for each in prediction["toponyms"]:
        around = text[max(0, each["start"] - 40) : each["end"] + 40].replace("\n", " ")
        yield f"{text[each['start'] : each['end']]} {each['lat']} {each['lon']}: {around}"


def main(arguments: list[str]) -> None:
    """Run as a program."""
    given = None
    if "--toponyms" in arguments:
        at = arguments.index("--toponyms")
        given = {
            each["id"]: [(span["start"], span["end"]) for span in each["toponyms"]]
            for each in json_lines(Path(arguments[at + 1]))
        }
        arguments = arguments[:at] + arguments[at + 2 :]
    gold_set = GoldSet(about=__doc__ or "", questions=questions, answer=partial(answer, given=given), wrong=wrong)
    sys.exit(run(gold_set, arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
