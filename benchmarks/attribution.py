"""Predict who said what in articles: source, cue and content of each attribution, as spans of the text.

    python -m benchmarks.attribution INPUT > PREDICTIONS.jsonl

INPUT is a folder that holds ``text/*.txt``, or JSON Lines of ``id`` and ``text``. With ``--errors`` the folder's
``attributions/*.ann`` are read as well, and each speech that differs is listed with its words.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.running import Answer, GoldSet, Record, json_lines, start
from ledgerstone.extraction.speech.speakers import Speech, find_speech
from ledgerstone.extraction.text.sentences import split

_ROLES = ("source", "cue", "content")
_SPAN = re.compile(r"(T\d+)\t\S+ (\d[\d ;]*)\t")
_EVENT = re.compile(r"E\d+\tAttribution\S* (.+)")


def questions(path: Path) -> Iterator[Record]:
    """Yield the texts, with the annotations where they lie beside them."""
    if not path.is_dir():
        yield from json_lines(path)
        return
    for text in sorted((path / "text").glob("*.txt")):
        named = sorted((path / "attributions").glob(f"{text.stem}*.ann"))
        gold = _annotations(named[0].read_bytes().decode()) if named else None
        yield {"id": text.stem, "text": text.read_bytes().decode(), "gold": gold}


def answer(record: Record) -> Answer:
    """Return the prediction for one text."""
    speeches = find_speech(record["text"], split(record["text"]))
    return Answer(prediction={"id": record["id"], "attributions": [_spans(each) for each in speeches]})


def _spans(speech: Speech) -> Record:
    source = [list(speech.source)] if speech.source else []
    return {"source": source, "cue": [list(speech.cue)], "content": [list(span) for span in speech.content]}


def wrong(record: Record, prediction: Record) -> Iterator[str]:
    """Yield the attributions that only one side has, in the order of the text."""
    if record.get("gold") is None:
        return
    text = record["text"]
    sides = {"missed": _shown(text, record["gold"]), "too many": _shown(text, prediction["attributions"])}
    both = sides["missed"].keys() & sides["too many"].keys()
    lines = [(at, f"{side}: {line}") for side, found in sides.items() for line, at in found.items() if line not in both]
    yield from (line for _, line in sorted(lines))


def _shown(text: str, attributions: Iterable[Record]) -> dict[str, int]:
    """Return each attribution in words, with where it begins."""
    shown = {}
    for each in attributions:
        words = [" … ".join(text[start:end] for start, end in each.get(role) or ()) or "-" for role in _ROLES]
        first = min((start for role in _ROLES for start, _ in each.get(role) or ()), default=0)
        shown[" | ".join(" ".join(part.split()) for part in words)] = first
    return shown


def _annotations(ann: str) -> list[Record]:
    """Return the attributions of one annotator's file (BRAT)."""
    spans: dict[str, list[list[int]]] = {}
    events = []
    for line in ann.split("\n"):
        if found := _SPAN.match(line):
            spans[found[1]] = [[int(number) for number in piece.split()] for piece in found[2].split(";")]
        elif found := _EVENT.match(line):
            events.append([part.split(":") for part in found[1].split()])
    return [
        {
            role: [span for name, key in event if name.rstrip("0123456789").lower() == role for span in spans[key]]
            for role in _ROLES
        }
        for event in events
    ]


if __name__ == "__main__":
    start(GoldSet(about=__doc__ or "", questions=questions, answer=answer, wrong=wrong))
