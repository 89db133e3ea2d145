"""Ledgerstone turns reports of violence against people into a record that can be defended.

**Originals** are captured and sealed, read into **reports**, searched for **claims**; claims are linked to
**incidents** and **victims**, reconciled into **tolls**; tolls and victims are estimated into what nobody reported
(**estimates**); people **review**; what passed review is **released**.

Nouns are records, verbs are stages. The folders, from what everything stands on to what stands on everything:

    records/ errors.py        every record; every exception
    vocabulary/               the field's code lists and the gazetteer
    codec.py                  record <-> canonical JSON <-> id
    reading/ extraction/ linking/ reconciling/ estimating/ releasing/      the six pure stages
    capturing/ store/         where originals come from; the database and the vault
    assessing.py              the stages in order, in memory
    pipeline.py actions.py    the stages in order, over a case; what people can change
    commands/ cli.py          one command a stage and an action

Public names are resolved on first use (PEP 562): ``from ledgerstone import extract`` loads no Django.
"""

import importlib
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "read": "ledgerstone.reading",
    "extract": "ledgerstone.extraction",
    "assess": "ledgerstone.assessing",
    "estimate": "ledgerstone.estimating",
    "CaptureTable": "ledgerstone.estimating",
    "Case": "ledgerstone.case",
    "Assessment": "ledgerstone.records",
    "Report": "ledgerstone.records",
    "Claim": "ledgerstone.records",
    "Estimate": "ledgerstone.records",
    "Refusal": "ledgerstone.records",
}

__all__ = ["__version__", *_PUBLIC]  # noqa: PLE0604 (names, resolved below)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'ledgerstone' has no attribute {name!r}")
    return getattr(importlib.import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
