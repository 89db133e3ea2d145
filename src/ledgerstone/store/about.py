"""What a record hangs on: the one field by which records of its kind are looked up, kept as a column beside it."""

from typing import Any

FIELDS = {
    "original": "sha256",
    "report": "original",
    "claim": "report",
    "link": "claim",
    "toll": "incident",
    "grade": "incident",
    "check": "incident",
    "inclusion": "incident",
    "estimate": "scope",
    "release": "version",
    "source": "founded_by",
    "incident": "founded_by",
    "victim": "founded_by",
    "capture": "original",
    "review": "about",
    "handling": "about",
    "appraisal": "source",
    "ownership": "outlet",
    "criteria": "by",
    "determination": "incident",
    "request": "about",
    "tombstone": "by",
    "run": "about",
    "stamp": "about",
}


def about(kind: str, tree: dict[str, Any]) -> str:
    """Return what a record of that kind, as a tree of its canonical JSON, hangs on; "" where it hangs on nothing."""
    value = tree.get(FIELDS[kind])
    return value if isinstance(value, str) else ""
