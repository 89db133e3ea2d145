"""What the modules of one gold set each have in common: read the questions, print predictions, list errors.

    python -m benchmarks.NAME INPUT > PREDICTIONS
    python -m benchmarks.NAME INPUT --errors

A module hands over how it reads its INPUT, how it answers one question, and what is wrong with an answer.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledgerstone.records import Assessment

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A prediction in the form that the set's scorer documents, and the assessments that it was read from."""

    prediction: Record
    assessments: Sequence[Assessment] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """How one gold set is read and answered.

    Attributes:
        about: the module's docstring, for ``--help``.
        questions: INPUT -> records; with the gold in them where INPUT holds it.
        answer: a record -> its answer; reads nothing of the record but what a user would have. None: no prediction.
        wrong: (record, prediction) -> a line for each value that differs from the gold.
        title: a record -> what to call it in a list of errors.
    """

    about: str
    questions: Callable[[Path], Iterable[Record]]
    answer: Callable[[Record], Answer | None]
    wrong: Callable[[Record, Record], Iterable[str]]
    title: Callable[[Record], str] = lambda record: str(record["id"])


def json_lines(path: Path) -> Iterator[Record]:
    """Yield the records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def run(gold_set: GoldSet, arguments: Sequence[str] | None = None) -> int:
    """Answer every question of an input; with ``--errors``, show the wrong answers with their claims and passages."""
    parser = argparse.ArgumentParser(description=gold_set.about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--errors", action="store_true", help="list each wrong record instead, with what it rests on")
    options = parser.parse_args(arguments)
    for record in gold_set.questions(options.input):
        answer = gold_set.answer(record)
        if answer is None:
            continue
        if not options.errors:
            print(json.dumps(answer.prediction, ensure_ascii=False))
            continue
        if wrong := list(gold_set.wrong(record, answer.prediction)):
            _show(gold_set.title(record), wrong, answer.assessments)
    return 0


def _show(title: str, wrong: Iterable[str], assessments: Iterable[Assessment]) -> None:
    print(f"=== {title}")
    for line in wrong:
        print(f"  ! {line}")
    for assessment in assessments:
        print(f"  {assessment.label}")
        for toll in assessment.tolls:
            aside = (each for each in toll.set_aside if not each.reason.startswith("counts "))  # of another line
            why = "; ".join(f"{each.claim[:8]} {each.reason}" for each in (*toll.used, *aside))
            whose = " ".join(filter(None, (toll.harm, toll.status, toll.group)))
            print(f"    {whose} {toll.low}..{toll.best}..{toll.high}: {why}")
        for id_, claim in assessment.claims.items():
            value = claim.count.wording if claim.count else claim.person.names[0].text if claim.person else claim.kind
            print(f"    {id_[:8]} {claim.harm or claim.kind} {value!r} {claim.relation or ''}: {claim.passage.exact}")
    print(flush=True)


def start(gold_set: GoldSet) -> None:
    """Run as a program."""
    sys.exit(run(gold_set))
