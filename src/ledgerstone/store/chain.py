"""The audit chain: what each entry commits to, so that a change of an old record or entry is seen.

An entry's head covers the head before it; a commitment covers a record with a salt that lies beside the record. A
record can so be deleted together with its salt, and nobody can find out by guessing what it said, while the
commitment stays and the chain still verifies.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

BEGINNING = "0" * 64  # what the first entry names as the head before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One transaction: when, by whom, what was done, what it committed to, and under which settings of the case.

    ``settings`` is the SHA-256 of the settings in case.toml, ``commitments`` that of the commitments in their order.
    """

    seq: int
    at: str
    by: str
    action: str
    settings: str
    commitments: str
    previous: str
    head: str


def new_salt() -> str:
    """Return 32 random bytes, in hexadecimal."""
    return secrets.token_hex(32)


def commitment(*, salt: str, record: str, text: str) -> str:
    """Return the SHA-256 of salt, record id and canonical JSON, in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(salt) + record.encode() + text.encode()).hexdigest()


def digest_of(commitments: Iterable[str]) -> str:
    """Return the SHA-256 of a transaction's commitments in their order, a line each."""
    return hashlib.sha256("".join(f"{item}\n" for item in commitments).encode()).hexdigest()


def entry(*, seq: int, at: str, by: str, action: str, settings: str, commitments: str, previous: str) -> Entry:
    """Return the entry with its head: the SHA-256 of all its other fields as JSON with sorted keys."""
    fields = {
        "seq": seq,
        "at": at,
        "by": by,
        "action": action,
        "settings": settings,
        "commitments": commitments,
        "previous": previous,
    }
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Entry(
        seq=seq,
        at=at,
        by=by,
        action=action,
        settings=settings,
        commitments=commitments,
        previous=previous,
        head=hashlib.sha256(text.encode()).hexdigest(),
    )
