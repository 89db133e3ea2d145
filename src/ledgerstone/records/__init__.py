"""Every record and value type; standard library only.

A file each kind: *values* have no id; *findings* are what stages find; *identities* are decisions that this is one
source, one incident, one victim; *acts* carry who and when; *views* lay records side by side. All are frozen, slotted,
keyword-only dataclasses.
"""

from ledgerstone.records.acts import Capture, Handling, Request, Review, Run, Stamp, Tombstone
from ledgerstone.records.findings import (
    Check,
    Claim,
    Estimate,
    Grade,
    Link,
    Original,
    Release,
    Report,
    Toll,
)
from ledgerstone.records.identities import Incident, Source, Victim
from ledgerstone.records.values import (
    Actor,
    Anchor,
    Because,
    Count,
    Cut,
    Diagnostic,
    Evidence,
    Field,
    Identifier,
    Name,
    PageBox,
    Passage,
    Person,
    Problem,
    Reason,
    Refusal,
    Region,
    Speaker,
    When,
    Where,
    Withheld,
)
from ledgerstone.records.views import Assessment, VictimView

Finding = Original | Report | Claim | Link | Toll | Grade | Check | Estimate | Release
Identity = Source | Incident | Victim
Act = Capture | Review | Handling | Request | Tombstone | Run | Stamp
Record = Finding | Identity | Act

KINDS: dict[str, type[Record]] = {
    "original": Original,
    "report": Report,
    "claim": Claim,
    "link": Link,
    "toll": Toll,
    "grade": Grade,
    "check": Check,
    "estimate": Estimate,
    "release": Release,
    "source": Source,
    "incident": Incident,
    "victim": Victim,
    "capture": Capture,
    "review": Review,
    "handling": Handling,
    "request": Request,
    "tombstone": Tombstone,
    "run": Run,
    "stamp": Stamp,
}

__all__ = [
    "KINDS",
    "Act",
    "Actor",
    "Anchor",
    "Assessment",
    "Because",
    "Capture",
    "Check",
    "Claim",
    "Count",
    "Cut",
    "Diagnostic",
    "Estimate",
    "Evidence",
    "Field",
    "Finding",
    "Grade",
    "Handling",
    "Identifier",
    "Identity",
    "Incident",
    "Link",
    "Name",
    "Original",
    "PageBox",
    "Passage",
    "Person",
    "Problem",
    "Reason",
    "Record",
    "Refusal",
    "Region",
    "Release",
    "Report",
    "Request",
    "Review",
    "Run",
    "Source",
    "Speaker",
    "Stamp",
    "Toll",
    "Tombstone",
    "Victim",
    "VictimView",
    "When",
    "Where",
    "Withheld",
]
