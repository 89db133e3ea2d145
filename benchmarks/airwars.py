"""Predict casualty ranges for incident narratives, in the form that the set's scorer documents.

    python -m benchmarks.airwars INPUT.jsonl > PREDICTIONS.jsonl

Reads only ``id`` and ``text``. Each text is read alone, as a report without a date of publication. The toll is that of
the incident with most claims; civilians' where the claims tell civilians from others, everybody's else.
"""

import re
from collections.abc import Iterator

from benchmarks.running import Answer, GoldSet, Record, json_lines, start
from ledgerstone.assessing import assess
from ledgerstone.records import Assessment, Report, Toll
from ledgerstone.vocabulary.resources import open_resources

_POLICY = "airwars.v1"
_DID_IT = ("perpetrator", "accused", "claimant")
_GROUPS = {"children": "child", "women": "woman", "men": "man"}


def answer(record: Record) -> Answer:
    """Return the prediction for one record."""
    assessments = assess([Report.from_text(record["text"])], resources=open_resources(), policy=_POLICY)
    main = max(assessments, key=lambda each: (each.incident is not None, len(each.claims)), default=None)
    prediction = {"id": record["id"]} if main is None else {"id": record["id"], **_told(main)}
    return Answer(prediction=prediction, assessments=assessments)


def _told(main: Assessment) -> Record:
    return {
        "killed": _range(main, _toll(main, "killed")),
        "injured": _range(main, _toll(main, "injured")),
        "groups": {name: _range(main, _toll(main, "killed", group=code)) for name, code in _GROUPS.items()},
        "date": main.when.earliest.isoformat() if main.when and main.when.earliest else None,
        "belligerents": [actor.name for actor in main.actors if actor.role in _DID_IT],
        "victims": [
            {"name": view.person.names[0].text, "status": view.harm}
            for view in main.victims
            if view.person.names and view.harm in ("killed", "injured")
        ],
    }


def _toll(assessment: Assessment, harm: str, *, group: str | None = None) -> Toll | None:
    """Return the toll of civilians where the claims set combatants or the contested apart, else everybody's."""
    tolls = {(toll.status, toll.group): toll for toll in assessment.tolls if toll.harm == harm}
    if group is not None:
        return tolls.get((None, group))
    if ("combatant", None) in tolls or ("contested", None) in tolls:
        return tolls.get(("civilian", None))
    return tolls.get((None, None))


def _range(assessment: Assessment, toll: Toll | None) -> list[int | None] | None:
    """Return [low, high]; an open high is the largest figure among the claims used, as the analysts close it."""
    if toll is None or (toll.low is None and toll.high is None):
        return None
    if toll.high is not None:
        return [toll.low, toll.high]
    counts = [assessment.claims[reason.claim].count for reason in toll.used]
    lows = [count.low for count in counts if count is not None and count.low is not None]
    return [toll.low, max([*lows, toll.low or 0])]


def wrong(record: Record, prediction: Record) -> Iterator[str]:
    """Yield what differs from the analysts' record; names as they stand, for the eye to compare."""
    gold = record["gold"]
    for key in ("killed", "injured", "date"):
        if gold[key] != prediction.get(key):
            yield f"{key}: {prediction.get(key)}, gold {gold[key]}"
    groups = {name: value for name, value in (prediction.get("groups") or {}).items() if value}
    if groups or gold["breakdown"]:
        yield f"groups: {groups}, gold {gold['breakdown']!r}"
    found, named = ({_key(each["name"]) for each in side or () if each["name"]} for side in _victims(prediction, gold))
    if found != named:
        yield f"victims: too many {sorted(found - named)}, missed {sorted(named - found)}"


def _victims(prediction: Record, gold: Record) -> tuple[list[Record], list[Record]]:
    return prediction.get("victims") or [], gold["victims"]


def _key(name: str) -> str:
    return " ".join(sorted(re.findall(r"[a-z]+", name.lower().replace("-", " "))))


if __name__ == "__main__":
    start(GoldSet(about=__doc__ or "", questions=json_lines, answer=answer, wrong=wrong))
