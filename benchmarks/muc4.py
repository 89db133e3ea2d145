"""Fill the incident templates of the fourth Message Understanding Conference, in the form that its scorer documents.

    python -m benchmarks.muc4 TEXTS.jsonl [--split tst1] > PREDICTIONS.jsonl
    python -m benchmarks.muc4 TEXTS.jsonl --split tst1 --errors

Reads only ``text``; ``--errors`` looks for the keys beside the texts. Each text is read alone. What an incident is, who
was harmed, when, where and by whom comes from the assessments; here stands only what the conference defines: which
incidents have a template, its words for types of act, weapon, target and certainty, and its way to write places.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from benchmarks.muc4_people import is_of_civilians
from benchmarks.muc4_slots import Filed, filed, template
from benchmarks.running import Answer, GoldSet, Record, json_lines, run
from ledgerstone.assessing import assess
from ledgerstone.records import Assessment, Claim, Report
from ledgerstone.vocabulary.resources import open_resources

_BOMBINGS = frozenset("bombing suicide_bombing grenade landmine airstrike shelling".split())
_ATTACKS = frozenset("shooting execution massacre ground_attack raid stabbing beating torture burning_people".split())
_FIRST = 2  # sentences that tell what the news is
_FIRM = 3  # votes: a sentence that names an act and whom it harmed


def answer(record: Record) -> Answer:
    """Return the templates of one text."""
    report = Report.from_text(record["text"])
    resources = open_resources()
    assessments = assess([report], resources=resources)
    where = filed(report.text, resources)
    templates = [
        template(each, claims, type_=type_, filed=where, resources=resources)
        for each in assessments
        if each.incident is not None and _is_recent(each, where)
        for type_, claims in _types(each).items()
    ]
    kept = [made for made in templates if made is not None]
    return Answer(prediction={"id": record["id"], "templates": kept}, assessments=assessments)


def _is_recent(assessment: Assessment, where: Filed) -> bool:
    """Say whether it can be the news: of the two months before the report, or of no stated day."""
    when = assessment.when
    if where.day is None or when is None or when.latest is None:
        return True
    return 0 <= (where.day - when.latest).days + 1 <= 62  # noqa: PLR2004 (two months)


def _types(assessment: Assessment) -> dict[str, list[Claim]]:
    """Return the claims of each of the conference's types of act that the incident is told as, the main type first.

    A sentence speaks of one type; those that name no act speak of the main one. A second type must be told as firmly.
    """
    claims = [claim for claim in assessment.claims.values() if claim.polarity == "affirmed"]
    acts: dict[int, set[str]] = defaultdict(set)
    harmed: dict[int, bool] = defaultdict(bool)
    for claim in claims:
        acts[claim.passage.start] |= {claim.act} if claim.act else set()
        harmed[claim.passage.start] |= is_of_civilians(claim)
    types = {at: _type(acts[at], harmed=harmed[at]) for at in acts}
    votes: Counter[str] = Counter()
    for number, at in enumerate(sorted(types)):
        votes[types[at]] += (3 if harmed[at] else 1) + (2 if number < _FIRST else 0) if types[at] else 0
    if not votes:
        return {}
    main = votes.most_common(1)[0][0]
    told = {main: [claim for claim in claims if types[claim.passage.start] in (main, "")]}
    for type_, weight in votes.items():
        own = [claim for claim in claims if types[claim.passage.start] == type_]
        if type_ != main and weight >= _FIRM and any(map(is_of_civilians, own)):
            told[type_] = own
    return told


def _type(acts: set[str], *, harmed: bool) -> str:
    """Return the type of the act that one sentence tells of; empty where it tells of none."""
    if "abduction" in acts:
        return "KIDNAPPING"
    if acts & _BOMBINGS:
        return "BOMBING"
    if "burning_property" in acts:
        return "ARSON"
    if acts == {"clash"} and not harmed:
        return ""
    return "ATTACK" if harmed or acts & _ATTACKS else ""


@cache
def _keys(path: Path) -> dict[str, list[Record]]:
    return {record["id"]: record["templates"] for record in json_lines(path)}


def wrong(keys: Path, record: Record, prediction: Record) -> Iterator[str]:
    """Yield both sides' templates, slot by slot, for the eye to compare."""
    for name, side in (("gold", _keys(keys)[record["id"]]), ("ours", prediction["templates"])):
        for made in side:
            for slot, fills in made.items():
                if isinstance(fills, list):
                    yield f"{name} {slot}: {json.dumps(fills, ensure_ascii=False)}"


def _questions(split: str | None, path: Path) -> Iterator[Record]:
    return (record for record in json_lines(path) if split in (None, record["split"]))


def main(arguments: list[str]) -> int:
    """Run; ``--split NAME`` takes one part of the texts."""
    split = None
    if "--split" in arguments:
        at = arguments.index("--split")
        split = arguments[at + 1]
        arguments = arguments[:at] + arguments[at + 2 :]
    keys = Path(next((each for each in arguments if not each.startswith("-")), ".")).with_name("keys.jsonl")
    gold_set = GoldSet(
        about=__doc__ or "", questions=partial(_questions, split), answer=answer, wrong=partial(wrong, keys)
    )
    return run(gold_set, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
