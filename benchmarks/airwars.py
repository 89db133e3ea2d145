"""Predict casualty ranges for incident narratives, in the form that the set's scorer documents.

    python -m benchmarks.airwars INPUT.jsonl > PREDICTIONS.jsonl

Reads only ``id`` and ``text``. Each text is read alone, as a report without a date of publication. The toll is that of
the incident with most claims; civilians' where the claims tell civilians from others, everybody's else.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ledgerstone.assessing import assess
from ledgerstone.records import Assessment, Report, Toll
from ledgerstone.vocabulary.resources import open_resources

_GROUPS = {"children": "child", "women": "woman", "men": "man"}


def predict(record: dict[str, Any]) -> dict[str, Any]:
    """Return the prediction for one record."""
    assessments = assess([Report.from_text(record["text"])], resources=open_resources())
    main = max(assessments, key=lambda each: (each.incident is not None, len(each.claims)), default=None)
    if main is None:
        return {"id": record["id"]}
    return {
        "id": record["id"],
        "killed": _range(main, _toll(main, "killed")),
        "injured": _range(main, _toll(main, "injured")),
        "groups": {name: _range(main, _toll(main, "killed", group=code)) for name, code in _GROUPS.items()},
        "date": main.when.earliest.isoformat() if main.when and main.when.earliest else None,
        "belligerents": [actor.name for actor in main.actors if actor.role in ("perpetrator", "accused", "claimant")],
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


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def main(arguments: list[str]) -> int:
    """Print a prediction a line."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    for record in records(Path(arguments[0])):
        print(json.dumps(predict(record), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
